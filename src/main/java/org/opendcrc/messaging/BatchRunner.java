package org.opendcrc.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Changed;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes approved batches into the outbox, a portion a minute, in the hours of texts; asks before each whom the law keeps from it. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class BatchRunner {

    static final Duration EACH = Duration.ofMinutes(1);

    private final Batches batches;
    private final Settings settings;
    private final Stores stores;
    private final ApplicationEventPublisher events;

    BatchRunner(Batches batches, Settings settings, Stores stores, ApplicationEventPublisher events) {
        this.batches = batches;
        this.settings = settings;
        this.stores = stores;
        this.events = events;
    }

    /** Leaves out whom the law keeps from a commercial text now, of the lines up to that number. */
    public int leaveOut(int dealer, UUID batch, UUID store, int upTo, Instant now) {
        return batches.leaveOut(
                dealer,
                batch,
                upTo,
                now.minus(SendingLaw.COUNTED),
                settings.of(store).number(TextSettings.COMMERCIAL_IN_SEVEN_DAYS),
                now);
    }

    /** The next portion of a running batch, which is locked. */
    public void portion(int dealer, Batches.Held it, Instant now) {
        var zone = stores.get(it.storeId()).zone();
        var hour = TextHours.of(settings.of(it.storeId())).next(it.textClass(), now.atZone(zone));
        if (hour.isAfter(now)) { // RC-8
            batches.goOnAt(dealer, it.id(), hour);
            return;
        }
        int upTo = batches.endOfPortion(dealer, it.id(), it.perMinute());
        if (upTo > 0) {
            if (it.textClass() == TextClass.COMMERCIAL) {
                leaveOut(dealer, it.id(), it.storeId(), upTo, now);
            }
            if (batches.write(dealer, it, upTo, BatchDesk.CAUSE, it.approvedBy().orElseThrow(), now) > 0) {
                events.publishEvent(new TextsQueued(dealer, it.textClass(), now));
            }
        }
        if (batches.endOfPortion(dealer, it.id(), 1) == 0) {
            batches.end(dealer, it.id(), Batch.State.DONE, Optional.empty(), now);
        } else {
            batches.goOnAt(dealer, it.id(), now.plus(EACH));
        }
        events.publishEvent(new Changed(dealer, "texts"));
    }
}
