package org.opendcrc.manufacturer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;

/** Writes down each term of a manufacturer's case that passed without being told (CP-14, CP-15, CP-7, CP-11). */
@Component
class TermJob implements Job {

    private final Dealers dealers;
    private final OemCases cases;
    private final OwedReports reports;
    private final ManufacturerDesk desk;

    TermJob(Dealers dealers, OemCases cases, OwedReports reports, ManufacturerDesk desk) {
        this.dealers = dealers;
        this.cases = cases;
        this.reports = reports;
        this.desk = desk;
    }

    @Override
    public String name() {
        return "manufacturer.terms";
    }

    @Override
    public Instant nextDue(Instant after) {
        var owed = new ArrayList<Instant>();
        dealers.forEach(dealer -> {
            cases.earliestOwed(dealer).ifPresent(owed::add);
            reports.earliest(dealer).ifPresent(owed::add);
        });
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
