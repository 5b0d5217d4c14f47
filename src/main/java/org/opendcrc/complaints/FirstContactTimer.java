package org.opendcrc.complaints;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the clock of the first contact stands (CP-1).
 *
 * @param minutes what is left, over, used or too late, by the state; begun minutes count as whole ones
 * @param used minutes since receipt, at most {@code total}
 * @param total minutes from receipt to deadline, at least 1
 */
public record FirstContactTimer(State state, long minutes, long used, long total) {

    /** More than an hour left; an hour or less left; over; contacted in time; contacted too late; nobody to contact. */
    public enum State {
        RUNNING,
        SOON,
        OVER,
        MADE,
        LATE,
        WAIVED
    }

    private static final Duration SOON = Duration.ofHours(1);

    public static FirstContactTimer of(Instant receivedAt, Instant dueAt, Optional<Instant> contactedAt, Instant now) {
        var total = Math.max(1, begun(receivedAt, dueAt));
        var used = Math.min(total, begun(receivedAt, contactedAt.orElse(now)));
        if (contactedAt.isPresent()) {
            return ComplaintRules.inTime(contactedAt.get(), dueAt)
                    ? new FirstContactTimer(State.MADE, begun(receivedAt, contactedAt.get()), used, total)
                    : new FirstContactTimer(State.LATE, begun(dueAt, contactedAt.get()), used, total);
        }
        if (!ComplaintRules.inTime(now, dueAt)) {
            return new FirstContactTimer(State.OVER, begun(dueAt, now), used, total);
        }
        var soon = Duration.between(now, dueAt).compareTo(SOON) <= 0;
        return new FirstContactTimer(soon ? State.SOON : State.RUNNING, begun(now, dueAt), used, total);
    }

    /** There is nobody to contact. */
    static FirstContactTimer waived() {
        return new FirstContactTimer(State.WAIVED, 0, 0, 1);
    }

    private static long begun(Instant from, Instant to) {
        return Math.max(
                0,
                Duration.between(from, to)
                        .plus(Duration.ofMinutes(1))
                        .minusNanos(1)
                        .toMinutes());
    }
}
