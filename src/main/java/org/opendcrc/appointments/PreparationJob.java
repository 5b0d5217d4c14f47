package org.opendcrc.appointments;

import java.time.Duration;
import java.time.Instant;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;

/** Writes down whether each appointment was ready at its line, and raises the alarm of those that were not (AP-22), once, though nobody looked. */
@Component
class PreparationJob implements Job {

    private final Dealers dealers;
    private final PreparationDesk desk;

    PreparationJob(Dealers dealers, PreparationDesk desk) {
        this.dealers = dealers;
        this.desk = desk;
    }

    @Override
    public String name() {
        return "appointments.readiness";
    }

    /** The first moment after the earliest line that nothing is decided about: who is ready at the line itself is ready in time. */
    @Override
    public Instant nextDue(Instant after) {
        return dealers.earliest(dealer -> desk.earliestLine(dealer).map(ReadyLine::firstMomentAfter));
    }

    @Override
    public Duration recheck() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run(Instant due) {
        dealers.forEach(dealer -> desk.decideDue(dealer, due));
    }
}
