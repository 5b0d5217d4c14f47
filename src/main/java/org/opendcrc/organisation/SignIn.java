package org.opendcrc.organisation;

import org.opendcrc.shared.Sentence;

/** The answer to a wish to sign in. */
public sealed interface SignIn {

    record Welcome(Access access) implements SignIn {}

    /** The same for a login that does not exist and a password that is wrong. */
    record Refused(Sentence why) implements SignIn {}
}
