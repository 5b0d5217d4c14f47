package org.opendcrc.guarantees;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * A customer's demand to exchange or return his car (Art. 28).
 *
 * @param answerDueAt excluded: 24:00 of the tenth working day of the state; the day of the demand does not count
 * @param doneDueAt excluded: 24:00 of the twentieth
 * @param closing what was done in the end, or why it was withdrawn
 */
public record Demand(
        UUID id,
        UUID storeId,
        ZoneId zone,
        Optional<UUID> complaintId,
        Optional<String> complaintNumber,
        Wants wants,
        String words,
        LocalDate demandedOn,
        Instant answerDueAt,
        Instant doneDueAt,
        State state,
        Optional<String> answer,
        Optional<Instant> answeredAt,
        Optional<String> answeredBy,
        Optional<Instant> closedAt,
        Optional<String> closing,
        int version) {

    /** 更换 · 退货. */
    public enum Wants {
        EXCHANGE,
        RETURN
    }

    /** Asked; agreed to, to be done; refused; done; withdrawn by the customer. */
    public enum State {
        ASKED,
        AGREED,
        REFUSED,
        DONE,
        WITHDRAWN
    }

    /** Whether a term is still running. */
    public boolean isOpen() {
        return state == State.ASKED || state == State.AGREED;
    }

    /** Whether the answer came, or is still possible, within its term. */
    public boolean answeredInTime(Instant now) {
        return answeredAt.orElse(now).isBefore(answerDueAt);
    }

    public boolean doneInTime(Instant now) {
        return closedAt.orElse(now).isBefore(doneDueAt);
    }
}
