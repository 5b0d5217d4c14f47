package org.opendcrc.reports;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/** The days that a list is about: one, or the week from Monday to Sunday; both ends included. */
public record Period(LocalDate from, LocalDate to) {

    public static Period day(LocalDate day) {
        return new Period(day, day);
    }

    /** The week of a day. */
    public static Period week(LocalDate day) {
        var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return new Period(monday, monday.plusDays(6));
    }

    public boolean isWeek() {
        return !from.equals(to);
    }

    public List<LocalDate> days() {
        return from.datesUntil(to.plusDays(1)).toList();
    }

    List<ReportDay> in(ZoneId zone) {
        return days().stream().map(it -> ReportDay.of(it, zone)).toList();
    }

    /** The same length of days before it. */
    public Period previous() {
        return isWeek() ? week(from.minusDays(1)) : day(from.minusDays(1));
    }

    public Period following() {
        return isWeek() ? week(to.plusDays(1)) : day(to.plusDays(1));
    }
}
