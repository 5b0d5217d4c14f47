package org.opendcrc.messaging;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A text to many at once 批量短信.
 *
 * @param store in whose name, and {@code zone} its zone
 * @param perMinute how many are written into the outbox in a minute
 * @param approvedBy the manager's name, and so on
 * @param lines how many recipients are in which state
 */
public record Batch(
        UUID id,
        UUID storeId,
        String store,
        ZoneId zone,
        String name,
        String template,
        int templateVersion,
        TextClass textClass,
        Locale language,
        int perMinute,
        State state,
        Optional<Instant> nextAt,
        Instant madeAt,
        UUID madeById,
        String madeBy,
        Optional<Instant> approvedAt,
        Optional<String> approvedBy,
        Optional<Instant> endedAt,
        Optional<String> endedBy,
        Map<BatchLine.State, Integer> lines) {

    /** Waits for the manager; is being written; was stopped; all is written; will not be sent. */
    public enum State {
        PREPARED,
        RUNNING,
        STOPPED,
        DONE,
        DROPPED
    }

    public Batch {
        lines = Map.copyOf(lines);
    }

    public int count(BatchLine.State of) {
        return lines.getOrDefault(of, 0);
    }
}
