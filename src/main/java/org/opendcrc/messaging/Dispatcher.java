package org.opendcrc.messaging;

import java.time.Clock;
import java.time.Instant;
import org.opendcrc.shared.DealerContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Hands waiting texts to the channel, each once, however many nodes try. */
@Component
class Dispatcher {

    private final Texts texts;
    private final SmsChannel channel;
    private final Letters letters;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Dispatcher(Texts texts, SmsChannel channel, Letters letters, ApplicationEventPublisher events, Clock clock) {
        this.texts = texts;
        this.channel = channel;
        this.letters = letters;
        this.events = events;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(TextQueued event) {
        texts.claim(event.dealerId(), event.textId()).ifPresent(it -> send(event.dealerId(), it, clock.instant()));
    }

    /**
     * What the listener left behind, because the program was killed: texts written at {@code before} or earlier.
     *
     * @return how many were decided
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int sweep(Instant before, Instant at, int limit) {
        var dealer = DealerContext.require();
        var waiting = texts.claimWaitingSince(dealer, before, limit);
        waiting.forEach(it -> send(dealer, it, at));
        return waiting.size();
    }

    private void send(int dealer, Texts.Waiting text, Instant at) {
        var answer = channel.send(text.phone(), text.body());
        texts.decide(dealer, text.id(), answer, channel.name(), at);
        switch (answer) {
            case SmsChannel.Answer.Sent() ->
                events.publishEvent(new TextSent(dealer, text.id(), text.cause(), text.causeId()));
            case SmsChannel.Answer.NotSent(var reason) -> {
                letters.oweFor(dealer, text.id(), text.storeId(), reason, at); // A30
                events.publishEvent(new TextFailed(dealer, text.id(), text.cause(), text.causeId(), reason));
            }
            case SmsChannel.Answer.Unknown() -> {} // A36: a person says what became of it
        }
    }
}
