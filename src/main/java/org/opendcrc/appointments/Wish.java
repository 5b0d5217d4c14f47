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
 * @param terms what they ask of the day
 */
public record Wish(LocalTime start, Optional<UUID> advisor, Optional<UUID> bay, Set<String> skills, JobTerms terms) {

    public Wish {
        if (start.getSecond() != 0 || start.getNano() != 0) {
            throw new IllegalArgumentException("a start has whole minutes: " + start);
        }
        skills = Set.copyOf(skills);
    }

    public Wish(LocalTime start, Optional<UUID> advisor, Optional<UUID> bay, Set<String> skills) {
        this(start, advisor, bay, skills, JobTerms.NONE);
    }

    Wish with(UUID thatAdvisor) {
        return new Wish(start, Optional.of(thatAdvisor), bay, skills, terms);
    }

    Wish at(LocalTime other) {
        return new Wish(other, advisor, bay, skills, terms);
    }
}
