package org.opendcrc.complaints;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.opendcrc.calendar.Calendar;

/**
 * How the time of a case is counted: by the wall clock or by opening hours (A1), without the stretches in which it stood still. Every clock of
 * a case asks it two things: when is it due, how much has passed. Immutable and without a clock of its own.
 *
 * @param stood in any order; stretches may touch and overlap
 */
record CaseClock(Counting counting, List<Stretch> stood) {

    CaseClock {
        stood = stood.stream().sorted(Comparator.comparing(Stretch::from)).toList();
    }

    /** A way of counting: so much later than, and how long between. */
    record Counting(BiFunction<Instant, Duration, Instant> later, BiFunction<Instant, Instant, Duration> between) {

        /** Day and night. */
        static final Counting ELAPSED = new Counting(Instant::plus, Duration::between);

        /** While the store is open. */
        static Counting business(Calendar calendar) {
            return new Counting(calendar::afterBusiness, calendar::businessBetween);
        }
    }

    /**
     * A time in which the case stood still.
     *
     * @param from included
     * @param until not included; empty while it still stands
     */
    record Stretch(Instant from, Optional<Instant> until) {}

    /** When so much time has passed since {@code start}; empty while it stands still before that. */
    Optional<Instant> dueAt(Instant start, Duration length) {
        var at = start;
        var left = length;
        for (var stretch : stood) {
            if (isOver(stretch, at)) {
                continue;
            }
            if (stretch.from().isAfter(at)) {
                var ran = counting.between().apply(at, stretch.from());
                if (ran.compareTo(left) >= 0) {
                    break;
                }
                left = left.minus(ran);
            }
            if (stretch.until().isEmpty()) {
                return Optional.empty();
            }
            at = stretch.until().get();
        }
        return Optional.of(counting.later().apply(at, left));
    }

    /** How much time has passed between two moments. */
    Duration passed(Instant start, Instant now) {
        var at = start;
        var ran = Duration.ZERO;
        for (var stretch : stood) {
            if (isOver(stretch, at)) {
                continue;
            }
            if (!stretch.from().isBefore(now)) {
                break;
            }
            if (stretch.from().isAfter(at)) {
                ran = ran.plus(counting.between().apply(at, stretch.from()));
            }
            at = stretch.until().filter(it -> it.isBefore(now)).orElse(now);
        }
        return at.isBefore(now) ? ran.plus(counting.between().apply(at, now)) : ran;
    }

    private static boolean isOver(Stretch stretch, Instant at) {
        return stretch.until().isPresent() && !stretch.until().get().isAfter(at);
    }
}
