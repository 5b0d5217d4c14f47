package org.opendcrc.complaints;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;

/**
 * Writes down each first contact that was not made in time (CP-1) and every other clock of a case that is over, and raises the alarms, once,
 * though nobody opened a page. However many clocks run, looking for the next costs one statement for a dealer.
 */
@Component
class FirstContactJob implements Job {

    private final Dealers dealers;
    private final CaseDeadlines deadlines;
    private final ComplaintOffice office;

    FirstContactJob(Dealers dealers, CaseDeadlines deadlines, ComplaintOffice office) {
        this.dealers = dealers;
        this.deadlines = deadlines;
        this.office = office;
    }

    @Override
    public String name() {
        return "complaints.first-contact";
    }

    /** The first moment after the earliest deadline that is still owed (the deadline itself is in time, A24), or the next alarm: one statement. */
    @Override
    public Instant nextDue(Instant after) {
        var owed = new ArrayList<Instant>();
        dealers.forEach(dealer -> deadlines.earliest(dealer).ifPresent(owed::add));
        return owed.stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    @Override
    public Duration recheck() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run(Instant due) {
        dealers.forEach(dealer -> office.missFirstContacts(dealer, due));
    }
}
