package org.opendcrc.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.opendcrc.shared.Actor;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Finds the signed-in person of a request. */
public final class SignedInActor {

    private SignedInActor() {}

    /** The person whose session or token came with the request; empty if nobody is signed in. */
    public static Optional<Actor> of(HttpServletRequest request) {
        var authentication = request.getUserPrincipal() instanceof Authentication it
                ? it
                : SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor
                ? Optional.of(actor)
                : Optional.empty();
    }
}
