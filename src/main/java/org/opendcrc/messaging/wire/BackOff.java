package org.opendcrc.messaging.wire;

import java.time.Duration;
import java.time.Instant;

/** When a line that does not open is tried again: after 1, 2, 4 … seconds, at most five minutes; a refused password at once after five. */
final class BackOff {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private int failures;
    private Instant next = Instant.MIN;

    synchronized boolean isTime(Instant now) {
        return !now.isBefore(next);
    }

    synchronized void failed(Instant now, boolean refused) {
        var wait = refused || failures >= 9 ? LONGEST : Duration.ofSeconds(1L << failures);
        failures++;
        next = now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    synchronized void succeeded() {
        failures = 0;
        next = Instant.MIN;
    }
}
