package org.opendcrc.appointments;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The preparation of a store's day.
 *
 * @param lines the appointments of the day that hold a place, by start
 * @param waiting forms of today and later days of which the service manager has copies to hand on, by start; none for others
 * @param strip the days around it
 */
public record PrepBoard(UUID store, LocalDate day, List<PrepLine> lines, List<PrepLine> waiting, List<Count> strip) {

    public PrepBoard {
        lines = List.copyOf(lines);
        waiting = List.copyOf(waiting);
        strip = List.copyOf(strip);
    }

    /** A day with its cars and how many of them are ready. */
    public record Count(LocalDate day, int cars, int ready) {}

    public Optional<PrepLine> line(UUID appointment) {
        return lines.stream().filter(it -> it.id().equals(appointment)).findFirst();
    }
}
