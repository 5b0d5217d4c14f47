package org.opendcrc.appointments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * An arrival as it was written at the gate. It is never changed; a wrong one carries its correction.
 *
 * @param plate normalised
 * @param typed as it was typed
 * @param at when the car came, exact
 * @param again whether it was kept although the plate had come in that day
 * @param clientKey the writer's own key
 */
public record GateEntry(
        UUID id,
        UUID store,
        LocalDate day,
        String plate,
        String typed,
        Instant at,
        boolean again,
        Source source,
        String clientKey,
        Instant writtenAt,
        String writtenBy,
        Optional<Correction> correction) {

    /** Who wrote it: a guard on his page, or a program such as a camera's. */
    public enum Source {
        GUARD,
        PROGRAM
    }

    /** Somebody found it wrong. */
    public record Correction(Instant at, String by, String reason) {}

    public boolean counts() {
        return correction.isEmpty();
    }
}
