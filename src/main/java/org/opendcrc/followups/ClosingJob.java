package org.opendcrc.followups;

import java.time.Duration;
import java.time.Instant;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;

/** Closes the next portion of each running closing of a backlog. */
@Component
class ClosingJob implements Job {

    private final Dealers dealers;
    private final Closings closings;
    private final ClosingRunner runner;

    ClosingJob(Dealers dealers, Closings closings, ClosingRunner runner) {
        this.dealers = dealers;
        this.closings = closings;
        this.runner = runner;
    }

    @Override
    public String name() {
        return "followups.closings";
    }

    @Override
    public Duration recheck() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Instant nextDue(Instant after) {
        return dealers.earliest(closings::next);
    }

    @Override
    public void run(Instant due) {
        dealers.forEach(dealer -> closings.due(dealer, due).forEach(it -> runner.portion(dealer, it, due)));
    }
}
