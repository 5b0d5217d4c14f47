package org.opendcrc.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A line of the audit log. The meaning of the fields is that of {@link org.opendcrc.shared.Audited}.
 *
 * @param id rises with the time of writing
 */
public record AuditEntry(
        UUID id,
        Instant at,
        Optional<UUID> actor,
        String action,
        String entity,
        String entityId,
        Map<String, String> before,
        Map<String, String> after) {

    public AuditEntry {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }
}
