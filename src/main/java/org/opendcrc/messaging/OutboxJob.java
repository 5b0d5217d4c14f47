package org.opendcrc.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;

/** Sends what its listener left behind because the program was killed: texts that have been waiting for a minute. */
@Component
class OutboxJob implements Job {

    static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 200;

    private final Dealers dealers;
    private final Texts texts;
    private final Dispatcher dispatcher;
    private final HouseChannel house;

    OutboxJob(Dealers dealers, Texts texts, Dispatcher dispatcher, HouseChannel house) {
        this.dealers = dealers;
        this.texts = texts;
        this.dispatcher = dispatcher;
        this.house = house;
    }

    @Override
    public String name() {
        return "messaging.outbox";
    }

    @Override
    public Instant nextDue(Instant after) {
        var waiting = new ArrayList<Instant>();
        dealers.forEach(dealer -> texts.oldestWaiting(dealer, house.isReal()).ifPresent(waiting::add));
        return waiting.stream()
                .min(Comparator.naturalOrder())
                .map(it -> it.plus(PATIENCE))
                .orElse(Instant.MAX);
    }

    @Override
    public Duration recheck() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run(Instant due) {
        dealers.forEach(_ -> {
            while (dispatcher.sweep(due.minus(PATIENCE), due, AT_ONCE) == AT_ONCE) {
                // the next portion, in the same transaction: what was decided waits no longer
            }
        });
    }
}
