package org.opendcrc.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.messaging.TextMarks.Held;
import org.opendcrc.messaging.wire.Ear;
import org.opendcrc.messaging.wire.SmsChannel.Answer;
import org.opendcrc.messaging.wire.SmsChannel.Found;
import org.opendcrc.shared.Changed;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of a text that goes by a gateway, part by part. Every step is one transaction, so that the program may be killed between any
 * two: before the partner is asked his part is marked, and what is marked without an answer is never handed over again (A36).
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class TextLife {

    /** For so long nobody else takes a text in hand, where nothing else is set; longer than any partner is waited for. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private final TextMarks marks;
    private final Letters letters;
    private final ApplicationEventPublisher events;
    private final Duration lease;

    TextLife(
            TextMarks marks,
            Letters letters,
            ApplicationEventPublisher events,
            @Value("${opendcrc.texts.lease:PT5M}") Duration lease) {
        this.lease = lease;
        this.marks = marks;
        this.letters = letters;
        this.events = events;
    }

    /** Until when nobody else takes a text that is taken in hand now. */
    public Instant leaseUntil(Instant now) {
        return now.plus(lease);
    }

    /**
     * The marks before the partner is asked, one part of each text.
     *
     * @return the texts whose part may be handed over; not one that another node has meanwhile, or that was refused or settled
     */
    public Set<UUID> begin(int dealer, List<TextMarks.PartKey> parts, UUID claim, UUID gateway, Instant now) {
        var kept =
                marks.keep(dealer, parts.stream().map(TextMarks.PartKey::text).toList(), claim, leaseUntil(now));
        var mine = parts.stream().filter(it -> kept.contains(it.text())).toList();
        return mine.isEmpty() ? Set.of() : marks.hand(dealer, mine, gateway, now); // A36
    }

    /** A part that the partner took. */
    record Taken(UUID text, int part, String partnerId) {}

    /**
     * What the partner took of several texts, a part of each: written down together, as if each had been alone.
     *
     * @param taken no text twice
     */
    public void taken(int dealer, UUID gateway, List<Taken> taken, Instant now) {
        if (taken.size() == 1 || taken.stream().map(Taken::partnerId).distinct().count() < taken.size()) {
            taken.forEach(
                    it -> answered(dealer, it.text(), it.part(), gateway, new Answer.Accepted(it.partnerId()), now));
            return;
        }
        // First the rows in which answers and receipts meet, then the texts: receipts go the same way.
        var earlier = marks.meet(dealer, gateway, taken, now);
        var ids = taken.stream().map(Taken::text).toList();
        var held = marks.hold(dealer, ids);
        marks.accepted(dealer, taken, now);
        taken.forEach(it -> Optional.ofNullable(earlier.get(it.partnerId()))
                .ifPresent(receipt -> marks.ended(dealer, it.text(), it.part(), receipt, now)));
        var parts = marks.partsOf(dealer, ids);
        var sent = new ArrayList<Held>();
        for (var it : held) {
            if (next(parts.getOrDefault(it.id(), List.of())) == TextLine.State.SENT && !it.settled()) {
                sent.add(it);
            } else {
                go(dealer, it, Optional.empty(), now);
            }
        }
        marks.sent(dealer, sent.stream().map(Held::id).toList(), gateway, now);
        sent.stream()
                .filter(it -> !isGood(it.state()))
                .forEach(it -> events.publishEvent(new TextSent(dealer, it.id(), it.cause(), it.causeId())));
        events.publishEvent(new Changed(dealer, "texts"));
    }

    /** What the partner answered. It counts though the text was given up as unknown meanwhile. */
    public void answered(int dealer, UUID text, int part, UUID gateway, Answer answer, Instant now) {
        switch (answer) {
            case Answer.Accepted(var partnerId) -> {
                // First the row in which answer and receipt meet, then the text: receipts go the same way.
                var earlier = marks.meet(dealer, gateway, partnerId, text, part, now);
                var held = marks.hold(dealer, text);
                marks.accepted(dealer, text, part, partnerId, now);
                earlier.ifPresent(it -> marks.ended(dealer, text, part, it, now));
                go(dealer, held, Optional.empty(), now);
            }
            case Answer.Refused(var reason, var code) -> {
                var held = marks.hold(dealer, text);
                marks.failed(dealer, text, part, reason, code, now);
                go(dealer, held, Optional.empty(), now);
            }
            case Answer.Slower _ -> back(dealer, text, part, "slower", now);
            case Answer.NoLine() -> back(dealer, text, part, "no-line", now);
            case Answer.Unknown(var code) -> {
                var held = marks.hold(dealer, text);
                marks.unknown(dealer, text, Optional.of(part), code, now);
                go(dealer, held, Optional.empty(), now);
            }
        }
    }

    private void back(int dealer, UUID text, int part, String waitsFor, Instant now) {
        var held = marks.hold(dealer, text);
        marks.waits(dealer, text, part);
        go(dealer, held, Optional.of(waitsFor), now);
    }

    /** What the partner told later. A word that came before changes nothing. */
    public void told(int dealer, UUID gateway, Ear.Receipt receipt, Instant now) {
        if (receipt.outcome() == Ear.Outcome.ON_ITS_WAY) {
            return;
        }
        var meant = marks.tell(dealer, gateway, receipt, now);
        meant.trial().ifPresent(it -> marks.trialEnded(dealer, it, receipt, now));
        meant.text().ifPresent(text -> {
            var held = marks.hold(dealer, text);
            marks.ended(dealer, text, meant.part(), receipt, now);
            go(dealer, held, Optional.empty(), now);
        });
    }

    /** What the partner told when he was asked (A36). */
    public void found(int dealer, UUID text, int part, UUID gateway, Found found, Instant now) {
        switch (found) {
            case Found.OnItsWay(var partnerId) ->
                partnerId.ifPresent(it -> answered(dealer, text, part, gateway, new Answer.Accepted(it), now));
            case Found.Delivered() -> end(dealer, text, part, new Ear.Receipt("", Ear.Outcome.DELIVERED, "", ""), now);
            case Found.Lost(var reason, var code) ->
                end(dealer, text, part, new Ear.Receipt("", Ear.Outcome.LOST, reason, code), now);
            case Found.CannotTell() -> {}
        }
    }

    private void end(int dealer, UUID text, int part, Ear.Receipt receipt, Instant now) {
        var held = marks.hold(dealer, text);
        marks.ended(dealer, text, part, receipt, now);
        go(dealer, held, Optional.empty(), now);
    }

    /**
     * What a node left behind that was killed: what was not handed over yet waits again, what was is unknown.
     *
     * @return how many texts
     */
    public int recover(int dealer, Instant due, int limit) {
        var left = marks.leftBehind(dealer, due, limit);
        for (var held : left) {
            marks.unknown(dealer, held.id(), Optional.empty(), "left behind", due);
            go(dealer, held, Optional.of("left-behind"), due);
        }
        return left.size();
    }

    /** A waiting text that is not sent after all, and why. */
    public void refuse(int dealer, UUID text, String reason, Instant now) {
        var held = marks.hold(dealer, text);
        become(dealer, held, TextLine.State.NOT_SENT, Optional.of(reason), Optional.empty(), now);
    }

    /** @param waitsFor why it is not handed over now; empty while the node goes on with its next part */
    private void go(int dealer, Held held, Optional<String> waitsFor, Instant now) {
        if (held.settled()) {
            return; // a person has said what became of it
        }
        var parts = marks.parts(dealer, held.id());
        var next = next(parts);
        if (next == TextLine.State.QUEUED) {
            waitsFor.ifPresent(it -> marks.requeue(dealer, held.id(), it));
            return;
        }
        var failed = parts.stream().filter(it -> it.state() == PartState.FAILED).findFirst();
        become(
                dealer,
                held,
                next,
                failed.flatMap(TextPart::reason),
                failed.or(() -> parts.stream()
                                .filter(it -> it.state() == PartState.UNKNOWN)
                                .findFirst())
                        .flatMap(TextPart::code),
                now);
    }

    private static TextLine.State next(List<TextPart> parts) {
        return PartState.ofText(
                parts.stream().map(TextPart::state).toList(), parts.stream().anyMatch(TextPart::taken));
    }

    private void become(
            int dealer, Held held, TextLine.State next, Optional<String> reason, Optional<String> code, Instant now) {
        if (next == held.state()) {
            return;
        }
        marks.become(dealer, held.id(), next, reason, code, now);
        if (isGood(next) && !isGood(held.state())) {
            events.publishEvent(new TextSent(dealer, held.id(), held.cause(), held.causeId()));
        }
        if (isBad(next) && !isBad(held.state())) {
            var why = reason.orElse("undelivered");
            letters.oweFor(dealer, held.id(), held.storeId(), why, now); // A30
            events.publishEvent(new TextFailed(dealer, held.id(), held.cause(), held.causeId(), why));
        }
        events.publishEvent(new Changed(dealer, "texts"));
    }

    private static boolean isGood(TextLine.State state) {
        return state == TextLine.State.SENT || state == TextLine.State.DELIVERED;
    }

    private static boolean isBad(TextLine.State state) {
        return state == TextLine.State.NOT_SENT || state == TextLine.State.UNDELIVERED;
    }
}
