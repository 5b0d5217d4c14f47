package org.opendcrc.messaging;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.opendcrc.messaging.wire.Parts;
import org.opendcrc.messaging.wire.Piece;
import org.opendcrc.messaging.wire.SmsChannel.Answer;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries waiting texts to a line: claims them in one transaction, and then, outside of any, marks, hands over and writes down each part.
 * Any number of nodes may do so at once.
 */
@Component
class Carrier {

    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
    private static final int AT_ONCE = 100;

    private final TextMarks marks;
    private final TextLife life;
    private final Gateways gateways;
    private final SendingLaw law;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Carrier(
            TextMarks marks,
            TextLife life,
            Gateways gateways,
            SendingLaw law,
            TransactionTemplate transaction,
            Clock clock) {
        this.marks = marks;
        this.life = life;
        this.gateways = gateways;
        this.law = law;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What a step has done.
     *
     * @param looked how many texts it looked at; none: nothing waits, or nothing may go now
     * @param again when the line is free again, if only that keeps others waiting
     */
    record Step(int looked, Optional<Instant> again) {

        static final Step NOTHING = new Step(0, Optional.empty());
    }

    /** Takes back what a killed node had in hand, as soon as its lease is over; the job does the same where no line is held. */
    void free(int dealer) {
        in(dealer, () -> life.recover(dealer, clock.instant(), AT_ONCE));
    }

    /** Takes as many texts as may go now, and carries them; waits for the partner's answers. */
    Step step(Line line, Collection<TextClass> classes) {
        var dealer = line.dealer();
        var claim = Ids.next();
        var claimed = new ArrayList<TextMarks.Waiting>();
        var now = clock.instant();
        var step = in(dealer, () -> claim(line, classes, claim, claimed, now));
        if (!claimed.isEmpty()) {
            carry(line, claim, claimed);
        }
        return step;
    }

    private Step claim(
            Line line, Collection<TextClass> classes, UUID claim, List<TextMarks.Waiting> claimed, Instant now) {
        int dealer = line.dealer();
        var gateway = line.gateway();
        var pace = gateways.holdPace(dealer, gateway.id());
        int allowance = pace.allowance(gateway.perSecond(), now);
        var limit = Math.min(Math.max(allowance, 1), AT_ONCE);
        var waiting = marks.waiting(dealer, gateway.id(), classes, now, limit);
        if (waiting.isEmpty()) {
            return Step.NOTHING;
        }
        if (allowance == 0) {
            return new Step(0, Optional.of(pace.next(gateway.perSecond(), now)));
        }
        int parts = 0;
        var judge = law.at(dealer, now);
        for (var it : waiting) {
            switch (it.begun() ? SendingLaw.Word.GO : judge.word(it)) {
                case SendingLaw.Word.Go() -> {
                    int count = line.channel().parts(it.body());
                    marks.open(dealer, it.id(), count);
                    marks.claim(dealer, it.id(), claim, now.plus(TextLife.LEASE));
                    claimed.add(it);
                    parts += count;
                }
                case SendingLaw.Word.Later(var until) -> marks.postpone(dealer, it.id(), until, "hours");
                case SendingLaw.Word.Never(var reason) -> life.refuse(dealer, it.id(), reason, now);
            }
        }
        gateways.setPace(dealer, gateway.id(), pace.charged(parts, gateway.perSecond(), now));
        return new Step(waiting.size(), Optional.empty());
    }

    private void carry(Line line, UUID claim, List<TextMarks.Waiting> claimed) {
        var underway = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(
                Math.min(line.channel().window(), claimed.size()),
                Thread.ofVirtual().name("texts-", 0).factory())) {
            claimed.forEach(it -> underway.add(threads.submit(() -> carry(line, claim, it))));
        }
        for (var it : underway) {
            try {
                it.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error fatal) {
                    throw fatal;
                }
                // What was marked stays marked; the job finds it when the lease is over.
                LOG.error("A text could not be carried", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Part by part, and no further than the partner takes them. */
    private void carry(Line line, UUID claim, TextMarks.Waiting text) {
        int dealer = line.dealer();
        var gateway = line.gateway().id();
        var parts = in(dealer, () -> marks.parts(dealer, text.id()));
        var words = parts.size() == 1 ? List.of(text.body()) : Parts.split(text.body());
        for (var part : parts) {
            if (part.state() != PartState.WAITING) {
                continue;
            }
            var piece = new Piece(text.id(), part.part(), parts.size(), text.phone(), words.get(part.part() - 1));
            if (!in(dealer, () -> life.begin(dealer, text.id(), part.part(), claim, gateway, clock.instant()))) {
                return;
            }
            var answer = line.channel().hand(piece); // A36: the mark is committed, the transaction is over
            in(dealer, () -> {
                var now = clock.instant();
                life.answered(dealer, text.id(), part.part(), gateway, answer, now);
                if (answer instanceof Answer.Slower) {
                    gateways.setPace(
                            dealer, gateway, gateways.holdPace(dealer, gateway).slowed(now));
                } else if (answer instanceof Answer.Accepted) {
                    gateways.atPace(dealer, gateway);
                }
                return true;
            });
            if (!(answer instanceof Answer.Accepted)) {
                return;
            }
        }
    }

    private <T> T in(int dealer, Supplier<T> work) {
        return DealerContext.callAs(dealer, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }
}
