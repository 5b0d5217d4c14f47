package org.opendcrc.messaging.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.opendcrc.messaging.ReplyDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.DeskTile;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * The card of the desk that brings before the clerk what texts leave for a person: answers of customers, texts of which nobody knows what
 * became (A36), those by hand that did not arrive, letters (A30), and for the manager what clerks propose. Nothing while nothing waits.
 */
@Component
class UnreadReplies implements DeskTile {

    private static final Duration COUNTED_FOR = Duration.ofSeconds(10);
    private static final int FIGURES = 3;

    private final ReplyDesk desk;
    private final Clock systemClock;
    private final Map<Whose, Counted> counted = new ConcurrentHashMap<>();

    private record Whose(int dealer, Set<UUID> stores) {}

    private record Counted(ReplyDesk.Waiting waiting, Instant at) {}

    UnreadReplies(ReplyDesk desk, @Qualifier("systemClock") Clock systemClock) {
        this.desk = desk;
        this.systemClock = systemClock;
    }

    /** Counted every ten seconds at most, whoever looks. */
    private ReplyDesk.Waiting waiting(Actor actor, Instant today) {
        var now = systemClock.instant();
        var whose = new Whose(actor.dealerId(), Set.copyOf(actor.storesFor(UseCase.READ_TEXTS)));
        var last = counted.get(whose);
        if (last != null && now.isBefore(last.at().plus(COUNTED_FOR))) {
            return last.waiting();
        }
        var waiting = desk.waiting(actor, today);
        counted.put(whose, new Counted(waiting, now));
        return waiting;
    }

    @Override
    public Optional<Shown> show(Actor actor, Optional<UUID> store, Instant now) {
        if (!actor.may(UseCase.SEND_TEXTS)) {
            return Optional.empty();
        }
        var it = waiting(actor, now);
        var figures = new ArrayList<Figure>();
        add(figures, "unread", it.replies(), "warn", "/text-replies");
        add(figures, "unknown", it.unknown(), "bad", "/texts?state=UNKNOWN");
        add(figures, "undelivered", it.undelivered(), "warn", "/texts?state=UNDELIVERED");
        add(figures, "notSent", it.notSent(), "warn", "/texts?state=NOT_SENT");
        if (actor.may(UseCase.MANAGE_TEXT_TEMPLATES)) {
            add(figures, "proposals", it.proposals(), "", "/text-templates#proposals");
        }
        add(figures, "letters", it.letters(), "", "/letters");
        if (figures.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Shown(
                30,
                "desk-replies",
                "message-2",
                "texts",
                Sentence.of("reply.desk.title"),
                Optional.empty(),
                "",
                figures.subList(0, Math.min(FIGURES, figures.size())),
                Optional.of(new Action(
                        Sentence.of("reply.desk.open"), figures.getFirst().href()))));
    }

    private static void add(List<Figure> figures, String what, int count, String tone, String href) {
        if (count > 0) {
            figures.add(
                    new Figure(Sentence.of("reply.desk." + what), Sentence.of("reply.desk.count", count), tone, href));
        }
    }
}
