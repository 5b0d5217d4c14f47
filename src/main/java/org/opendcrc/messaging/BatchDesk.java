package org.opendcrc.messaging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.opendcrc.messaging.BatchPrepared.Prepared;
import org.opendcrc.messaging.BatchPrepared.Refusal;
import org.opendcrc.messaging.BatchPrepared.Refused;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where many customers are texted at once 批量短信. A batch is prepared, with everybody who is left out and why; nothing is sent before the
 * manager has approved it; from then on it is written into the outbox at its pace, and can be stopped at any moment.
 */
@Service
@Transactional
public class BatchDesk {

    /** The cause of its texts. */
    public static final String CAUSE = "text-batch";

    private final Batches batches;
    private final BatchRunner runner;
    private final Templates templates;
    private final Wording wording;
    private final Stores stores;
    private final Settings settings;
    private final TextLife life;
    private final ApplicationEventPublisher events;

    BatchDesk(
            Batches batches,
            BatchRunner runner,
            Templates templates,
            Wording wording,
            Stores stores,
            Settings settings,
            TextLife life,
            ApplicationEventPublisher events) {
        this.batches = batches;
        this.runner = runner;
        this.templates = templates;
        this.wording = wording;
        this.stores = stores;
        this.settings = settings;
        this.life = life;
        this.events = events;
    }

    /** Whom somebody wants to write to. */
    public sealed interface Audience {

        /** A telephone number or customer number a line. */
        record Typed(String lines) implements Audience {}

        /** Everybody who agrees to commercial texts. */
        record Consenting() implements Audience {}
    }

    /**
     * What somebody wants to send.
     *
     * @param template the key of a template for texts by hand
     * @param perMinute how many are written in a minute
     */
    public record Draft(UUID store, String name, String template, Locale language, int perMinute, Audience audience) {}

    /** What the form offers. */
    public record Sheet(List<Store> stores, List<Template> templates) {

        public Sheet {
            stores = List.copyOf(stores);
            templates = List.copyOf(templates);
        }
    }

    /**
     * One batch with its figures.
     *
     * @param leftOut how many are left out, by reason
     * @param texts how many texts stand in which state
     * @param replies how many answered, by kind
     * @param parts short messages that were written, and that would still be
     */
    public record Report(
            Batch batch,
            Map<String, Integer> leftOut,
            Map<TextLine.State, Integer> texts,
            Map<ReplyLine.Kind, Integer> replies,
            int parts,
            int partsToCome) {

        public Report {
            leftOut = Map.copyOf(leftOut);
            texts = Map.copyOf(texts);
            replies = Map.copyOf(replies);
        }
    }

    /**
     * What the form offers.
     *
     * @throws org.opendcrc.shared.NotAllowed if the person may not text many at once
     */
    @Transactional(readOnly = true)
    public Sheet sheet(Actor actor) {
        actor.require(UseCase.SEND_TEXT_BATCHES);
        return new Sheet(
                stores.of(actor, UseCase.SEND_TEXT_BATCHES),
                templates.present(actor.dealerId()).stream()
                        .filter(it -> it.byHand() && it.channel() == Template.Channel.TEXT)
                        .filter(it -> TemplateText.unknown(it.chinese(), BatchRules.KNOWN)
                                .isEmpty())
                        .toList());
    }

    /**
     * Chooses the recipients, words each message and says who is left out. Nothing is sent.
     *
     * @throws org.opendcrc.shared.NotAllowed if the person may not do so in that store
     */
    public BatchPrepared prepare(Actor actor, Draft it, Instant now) {
        actor.require(UseCase.SEND_TEXT_BATCHES, it.store());
        int dealer = actor.dealerId();
        if (it.name().isBlank()) {
            return new Refused(new Refusal.NoName());
        }
        if (it.perMinute() < 1 || it.perMinute() > BatchRules.PACE_MOST) {
            return new Refused(new Refusal.BadPace(1, BatchRules.PACE_MOST));
        }
        var template = templates
                .present(dealer, it.template())
                .filter(found -> found.byHand()
                        && found.channel() == Template.Channel.TEXT
                        && found.origin() != Template.Origin.RETIRED
                        && found.isFor(it.store()));
        if (template.isEmpty()) {
            return new Refused(new Refusal.NoTemplate());
        }
        var open = TemplateText.unknown(template.get().body(it.language()), BatchRules.KNOWN);
        if (!open.isEmpty()) {
            return new Refused(new Refusal.FieldUnknown(open.getFirst()));
        }
        var store = stores.get(it.store());
        var typed = it.audience() instanceof Audience.Typed(var lines) ? BatchRules.lines(lines) : List.<String>of();
        if (it.audience() instanceof Audience.Typed && typed.isEmpty()) {
            return new Refused(new Refusal.Nobody());
        }
        if (typed.size() > BatchRules.MOST) {
            return new Refused(new Refusal.TooMany(typed.size(), BatchRules.MOST));
        }
        var writer = writer(store, template.get(), it.language());
        var chosen = switch (it.audience()) {
            case Audience.Typed _ ->
                BatchRules.typed(
                        typed,
                        meant(dealer, typed, store.areaCode()),
                        store.areaCode(),
                        template.get().limit(),
                        writer);
            case Audience.Consenting() ->
                BatchRules.all(
                        batches.consenting(dealer, BatchRules.MOST + 1),
                        template.get().limit(),
                        writer);
        };
        if (chosen.isEmpty()) {
            return new Refused(new Refusal.Nobody());
        }
        if (chosen.size() > BatchRules.MOST) {
            return new Refused(new Refusal.TooMany(chosen.size(), BatchRules.MOST));
        }
        var id = Ids.next();
        batches.add(
                dealer,
                id,
                store.id(),
                it.name().strip(),
                template.get(),
                it.language(),
                it.perMinute(),
                actor.staffId(),
                now);
        batches.addLines(dealer, id, chosen, now);
        if (template.get().textClass() == TextClass.COMMERCIAL) {
            runner.leaveOut(dealer, id, store.id(), chosen.size(), now);
        }
        audit(actor, now, "batch-prepared", id, Map.of("lines", Integer.toString(chosen.size())));
        return new Prepared(id);
    }

    private Map<String, List<BatchRules.Known>> meant(int dealer, List<String> lines, String areaCode) {
        var phones = lines.stream()
                .flatMap(it -> BatchRules.phone(it, areaCode).stream())
                .distinct()
                .toList();
        var numbers = lines.stream()
                .flatMap(it -> Stream.of(it, it.toUpperCase(Locale.ROOT)))
                .distinct()
                .toList();
        var who = new HashMap<String, List<BatchRules.Known>>();
        for (var it : batches.meant(dealer, numbers, phones)) {
            who.computeIfAbsent(it.customerNo().toUpperCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(it);
            it.numbers()
                    .forEach(phone ->
                            who.computeIfAbsent(phone, _ -> new ArrayList<>()).add(it));
        }
        return who;
    }

    private BatchRules.Writer writer(Store store, Template template, Locale language) {
        var body = template.body(language);
        var phone = TemplateText.uses(body, TextField.PHONE)
                ? settings.of(store.id()).text(TextSettings.STORE_PHONE)
                : "";
        return it -> {
            var to = new Addressee(store.name(), it.name(), it.person(), it.sex(), true);
            return wording.whole(
                    store.name(),
                    TemplateText.filled(body, wording.values(to, phone, language, Map.of())),
                    template.textClass(),
                    language);
        };
    }

    /** A piece of them, the latest first. */
    @Transactional(readOnly = true)
    public List<Batch> list(Actor actor, Optional<RowKey> after, int limit) {
        actor.require(UseCase.READ_TEXTS);
        return batches.list(actor.dealerId(), actor.storesFor(UseCase.READ_TEXTS), Optional.empty(), after, limit);
    }

    /**
     * One with its figures.
     *
     * @throws NotFound if it is in no store whose texts the person may see
     */
    @Transactional(readOnly = true)
    public Report report(Actor actor, UUID id) {
        var batch = find(actor, id);
        var leftOut = new HashMap<String, Integer>();
        var texts = new HashMap<TextLine.State, Integer>();
        var replies = new HashMap<ReplyLine.Kind, Integer>();
        int parts = 0;
        int toCome = 0;
        for (var it : batches.report(actor.dealerId(), id)) {
            switch (it.kind()) {
                case "LEFT_OUT" -> leftOut.put(it.word(), it.count());
                case "TEXT" -> {
                    texts.put(TextLine.State.valueOf(it.word()), it.count());
                    parts += it.parts();
                }
                case "REPLY" -> replies.put(ReplyLine.Kind.valueOf(it.word()), it.count());
                case "READY" -> toCome += it.parts();
                default -> {} // stopped
            }
        }
        return new Report(batch, leftOut, texts, replies, parts, toCome);
    }

    /**
     * A piece of its recipients, in their order.
     *
     * @param after the number of the last line of the piece before; 0 for the beginning
     * @throws NotFound if it is in no store whose texts the person may see
     */
    @Transactional(readOnly = true)
    public List<BatchLine> lines(Actor actor, UUID id, Optional<BatchLine.State> state, int after, int limit) {
        find(actor, id);
        return batches.lines(actor.dealerId(), id, state, after, limit);
    }

    /** The same for a batch that was just found. */
    @Transactional(readOnly = true)
    public List<BatchLine> lines(Actor actor, Report of, Optional<BatchLine.State> state, int after, int limit) {
        actor.require(UseCase.READ_TEXTS, of.batch().storeId());
        return batches.lines(actor.dealerId(), of.batch().id(), state, after, limit);
    }

    /** What one short message of a batch costs, in li. */
    @Transactional(readOnly = true)
    public int price(Batch it) {
        return settings.of(it.storeId())
                .number(
                        it.textClass() == TextClass.COMMERCIAL
                                ? TextSettings.COMMERCIAL_PRICE
                                : TextSettings.SERVICE_PRICE);
    }

    private Batch find(Actor actor, UUID id) {
        actor.require(UseCase.READ_TEXTS);
        return batches
                .list(actor.dealerId(), actor.storesFor(UseCase.READ_TEXTS), Optional.of(id), Optional.empty(), 1)
                .stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("batch " + id));
    }

    /**
     * The manager approves it; the first portion is written at once, if the hour allows it.
     *
     * @return whether it still waited for that
     * @throws NotFound if there is none in the stores where the person may
     */
    public boolean approve(Actor actor, UUID id, Instant now) {
        var held = hold(actor, id);
        if (held.state() != Batch.State.PREPARED) {
            return false;
        }
        batches.approve(actor.dealerId(), id, actor.staffId(), now);
        audit(actor, now, "batch-approved", id, Map.of());
        runner.portion(actor.dealerId(), batches.hold(actor.dealerId(), id).orElseThrow(), now);
        return true;
    }

    /**
     * Stops it at once: nothing more is written, and what waits in the outbox is taken back. What was handed to the gateway is gone.
     *
     * @return whether it was running, or written and partly waiting
     */
    public boolean stop(Actor actor, UUID id, Instant now) {
        var held = hold(actor, id);
        int dealer = actor.dealerId();
        var waiting = batches.unsent(dealer, id);
        if (held.state() != Batch.State.RUNNING && !(held.state() == Batch.State.DONE && !waiting.isEmpty())) {
            return false;
        }
        batches.end(dealer, id, Batch.State.STOPPED, Optional.of(actor.staffId()), now);
        waiting.forEach(it -> life.refuse(dealer, it, "batch-stopped", now));
        audit(actor, now, "batch-stopped", id, Map.of("taken-back", Integer.toString(waiting.size())));
        return true;
    }

    /**
     * It will not be sent.
     *
     * @return whether it still waited for approval
     */
    public boolean drop(Actor actor, UUID id, Instant now) {
        var held = hold(actor, id);
        if (held.state() != Batch.State.PREPARED) {
            return false;
        }
        batches.end(actor.dealerId(), id, Batch.State.DROPPED, Optional.of(actor.staffId()), now);
        audit(actor, now, "batch-dropped", id, Map.of());
        return true;
    }

    private Batches.Held hold(Actor actor, UUID id) {
        actor.require(UseCase.SEND_TEXT_BATCHES);
        return batches.hold(actor.dealerId(), id)
                .filter(it -> actor.may(UseCase.SEND_TEXT_BATCHES, it.storeId()))
                .orElseThrow(() -> new NotFound("batch " + id));
    }

    private void audit(Actor actor, Instant now, String action, UUID id, Map<String, String> what) {
        events.publishEvent(Audited.by(actor, now, action, "text-batch", id, what));
        events.publishEvent(new Changed(actor.dealerId(), "texts"));
    }
}
