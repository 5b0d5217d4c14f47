package org.opendcrc.dms;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** The hour of a dealer's nightly run, every day, in the zone of his first store. */
record Night(LocalTime time, ZoneId zone) {

    /** The next one, strictly after that moment. */
    Instant next(Instant after) {
        var day = after.atZone(zone).toLocalDate();
        var today = day.atTime(time).atZone(zone).toInstant();
        return today.isAfter(after)
                ? today
                : day.plusDays(1).atTime(time).atZone(zone).toInstant();
    }

    boolean isAt(Instant moment) {
        return next(moment.minusNanos(1)).equals(moment);
    }

    /** The day of the first run at that moment or after it: the night of arrival of what came then. */
    LocalDate ofArrival(Instant moment) {
        return LocalDate.ofInstant(next(moment.minusNanos(1)), zone);
    }

    /** The day of the last run at that moment or before it. */
    LocalDate closedBy(Instant moment) {
        return LocalDate.ofInstant(next(moment), zone).minusDays(1);
    }
}
