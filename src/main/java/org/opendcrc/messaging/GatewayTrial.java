package org.opendcrc.messaging;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A message by which somebody tried a line.
 *
 * @param phone E.164; shown with its middle hidden
 * @param reason a key below {@code text.reason.}, or below {@code gateway.trouble.} where there was no line
 * @param code the partner's own word
 */
public record GatewayTrial(
        UUID id,
        String phone,
        State state,
        Optional<String> reason,
        Optional<String> code,
        Instant triedAt,
        String triedBy,
        Optional<Instant> endedAt) {

    /** As of a text's part; and no line at all. */
    public enum State {
        HANDED,
        ACCEPTED,
        DELIVERED,
        FAILED,
        UNKNOWN,
        NO_LINE
    }
}
