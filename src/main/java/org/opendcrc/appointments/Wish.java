package org.opendcrc.appointments;

import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * When, and with whom, a customer would like to come on a day.
 *
 * @param start store time, whole minutes
 * @param advisor empty: whoever has room, first of all who has the fewest cars
 * @param bay empty: one that has room
 * @param skills what his jobs ask of the advisor
 */
public record Wish(LocalTime start, Optional<UUID> advisor, Optional<UUID> bay, Set<String> skills) {

    public Wish {
        if (start.getSecond() != 0 || start.getNano() != 0) {
            throw new IllegalArgumentException("a start has whole minutes: " + start);
        }
        skills = Set.copyOf(skills);
    }

    Wish with(UUID thatAdvisor) {
        return new Wish(start, Optional.of(thatAdvisor), bay, skills);
    }

    Wish at(LocalTime other) {
        return new Wish(other, advisor, bay, skills);
    }
}
