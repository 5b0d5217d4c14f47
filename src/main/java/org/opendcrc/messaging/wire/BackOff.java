package org.opendcrc.messaging.wire;

import java.time.Duration;
import java.time.Instant;

/**
 * When a line that does not open is tried again: after 1, 2, 4 … seconds, at most a minute, so that texts go soon after the partner is back;
 * after a refused password at once after five minutes, lest the partner lock the account.
 */
final class BackOff {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration REFUSED = Duration.ofMinutes(5);

    private int failures;
    private Instant next = Instant.MIN;

    synchronized boolean isTime(Instant now) {
        return !now.isBefore(next);
    }

    synchronized void failed(Instant now, boolean refused) {
        next = now.plus(refused ? REFUSED : failures < 6 ? Duration.ofSeconds(1L << failures) : LONGEST);
        failures++;
    }

    synchronized void succeeded() {
        failures = 0;
        next = Instant.MIN;
    }
}
