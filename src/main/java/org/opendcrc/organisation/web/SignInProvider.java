package org.opendcrc.organisation.web;

import org.opendcrc.organisation.SignIn;
import org.opendcrc.organisation.SignInDesk;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Asks the sign-in desk on behalf of the framework's login form. */
class SignInProvider implements AuthenticationProvider {

    private final SignInDesk desk;

    SignInProvider(SignInDesk desk) {
        this.desk = desk;
    }

    @Override
    public Authentication authenticate(Authentication wish) {
        var address = wish.getDetails() instanceof WebAuthenticationDetails it ? it.getRemoteAddress() : "";
        return switch (desk.signIn(wish.getName(), String.valueOf(wish.getCredentials()), address)) {
            case SignIn.Welcome(var access) -> new SignedIn(access);
            case SignIn.Refused(var why) -> throw new SignInRefused(why);
        };
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
