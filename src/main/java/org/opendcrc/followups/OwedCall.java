package org.opendcrc.followups;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.calendar.Daypart;

/**
 * One task of the queue: one owed call. Immutable.
 *
 * @param subject the order, complaint … it is about
 * @param round which call about it
 * @param visitNo the ERP's number of the visit 进厂号, where it gives one
 * @param happenedOn the day on which its order was settled, or of what else it is about, store time
 * @param attempts how many failed attempts count for it (A25)
 * @param daypartsUsed the dayparts of those
 * @param countedOn the days of those, store time
 * @param barred who must not make this call (CP-12)
 * @param linkedTo the called task of the same visit, if it is {@link TaskState#LINKED}
 */
record OwedCall(
        UUID id,
        CallKind kind,
        UUID subject,
        int round,
        Optional<String> visitNo,
        LocalDate happenedOn,
        DueWindow window,
        TaskState state,
        int attempts,
        Set<Daypart> daypartsUsed,
        Set<LocalDate> countedOn,
        Optional<UUID> barred,
        Optional<UUID> linkedTo) {

    OwedCall {
        daypartsUsed = Set.copyOf(daypartsUsed);
        countedOn = Set.copyOf(countedOn);
    }

    boolean isOpen() {
        return state.isOpen();
    }

    /** Whether that person may make this call. */
    boolean isFor(UUID staff) {
        return !barred.equals(Optional.of(staff)); // CP-12
    }

    /** Its failed attempts that count. */
    CountedTries tries() {
        return new CountedTries(attempts, daypartsUsed, countedOn);
    }

    /** Whether a failed attempt at that time counts. */
    boolean counts(LocalDate day, Optional<Daypart> daypart, CallPolicy policy) {
        return tries().counts(day, daypart, policy); // A25
    }

    /** After a failed attempt: it needs another call (FU-6, FU-8). */
    OwedCall missed(LocalDate day, Optional<Daypart> daypart, CallPolicy policy) {
        if (!counts(day, daypart, policy)) {
            return with(TaskState.RETRY);
        }
        var counted = tries().and(day, daypart);
        return new OwedCall(
                id,
                kind,
                subject,
                round,
                visitNo,
                happenedOn,
                window,
                TaskState.RETRY,
                counted.made(),
                counted.dayparts(),
                counted.days(),
                barred,
                Optional.empty());
    }

    OwedCall with(TaskState next) {
        return new OwedCall(
                id,
                kind,
                subject,
                round,
                visitNo,
                happenedOn,
                window,
                next,
                attempts,
                daypartsUsed,
                countedOn,
                barred,
                Optional.empty());
    }

    OwedCall linkedTo(UUID called) {
        return new OwedCall(
                id,
                kind,
                subject,
                round,
                visitNo,
                happenedOn,
                window,
                TaskState.LINKED,
                attempts,
                daypartsUsed,
                countedOn,
                barred,
                Optional.of(called));
    }

    /**
     * Whether both orders belong to one visit. Where both have a visit number it alone decides, whatever lies between them; where
     * one has none, they were settled at most so many days apart, in either direction.
     */
    boolean isOfTheVisitOf(OwedCall called, int linkDays) {
        if (kind.isAtAnHour() && called.kind.isAtAnHour()) {
            return subject.equals(called.subject); // one answer for all confirmations that are due
        }
        if (kind == CallKind.SALES && called.kind == CallKind.SALES) {
            return true; // FU-17: one car of one buyer, written down twice
        }
        if (!kind.isAboutAVisit() || !called.kind.isAboutAVisit()) {
            return false;
        }
        if (visitNo.isPresent() && called.visitNo.isPresent()) {
            return visitNo.equals(called.visitNo); // A26
        }
        return Math.abs(ChronoUnit.DAYS.between(called.happenedOn, happenedOn)) <= linkDays; // A5
    }
}
