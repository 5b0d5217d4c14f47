package org.opendcrc.followups;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.calendar.Dayparts;

/**
 * One task of the queue: the call owed for one repair order. Immutable.
 *
 * @param visitNo the ERP's number of the visit 进厂号, where it gives one
 * @param settledOn the day on which the order was settled, store time
 * @param attempts how many failed attempts count for it (A25)
 * @param daypartsUsed the dayparts of those
 * @param countedOn the days of those, store time
 * @param linkedTo the called task of the same visit, if it is {@link TaskState#LINKED}
 */
record OwedCall(
        UUID id,
        Optional<String> visitNo,
        LocalDate settledOn,
        DueWindow window,
        TaskState state,
        int attempts,
        Set<Daypart> daypartsUsed,
        Set<LocalDate> countedOn,
        Optional<UUID> linkedTo) {

    OwedCall {
        daypartsUsed = Set.copyOf(daypartsUsed);
        countedOn = Set.copyOf(countedOn);
    }

    boolean isOpen() {
        return state.isOpen();
    }

    /** Whether a failed attempt at that time counts: in a daypart that is not used yet, and the only one of its day. */
    boolean counts(LocalDate day, Optional<Daypart> daypart) {
        return daypart.isPresent() // A25: outside every daypart it is stored and does not count
                && !daypartsUsed.contains(daypart.get()) // A25
                && !countedOn.contains(day); // A25
    }

    /** After a failed attempt: it needs another call (FU-6, FU-8). */
    OwedCall missed(LocalDate day, Optional<Daypart> daypart) {
        if (!counts(day, daypart)) {
            return with(TaskState.RETRY);
        }
        var dayparts = EnumSet.of(daypart.orElseThrow());
        dayparts.addAll(daypartsUsed);
        var days = new HashSet<>(countedOn);
        days.add(day);
        return new OwedCall(
                id, visitNo, settledOn, window, TaskState.RETRY, attempts + 1, dayparts, days, Optional.empty());
    }

    OwedCall with(TaskState next) {
        return new OwedCall(id, visitNo, settledOn, window, next, attempts, daypartsUsed, countedOn, Optional.empty());
    }

    OwedCall linkedTo(UUID called) {
        return new OwedCall(
                id,
                visitNo,
                settledOn,
                window,
                TaskState.LINKED,
                attempts,
                daypartsUsed,
                countedOn,
                Optional.of(called));
    }

    /**
     * Whether both orders belong to one visit. Where both have a visit number it alone decides, whatever lies between them; where
     * one has none, they were settled at most so many days apart, in either direction.
     */
    boolean isOfTheVisitOf(OwedCall called, int linkDays) {
        if (visitNo.isPresent() && called.visitNo.isPresent()) {
            return visitNo.equals(called.visitNo); // A26
        }
        return Math.abs(ChronoUnit.DAYS.between(called.settledOn, settledOn)) <= linkDays; // A5
    }

    /**
     * When a failed attempt can count again: the next day after one that counted (FU-26), else the next daypart of the same day
     * that is not used.
     */
    ZonedDateTime nextChanceAfter(ZonedDateTime attempt, Dayparts dayparts) {
        var day = attempt.toLocalDate();
        ZoneId zone = attempt.getZone();
        if (countedOn.contains(day)) {
            return day.plusDays(1).atStartOfDay(zone);
        }
        return Arrays.stream(Daypart.values())
                .filter(it -> !daypartsUsed.contains(it))
                .map(dayparts::beginningOf)
                .filter(it -> it.isAfter(attempt.toLocalTime()))
                .findFirst()
                .map(it -> day.atTime(it).atZone(zone))
                .orElseGet(() -> day.plusDays(1).atStartOfDay(zone));
    }
}
