package org.opendcrc.appointments;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.opendcrc.appointments.Attendance.Span;
import org.opendcrc.calendar.Calendar;

/**
 * When one advisor is in the house: his shifts by day of the week, less his leave and absences. Pure.
 *
 * @param shifts none: he is there whenever the store is open
 * @param absences leave and absences, in any order
 */
record Roster(List<Shift> shifts, List<Absence> absences) {

    Roster {
        shifts = List.copyOf(shifts);
        absences = List.copyOf(absences);
    }

    /** From {@code from}, included, to {@code to}, not included; store time. */
    record Shift(DayOfWeek weekday, LocalTime from, LocalTime to) {}

    /** From {@code since}, included, to {@code until}, not included. */
    record Absence(Instant since, Instant until, String note) {}

    /**
     * When he is present on a day, in order; none if he is away or the store is closed. On a make-up day 调休 on whose day of the week
     * he has no shift he works as on his first day from Monday on.
     */
    List<Span> presence(LocalDate day, Calendar calendar) {
        var hours = calendar.hours(day);
        if (hours.isEmpty()) {
            return List.of();
        }
        var spans = new ArrayList<Span>();
        if (shifts.isEmpty()) {
            spans.add(new Span(hours.get().opens(), hours.get().closes()));
        } else {
            shiftsOn(day, calendar).forEach(it -> spans.add(new Span(it.from(), it.to())));
        }
        return absences.stream().reduce(List.copyOf(spans), (left, it) -> less(left, it, day, calendar), (_, b) -> b);
    }

    /** Why he is away at some time of that day; empty if he is not, or nobody said why. */
    String note(LocalDate day, Calendar calendar) {
        return absences.stream()
                .filter(it -> it.since().isBefore(calendar.endOfDay(day))
                        && it.until().isAfter(calendar.startOfDay(day)))
                .map(Absence::note)
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse("");
    }

    private List<Shift> shiftsOn(LocalDate day, Calendar calendar) {
        var own = ofWeekday(day.getDayOfWeek());
        var madeUp = calendar.stateDays().of(day).filter(it -> !it.off()).isPresent();
        if (!own.isEmpty() || !madeUp) {
            return own;
        }
        return EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY).stream()
                .map(this::ofWeekday)
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<Shift> ofWeekday(DayOfWeek weekday) {
        return shifts.stream()
                .filter(it -> it.weekday() == weekday)
                .sorted(Comparator.comparing(Shift::from))
                .toList();
    }

    private static List<Span> less(List<Span> spans, Absence away, LocalDate day, Calendar calendar) {
        var left = new ArrayList<Span>();
        for (var span : spans) {
            cut(span.from(), min(span.to(), local(away.since(), day, calendar))).ifPresent(left::add);
            cut(max(span.from(), local(away.until(), day, calendar)), span.to()).ifPresent(left::add);
        }
        return left;
    }

    private static Optional<Span> cut(LocalTime from, LocalTime to) {
        return from.isBefore(to) ? Optional.of(new Span(from, to)) : Optional.empty();
    }

    /** The moment as a time of that day; one before it is its first, one after it its last. */
    private static LocalTime local(Instant moment, LocalDate day, Calendar calendar) {
        var local = moment.atZone(calendar.zone());
        if (local.toLocalDate().isBefore(day)) {
            return LocalTime.MIN;
        }
        return local.toLocalDate().isAfter(day) ? LocalTime.MAX : local.toLocalTime();
    }

    private static LocalTime min(LocalTime one, LocalTime other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalTime max(LocalTime one, LocalTime other) {
        return one.isAfter(other) ? one : other;
    }
}
