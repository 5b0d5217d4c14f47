package org.opendcrc.followups;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * When a call is owed.
 *
 * @param from the first moment, included: 00:00 store time of the day after settlement
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
     * The window of an order.
     *
     * @param days the last day of the window, counted from the day of settlement
     * @param fadeDays the last day before the memory fades, counted alike; not before {@code days}
     */
    static DueWindow after(Instant settledAt, ZoneId zone, int days, int fadeDays) {
        var settledOn = LocalDate.ofInstant(settledAt, zone);
        return new DueWindow(
                settledOn.plusDays(1).atStartOfDay(zone).toInstant(), // FU-15
                settledOn.plusDays(days + 1L).atStartOfDay(zone).toInstant(), // FU-1, A2
                settledOn
                        .plusDays(Math.max(days, fadeDays) + 1L)
                        .atStartOfDay(zone)
                        .toInstant()); // FU-2, A21
    }

    boolean hasBegunAt(Instant moment) {
        return !moment.isBefore(from);
    }
}
