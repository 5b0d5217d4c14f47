package org.opendcrc.messaging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
import org.springframework.beans.factory.ObjectProvider;
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
    private final Audiences audiences;
    private final List<CustomerLists> lists;
    private final BatchRunner runner;
    private final Templates templates;
    private final Wording wording;
    private final Stores stores;
    private final Settings settings;
    private final TextLife life;
    private final ApplicationEventPublisher events;

    BatchDesk(
            Batches batches,
            Audiences audiences,
            ObjectProvider<CustomerLists> lists,
            BatchRunner runner,
            Templates templates,
            Wording wording,
            Stores stores,
            Settings settings,
            TextLife life,
            ApplicationEventPublisher events) {
        this.batches = batches;
        this.audiences = audiences;
        this.lists = lists.orderedStream().toList();
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

        /** A telephone number, customer number or plate a line. */
        record Typed(String lines) implements Audience {}

        /** Everybody who agrees to commercial texts. */
        record Consenting() implements Audience {}

        /** Whom the filter means; of a commercial template those who agree to it. */
        record Filtered(AudienceFilter filter) implements Audience {}

        /** The customers of a list that the person keeps in another chapter. */
        record Listed(String key) implements Audience {}
    }

    /**
     * What somebody wants to send.
     *
     * @param template the key of a template for texts by hand
     * @param perMinute how many are written in a minute
     */
    public record Draft(UUID store, String name, String template, Locale language, int perMinute, Audience audience) {}

    /** What the form offers. */
    public record Sheet(
            List<Store> stores, List<Template> templates, List<CustomerLists.Choice> lists, List<String> brands) {

        public Sheet {
            stores = List.copyOf(stores);
            templates = List.copyOf(templates);
            lists = List.copyOf(lists);
            brands = List.copyOf(brands);
        }
    }

    /**
     * How many somebody means.
     *
     * @param customers each once
     * @param agreeing how many of them agree to commercial texts
     * @param unknown lines that mean nobody, or several
     */
    public record Count(int customers, int agreeing, int unknown) {}

    /**
     * One batch with its figures.
     *
     * @param leftOut how many are left out, by reason
     * @param texts how many texts stand in which state
     * @param replies how many answered, by kind
     * @param refusals how many refused advertising because of it, by when
     * @param parts short messages that were written, and that would still be
     * @param cost in li; of what lines took at the price of the day, of what is to come at the present one
     * @param costParts how many short messages that is
     * @param byAnother whether another person than who prepared it approves it
     */
    public record Report(
            Batch batch,
            Map<String, Integer> leftOut,
            Map<TextLine.State, Integer> texts,
            Map<ReplyLine.Kind, Integer> replies,
            Map<Refusal, Integer> refusals,
            int parts,
            int partsToCome,
            long cost,
            int costParts,
            boolean byAnother) {

        public Report {
            leftOut = Map.copyOf(leftOut);
            texts = Map.copyOf(texts);
            replies = Map.copyOf(replies);
            refusals = Map.copyOf(refusals);
        }

        public int optOuts() {
            return refusals.values().stream().mapToInt(Integer::intValue).sum();
        }

        /**
         * When somebody refused: after his text had gone; while it waited, so that it was taken back; after the preview, so that it was not
         * written.
         */
        public enum Refusal {
            ANSWERED,
            TAKEN_BACK,
            LEFT_OUT
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
                        .toList(),
                lists.stream().flatMap(it -> it.of(actor).stream()).toList(),
                stores.brands());
    }

    /**
     * Counts an audience; nothing is written down.
     *
     * @throws org.opendcrc.shared.NotAllowed if the person may not text many at once in that store
     */
    @Transactional(readOnly = true)
    public Count count(Actor actor, UUID store, Audience audience, Instant now) {
        actor.require(UseCase.SEND_TEXT_BATCHES, store);
        int dealer = actor.dealerId();
        var where = stores.get(store);
        return switch (audience) {
            case Audience.Consenting() -> {
                int agreeing = audiences
                        .count(dealer, AudienceFilter.EVERYBODY, where.zone())
                        .agreeing();
                yield new Count(agreeing, agreeing, 0);
            }
            case Audience.Filtered(var filter) -> {
                var found = audiences.count(dealer, filter, where.zone());
                yield new Count(found.customers(), found.agreeing(), 0);
            }
            case Audience.Listed(var key) ->
                count(audiences.those(dealer, listed(actor, key, now).orElse(List.of())), 0);
            case Audience.Typed(var typed) -> {
                var lines = BatchRules.lines(typed);
                var chosen = BatchRules.typed(
                        lines, meant(dealer, lines, where.areaCode()), where.areaCode(), Integer.MAX_VALUE, _ -> "");
                var who = chosen.stream()
                        .map(BatchRules.Chosen::customer)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
                yield count(audiences.those(dealer, who), (int)
                        chosen.stream().filter(it -> it.customer() == null).count());
            }
        };
    }

    private static Count count(List<BatchRules.Known> found, int unknown) {
        return new Count(
                found.size(),
                (int) found.stream().filter(BatchRules.Known::agrees).count(),
                unknown);
    }

    private Optional<List<UUID>> listed(Actor actor, String key, Instant now) {
        return lists.stream()
                .flatMap(it -> it.customers(actor, key, BatchRules.MOST + 1, now).stream())
                .findFirst();
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
        if (it.audience() instanceof Audience.Listed(var key)
                && lists.stream()
                        .flatMap(list -> list.of(actor).stream())
                        .noneMatch(list -> list.key().equals(key))) {
            return new Refused(new Refusal.NoList());
        }
        var writer = writer(store, template.get(), it.language());
        int limit = template.get().limit();
        var commercial = template.get().textClass() == TextClass.COMMERCIAL;
        var chosen = switch (it.audience()) {
            case Audience.Typed _ ->
                BatchRules.typed(typed, meant(dealer, typed, store.areaCode()), store.areaCode(), limit, writer);
            case Audience.Consenting() ->
                BatchRules.all(
                        audiences.matching(dealer, AudienceFilter.EVERYBODY, true, store.zone(), BatchRules.MOST + 1),
                        limit,
                        writer);
            case Audience.Filtered(var filter) ->
                BatchRules.all(
                        audiences.matching(dealer, filter, commercial, store.zone(), BatchRules.MOST + 1),
                        limit,
                        writer);
            case Audience.Listed(var key) ->
                BatchRules.all(audiences.those(dealer, listed(actor, key, now).orElse(List.of())), limit, writer);
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
        var plates = lines.stream()
                .flatMap(it -> BatchRules.plate(it).stream())
                .distinct()
                .toList();
        var who = new HashMap<String, List<BatchRules.Known>>();
        for (var it : audiences.meant(dealer, numbers, phones, plates)) {
            who.computeIfAbsent(it.customerNo().toUpperCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(it);
            it.numbers()
                    .forEach(phone ->
                            who.computeIfAbsent(phone, _ -> new ArrayList<>()).add(it));
            it.plates()
                    .forEach(plate ->
                            who.computeIfAbsent(plate, _ -> new ArrayList<>()).add(it));
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
        var refusals = new HashMap<Report.Refusal, Integer>();
        int parts = 0;
        int waiting = 0;
        int toCome = 0;
        var set = settings.of(batch.storeId());
        int billedParts = 0;
        long cost = 0;
        int price = 0;
        var day = batch.endedAt()
                .or(batch::approvedAt)
                .orElse(batch.madeAt())
                .atZone(batch.zone())
                .toLocalDate();
        for (var it : batches.report(
                actor.dealerId(), id, batch.textClass(), batch.zone(), usualPrice(batch.textClass(), set), day)) {
            switch (it.kind()) {
                case "LEFT_OUT" -> leftOut.put(it.word(), it.count());
                case "TEXT" -> {
                    texts.put(TextLine.State.valueOf(it.word()), it.count());
                    parts += it.parts();
                    waiting += isWaiting(TextLine.State.valueOf(it.word())) ? it.parts() : 0;
                }
                case "REPLY" -> replies.put(ReplyLine.Kind.valueOf(it.word()), it.count());
                case "BILLED" -> {
                    billedParts = it.count();
                    cost = it.parts();
                }
                case "PRICE" -> price = it.parts();
                case "REFUSED" -> refusals.put(Report.Refusal.valueOf(it.word()), it.count());
                case "READY" -> toCome += it.parts();
                default -> {} // stopped
            }
        }
        int open = waiting + toCome;
        return new Report(
                batch,
                leftOut,
                texts,
                replies,
                refusals,
                parts,
                toCome,
                cost + (long) open * price,
                billedParts + open,
                set.flag(TextSettings.BATCH_BY_ANOTHER));
    }

    private static boolean isWaiting(TextLine.State state) {
        return switch (state) {
            case QUEUED, CLAIMED, HANDED -> true;
            case SENT, DELIVERED, NOT_SENT, UNDELIVERED, UNKNOWN -> false;
        };
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

    /** What one short message costs where nobody wrote down what a line bills, in li. */
    private static int usualPrice(TextClass textClass, Settings.StoreSettings set) {
        return set.number(
                textClass == TextClass.COMMERCIAL ? TextSettings.COMMERCIAL_PRICE : TextSettings.SERVICE_PRICE);
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
     * Somebody with the right approves it, another person than who prepared it unless the store allows that; the first portion is written
     * at once, if the hour allows it.
     *
     * @throws NotFound if there is none in the stores where the person may
     */
    public BatchStep approve(Actor actor, UUID id, Instant now) {
        var held = hold(actor, UseCase.APPROVE_TEXT_BATCHES, id);
        if (held.state() != Batch.State.PREPARED) {
            return BatchStep.TOO_LATE;
        }
        if (actor.staffId().equals(held.madeBy()) && settings.of(held.storeId()).flag(TextSettings.BATCH_BY_ANOTHER)) {
            return BatchStep.SAME_PERSON;
        }
        batches.approve(actor.dealerId(), id, actor.staffId(), now);
        audit(actor, now, "batch-approved", id, Map.of());
        runner.portion(actor.dealerId(), batches.hold(actor.dealerId(), id).orElseThrow(), now);
        return BatchStep.DONE;
    }

    /** Whether this person may approve that batch: has the right there, and did not prepare it where that matters. */
    public BatchStep mayApprove(Actor actor, Report report) {
        var it = report.batch();
        if (it.state() != Batch.State.PREPARED || !actor.may(UseCase.APPROVE_TEXT_BATCHES, it.storeId())) {
            return BatchStep.TOO_LATE;
        }
        return actor.staffId().equals(it.madeById()) && report.byAnother() ? BatchStep.SAME_PERSON : BatchStep.DONE;
    }

    /**
     * Stops it at once: nothing more is written, and what waits in the outbox is taken back. What was handed to the gateway is gone.
     *
     * @return whether it was running, or written and partly waiting
     */
    public boolean stop(Actor actor, UUID id, Instant now) {
        var held = hold(actor, UseCase.SEND_TEXT_BATCHES, id);
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
        var held = hold(actor, UseCase.SEND_TEXT_BATCHES, id);
        if (held.state() != Batch.State.PREPARED) {
            return false;
        }
        batches.end(actor.dealerId(), id, Batch.State.DROPPED, Optional.of(actor.staffId()), now);
        audit(actor, now, "batch-dropped", id, Map.of());
        return true;
    }

    private Batches.Held hold(Actor actor, UseCase useCase, UUID id) {
        actor.require(useCase);
        return batches.hold(actor.dealerId(), id)
                .filter(it -> actor.may(useCase, it.storeId()))
                .orElseThrow(() -> new NotFound("batch " + id));
    }

    private void audit(Actor actor, Instant now, String action, UUID id, Map<String, String> what) {
        events.publishEvent(Audited.by(actor, now, action, "text-batch", id, what));
        events.publishEvent(new Changed(actor.dealerId(), "texts"));
    }
}
