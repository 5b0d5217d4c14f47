package org.opendcrc.casebook;

import java.time.Instant;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;

/** Owes the analysis of each quarter when it has ended, and writes down what was too late (CP-32). */
@Component
class QuarterJob implements Job {

    private final Dealers dealers;
    private final QuarterDesk desk;

    QuarterJob(Dealers dealers, QuarterDesk desk) {
        this.dealers = dealers;
        this.desk = desk;
    }

    @Override
    public String name() {
        return "casebook.quarter";
    }

    @Override
    public Instant nextDue(Instant after) {
        return dealers.earliest(dealer -> desk.nextDue(dealer, after));
    }

    @Override
    public void run(Instant due) {
        dealers.forEach(dealer -> desk.run(dealer, due));
    }
}
