package org.opendcrc.appointments;

import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An advisor as the book of one day knows him.
 *
 * @param present when he is in the house that day, store time, in order; none: he is away
 * @param note why he is away, as people read it; empty for no reason given
 * @param skills the skills of jobs that he has
 */
public record Attendance(UUID advisor, String name, List<Span> present, String note, Set<String> skills) {

    public Attendance {
        present = List.copyOf(present);
        skills = Set.copyOf(skills);
    }

    /** From {@code from}, included, to {@code to}, not included. */
    public record Span(LocalTime from, LocalTime to) {

        public Span {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("from %s to %s".formatted(from, to));
            }
        }

        boolean holds(LocalTime start) {
            return !start.isBefore(from) && start.isBefore(to);
        }
    }

    boolean isPresentAt(LocalTime start) {
        return present.stream().anyMatch(it -> it.holds(start));
    }
}
