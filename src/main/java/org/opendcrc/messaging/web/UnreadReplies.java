package org.opendcrc.messaging.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.messaging.ReplyDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.DeskTile;
import org.springframework.stereotype.Component;

/** The card of the desk that brings what customers answered before the clerk; nothing while nobody answered. */
@Component
class UnreadReplies implements DeskTile {

    private final ReplyDesk desk;

    UnreadReplies(ReplyDesk desk) {
        this.desk = desk;
    }

    @Override
    public Optional<Shown> show(Actor actor, Optional<UUID> store, Instant now) {
        int unread = actor.may(UseCase.SEND_TEXTS) ? desk.unread(actor) : 0;
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
