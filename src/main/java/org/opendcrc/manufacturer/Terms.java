package org.opendcrc.manufacturer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Until when the manufacturer hears of a case that he sent (CP-14, CP-15): how it stands until midnight of the day of arrival, the result until
 * midnight of the third day after it, and of a longer case every three days how it goes on. Each moment is the first that is too late.
 */
record Terms(ZoneId zone, int resultDays, int progressDays) {

    // CP-14
    Instant status(Instant arrivedAt) {
        return endOf(day(arrivedAt));
    }

    // CP-14
    Instant result(Instant arrivedAt) {
        return endOf(day(arrivedAt).plusDays(resultDays));
    }

    // CP-15
    Instant progress(Instant lastToldAt) {
        return endOf(day(lastToldAt).plusDays(progressDays));
    }

    private LocalDate day(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }

    private Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
