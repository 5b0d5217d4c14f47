package org.opendcrc.messaging;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * A reply as it is shown.
 *
 * @param phone E.164; shown with its middle hidden
 * @param textId the text it answers, as far as one can know: the last one that went to that number
 * @param zone the store's
 */
public record ReplyLine(
        UUID id,
        String phone,
        String body,
        Kind kind,
        Optional<UUID> textId,
        Optional<String> text,
        Optional<String> cause,
        Optional<UUID> causeId,
        Optional<UUID> customerId,
        Optional<String> customer,
        Optional<String> store,
        ZoneId zone,
        Instant cameAt,
        Optional<Instant> readAt,
        Optional<String> readBy) {

    /** Refuses advertising, which the house heeds by itself; words for a clerk. */
    public enum Kind {
        OPT_OUT,
        WORDS
    }
}
