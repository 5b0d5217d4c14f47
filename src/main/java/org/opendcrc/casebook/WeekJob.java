package org.opendcrc.casebook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;

/** Posts the weekly summary of complaints kh-03-03 on the Monday after, at half past eight of the store (CP-25, RP-13). */
@Component
class WeekJob implements Job {

    private final Dealers dealers;
    private final Weeks weeks;
    private final PaperDesk desk;

    WeekJob(Dealers dealers, Weeks weeks, PaperDesk desk) {
        this.dealers = dealers;
        this.weeks = weeks;
        this.desk = desk;
    }

    @Override
    public String name() {
        return "casebook.week";
    }

    @Override
    public Instant nextDue(Instant after) {
        var moments = new ArrayList<Instant>();
        dealers.forEach(dealer -> weeks.next(dealer).forEach(it -> moments.add(it.at())));
        return moments.stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    @Override
    public void run(Instant due) {
        dealers.forEach(dealer -> desk.postUpTo(dealer, due));
    }
}
