package org.opendcrc.dms;

import java.time.Duration;
import java.time.Instant;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;

/** Takes up files that a stop of the program left unfinished. */
@Component
class ResumeImports implements Job {

    private final ImportWorker worker;

    ResumeImports(ImportWorker worker) {
        this.worker = worker;
    }

    @Override
    public String name() {
        return "dms.resume";
    }

    @Override
    public Instant nextDue(Instant after) {
        return worker.hasUnfinished() ? after : Instant.MAX;
    }

    @Override
    public Duration recheck() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run(Instant due) {
        worker.takeUp(due);
    }
}
