package org.opendcrc.shared;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A change worth a line in the audit log. Published in the transaction of the change and written in it.
 *
 * @param actor who did it, {@link #CUSTOMER} for a customer himself; empty for the system itself (a job, an import)
 * @param action what was done, a key of the message bundles below {@code audit.action.}
 * @param entity the kind of thing that changed, a key below {@code audit.entity.}
 * @param entityId which one
 * @param before the old values by field, only those that changed; no secrets, no full identity numbers
 * @param after the new values by field
 */
public record Audited(
        int dealerId,
        Instant at,
        Optional<UUID> actor,
        String action,
        String entity,
        String entityId,
        Map<String, String> before,
        Map<String, String> after)
        implements DealerEvent {

    /** Who it was where a customer himself did it, by a link of ours or on a public page; no member of staff has this identifier. */
    public static final UUID CUSTOMER = new UUID(0, 1);

    public Audited {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }

    public static Audited by(
            Actor actor, Instant at, String action, String entity, Object entityId, Map<String, String> after) {
        return new Audited(
                actor.dealerId(),
                at,
                Optional.of(actor.staffId()),
                action,
                entity,
                entityId.toString(),
                Map.of(),
                after);
    }

    public static Audited bySystem(
            int dealerId, Instant at, String action, String entity, Object entityId, Map<String, String> after) {
        return new Audited(dealerId, at, Optional.empty(), action, entity, entityId.toString(), Map.of(), after);
    }
}
