package org.opendcrc.complaints;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;

/** Writes down each first contact that was not made in time and raises the alarms of those that wait (CP-1), once, though nobody opened a page. */
@Component
class FirstContactJob implements Job {

    private final Dealers dealers;
    private final Complaints complaints;
    private final ComplaintAlarms alarms;
    private final ComplaintOffice office;

    FirstContactJob(Dealers dealers, Complaints complaints, ComplaintAlarms alarms, ComplaintOffice office) {
        this.dealers = dealers;
        this.complaints = complaints;
        this.alarms = alarms;
        this.office = office;
    }

    @Override
    public String name() {
        return "complaints.first-contact";
    }

    /** The first moment after the earliest deadline that is still owed (the deadline itself is in time, A24), or the next alarm. */
    @Override
    public Instant nextDue(Instant after) {
        var owed = new ArrayList<Instant>();
        dealers.forEach(dealer -> {
            complaints.earliestOwed(dealer).map(Complaints::firstMomentAfter).ifPresent(owed::add);
            alarms.earliestToRaise(dealer).ifPresent(owed::add);
        });
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
