package org.opendcrc.messaging;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.opendcrc.organisation.Settings.StoreSettings;

/**
 * At which hours texts go. Beginnings are included, ends are not; store time. Commercial texts rest at noon.
 *
 * @param from both begin
 * @param commercialUntil commercial ones end
 * @param serviceUntil service ones end
 * @param noonFrom the rest begins; at its end it is over
 */
record TextHours(
        LocalTime from, LocalTime commercialUntil, LocalTime serviceUntil, LocalTime noonFrom, LocalTime noonUntil) {

    static TextHours of(StoreSettings set) {
        return new TextHours(
                set.time(TextSettings.FROM),
                set.time(TextSettings.COMMERCIAL_UNTIL),
                set.time(TextSettings.SERVICE_UNTIL),
                set.time(TextSettings.NOON_FROM),
                set.time(TextSettings.NOON_UNTIL));
    }

    /** The first moment at which a text of that class may go, at {@code now} or later. */
    Instant next(TextClass textClass, ZonedDateTime now) {
        var time = now.toLocalTime();
        var until = textClass == TextClass.COMMERCIAL ? commercialUntil : serviceUntil;
        if (time.isBefore(from)) {
            return now.with(from).toInstant();
        }
        if (!time.isBefore(until)) {
            return now.plusDays(1).with(from).toInstant();
        }
        if (textClass == TextClass.COMMERCIAL && !time.isBefore(noonFrom) && time.isBefore(noonUntil)) { // RC-8
            return now.with(noonUntil).toInstant();
        }
        return now.toInstant();
    }
}
