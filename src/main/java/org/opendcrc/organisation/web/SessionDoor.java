package org.opendcrc.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.Access;
import org.opendcrc.organisation.Accesses;
import org.opendcrc.shared.DealerContext;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/**
 * Keeps in the session only whose it is; who that person is and what he may do is read again at each request that asks. So a
 * disabled person is out at once, and a new release reads the sessions of the old one.
 */
@Component
class SessionDoor implements SecurityContextRepository {

    private static final String ATTRIBUTE = "opendcrc.signed-in";

    private final Accesses accesses;

    SessionDoor(Accesses accesses) {
        this.accesses = accesses;
    }

    /** What the session remembers, written as {@code dealer/staff/generation}. */
    private record Mark(int dealer, UUID staff, int generation) {

        static Mark of(Access access) {
            return new Mark(access.actor().dealerId(), access.actor().staffId(), access.generation());
        }

        static Mark parse(String text) {
            var parts = text.split("/", 3);
            return new Mark(Integer.parseInt(parts[0]), UUID.fromString(parts[1]), Integer.parseInt(parts[2]));
        }

        String written() {
            return dealer + "/" + staff + "/" + generation;
        }
    }

    /** Whether somebody was signed in with this session, though perhaps he is no longer. */
    static boolean hadPerson(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) != null;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(request);
    }

    @Override
    @SuppressWarnings("deprecation") // the interface still demands it
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() instanceof SignedIn person) {
            var session = request.getSession();
            session.setAttribute(ATTRIBUTE, Mark.of(person.access()).written());
            session.setAttribute(
                    FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                    person.access().actor().staffId().toString());
        } else if (hadPerson(request)) {
            HttpSession session = request.getSession();
            session.removeAttribute(ATTRIBUTE);
            session.removeAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME);
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return hadPerson(request);
    }

    private Optional<Access> access(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String text)) {
            return Optional.empty();
        }
        var mark = Mark.parse(text);
        return DealerContext.callAs(mark.dealer(), () -> accesses.ofStaff(mark.staff()))
                .filter(it -> it.generation() == mark.generation());
    }

    /** Asks the database once, and only when somebody wants to know. */
    private final class Deferred implements DeferredSecurityContext {

        private final HttpServletRequest request;
        private @Nullable SecurityContext found;
        private boolean generated;

        Deferred(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            if (found == null) {
                var access = access(request);
                generated = access.isEmpty();
                found = access.<SecurityContext>map(it -> new SecurityContextImpl(new SignedIn(it)))
                        .orElseGet(SecurityContextHolder::createEmptyContext);
            }
            return found;
        }

        @Override
        public boolean isGenerated() {
            get();
            return generated;
        }
    }
}
