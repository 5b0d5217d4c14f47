package org.opendcrc.followups;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.opendcrc.calendar.Daypart;

/**
 * How one store tries to reach its customers with calls of one kind.
 *
 * @param attempts how many failed attempts count before it gives up (FU-7, A4)
 * @param dayparts in which an attempt counts; never empty
 * @param distinct whether each counting attempt needs a daypart of its own (A25)
 * @param daysBetween how many days lie between two counting attempts: 1 is one a day (A25), 0 several a day
 * @param firstDay from which day on it is called, counted from the day of what happened; 0 is the same day
 * @param windowDays the last day of the window, counted alike, included (FU-1)
 * @param fadedDays the last day before the call comes too late to be worth much, counted alike (FU-2)
 * @param claim how long a clerk holds a contact that he opened for such a call
 * @param pause after a failed attempt, for calls at an hour
 */
record CallPolicy(
        CallKind kind,
        int attempts,
        Set<Daypart> dayparts,
        boolean distinct,
        int daysBetween,
        int firstDay,
        int windowDays,
        int fadedDays,
        WhenUnreached unreached,
        Duration claim,
        Duration pause) {

    CallPolicy {
        dayparts = Set.copyOf(dayparts);
        if (dayparts.isEmpty()) {
            throw new IllegalArgumentException("a call is made in some daypart");
        }
        if (firstDay > windowDays) {
            throw new IllegalArgumentException("from day %d to day %d".formatted(firstDay, windowDays));
        }
    }

    /** How many attempts it takes: there cannot be more than dayparts where each needs its own. */
    int required() {
        return distinct ? Math.min(attempts, dayparts.size()) : attempts; // FU-7, A25
    }

    /** In which dayparts no further attempt would count. */
    Set<Daypart> shut(Set<Daypart> used) {
        var shut = EnumSet.noneOf(Daypart.class);
        Arrays.stream(Daypart.values())
                .filter(it -> !dayparts.contains(it) || (distinct && used.contains(it))) // A25
                .forEach(shut::add);
        return shut;
    }

    /** Whether a further attempt could count on a day when others counted already. */
    boolean isFree(LocalDate day, Set<LocalDate> countedOn) {
        return countedOn.stream().allMatch(it -> Math.abs(ChronoUnit.DAYS.between(it, day)) >= daysBetween); // A25
    }

    /** The window of a call for what happened then. */
    DueWindow windowOf(Instant happened, ZoneId zone) {
        return DueWindow.after(happened, zone, firstDay, windowDays, fadedDays);
    }
}
