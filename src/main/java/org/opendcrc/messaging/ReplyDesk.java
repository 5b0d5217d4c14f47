package org.opendcrc.messaging;

import java.time.Duration;
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

    private static final Duration YOUNG = Duration.ofDays(3);

    private final Replies replies;
    private final Texts texts;
    private final ApplicationEventPublisher events;

    ReplyDesk(Replies replies, Texts texts, ApplicationEventPublisher events) {
        this.replies = replies;
        this.texts = texts;
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

    /**
     * A piece of them, the latest first.
     *
     * @param typed a customer as one searches him, or words of the reply
     */
    @Transactional(readOnly = true)
    public Piece list(Actor actor, boolean unread, Optional<String> typed, Optional<RowKey> after, int limit) {
        actor.require(UseCase.READ_TEXTS);
        var stores = actor.storesFor(UseCase.READ_TEXTS);
        var customers = typed.map(it -> texts.customers(actor.dealerId(), it)).orElse(List.of());
        var found = replies.list(actor.dealerId(), stores, unread, typed, customers, after, limit + 1);
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        return new Piece(
                shown,
                replies.unread(actor.dealerId(), stores),
                found.size() > limit
                        ? Optional.of(new RowKey(
                                shown.getLast().cameAt(), shown.getLast().id()))
                        : Optional.empty());
    }

    /**
     * What waits for somebody.
     *
     * @param replies that nobody has read
     * @param unknown texts of which nobody knows what became (A36)
     * @param undelivered texts by hand of the last days that did not arrive, and {@code notSent} those that did not go; those of the house
     *     owe letters
     * @param letters to be printed (A30)
     * @param proposals wordings that the manager is to decide about
     */
    public record Waiting(int replies, int unknown, int undelivered, int notSent, int letters, int proposals) {}

    @Transactional(readOnly = true)
    public Waiting waiting(Actor actor, Instant now) {
        return replies.waiting(actor.dealerId(), actor.storesFor(UseCase.READ_TEXTS), now.minus(YOUNG));
    }

    /** Somebody has read it and sees to it. A second time changes nothing. */
    public void read(Actor actor, UUID id, Instant now) {
        actor.require(UseCase.SEND_TEXTS);
        if (replies.read(actor.dealerId(), actor.storesFor(UseCase.SEND_TEXTS), id, actor.staffId(), now)) {
            events.publishEvent(new Changed(actor.dealerId(), "texts"));
        }
    }
}
