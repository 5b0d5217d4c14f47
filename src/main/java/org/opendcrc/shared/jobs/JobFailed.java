package org.opendcrc.shared.jobs;

import java.time.Instant;

/** A job threw while the simulated clock was moved. The clock stands where it failed; the next move runs that moment again. */
public class JobFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String job;
    private final Instant due;

    JobFailed(String job, Instant due, RuntimeException cause) {
        super("the job %s failed for %s".formatted(job, due), cause);
        this.job = job;
        this.due = due;
    }

    public String job() {
        return job;
    }

    public Instant due() {
        return due;
    }
}
