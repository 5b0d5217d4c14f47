package org.opendcrc.messaging;

import java.time.Instant;
import java.util.Optional;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where other chapters leave the texts that they want sent. */
@Service
public class Outbox {

    private final Texts texts;
    private final Wording wording;
    private final SmsChannel channel;
    private final ApplicationEventPublisher events;

    Outbox(Texts texts, Wording wording, SmsChannel channel, ApplicationEventPublisher events) {
        this.texts = texts;
        this.wording = wording;
        this.channel = channel;
        this.events = events;
    }

    /**
     * Writes a text into the outbox; part of the caller's transaction, so that it is sent if and only if its cause holds.
     *
     * @throws org.opendcrc.shared.NotFound if store or customer are not the dealer's
     * @throws org.springframework.dao.DuplicateKeyException if that cause was texted before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Written write(TextRequest request, Instant at) {
        var dealer = DealerContext.require();
        var addressee = texts.addressee(dealer, request.storeId(), request.customerId());
        var body = switch (request.words()) {
            case TextRequest.Words.Body(var text) -> text.strip();
            case TextRequest.Words.Template(var template) -> wording.of(template, addressee);
        };
        var refusal = TextRules.refusal(body, request.phoneE164(), request.textClass(), addressee.consent());
        if (refusal.isPresent()) {
            return new Written.Refused(refusal.get());
        }
        var id = Ids.next();
        texts.add(dealer, id, request, body, TextRules.characters(body), at);
        events.publishEvent(new TextQueued(dealer, id));
        return new Written.Queued(id);
    }

    /**
     * A piece of the outbox of the stores whose texts the person may see, the latest first.
     *
     * @param after the last row of the piece before; empty for the beginning
     * @param before the first row of the piece after, to go back; then {@code after} does not count
     * @param limit at most so many
     * @throws org.opendcrc.shared.NotAllowed if he may see texts in no store
     */
    @Transactional
    public TextPage list(Actor actor, Optional<RowKey> after, Optional<RowKey> before, int limit) {
        actor.require(UseCase.READ_TEXTS);
        return texts.page(actor.dealerId(), actor.storesFor(UseCase.READ_TEXTS), after, before, limit);
    }

    /** Which channel is in force: {@code none} or {@code simulation}. */
    public String channel() {
        return channel.name();
    }
}
