package org.opendcrc.messaging;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.opendcrc.messaging.wire.Parts;
import org.opendcrc.messaging.wire.Piece;
import org.opendcrc.messaging.wire.SmsChannel;
import org.opendcrc.messaging.wire.SmsChannel.Answer;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries waiting texts to a line: claims many in one transaction, and then, outside of any, hands over their parts. Of those it marks as
 * many at once as the line takes at once, and no more, and it writes down together what was answered meanwhile: what costs is the commit,
 * not the row. A part is handed over only after the commit of its mark (A36). Any number of nodes may do so at once.
 */
@Component
class Carrier {

    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
    private static final int AT_ONCE = 500;

    /** So many windows are claimed at once: what is more urgent waits behind them. */
    private static final int WINDOWS = 10;

    private final TextMarks marks;
    private final TextLife life;
    private final Gateways gateways;
    private final SendingLaw law;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile boolean resting;

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

    /** The node ends, or begins: what is on its way is waited for, and nothing more is handed over. */
    void rest(boolean now) {
        resting = now;
    }

    /** Takes as many texts as may go now, and carries them; waits for the partner's answers. */
    Step step(Line line, Collection<TextClass> classes) {
        var dealer = line.dealer();
        var claim = Ids.next();
        var claimed = new ArrayList<Journey>();
        var now = clock.instant();
        var step = in(dealer, () -> claim(line, classes, claim, claimed, now));
        if (!claimed.isEmpty()) {
            carry(line, claim, claimed);
        }
        return step;
    }

    /**
     * A text in hand.
     *
     * @param words of each of its parts
     * @param ahead numbers of the parts that wait, in their order
     */
    private record Journey(TextMarks.Waiting text, List<String> words, Deque<Integer> ahead) {

        static Journey of(TextMarks.Waiting text, List<TextPart> parts) {
            var ahead = new ArrayDeque<Integer>();
            parts.stream()
                    .filter(it -> it.state() == PartState.WAITING)
                    .map(TextPart::part)
                    .forEach(ahead::add);
            return new Journey(text, parts.size() == 1 ? List.of(text.body()) : Parts.split(text.body()), ahead);
        }

        TextMarks.PartKey next() {
            return new TextMarks.PartKey(text.id(), ahead.getFirst());
        }

        Piece piece() {
            int part = ahead.getFirst();
            return new Piece(text.id(), part, words.size(), text.phone(), words.get(part - 1));
        }
    }

    /** What the partner said to the part of a text that was handed over; {@code failure}: this node itself failed. */
    private record Said(Journey journey, Optional<Answer> answer, Optional<Throwable> failure) {}

    private Step claim(Line line, Collection<TextClass> classes, UUID claim, List<Journey> claimed, Instant now) {
        int dealer = line.dealer();
        var gateway = line.gateway();
        var pace = gateways.holdPace(dealer, gateway.id());
        int allowance = pace.allowance(gateway.perSecond(), now);
        var limit = Math.min(
                Math.max(allowance, 1),
                Math.min(AT_ONCE, WINDOWS * line.channel().window()));
        var waiting = marks.waiting(dealer, gateway.id(), classes, now, limit);
        if (waiting.isEmpty()) {
            return Step.NOTHING;
        }
        if (allowance == 0) {
            return new Step(0, Optional.of(pace.next(gateway.perSecond(), now)));
        }
        int parts = 0;
        var judge = law.at(dealer, waiting, now);
        var going = new ArrayList<TextMarks.Waiting>();
        var keys = new ArrayList<TextMarks.PartKey>();
        for (var it : waiting) {
            switch (it.begun() ? SendingLaw.Word.GO : judge.word(it)) {
                case SendingLaw.Word.Go() -> {
                    int count = line.channel().parts(it.body());
                    for (int part = 1; part <= count; part++) {
                        keys.add(new TextMarks.PartKey(it.id(), part));
                    }
                    going.add(it);
                    parts += count;
                }
                case SendingLaw.Word.Later(var until) -> marks.postpone(dealer, it.id(), until, "hours");
                case SendingLaw.Word.Never(var reason) -> life.refuse(dealer, it.id(), reason, now);
            }
        }
        if (!going.isEmpty()) {
            var ids = going.stream().map(TextMarks.Waiting::id).toList();
            marks.open(dealer, keys);
            marks.claim(dealer, ids, claim, life.leaseUntil(now));
            var opened = marks.partsOf(dealer, ids);
            going.forEach(it -> claimed.add(Journey.of(it, opened.getOrDefault(it.id(), List.of()))));
        }
        gateways.setPace(dealer, gateway.id(), pace.charged(parts, gateway.perSecond(), now));
        return new Step(waiting.size(), Optional.empty());
    }

    /** Part by part of each, and no further than the partner takes them. */
    private void carry(Line line, UUID claim, List<Journey> claimed) {
        var ahead = new ArrayDeque<>(claimed);
        var answers = new LinkedBlockingQueue<Said>();
        int window = Math.max(1, line.channel().window());
        int underway = 0;
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("texts-", 0).factory())) {
            while (underway > 0 || !ahead.isEmpty()) {
                if (resting && !ahead.isEmpty()) {
                    ahead.clear();
                    in(line.dealer(), () -> marks.giveBack(line.dealer(), claim));
                }
                var group = new ArrayList<Journey>();
                while (group.size() < window - underway && !ahead.isEmpty()) {
                    group.add(ahead.removeFirst());
                }
                for (var it : mark(line, claim, group)) {
                    underway++;
                    threads.execute(() -> answers.add(hand(line.channel(), it)));
                }
                if (underway == 0) {
                    continue;
                }
                var said = new ArrayList<Said>();
                said.add(answers.take());
                answers.drainTo(said);
                underway -= said.size();
                write(line, said);
                said.stream()
                        .filter(it -> it.answer()
                                .filter(Answer.Accepted.class::isInstance)
                                .isPresent())
                        .map(Said::journey)
                        .filter(it -> !it.ahead().isEmpty())
                        .forEach(ahead::addFirst);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A36: the marks before the partner is asked, of no more than he is asked at once.
     *
     * @return those that may be handed over: what was taken out of this hand meanwhile may not
     */
    private List<Journey> mark(Line line, UUID claim, List<Journey> group) {
        if (group.isEmpty()) {
            return group;
        }
        int dealer = line.dealer();
        try {
            var marked = in(
                    dealer,
                    () -> life.begin(
                            dealer,
                            group.stream().map(Journey::next).toList(),
                            claim,
                            line.gateway().id(),
                            clock.instant()));
            return group.stream().filter(it -> marked.contains(it.text().id())).toList();
        } catch (RuntimeException e) {
            // They were not handed over; the job finds them when the lease is over.
            LOG.error("{} texts of dealer {} could not be marked", group.size(), dealer, e);
            return List.of();
        }
    }

    /** The mark is committed, the transaction is over. */
    private static Said hand(SmsChannel channel, Journey journey) {
        try {
            return new Said(journey, Optional.of(channel.hand(journey.piece())), Optional.empty());
        } catch (RuntimeException | Error e) {
            return new Said(journey, Optional.empty(), Optional.of(e));
        }
    }

    private void write(Line line, List<Said> said) {
        var taken = new ArrayList<TextLife.Taken>();
        for (var it : said) {
            var part = it.journey().ahead().removeFirst();
            var id = it.journey().text().id();
            it.answer().ifPresent(answer -> {
                if (answer instanceof Answer.Accepted(var partnerId)) {
                    taken.add(new TextLife.Taken(id, part, partnerId));
                } else {
                    answered(line, id, part, answer);
                }
            });
        }
        write(line, taken, said.size());
        for (var it : said) {
            if (it.failure().orElse(null) instanceof Error fatal) {
                throw fatal;
            }
            // What was marked stays marked; the job finds it when the lease is over.
            it.failure().ifPresent(why -> LOG.error("A text could not be carried", why));
        }
    }

    /** What was taken, together; one by one where that fails, so that none is lost for another. */
    private void write(Line line, List<TextLife.Taken> taken, int said) {
        if (taken.isEmpty()) {
            return;
        }
        int dealer = line.dealer();
        var gateway = line.gateway().id();
        try {
            in(dealer, () -> {
                life.taken(dealer, gateway, taken, clock.instant());
                gateways.atPace(dealer, gateway);
                return true;
            });
        } catch (RuntimeException e) {
            LOG.warn("{} of {} answers are written down one by one", taken.size(), said, e);
            taken.forEach(it -> answered(line, it.text(), it.part(), new Answer.Accepted(it.partnerId())));
        }
    }

    private void answered(Line line, UUID text, int part, Answer answer) {
        int dealer = line.dealer();
        var gateway = line.gateway().id();
        try {
            in(dealer, () -> {
                var now = clock.instant();
                life.answered(dealer, text, part, gateway, answer, now);
                if (answer instanceof Answer.Slower) {
                    gateways.setPace(
                            dealer, gateway, gateways.holdPace(dealer, gateway).slowed(now));
                }
                return true;
            });
        } catch (RuntimeException e) {
            // It was marked and stays so; the job finds it when the lease is over.
            LOG.error("What the partner answered to text {} could not be written down", text, e);
        }
    }

    private <T> T in(int dealer, Supplier<T> work) {
        return DealerContext.callAs(dealer, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }
}
