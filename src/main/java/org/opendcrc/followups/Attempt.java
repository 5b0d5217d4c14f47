package org.opendcrc.followups;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.calendar.Daypart;

/**
 * A call that was tried, as it is kept for ever.
 *
 * @param called the task for which the number was dialled
 * @param day the store's day of {@code at}
 * @param daypart empty outside every daypart
 * @param served the tasks that it served, and whether it counts for them (A25, A26)
 */
record Attempt(
        UUID id,
        UUID called,
        Instant at,
        LocalDate day,
        Optional<Daypart> daypart,
        AttemptOutcome outcome,
        UUID staff,
        Instant recordedAt,
        Map<UUID, Boolean> served) {

    Attempt {
        served = Map.copyOf(served);
    }
}
