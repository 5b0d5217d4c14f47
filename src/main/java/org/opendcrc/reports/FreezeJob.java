package org.opendcrc.reports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;

/**
 * Freezes yesterday's report of the three-day calls at nine of each opening day (FU-5), with those of the closed days before it.
 * After an outage it freezes every day that was missed, each as it was known at its own moment.
 */
@Component
class FreezeJob implements Job {

    private final Dealers dealers;
    private final ReportTables tables;
    private final Freezing freezing;

    FreezeJob(Dealers dealers, ReportTables tables, Freezing freezing) {
        this.dealers = dealers;
        this.tables = tables;
        this.freezing = freezing;
    }

    @Override
    public String name() {
        return "reports.freeze";
    }

    @Override
    public Instant nextDue(Instant after) {
        var moments = new ArrayList<Instant>();
        dealers.forEach(dealer -> tables.stores(dealer)
                .forEach(store -> freezing.next(dealer, store).ifPresent(moments::add)));
        return moments.stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    @Override
    public void run(Instant due) {
        dealers.forEach(dealer -> tables.stores(dealer).forEach(store -> freezing.freezeUpTo(dealer, store, due)));
    }
}
