package org.opendcrc.followups;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * When a call is owed.
 *
 * @param from the first moment, included; for an order 00:00 store time of the day after settlement
 * @param due the first moment at which it is overdue: 24:00 of the last day of the window
 * @param fades the first moment at which the customer's memory counts as faded
 */
record DueWindow(Instant from, Instant due, Instant fades) {

    DueWindow {
        if (!from.isBefore(due) || fades.isBefore(due)) {
            throw new IllegalArgumentException("from %s, due %s, fades %s".formatted(from, due, fades));
        }
    }

    /**
     * The window of a call for something that happened: the settlement of an order, a complaint that is solved.
     *
     * @param firstDay from which day on it is called, counted from the day of settlement
     * @param days the last day of the window, counted from the day of settlement
     * @param fadeDays the last day before the memory fades, counted alike; not before {@code days}
     */
    static DueWindow after(Instant happened, ZoneId zone, int firstDay, int days, int fadeDays) {
        var happenedOn = LocalDate.ofInstant(happened, zone);
        return new DueWindow(
                happenedOn.plusDays(firstDay).atStartOfDay(zone).toInstant(), // FU-15
                happenedOn.plusDays(days + 1L).atStartOfDay(zone).toInstant(), // FU-1, A2
                happenedOn
                        .plusDays(Math.max(days, fadeDays) + 1L)
                        .atStartOfDay(zone)
                        .toInstant()); // FU-2, A21
    }

    boolean hasBegunAt(Instant moment) {
        return !moment.isBefore(from);
    }
}
