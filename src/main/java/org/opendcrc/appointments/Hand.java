package org.opendcrc.appointments;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Role;

/**
 * Whose hand writes into the book: somebody of the house, or the customer himself, who has no login.
 *
 * @param actor empty for the customer
 * @param advisor whether he books as an advisor, and not as one of the centre (AP-1)
 */
record Hand(int dealer, Optional<Actor> actor, boolean advisor) {

    static Hand of(Actor actor, UUID store) {
        var roles = actor.roles().getOrDefault(store, Set.of());
        return new Hand(
                actor.dealerId(),
                Optional.of(actor),
                roles.stream().sorted(Comparator.naturalOrder()).findFirst().equals(Optional.of(Role.ADVISOR)));
    }

    static Hand ofCustomer(int dealer) {
        return new Hand(dealer, Optional.empty(), false);
    }

    Optional<UUID> staff() {
        return actor.map(Actor::staffId);
    }

    /** How what he writes reached us, where the wish itself says {@code otherwise}. */
    Channel channel(Channel otherwise) {
        if (actor.isEmpty()) {
            return Channel.CUSTOMER;
        }
        return advisor ? Channel.ADVISOR : otherwise;
    }

    Audited audited(Instant at, String action, UUID appointment, Map<String, String> facts) {
        return new Audited(
                dealer,
                at,
                Optional.of(staff().orElse(Audited.CUSTOMER)),
                action,
                "appointment",
                appointment.toString(),
                Map.of(),
                facts);
    }
}
