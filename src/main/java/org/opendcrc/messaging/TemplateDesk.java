package org.opendcrc.messaging;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.messaging.TemplateSaved.Kept;
import org.opendcrc.messaging.TemplateSaved.Refused;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where the dealer words his texts and letters. Whoever may read texts may read the templates; the CRC manager changes them. */
@Service
@Transactional
public class TemplateDesk {

    private final Templates templates;
    private final Wording wording;
    private final Stores stores;
    private final ApplicationEventPublisher events;

    TemplateDesk(Templates templates, Wording wording, Stores stores, ApplicationEventPublisher events) {
        this.templates = templates;
        this.wording = wording;
        this.stores = stores;
        this.events = events;
    }

    /**
     * What somebody typed.
     *
     * @param version the version that he had before him; 0 for the shipped wording and for a new template
     * @param longText whether messages of several parts are allowed (A20)
     * @param store the only store that uses it, for a template of the dealer's own; empty for all
     */
    public record Draft(
            String name,
            TextClass textClass,
            String chinese,
            String english,
            int version,
            boolean longText,
            Optional<UUID> store) {

        public Draft(String name, TextClass textClass, String chinese, String english, int version) {
            this(name, textClass, chinese, english, version, false, Optional.empty());
        }
    }

    /**
     * The longest message that a wording can become.
     *
     * @param text with signature, opt-out and the longest real values
     * @param count in characters of UCS-2
     */
    public record Longest(String text, int count, int limit) {}

    /** All templates as they stand. */
    @Transactional(readOnly = true)
    public List<Template> list(Actor actor) {
        actor.require(UseCase.READ_TEXTS);
        return templates.present(actor.dealerId());
    }

    /**
     * All versions of a template, the present one first.
     *
     * @throws NotFound if there is none of that key
     */
    @Transactional(readOnly = true)
    public List<Template> versions(Actor actor, String key) {
        actor.require(UseCase.READ_TEXTS);
        var all = templates.versions(actor.dealerId(), key);
        if (all.isEmpty()) {
            throw new NotFound("template " + key);
        }
        return all;
    }

    /** What a draft would become at its longest, in both languages, for a count while somebody types. */
    @Transactional(readOnly = true)
    public Map<Locale, Longest> longest(Actor actor, Template it) {
        actor.require(UseCase.READ_TEXTS);
        var store = longestStore(it);
        return Map.of(
                Locale.CHINA, longest(it, store, Locale.CHINA), Locale.ENGLISH, longest(it, store, Locale.ENGLISH));
    }

    private Longest longest(Template it, String store, Locale language) {
        var body = TextField.isEnglish(language) ? it.english() : it.chinese();
        var text = body.isBlank() ? "" : TemplateRules.longest(it, store, language, wording.optOut(language));
        return new Longest(text, TextRules.characters(text), TemplateRules.limit(it));
    }

    /** A template as it would stand with that draft; nothing is written. */
    public static Template drafted(Template present, Draft draft) {
        var text = present.channel() == Template.Channel.TEXT;
        return new Template(
                present.key(),
                present.version(),
                draft.name().strip(),
                present.channel(),
                present.isShipped() ? present.textClass() : draft.textClass(),
                present.byHand(),
                present.fields(),
                tidy(draft.chinese()),
                tidy(draft.english()),
                Template.Origin.OWN,
                present.changedBy(),
                present.changedAt(),
                text && draft.longText(),
                present.isShipped() ? Optional.empty() : draft.store());
    }

    /** An empty template of the dealer's own, to be filled in. */
    public static Template blank() {
        return new Template(
                Template.OWN,
                0,
                "",
                Template.Channel.TEXT,
                TextClass.SERVICE,
                true,
                Arrays.asList(TextField.values()),
                "",
                "",
                Template.Origin.OWN,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Words a template differently.
     *
     * @throws NotFound if there is none of that key
     */
    public TemplateSaved save(Actor actor, String key, Draft draft, Instant now) {
        actor.require(UseCase.MANAGE_TEXT_TEMPLATES);
        return keep(actor, drafted(present(actor, key), draft), draft.version(), "template-changed", now);
    }

    /** Makes a template for texts by hand. */
    public TemplateSaved open(Actor actor, Draft draft, Instant now) {
        actor.require(UseCase.MANAGE_TEXT_TEMPLATES);
        var named = drafted(blank(), draft).called(Template.OWN + Ids.next());
        return keep(actor, named, 0, "template-changed", now);
    }

    /**
     * Back to the shipped wording, as a further version.
     *
     * @throws NotFound if the house ships no such template
     */
    public TemplateSaved reset(Actor actor, String key, int version, String name, Instant now) {
        actor.require(UseCase.MANAGE_TEXT_TEMPLATES);
        var shipped =
                TextTemplate.of(key).map(wording::shipped).orElseThrow(() -> new NotFound("shipped template " + key));
        var back = new Template(
                key,
                version,
                name,
                shipped.channel(),
                shipped.textClass(),
                shipped.byHand(),
                shipped.fields(),
                shipped.chinese(),
                shipped.english(),
                Template.Origin.SHIPPED,
                Optional.empty(),
                Optional.empty());
        return write(actor, present(actor, key), back, version, "template-reset", now);
    }

    /**
     * Takes a template of the dealer's own out of use; its versions stay readable.
     *
     * @throws NotFound if it is none of the dealer's own
     */
    public TemplateSaved retire(Actor actor, String key, int version, Instant now) {
        actor.require(UseCase.MANAGE_TEXT_TEMPLATES);
        var it = present(actor, key);
        if (it.isShipped()) {
            throw new NotFound("own template " + key);
        }
        var retired = it.standingAs(Template.Origin.RETIRED);
        return write(actor, it, retired, version, "template-retired", now);
    }

    /** Makes what was proposed a version. */
    TemplateSaved adopt(Actor actor, Template it, Instant now) {
        actor.require(UseCase.MANAGE_TEXT_TEMPLATES);
        return keep(actor, it, it.version(), "template-changed", now);
    }

    /** Why a wording could not be saved. */
    Optional<TemplateSaved.Refusal> refusal(Actor actor, Template it) {
        return TemplateRules.refusal(
                it, longestStore(it), wording.optOut(Locale.CHINA), wording.optOut(Locale.ENGLISH), actor.language());
    }

    private TemplateSaved keep(Actor actor, Template it, int version, String action, Instant now) {
        var refusal = refusal(actor, it);
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        var before = templates.present(actor.dealerId(), it.key()).orElse(it);
        return write(actor, before, it, version, action, now);
    }

    private TemplateSaved write(Actor actor, Template before, Template it, int version, String action, Instant now) {
        if (before.version() != version) {
            return new Refused(new TemplateSaved.Refusal.ChangedMeanwhile(before.version()));
        }
        var next = it.written(version + 1, actor.staffId(), now);
        if (!templates.add(actor.dealerId(), next)) {
            return new Refused(new TemplateSaved.Refusal.ChangedMeanwhile(version + 1));
        }
        events.publishEvent(new Audited(
                actor.dealerId(),
                now,
                Optional.of(actor.staffId()),
                action,
                "text-template",
                it.key(),
                Map.of("name", before.name(), "zh", before.chinese(), "en", before.english()),
                Map.of(
                        "name", it.name(),
                        "zh", it.chinese(),
                        "en", it.english(),
                        "long", Boolean.toString(it.longText()),
                        "version", Integer.toString(version + 1))));
        return new Kept(it.key(), version + 1);
    }

    private Template present(Actor actor, String key) {
        return templates.present(actor.dealerId(), key).orElseThrow(() -> new NotFound("template " + key));
    }

    /** The longest name of the stores that use it, so that no store's message is too long. */
    private String longestStore(Template it) {
        return stores.all().stream()
                .filter(store -> it.isFor(store.id()))
                .map(Store::name)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    /** Browsers send line ends as two characters; in the message they are one. */
    static String tidy(String typed) {
        return typed.replace("\r\n", "\n").strip();
    }
}
