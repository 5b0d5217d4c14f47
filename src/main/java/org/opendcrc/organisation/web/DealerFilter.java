package org.opendcrc.organisation.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.opendcrc.shared.DealerContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** The last filter of each chain: what follows is done for the dealer of the signed-in person. */
class DealerFilter extends OncePerRequestFilter {

    static final String PASSWORD_PAGE = "/password";

    /** What somebody with a one-time slip can still reach. */
    private static final Set<String> WITHOUT_OWN_PASSWORD =
            Set.of(PASSWORD_PAGE, "/logout", "/preferences", "/error", "/login");

    private final boolean passwordFirst;

    /** @param passwordFirst whether somebody with a one-time slip is sent to choose a password before anything else */
    DealerFilter(boolean passwordFirst) {
        this.passwordFirst = passwordFirst;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn person)) {
            chain.doFilter(request, response);
            return;
        }
        if (passwordFirst
                && person.access().mustChangePassword()
                && !WITHOUT_OWN_PASSWORD.contains(request.getServletPath())) {
            response.sendRedirect(request.getContextPath() + PASSWORD_PAGE);
            return;
        }
        forDealer(person.getPrincipal().dealerId(), request, response, chain);
    }

    /** Servlets throw two kinds of checked exceptions; they pass the dealer's border in one wrapping and are taken out again. */
    private static void forDealer(
            int dealer, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            DealerContext.throughAs(dealer, () -> {
                try {
                    chain.doFilter(request, response);
                } catch (IOException | ServletException e) {
                    throw new Passing(e);
                }
            });
        } catch (Passing e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case ServletException servlet -> throw servlet;
                case null, default -> throw e;
            }
        }
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    private static final class Passing extends RuntimeException {

        private static final long serialVersionUID = 1;

        Passing(Exception cause) {
            super(cause);
        }
    }
}
