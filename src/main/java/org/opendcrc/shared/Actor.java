package org.opendcrc.shared;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The signed-in person, as every use case sees him: who, of which dealer, with which roles in which stores. Built at sign-in and
 * again at each request from the database, never from a form.
 *
 * @param roles the person's roles by store; stores without a role do not appear
 * @param language the language of his screens
 * @param singleKeys whether single-key commands are on for him (WCAG 2.1.4)
 */
public record Actor(
        int dealerId,
        UUID staffId,
        String login,
        String name,
        Map<UUID, Set<Role>> roles,
        Locale language,
        boolean singleKeys)
        implements Serializable {

    public Actor {
        roles = Map.copyOf(roles);
    }

    /** Whether he may do it in that store. */
    public boolean may(UseCase useCase, UUID store) {
        return roles.getOrDefault(store, Set.of()).stream().anyMatch(useCase::isGrantedTo);
    }

    /** Whether he may do it in at least one store. */
    public boolean may(UseCase useCase) {
        return roles.keySet().stream().anyMatch(store -> may(useCase, store));
    }

    /**
     * Goes on only if he may do it in that store.
     *
     * @throws NotAllowed if he may not
     */
    public void require(UseCase useCase, UUID store) {
        if (!may(useCase, store)) {
            throw new NotAllowed(useCase);
        }
    }

    /**
     * Goes on only if he may do it in at least one store.
     *
     * @throws NotAllowed if he may not
     */
    public void require(UseCase useCase) {
        if (!may(useCase)) {
            throw new NotAllowed(useCase);
        }
    }

    /** The stores in which he may do it, in a stable order; the store scope of every list. */
    public List<UUID> storesFor(UseCase useCase) {
        return roles.keySet().stream()
                .filter(store -> may(useCase, store))
                .sorted(Comparator.comparing(UUID::toString))
                .toList();
    }
}
