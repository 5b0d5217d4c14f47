package org.opendcrc.appointments;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * By when an appointment has to be ready.
 *
 * @param ahead how long before its start, for who booked at least so long ahead
 * @param shortAhead the same for who booked later; zero: no line for him
 */
record ReadyLine(Duration ahead, Duration shortAhead) {

    /** The last moment in time, included; empty where it was booked too late for either. */
    Optional<Instant> of(Instant bookedAt, Instant startsAt) {
        var line = startsAt.minus(ahead);
        if (!bookedAt.isAfter(line)) {
            return Optional.of(line);
        }
        var later = startsAt.minus(shortAhead);
        return shortAhead.isPositive() && !bookedAt.isAfter(later) ? Optional.of(later) : Optional.empty();
    }

    /** The first moment that the database can tell from the line: the line itself is in time. */
    static Instant firstMomentAfter(Instant due) {
        return due.plusNanos(1_000);
    }
}
