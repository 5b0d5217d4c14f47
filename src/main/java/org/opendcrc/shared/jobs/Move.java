package org.opendcrc.shared.jobs;

import java.time.Instant;
import java.util.List;

/** The answer to the wish to move the simulated clock. */
public sealed interface Move {

    /** The clock stands at {@code now}; {@code jobsRun} are the jobs that ran on the way, in order. */
    record Moved(Instant now, List<Run> jobsRun) implements Move {
        public Moved {
            jobsRun = List.copyOf(jobsRun);
        }
    }

    /** It stands at {@code now} already, which is later than the moment asked for. */
    record NeverBack(Instant now, Instant asked) implements Move {}

    /** Somebody else is moving it at this moment. */
    record MovedByAnother() implements Move {}

    /** One run of a job, and the moment for which it ran. */
    record Run(String job, Instant due) {}
}
