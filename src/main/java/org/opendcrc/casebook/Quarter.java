package org.opendcrc.casebook;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * The causes of a quarter's complaints, gone through with the general manager, and the plan that follows (CP-32).
 *
 * @param begins first day of the quarter
 * @param dueOn last day of going through it, included
 * @param with the general manager with whom it was
 * @param planDueOn last day of the plan, included
 * @param analysisMissed whether it was written down that it was too late; stays
 */
public record Quarter(
        UUID store,
        String storeName,
        ZoneId zone,
        LocalDate begins,
        LocalDate dueOn,
        Optional<Instant> analysedAt,
        String analysedBy,
        String with,
        String findings,
        String targets,
        Optional<LocalDate> planDueOn,
        Optional<Instant> planAt,
        String planBy,
        String plan,
        boolean analysisMissed,
        boolean planMissed) {

    /** The first day of the quarter in which a day lies. */
    public static LocalDate of(LocalDate day) {
        return day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
    }

    static LocalDate after(LocalDate begins) {
        return begins.plusMonths(3);
    }

    /** The last day on which it is gone through in time. */
    static LocalDate dueOn(LocalDate begins, int days) {
        return after(begins).plusDays(days - 1L);
    }

    /** The first moment that is too late. */
    static Instant tooLate(LocalDate lastDay, ZoneId zone) {
        return lastDay.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** Its last month, by which the figures of the whole quarter are asked for. */
    public YearMonth lastMonth() {
        return YearMonth.from(begins.plusMonths(2));
    }

    /** One to four. */
    public int number() {
        return (begins.getMonthValue() - 1) / 3 + 1;
    }
}
