package org.opendcrc.guarantees;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;

/** Raises the alarms of the three guarantees whose moment has come, once, though nobody opened a page. */
@Component
class GuaranteeJob implements Job {

    private final Dealers dealers;
    private final Guarantees guarantees;
    private final GuaranteeDesk desk;

    GuaranteeJob(Dealers dealers, Guarantees guarantees, GuaranteeDesk desk) {
        this.dealers = dealers;
        this.guarantees = guarantees;
        this.desk = desk;
    }

    @Override
    public String name() {
        return "guarantees.watch";
    }

    @Override
    public Instant nextDue(Instant after) {
        var owed = new ArrayList<Instant>();
        dealers.forEach(dealer -> guarantees.earliestToRaise(dealer).ifPresent(owed::add));
        return owed.stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    @Override
    public Duration recheck() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run(Instant due) {
        dealers.forEach(dealer -> desk.watch(dealer, due));
    }
}
