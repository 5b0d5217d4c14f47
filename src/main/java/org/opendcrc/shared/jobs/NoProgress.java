package org.opendcrc.shared.jobs;

import java.time.Instant;

/** A job that has just run still says that the same moment is due: it would run for ever. A fault of the job. */
class NoProgress extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoProgress(String job, Instant due) {
        super("the job %s has run and still says that %s is due: it makes no progress".formatted(job, due));
    }
}
