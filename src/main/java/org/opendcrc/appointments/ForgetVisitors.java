package org.opendcrc.appointments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.opendcrc.messaging.CodeTexts;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Forgets codes that are a day old, the words of their texts, and how often who knocked; every hour, by the machine's time. */
@Component
class ForgetVisitors implements Job {

    private static final Duration KEPT = Duration.ofDays(1);

    private final Dealers dealers;
    private final PhoneCodes codes;
    private final CodeTexts texts;
    private final VisitorPace pace;
    private final Clock systemClock;

    ForgetVisitors(
            Dealers dealers,
            PhoneCodes codes,
            CodeTexts texts,
            VisitorPace pace,
            @Qualifier("systemClock") Clock systemClock) {
        this.dealers = dealers;
        this.codes = codes;
        this.texts = texts;
        this.pace = pace;
        this.systemClock = systemClock;
    }

    @Override
    public String name() {
        return "appointments.forget-visitors";
    }

    @Override
    public Instant nextDue(Instant after) {
        return after.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }

    @Override
    public void run(Instant due) {
        var now = systemClock.instant();
        pace.forget(now);
        dealers.forEach(dealer -> {
            codes.forget(dealer, now.minus(KEPT));
            texts.forget(now.minus(Duration.ofHours(1)));
        });
    }
}
