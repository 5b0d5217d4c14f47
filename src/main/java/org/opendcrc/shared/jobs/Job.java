package org.opendcrc.shared.jobs;

import java.time.Duration;
import java.time.Instant;

/**
 * One entry of the catalogue of jobs. Any bean of this type is in it. A job can be run twice without harm, catches up after an
 * outage and works the same on two nodes. It opens one transaction per dealer (see {@code Dealers.forEach}).
 */
public interface Job {

    /** Unique, with the module in front: {@code reports.freeze}. What it does is the message {@code job.<name>}. */
    String name();

    /**
     * The next moment at which it has something to do: strictly after {@code after} for a timetable; for stored deadlines the
     * earliest one not yet dealt with, which may lie before {@code after}. {@link Instant#MAX} if there is none.
     */
    Instant nextDue(Instant after);

    /** How often the scheduler asks again, for deadlines that may have been stored meanwhile. A timetable leaves it at an hour. */
    default Duration recheck() {
        return Duration.ofHours(1);
    }

    /**
     * Does everything that is due at {@code due}, that moment included.
     *
     * @param due the moment for which it runs: the planned one, which after an outage lies in the past
     */
    void run(Instant due);
}
