package org.opendcrc.guarantees;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.opendcrc.calendar.StateDays;

/**
 * The working days of the law: Monday to Friday, less the state's days off, and the make-up days 调休 on weekends. A store's own opening hours
 * do not matter here.
 */
record WorkingDays(StateDays state) {

    boolean isWorkingDay(LocalDate day) {
        return state.of(day)
                .map(it -> !it.off())
                .orElseGet(() -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY);
    }

    /** The n-th working day later than {@code after}, which itself does not count. */
    LocalDate nth(LocalDate after, int n) {
        var day = after;
        for (int left = n; left > 0; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return day;
    }

    /** 24:00 of that day: the first moment that is too late. */
    Instant endOfNth(LocalDate after, int n, ZoneId zone) {
        return nth(after, n).plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** 0:00 of the last day but one of a term: there is still time to do something. */
    Instant warningBefore(LocalDate after, int n, ZoneId zone) {
        return nth(after, n - 1).atStartOfDay(zone).toInstant();
    }
}
