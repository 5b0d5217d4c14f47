package org.opendcrc.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

/**
 * When one store works, as it stood when it was read: its weekly opening hours, the state's days and the dealer's own days.
 * Immutable and without a clock, so that a job can ask it about thousands of moments for one statement.
 *
 * @param week the opening hours by day of the week; a day of the week that is missing is closed. At least one is open
 * @param ownDays the dealer's own word on a day, stronger than anything else; empty hours mean closed
 */
public record Calendar(
        ZoneId zone, Map<DayOfWeek, OpenHours> week, Map<LocalDate, Optional<OpenHours>> ownDays, StateDays stateDays) {

    /** Ten years: no store is closed for longer, and a search that goes on has lost its way. */
    private static final int HORIZON_DAYS = 3653;

    public Calendar {
        week = Map.copyOf(week);
        ownDays = Map.copyOf(ownDays);
        if (week.isEmpty()) {
            throw new IllegalArgumentException("a store is open on at least one day of the week");
        }
    }

    /** The opening hours of a day, or empty if the store is closed. */
    public Optional<OpenHours> hours(LocalDate day) {
        var own = ownDays.get(day);
        if (own != null) {
            return own;
        }
        var ofTheWeek = Optional.ofNullable(week.get(day.getDayOfWeek()));
        var state = stateDays.of(day);
        if (state.isEmpty()) {
            return ofTheWeek;
        }
        return state.get().off() ? Optional.empty() : ofTheWeek.or(this::hoursOfAWeekday);
    }

    /** A make-up day of a store that rests on weekends has the hours of its first working day from Monday on. */
    private Optional<OpenHours> hoursOfAWeekday() {
        return EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY).stream()
                .filter(week::containsKey)
                .findFirst()
                .map(week::get);
    }

    public boolean isOpenOn(LocalDate day) {
        return hours(day).isPresent();
    }

    /** Whether the store is open at that moment; the moment of closing is no longer open. */
    public boolean isOpenAt(Instant moment) {
        var local = moment.atZone(zone);
        return hours(local.toLocalDate())
                .filter(it -> !local.toLocalTime().isBefore(it.opens())
                        && local.toLocalTime().isBefore(it.closes()))
                .isPresent();
    }

    /** The calendar day of a moment in the store. */
    public LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    /** A time of a day in the store. A time that the clocks skip is the first one after the gap. */
    public Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    /** The first moment of a day, included. */
    public Instant startOfDay(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** 24:00 of a day: the first moment that no longer belongs to it. */
    public Instant endOfDay(LocalDate day) {
        return startOfDay(day.plusDays(1));
    }

    /** The first opening day later than {@code after}. */
    public LocalDate nextOpeningDay(LocalDate after) {
        return nthWorkingDay(after, 1);
    }

    /** That time of the first opening day later than {@code after}, whether the store is open by then or not. */
    public Instant nextOpeningDayAt(LocalDate after, LocalTime time) {
        return at(nextOpeningDay(after), time);
    }

    /**
     * The n-th opening day later than {@code after}, which itself does not count.
     *
     * @param n at least 1
     */
    public LocalDate nthWorkingDay(LocalDate after, int n) {
        if (n < 1) {
            throw new IllegalArgumentException("working day number " + n);
        }
        int counted = 0;
        for (var day = after.plusDays(1); !day.isAfter(after.plusDays(HORIZON_DAYS)); day = day.plusDays(1)) {
            if (isOpenOn(day) && ++counted == n) {
                return day;
            }
        }
        throw neverOpen(after);
    }

    /** So much later by the wall clock, day and night. */
    public Instant afterElapsed(Instant from, Duration duration) {
        return from.plus(requireNotNegative(duration)); // CP-1, A1
    }

    /**
     * The earliest moment by which the store has been open for that long since {@code from}. Time that ends exactly at closing is
     * over at closing, not at the next opening.
     */
    public Instant afterBusiness(Instant from, Duration duration) {
        var left = requireNotNegative(duration);
        if (left.isZero()) {
            return from;
        }
        var first = dayOf(from);
        for (var day = first; !day.isAfter(first.plusDays(HORIZON_DAYS)); day = day.plusDays(1)) {
            var open = openSince(from, day);
            if (open.isEmpty()) {
                continue;
            }
            var span = open.get();
            if (span.length().compareTo(left) >= 0) {
                return span.from().plus(left);
            }
            left = left.minus(span.length());
        }
        throw neverOpen(first);
    }

    /**
     * For how long the store is open between two moments.
     *
     * @throws IllegalArgumentException if {@code to} lies before {@code from}
     */
    public Duration businessBetween(Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("%s lies before %s".formatted(to, from));
        }
        var sum = Duration.ZERO;
        for (var day = dayOf(from); !day.isAfter(dayOf(to)); day = day.plusDays(1)) {
            var span = openSince(from, day).filter(it -> it.from().isBefore(to));
            if (span.isPresent()) {
                var until = span.get().until().isBefore(to) ? span.get().until() : to;
                sum = sum.plus(Duration.between(span.get().from(), until));
            }
        }
        return sum;
    }

    /** A stretch of opening time, {@code from} included, {@code until} not. */
    private record Span(Instant from, Instant until) {
        Duration length() {
            return Duration.between(from, until);
        }
    }

    /** What is left of a day's opening hours from a moment on. */
    private Optional<Span> openSince(Instant from, LocalDate day) {
        return hours(day)
                .map(it -> new Span(at(day, it.opens()), at(day, it.closes())))
                .filter(it -> it.until().isAfter(from))
                .map(it -> it.from().isBefore(from) ? new Span(from, it.until()) : it);
    }

    private static Duration requireNotNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a deadline lies ahead, not " + duration);
        }
        return duration;
    }

    private static IllegalStateException neverOpen(LocalDate after) {
        return new IllegalStateException("the store does not open within ten years after " + after);
    }
}
