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
 * @param template the key of the template that it was written from; empty for free words
 * @param version the version of that template
 * @param writtenBy the person who wrote it; empty if the house did
 * @param waitsFor why it still waits, a key below {@code text.waits.}
 * @param silentAt since when nobody expects a receipt any more; one that comes later still counts
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
        Instant writtenAt,
        TextClass textClass,
        Optional<String> template,
        Optional<Integer> version,
        Optional<String> writtenBy,
        Optional<String> waitsFor,
        Optional<Instant> silentAt) {

    /** Taken, and nobody knows whether it arrived: no receipt came in the time that the store allows. */
    public boolean isSilent() {
        return state == State.SENT && silentAt.isPresent();
    }

    /**
     * Waiting; a node has it in hand; handed over without an answer yet; taken by the channel; arrived; not sent and never will be; taken and
     * not arrived; nobody knows, and a person must find out (A36).
     */
    public enum State {
        QUEUED,
        CLAIMED,
        HANDED,
        SENT,
        DELIVERED,
        NOT_SENT,
        UNDELIVERED,
        UNKNOWN
    }
}
