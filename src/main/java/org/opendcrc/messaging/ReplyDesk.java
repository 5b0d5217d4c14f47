package org.opendcrc.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where clerks read what customers answer to texts. */
@Service
@Transactional
public class ReplyDesk {

    private final Replies replies;
    private final ApplicationEventPublisher events;

    ReplyDesk(Replies replies, ApplicationEventPublisher events) {
        this.replies = replies;
        this.events = events;
    }

    /**
     * A piece of them, the latest first.
     *
     * @param unread how many words nobody has read yet
     * @param next where the next piece begins, if there is one
     */
    public record Piece(List<ReplyLine> lines, int unread, Optional<RowKey> next) {

        public Piece {
            lines = List.copyOf(lines);
        }
    }

    @Transactional(readOnly = true)
    public Piece list(Actor actor, boolean unread, Optional<RowKey> after, int limit) {
        actor.require(UseCase.READ_TEXTS);
        var stores = actor.storesFor(UseCase.READ_TEXTS);
        var found = replies.list(actor.dealerId(), stores, unread, after, limit + 1);
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        return new Piece(
                shown,
                replies.unread(actor.dealerId(), stores),
                found.size() > limit
                        ? Optional.of(new RowKey(
                                shown.getLast().cameAt(), shown.getLast().id()))
                        : Optional.empty());
    }

    @Transactional(readOnly = true)
    public int unread(Actor actor) {
        return replies.unread(actor.dealerId(), actor.storesFor(UseCase.READ_TEXTS));
    }

    /** Somebody has read it and sees to it. A second time changes nothing. */
    public void read(Actor actor, UUID id, Instant now) {
        actor.require(UseCase.SEND_TEXTS);
        if (replies.read(actor.dealerId(), actor.storesFor(UseCase.SEND_TEXTS), id, actor.staffId(), now)) {
            events.publishEvent(new Changed(actor.dealerId(), "texts"));
        }
    }
}
