package org.opendcrc.followups;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.calendar.Dayparts;

/**
 * The failed attempts of one task that count (A25). Immutable.
 *
 * @param made how many
 * @param dayparts of those
 * @param days of those, store time
 */
record CountedTries(int made, Set<Daypart> dayparts, Set<LocalDate> days) {

    CountedTries {
        dayparts = Set.copyOf(dayparts);
        days = Set.copyOf(days);
    }

    /** Whether a failed attempt at that time counts: in a daypart that is still open, and far enough from the others. */
    boolean counts(LocalDate day, Optional<Daypart> daypart, CallPolicy policy) {
        if (policy.kind().isAtAnHour()) {
            return true; // AP-16: whatever the daypart
        }
        return daypart.isPresent() // A25: outside every daypart it is stored and does not count
                && !policy.shut(dayparts).contains(daypart.get()) // A25
                && policy.isFree(day, days); // A25
    }

    CountedTries and(LocalDate day, Optional<Daypart> daypart) {
        var moreDayparts = EnumSet.noneOf(Daypart.class);
        moreDayparts.addAll(dayparts);
        daypart.ifPresent(moreDayparts::add);
        var moreDays = new HashSet<>(days);
        moreDays.add(day);
        return new CountedTries(made + 1, moreDayparts, moreDays);
    }

    /**
     * From when on it is offered again after a failed attempt: so many days after one that counted, which by the handbook is the next
     * day (FU-26), else in the next daypart of the same day that is still open.
     */
    ZonedDateTime offeredAfter(ZonedDateTime attempt, Dayparts times, CallPolicy policy) {
        if (policy.kind().isAtAnHour()) {
            return attempt.plus(policy.pause()); // AP-16
        }
        var day = attempt.toLocalDate();
        var zone = attempt.getZone();
        if (!policy.isFree(day, days)) {
            var last = days.stream().max(Comparator.naturalOrder()).orElse(day);
            return last.plusDays(policy.daysBetween()).atStartOfDay(zone);
        }
        return open(policy).stream()
                .map(times::beginningOf)
                .filter(it -> it.isAfter(attempt.toLocalTime()))
                .findFirst()
                .map(it -> day.atTime(it).atZone(zone))
                .orElseGet(() -> day.plusDays(1).atStartOfDay(zone));
    }

    /** When a further failed attempt can count; empty where none can. */
    Optional<NextChance> chanceAfter(ZonedDateTime attempt, Dayparts times, CallPolicy policy) {
        var from = offeredAfter(attempt, times, policy);
        var open = open(policy);
        if (policy.kind().isAtAnHour()) {
            return Optional.of(new NextChance(
                    from.toInstant(), times.at(from.toLocalTime()).orElse(Daypart.MORNING), open));
        }
        return open.stream()
                .filter(it -> !times.beginningOf(it).isBefore(from.toLocalTime()))
                .findFirst()
                .map(it -> new NextChance(
                        from.toLocalDate()
                                .atTime(times.beginningOf(it))
                                .atZone(from.getZone())
                                .toInstant(),
                        it,
                        open)); // FU-7
    }

    /** What a failed attempt at that moment would come to. */
    IfMissed ifMissed(ZonedDateTime now, Dayparts times, CallPolicy policy) {
        var day = now.toLocalDate();
        var daypart = times.at(now.toLocalTime());
        var counts = counts(day, daypart, policy);
        var after = counts ? and(day, daypart) : this;
        return new IfMissed(
                counts,
                after.made,
                policy.required(),
                daypart,
                !policy.isFree(day, days),
                after.made >= policy.required() ? Optional.empty() : after.chanceAfter(now, times, policy));
    }

    private List<Daypart> open(CallPolicy policy) {
        var shut = policy.shut(dayparts);
        return Arrays.stream(Daypart.values()).filter(it -> !shut.contains(it)).toList();
    }
}
