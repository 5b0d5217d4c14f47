package org.opendcrc.messaging;

import java.time.Clock;
import java.time.Instant;
import org.opendcrc.messaging.wire.Piece;
import org.opendcrc.messaging.wire.SmsChannel.Answer;
import org.opendcrc.shared.DealerContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Hands waiting texts on, each once, however many nodes try: to the dealer's lines, or where he has none to the house itself. */
@Component
class Dispatcher {

    private static final int AT_ONCE = 200;

    private final Texts texts;
    private final HouseChannel house;
    private final Gateways gateways;
    private final Lines lines;
    private final Letters letters;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Dispatcher(
            Texts texts,
            HouseChannel house,
            Gateways gateways,
            Lines lines,
            Letters letters,
            ApplicationEventPublisher events,
            Clock clock) {
        this.texts = texts;
        this.house = house;
        this.gateways = gateways;
        this.lines = lines;
        this.letters = letters;
        this.events = events;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(TextQueued event) {
        int dealer = event.dealerId();
        texts.claim(dealer, event.textId()).ifPresent(it -> {
            if (house.isReal() && gateways.carries(dealer, it.textClass())) {
                lines.nudge(dealer);
            } else {
                send(dealer, it, clock.instant());
            }
        });
    }

    /** A portion of a batch; what is left behind of it the job sends. */
    @ApplicationModuleListener
    void on(TextsQueued event) {
        if (house.isReal() && gateways.carries(event.dealerId(), event.textClass())) {
            lines.nudge(event.dealerId());
            return;
        }
        while (sweep(event.at(), clock.instant(), AT_ONCE) == AT_ONCE) {
            // the next ones, in the same transaction: what was decided waits no longer
        }
    }

    /**
     * What the listener left behind, because the program was killed: texts written at {@code before} or earlier.
     *
     * @return how many were decided
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int sweep(Instant before, Instant at, int limit) {
        var dealer = DealerContext.require();
        var waiting = texts.claimWaitingSince(dealer, before, house.isReal(), limit);
        waiting.forEach(it -> send(dealer, it, at));
        return waiting.size();
    }

    private void send(int dealer, Texts.Waiting text, Instant at) {
        var answer = house.hand(new Piece(text.id(), 1, 1, text.phone(), text.body()));
        texts.decide(dealer, text.id(), answer, house.name(), at);
        switch (answer) {
            case Answer.Accepted _ ->
                events.publishEvent(new TextSent(dealer, text.id(), text.cause(), text.causeId()));
            case Answer.Refused(var reason, String code) -> {
                letters.oweFor(dealer, text.id(), text.storeId(), reason, at); // A30
                events.publishEvent(new TextFailed(dealer, text.id(), text.cause(), text.causeId(), reason));
            }
            case Answer.Slower _, Answer.NoLine _, Answer.Unknown _ ->
                throw new IllegalStateException("the house itself is never asked twice");
        }
    }
}
