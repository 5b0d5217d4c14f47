package org.opendcrc.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;

/**
 * A store 门店 as reports name it.
 *
 * @param openedOn the first day that reports look at
 * @param freezeTime at that time of the next opening day a day is frozen (A32)
 */
public record ReportStore(UUID id, String code, String name, ZoneId zone, LocalDate openedOn, LocalTime freezeTime) {

    /** The store's day of a moment. */
    public LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }
}
