package org.opendcrc.messaging;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast a line is, over all nodes: the moment at which all parts claimed so far are over it. Idle time is saved for one second at most.
 *
 * @param freeAt when the next part may go
 * @param slower how often in a row the partner said that it is too fast
 */
record Pace(Instant freeAt, int slower) {

    private static final Duration SAVED = Duration.ofSeconds(1);
    private static final int LONGEST_PAUSE_SECONDS = 60;

    /** How many parts may go now. */
    int allowance(int perSecond, Instant now) {
        return (int) Math.max(
                0, Duration.between(from(now), now).toNanos() / each(perSecond).toNanos());
    }

    /** When the next part may go, if none may now. */
    Instant next(int perSecond, Instant now) {
        return from(now).plus(each(perSecond));
    }

    Pace charged(int parts, int perSecond, Instant now) {
        return new Pace(from(now).plus(each(perSecond).multipliedBy(parts)), slower);
    }

    /** The partner said that it is too fast: a pause of 1, 2, 4 … seconds, at most a minute. */
    Pace slowed(Instant now) {
        var pause = Duration.ofSeconds(Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(slower, 6)));
        var until = now.plus(pause);
        return new Pace(until.isAfter(freeAt) ? until : freeAt, slower + 1);
    }

    private Instant from(Instant now) {
        var earliest = now.minus(SAVED);
        return freeAt.isBefore(earliest) ? earliest : freeAt;
    }

    private static Duration each(int perSecond) {
        return Duration.ofSeconds(1).dividedBy(perSecond);
    }
}
