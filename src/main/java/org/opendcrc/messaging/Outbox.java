package org.opendcrc.messaging;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
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
    private final Templates templates;
    private final Wording wording;
    private final Letters letters;
    private final Settings settings;
    private final HouseChannel channel;
    private final Lines lines;
    private final TextMarks marks;
    private final Stores stores;
    private final ApplicationEventPublisher events;

    Outbox(
            Texts texts,
            Templates templates,
            Wording wording,
            Letters letters,
            Settings settings,
            HouseChannel channel,
            Lines lines,
            TextMarks marks,
            Stores stores,
            ApplicationEventPublisher events) {
        this.texts = texts;
        this.templates = templates;
        this.wording = wording;
        this.letters = letters;
        this.settings = settings;
        this.channel = channel;
        this.lines = lines;
        this.marks = marks;
        this.stores = stores;
        this.events = events;
    }

    /** The first number at which a text can arrive; empty if there are only landlines. */
    public static Optional<String> textable(List<String> numbers) {
        return numbers.stream().filter(TextRules::isTextable).findFirst();
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
        var origin = Texts.Origin.HOUSE;
        int limit = TextRules.LIMIT;
        String body;
        switch (request.words()) {
            case TextRequest.Words.Body(var text) -> body = text.strip();
            case TextRequest.Words.Template(var template, var _, var link) -> {
                var present = templates.present(dealer, template);
                origin = Texts.Origin.of(present, Optional.empty());
                limit = present.limit();
                body = link.flatMap(it -> wording.withLink(present, addressee, values(request, present, addressee), it))
                        .orElseGet(() -> ofTheHouse(request, template, present, addressee));
            }
            case TextRequest.Words.Chosen(var key, var otherwise) -> {
                var chosen = templates
                        .present(dealer, key)
                        .filter(it -> canStandFor(it, otherwise) && it.isFor(request.storeId()));
                var words = chosen.map(it -> filled(request, it, addressee))
                        .filter(it -> TextRules.characters(it)
                                <= chosen.map(Template::limit).orElseThrow()); // A20
                var sent = chosen.filter(_ -> words.isPresent()).orElseGet(() -> templates.present(dealer, otherwise));
                limit = sent.limit();
                origin = Texts.Origin.of(sent, Optional.empty());
                body = words.orElseGet(() -> ofTheHouse(request, otherwise, sent, addressee));
            }
        }
        var refusal = TextRules.refusal(body, request.phoneE164(), request.textClass(), addressee.consent(), limit);
        if (refusal.isPresent()) {
            return new Written.Refused(refusal.get());
        }
        var id = Ids.next();
        texts.add(dealer, id, request, origin, body, TextRules.characters(body), at);
        events.publishEvent(new TextQueued(dealer, id));
        return new Written.Queued(id);
    }

    private String ofTheHouse(TextRequest request, TextTemplate template, Template present, Addressee to) {
        return wording.automatic(template, present.chinese(), present.limit(), to, values(request, present, to));
    }

    private String filled(TextRequest request, Template present, Addressee to) {
        return wording.whole(
                to.store(),
                TemplateText.filled(present.chinese(), values(request, present, to)),
                present.textClass(),
                Locale.CHINA);
    }

    private Map<TextField, String> values(TextRequest request, Template present, Addressee to) {
        var phone = TemplateText.uses(present.chinese(), TextField.PHONE)
                ? settings.of(request.storeId()).text(TextSettings.STORE_PHONE)
                : "";
        var further = request.words() instanceof TextRequest.Words.Template(var _, var known, var _)
                ? known
                : Map.<TextField, String>of();
        return wording.values(to, phone, Locale.CHINA, further);
    }

    /** Whether a template of the dealer's own can go out for a rule of the house: nothing in it stays open. */
    private static boolean canStandFor(Template own, TextTemplate rule) {
        return !own.isShipped()
                && own.origin() == Template.Origin.OWN
                && own.channel() == rule.channel()
                && own.textClass() == rule.textClass()
                && TemplateText.unknown(own.chinese(), rule.fields()).isEmpty();
    }

    /** The templates of the dealer's own that a chapter may choose in place of one of the house. */
    @Transactional(readOnly = true)
    public List<Template> choicesInsteadOf(TextTemplate rule) {
        return templates.present(DealerContext.require()).stream()
                .filter(it -> canStandFor(it, rule))
                .toList();
    }

    /**
     * A text that its chapter owes and does not write: a letter is owed instead (A30). Part of the caller's transaction; a second time
     * changes nothing.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void oweLetter(UUID store, UUID customer, String cause, UUID causeId, NoText why, Instant at) {
        letters.owe(DealerContext.require(), store, customer, cause, causeId, why.reason(), at);
    }

    /** When a text of that class that is written now may go by the store's hours: now, or the next hour that allows it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant goesAt(UUID store, TextClass textClass, Instant now) {
        return TextHours.of(settings.of(store))
                .next(textClass, now.atZone(stores.get(store).zone()));
    }

    /**
     * Takes back what still waits in the outbox, because its cause holds no more. Part of the caller's transaction. No letter is owed for
     * it, nobody is told, and the same cause can be texted later.
     *
     * @return of which causes a text was taken back; what was handed to a gateway is not among them
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<UUID> takeBack(String cause, Collection<UUID> causes, Instant now) {
        return texts.takeBack(DealerContext.require(), cause, causes, now);
    }

    /**
     * A piece of the outbox of the stores whose texts the person may see, the latest first.
     *
     * @param after the last row of the piece before; empty for the beginning
     * @param before the first row of the piece after, to go back; then {@code after} does not count
     * @param limit at most so many
     * @throws org.opendcrc.shared.NotAllowed if he may see texts in no store
     */
    @Transactional(readOnly = true)
    public TextPage list(Actor actor, TextFilter filter, Optional<RowKey> after, Optional<RowKey> before, int limit) {
        actor.require(UseCase.READ_TEXTS);
        return texts.page(actor.dealerId(), actor.storesFor(UseCase.READ_TEXTS), filter, after, before, limit);
    }

    /**
     * One text with its life.
     *
     * @throws NotFound if it is in no store whose texts the person may see
     */
    @Transactional(readOnly = true)
    public TextFile find(Actor actor, UUID id) {
        actor.require(UseCase.READ_TEXTS);
        var file = texts.file(actor.dealerId(), actor.storesFor(UseCase.READ_TEXTS), id)
                .orElseThrow(() -> new NotFound("text " + id));
        var line = file.line();
        return file.with(
                marks.parts(actor.dealerId(), id),
                line.textClass() == TextClass.COMMERCIAL
                        ? texts.evidence(
                                actor.dealerId(),
                                line.customerId(),
                                file.decidedAt().orElse(line.writtenAt()))
                        : Optional.empty());
    }

    /**
     * A36: a person says what became of a text of unknown outcome, after he has asked the gateway or the customer. Nothing is sent again.
     *
     * @return whether it was still unknown
     * @throws NotFound if it is in no store whose texts the person may see
     */
    @Transactional
    public boolean settle(Actor actor, UUID id, boolean arrived, Instant now) {
        var file = find(actor, id);
        actor.require(UseCase.SEND_TEXTS, file.storeId());
        if (!texts.settle(actor.dealerId(), id, arrived, actor.staffId(), now)) {
            return false;
        }
        var line = file.line();
        if (arrived) {
            events.publishEvent(new TextSent(actor.dealerId(), id, line.cause(), line.causeId()));
        } else {
            letters.oweFor(actor.dealerId(), id, file.storeId(), "said-so", now); // A30
            events.publishEvent(new TextFailed(actor.dealerId(), id, line.cause(), line.causeId(), "said-so"));
        }
        events.publishEvent(
                Audited.by(actor, now, "text-settled", "text", id, Map.of("arrived", Boolean.toString(arrived))));
        return true;
    }

    /** Which channel is in force for the dealer: {@code none}, {@code simulation}, or {@code gateway} where this node holds a line of his. */
    public String channel(Actor actor) {
        return channel(actor.dealerId());
    }

    String channel(int dealer) {
        return lines.of(dealer).stream().anyMatch(it -> it.gateway().service()) ? "gateway" : channel.name();
    }
}
