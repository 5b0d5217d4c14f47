package org.opendcrc.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where a clerk texts one customer by hand. It goes through the outbox as every text does. */
@Service
@Transactional
public class TextDesk {

    /** The cause of a text about nothing but the customer himself. */
    public static final String CUSTOMER = "customer";

    private final Texts texts;
    private final Templates templates;
    private final Wording wording;
    private final Stores stores;
    private final Settings settings;
    private final List<TextSubject> subjects;
    private final ApplicationEventPublisher events;

    TextDesk(
            Texts texts,
            Templates templates,
            Wording wording,
            Stores stores,
            Settings settings,
            ObjectProvider<TextSubject> subjects,
            ApplicationEventPublisher events) {
        this.texts = texts;
        this.templates = templates;
        this.wording = wording;
        this.stores = stores;
        this.settings = settings;
        this.subjects = subjects.stream().toList();
        this.events = events;
    }

    /**
     * What a text is about.
     *
     * @param cause {@link #CUSTOMER}, or the word of a {@link TextSubject}
     * @param causeId the customer, or the subject's identifier
     * @param store in whose name; empty for the subject's store, else the person's first one
     */
    public record Wish(String cause, UUID causeId, Optional<UUID> store) {}

    /**
     * The sheet on which it is written.
     *
     * @param stores in whose name the person may write
     * @param templates what he may choose from
     * @param values what its subject knows for their fields
     */
    public record Sheet(
            Wish wish,
            Recipient recipient,
            Store store,
            List<Store> stores,
            List<Template> templates,
            Map<TextField, String> values) {

        public Sheet {
            stores = List.copyOf(stores);
            templates = List.copyOf(templates);
            values = Map.copyOf(values);
        }
    }

    /**
     * A text as it is asked for.
     *
     * @param id of the text to be, made when the sheet was opened: sending it twice writes it once
     * @param number E.164, one of the customer's
     * @param words without signature and opt-out, which are added
     * @param template the key of the template that the words came from; empty for free words
     */
    public record Draft(
            UUID id,
            Wish wish,
            String number,
            TextClass textClass,
            Locale language,
            String words,
            Optional<String> template) {}

    /**
     * Opens the sheet.
     *
     * @throws NotFound if the dealer has no such customer or subject
     * @throws NotAllowed if the person may not text in that store
     */
    @Transactional(readOnly = true)
    public Sheet sheet(Actor actor, Wish wish) {
        actor.require(UseCase.SEND_TEXTS);
        var about = about(actor, wish);
        var mine = stores.of(actor, UseCase.SEND_TEXTS);
        var wanted = wish.store().or(() -> about.map(TextSubject.About::storeId));
        var store = mine.stream()
                .filter(it -> wanted.isEmpty() || wanted.get().equals(it.id()))
                .findFirst()
                .orElseThrow(() -> new NotAllowed(UseCase.SEND_TEXTS));
        var customer = about.map(TextSubject.About::customerId).orElse(wish.causeId());
        var recipient =
                texts.recipient(actor.dealerId(), customer).orElseThrow(() -> new NotFound("customer " + customer));
        return new Sheet(
                wish,
                recipient,
                store,
                mine,
                templates.present(actor.dealerId()).stream()
                        .filter(Template::byHand)
                        .filter(it -> it.isFor(store.id()))
                        .toList(),
                about.map(TextSubject.About::values).orElse(Map.of()));
    }

    private Optional<TextSubject.About> about(Actor actor, Wish wish) {
        if (wish.cause().equals(CUSTOMER)) {
            return Optional.empty();
        }
        var found = subjects.stream()
                .filter(it -> it.cause().equals(wish.cause()))
                .findFirst()
                .flatMap(it -> it.about(wish.causeId()));
        if (found.filter(it -> actor.may(UseCase.SEND_TEXTS, it.storeId())).isEmpty()) {
            throw new NotFound(wish.cause() + " " + wish.causeId());
        }
        return found;
    }

    /** A template's words for that sheet; a field of which nothing is known stays between its braces. */
    @Transactional(readOnly = true)
    public String words(Sheet sheet, Template template, Locale language) {
        var recipient = sheet.recipient();
        var to = new Addressee(
                sheet.store().name(), recipient.name(), recipient.person(), recipient.sex(), recipient.consent());
        var body = template.body(language);
        var phone = TemplateText.uses(body, TextField.PHONE)
                ? settings.of(sheet.store().id()).text(TextSettings.STORE_PHONE)
                : "";
        return TemplateText.filled(body, wording.values(to, phone, language, sheet.values()));
    }

    /** The whole message as it would leave the house; empty for no words. */
    public String whole(Sheet sheet, String words, TextClass textClass, Locale language) {
        return wording.whole(sheet.store().name(), TemplateDesk.tidy(words), textClass, language);
    }

    /** How many characters of UCS-2 that are, and how many are allowed (A20). */
    public static int count(String whole) {
        return TextRules.characters(whole);
    }

    /**
     * How many characters a text may have (A20).
     *
     * @param template the key of the template that the words came from; empty for free words
     */
    public static int limit(Sheet sheet, Optional<String> template) {
        return template.flatMap(key -> sheet.templates().stream()
                        .filter(it -> it.key().equals(key))
                        .findFirst())
                .map(Template::limit)
                .orElse(TextRules.LIMIT);
    }

    /**
     * Writes it into the outbox, or says why not. Sent a second time it is the same text.
     *
     * @throws NotFound if the dealer has no such customer or subject
     * @throws NotAllowed if the person may not text in that store
     */
    public Written send(Actor actor, Draft it, Instant now) {
        var sheet = sheet(actor, it.wish());
        var template = it.template()
                .flatMap(key -> sheet.templates().stream()
                        .filter(known -> known.key().equals(key))
                        .findFirst());
        // A commercial template stays commercial, whatever the form says.
        var textClass = template.map(Template::textClass)
                .filter(known -> known == TextClass.COMMERCIAL)
                .orElse(it.textClass());
        var whole = whole(sheet, it.words(), textClass, it.language());
        var refusal = refusal(sheet, it, textClass, whole);
        if (refusal.isPresent()) {
            return new Written.Refused(refusal.get());
        }
        var request = new TextRequest(
                sheet.store().id(),
                sheet.recipient().customerId(),
                it.number(),
                new TextRequest.Words.Body(whole),
                textClass,
                it.wish().cause(),
                it.wish().causeId());
        var origin = template.map(known -> Texts.Origin.of(known, Optional.of(actor.staffId())))
                .orElseGet(() -> new Texts.Origin(Optional.empty(), Optional.empty(), Optional.of(actor.staffId())));
        if (texts.add(actor.dealerId(), it.id(), request, origin, whole, TextRules.characters(whole), now)) {
            events.publishEvent(new TextQueued(actor.dealerId(), it.id()));
            events.publishEvent(
                    Audited.by(actor, now, "text-written", "text", it.id(), Map.of("class", textClass.name())));
        }
        return new Written.Queued(it.id());
    }

    private static Optional<Written.Refusal> refusal(Sheet sheet, Draft it, TextClass textClass, String whole) {
        var open = TemplateText.open(it.words());
        if (open.isPresent()) {
            return Optional.of(new Written.Refusal.FieldLeft(open.get()));
        }
        if (!whole.isEmpty() && !sheet.recipient().numbers().contains(it.number())) {
            return Optional.of(
                    TextRules.isTextable(it.number())
                            ? new Written.Refusal.NotHisNumber()
                            : new Written.Refusal.Landline());
        }
        return TextRules.refusal(
                whole, it.number(), textClass, sheet.recipient().consent(), limit(sheet, it.template()));
    }
}
