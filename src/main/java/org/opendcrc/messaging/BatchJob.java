package org.opendcrc.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;

/** Writes the next portion of each running batch. */
@Component
class BatchJob implements Job {

    private final Dealers dealers;
    private final Batches batches;
    private final BatchRunner runner;

    BatchJob(Dealers dealers, Batches batches, BatchRunner runner) {
        this.dealers = dealers;
        this.batches = batches;
        this.runner = runner;
    }

    @Override
    public String name() {
        return "messaging.batches";
    }

    @Override
    public Instant nextDue(Instant after) {
        var due = new ArrayList<Instant>();
        dealers.forEach(dealer -> batches.next(dealer).ifPresent(due::add));
        return due.stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    @Override
    public Duration recheck() {
        return BatchRunner.EACH;
    }

    @Override
    public void run(Instant due) {
        dealers.forEach(dealer -> batches.due(dealer, due).forEach(it -> runner.portion(dealer, it, due)));
    }
}
