package org.opendcrc.messaging.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

/** The card of the desk that brings what customers answered before the clerk; nothing while nobody answered. */
@Component
class UnreadReplies implements DeskTile {

    private static final Duration COUNTED_FOR = Duration.ofSeconds(10);

    private final ReplyDesk desk;
    private final Clock systemClock;
    private final Map<Whose, Counted> counted = new ConcurrentHashMap<>();

    private record Whose(int dealer, Set<UUID> stores) {}

    private record Counted(int unread, Instant at) {}

    UnreadReplies(ReplyDesk desk, @Qualifier("systemClock") Clock systemClock) {
        this.desk = desk;
        this.systemClock = systemClock;
    }

    /** Counted every ten seconds at most, whoever looks. */
    private int unread(Actor actor) {
        var now = systemClock.instant();
        var whose = new Whose(actor.dealerId(), Set.copyOf(actor.storesFor(UseCase.READ_TEXTS)));
        var last = counted.get(whose);
        if (last != null && now.isBefore(last.at().plus(COUNTED_FOR))) {
            return last.unread();
        }
        int unread = desk.unread(actor);
        counted.put(whose, new Counted(unread, now));
        return unread;
    }

    @Override
    public Optional<Shown> show(Actor actor, Optional<UUID> store, Instant now) {
        int unread = actor.may(UseCase.SEND_TEXTS) ? unread(actor) : 0;
        if (unread == 0) {
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
                List.of(new Figure(
                        Sentence.of("reply.desk.unread"),
                        Sentence.of("reply.desk.count", unread),
                        "warn",
                        "/text-replies")),
                Optional.of(new Action(Sentence.of("reply.desk.open"), "/text-replies"))));
    }
}
