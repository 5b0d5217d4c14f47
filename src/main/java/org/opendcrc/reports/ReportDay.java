package org.opendcrc.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * One day of a store.
 *
 * @param begins its first moment, included
 * @param ends 24:00: the first moment that no longer belongs to it
 */
record ReportDay(LocalDate date, Instant begins, Instant ends) {

    static ReportDay of(LocalDate date, ZoneId zone) {
        return new ReportDay(
                date,
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant());
    }

    boolean contains(Instant moment) {
        return !moment.isBefore(begins) && moment.isBefore(ends);
    }
}
