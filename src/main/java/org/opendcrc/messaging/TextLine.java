package org.opendcrc.messaging;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * A text as the outbox shows it.
 *
 * @param zone the store's
 * @param phone E.164; shown with its middle hidden
 * @param reason a key below {@code text.reason.}, where it was not sent
 * @param channel the channel that took or refused it
 */
public record TextLine(
        UUID id,
        String store,
        ZoneId zone,
        UUID customerId,
        String customer,
        String phone,
        String body,
        int characters,
        State state,
        Optional<String> reason,
        Optional<String> channel,
        String cause,
        UUID causeId,
        Instant writtenAt) {

    /** Waiting; taken by the channel; not sent and never will be. */
    public enum State {
        QUEUED,
        SENT,
        NOT_SENT
    }
}
