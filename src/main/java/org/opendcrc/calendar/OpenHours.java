package org.opendcrc.calendar;

import java.time.LocalTime;

/**
 * When a store is open on one day, store time: from {@code opens}, included, to {@code closes}, not included. It closes on the day
 * on which it opened.
 */
public record OpenHours(LocalTime opens, LocalTime closes) {

    public OpenHours {
        if (!opens.isBefore(closes)) {
            throw new IllegalArgumentException("opens %s, which is not before it closes %s".formatted(opens, closes));
        }
    }

    public static OpenHours of(String opens, String closes) {
        return new OpenHours(LocalTime.parse(opens), LocalTime.parse(closes));
    }
}
