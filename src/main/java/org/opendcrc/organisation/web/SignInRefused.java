package org.opendcrc.organisation.web;

import org.opendcrc.shared.Sentence;
import org.springframework.security.core.AuthenticationException;

/** Carries a refusal of the sign-in desk through the framework to the login page. */
class SignInRefused extends AuthenticationException {

    private static final long serialVersionUID = 1;

    private final transient Sentence why;

    SignInRefused(Sentence why) {
        super(why.key());
        this.why = why;
    }

    Sentence why() {
        return why;
    }
}
