package org.opendcrc.shared.database;

import java.time.Duration;
import java.time.Instant;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;

/** Tells events again that were not heard within a minute of the system's time. */
@Component
class ResubmitEvents implements Job {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final UnheardEvents events;

    ResubmitEvents(UnheardEvents events) {
        this.events = events;
    }

    @Override
    public String name() {
        return "shared.resubmit-events";
    }

    /** At once if an event has waited too long; otherwise nobody knows yet. */
    @Override
    public Instant nextDue(Instant after) {
        return events.anyDue(PATIENCE) ? after : Instant.MAX;
    }

    @Override
    public Duration recheck() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run(Instant due) {
        events.tellAgain(PATIENCE);
    }
}
