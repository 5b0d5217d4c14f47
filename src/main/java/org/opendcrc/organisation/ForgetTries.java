package org.opendcrc.organisation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.opendcrc.shared.jobs.Job;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Forgets wrong tries that are a day old by the machine's time, every day at midnight UTC. */
@Component
class ForgetTries implements Job {

    private static final Duration KEPT = Duration.ofDays(1);

    private final SignInAttempts attempts;
    private final Clock systemClock;

    ForgetTries(SignInAttempts attempts, @Qualifier("systemClock") Clock systemClock) {
        this.attempts = attempts;
        this.systemClock = systemClock;
    }

    @Override
    public String name() {
        return "organisation.forget-tries";
    }

    @Override
    public Instant nextDue(Instant after) {
        return after.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    }

    @Override
    public void run(Instant due) {
        attempts.forgetBefore(systemClock.instant().minus(KEPT));
    }
}
