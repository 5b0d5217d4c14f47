package org.opendcrc.messaging;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.opendcrc.customers.Consents;
import org.opendcrc.messaging.wire.Ear;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes down what partners tell by themselves: receipts and replies, each in a transaction of its own before the partner is thanked. */
@Component
class Reception {

    private final TextLife life;
    private final Replies replies;
    private final Refusals refusals;
    private final Consents consents;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Reception(
            TextLife life,
            Replies replies,
            Refusals refusals,
            Consents consents,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.life = life;
        this.replies = replies;
        this.refusals = refusals;
        this.consents = consents;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    Ear ear(int dealer, UUID gateway) {
        return new Ear() {
            @Override
            public void receipt(Receipt receipt) {
                in(dealer, () -> life.told(dealer, gateway, receipt, clock.instant()));
            }

            @Override
            public void reply(Reply reply) {
                in(dealer, () -> answered(dealer, gateway, reply, clock.instant()));
            }
        };
    }

    private void in(int dealer, Runnable work) {
        DealerContext.runAs(dealer, () -> transaction.executeWithoutResult(_ -> work.run()));
    }

    private void answered(int dealer, UUID gateway, Ear.Reply reply, Instant now) {
        var optOut = OptOutWords.isOptOut(reply.words());
        var id = Ids.next();
        if (!replies.add(dealer, id, gateway, reply, optOut, now)) {
            return; // told twice
        }
        if (optOut) {
            refuse(dealer, id, reply, now);
        }
        events.publishEvent(new Changed(dealer, "texts"));
    }

    /** At once and everywhere: the number, all customers who have it, and what still waits for it. */
    private void refuse(int dealer, UUID reply, Ear.Reply words, Instant now) {
        refusals.add(dealer, words.phone(), words.words(), reply, now);
        var customers = consents.refusedByMessage(words.phone(), words.words(), now);
        refusals.waiting(dealer, words.phone()).forEach(it -> life.refuse(dealer, it, "opted-out", now));
        if (customers.isEmpty()) {
            events.publishEvent(
                    Audited.bySystem(dealer, now, "number-opted-out", "reply", reply, Map.of("words", words.words())));
        }
    }
}
