package org.opendcrc.followups.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.opendcrc.site.Msg;

/**
 * Until when a call is owed, in words.
 *
 * @param tone bad once it is overdue, else empty
 */
public record Due(String words, String tone) {

    /** {@code due} is the first moment at which it is overdue, so the day before it is the last one. */
    static Due of(Instant due, ZoneId zone, Instant now, Msg msg) {
        var today = now.atZone(zone).toLocalDate();
        var last = due.minus(1, ChronoUnit.MICROS).atZone(zone).toLocalDate();
        var days = ChronoUnit.DAYS.between(today, last);
        if (days < 0) {
            return new Due(msg.t("followups.due.over", -days), "bad");
        }
        if (days == 0) {
            return new Due(msg.t("followups.due.today"), "");
        }
        return new Due(days == 1 ? msg.t("followups.due.tomorrow") : msg.date(last, today), "");
    }
}
