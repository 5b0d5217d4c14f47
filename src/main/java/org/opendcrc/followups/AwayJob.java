package org.opendcrc.followups;

import java.time.Duration;
import java.time.Instant;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;

/** Hands over what is assigned to whoever is away: when his absence begins, and later what he had in his hand then. */
@Component
class AwayJob implements Job {

    private final Dealers dealers;
    private final Absences absences;
    private final HandOver handOver;

    AwayJob(Dealers dealers, Absences absences, HandOver handOver) {
        this.dealers = dealers;
        this.absences = absences;
        this.handOver = handOver;
    }

    @Override
    public String name() {
        return "followups.absences";
    }

    @Override
    public Duration recheck() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Instant nextDue(Instant after) {
        return dealers.earliest(dealer -> absences.nextHandOver(dealer, after));
    }

    @Override
    public void run(Instant due) {
        dealers.forEach(dealer -> absences.running(dealer, due).forEach(it -> handOver.of(dealer, it, false, due)));
    }
}
