package org.opendcrc.shared.database;

import java.time.Duration;
import java.time.Instant;
import org.opendcrc.shared.jobs.Job;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells events again that were not heard within a minute of the system's time, if nothing else is set. */
@Component
class ResubmitEvents implements Job {

    private final UnheardEvents events;
    private final Duration patience;

    ResubmitEvents(UnheardEvents events, @Value("${opendcrc.events.patience:1m}") Duration patience) {
        this.events = events;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "shared.resubmit-events";
    }

    /** At once if an event has waited too long; otherwise nobody knows yet. */
    @Override
    public Instant nextDue(Instant after) {
        return events.anyDue(patience) ? after : Instant.MAX;
    }

    @Override
    public Duration recheck() {
        return patience;
    }

    @Override
    public void run(Instant due) {
        events.tellAgain(patience);
    }
}
