package org.opendcrc.messaging;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * A letter 信函 that is owed, or was (A30).
 *
 * @param zone the store's
 * @param person whether the customer is a person
 * @param address province, city and street; empty if the dealer knows none
 * @param reason why no text arrived: a key below {@code text.reason.}
 * @param printing letters printed together
 * @param closedAt when a person said that it was sent, or that none is needed
 * @param text the text that was not sent; empty if none could be written
 */
public record LetterLine(
        UUID id,
        UUID storeId,
        String store,
        ZoneId zone,
        UUID customerId,
        String customerNo,
        String customer,
        boolean person,
        String sex,
        Optional<String> address,
        Optional<String> postcode,
        String cause,
        UUID causeId,
        String reason,
        Instant owedAt,
        State state,
        Optional<UUID> printing,
        Optional<Instant> printedAt,
        Optional<String> printedBy,
        Optional<Instant> closedAt,
        Optional<String> closedBy,
        Optional<UUID> text) {

    /** To be printed; printed and to be sent; sent; a person said that none is needed. */
    public enum State {
        OWED,
        PRINTED,
        SENT,
        DROPPED
    }
}
