package org.opendcrc.reports;

import java.time.LocalDate;
import java.util.List;

/** The days that rates are about: one, a week from Monday to Sunday, a month; those of them that have begun. */
public record RatePeriod(Span span, LocalDate from, LocalDate to) {

    /** How long it is. */
    public enum Span {
        DAY,
        WEEK,
        MONTH;

        /** As it stands in addresses. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public static Span ofWord(String word) {
            for (var it : values()) {
                if (it.word().equals(word)) {
                    return it;
                }
            }
            return MONTH;
        }
    }

    public static RatePeriod of(Span span, LocalDate day) {
        return switch (span) {
            case DAY -> new RatePeriod(span, day, day);
            case WEEK -> {
                var week = Period.week(day);
                yield new RatePeriod(span, week.from(), week.to());
            }
            case MONTH -> new RatePeriod(span, day.withDayOfMonth(1), day.withDayOfMonth(day.lengthOfMonth()));
        };
    }

    public RatePeriod previous() {
        return of(span, from.minusDays(1));
    }

    public RatePeriod following() {
        return of(span, to.plusDays(1));
    }

    /** The days of it up to a day, oldest first. */
    List<LocalDate> daysUntil(LocalDate last) {
        var end = to.isBefore(last) ? to : last;
        return end.isBefore(from) ? List.of() : from.datesUntil(end.plusDays(1)).toList();
    }
}
