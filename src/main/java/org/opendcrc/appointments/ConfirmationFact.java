package org.opendcrc.appointments;

import java.time.Instant;
import java.util.Optional;

/**
 * What came of a confirmation.
 *
 * @param at when the customer was called
 * @param by who called; empty where nobody was reached
 */
public record ConfirmationFact(ConfirmationStep step, Result result, Instant at, Optional<String> by) {

    /** What the customer said. */
    public enum Result {
        CONFIRMED,
        MOVED,
        CANCELLED,
        /** Nobody answered; a text went, or a letter is owed. */
        NOT_REACHED
    }
}
