package org.opendcrc.followups;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.followups.Closing.LeftOut;
import org.opendcrc.messaging.Outbox;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where a manager closes a backlog of old calls by text. First he sees who would be texted and who is left out and why; nothing happens
 * before he approves that. Then it goes on in portions, and can be stopped at any moment; what has not gone by then can be set back.
 */
@Service
@Transactional
public class ClosingDesk {

    /** How many calls one closing takes; who has more takes another one. */
    public static final int MOST = 5_000;

    private final Closings closings;
    private final ClosingRunner runner;
    private final Contacts contacts;
    private final Settings settings;
    private final Stores stores;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;

    ClosingDesk(
            Closings closings,
            ClosingRunner runner,
            Contacts contacts,
            Settings settings,
            Stores stores,
            Outbox outbox,
            ApplicationEventPublisher events) {
        this.closings = closings;
        this.runner = runner;
        this.contacts = contacts;
        this.settings = settings;
        this.stores = stores;
        this.outbox = outbox;
        this.events = events;
    }

    /**
     * One closing with its figures.
     *
     * @param leftOut how many are left out, by reason
     * @param texts how many texts stand in which state of the outbox
     * @param noCalls how many of those that are or will be texted want no calls (FU-14)
     */
    public record Report(Closing closing, Map<LeftOut, Integer> leftOut, Map<String, Integer> texts, int noCalls) {

        public Report {
            leftOut = Map.copyOf(leftOut);
            texts = Map.copyOf(texts);
        }
    }

    /** The answer to the wish to prepare one. */
    public sealed interface Prepared {

        /** It waits for approval; nothing was written. */
        record Done(UUID closing) implements Prepared {}

        /** Nothing is owed of those days. */
        record NothingOwed() implements Prepared {}

        /** The last day lies before the first. */
        record EndsBeforeItBegins() implements Prepared {}
    }

    /**
     * Gathers the owed calls after repairs of a store, and says who would be texted and who is left out. Nothing is sent.
     *
     * @param settledFrom the first day of settlement, store's; empty: from the beginning
     * @param settledTo the last one, included
     * @throws org.opendcrc.shared.NotAllowed if he may not in that store
     */
    public Prepared prepare(
            Actor actor, UUID store, Optional<LocalDate> settledFrom, LocalDate settledTo, Instant now) {
        actor.require(UseCase.TEXT_FOLLOW_UPS_IN_BULK, store);
        if (settledFrom.filter(it -> it.isAfter(settledTo)).isPresent()) {
            return new Prepared.EndsBeforeItBegins();
        }
        int dealer = actor.dealerId();
        var zone = stores.get(store).zone();
        var found = closings.candidates(
                dealer,
                store,
                settledFrom.map(it -> it.atStartOfDay(zone).toInstant()),
                settledTo.plusDays(1).atStartOfDay(zone).toInstant(),
                now,
                MOST);
        if (found.isEmpty()) {
            return new Prepared.NothingOwed();
        }
        var set = settings.of(store);
        var required = new EnumMap<CallKind, Integer>(CallKind.class);
        var taken = new HashSet<UUID>();
        var rows = new ArrayList<Closings.Judged>();
        for (var it : found) {
            var why = ClosingRules.leftOut(
                    it,
                    required.computeIfAbsent(
                            it.kind(),
                            kind -> CallPolicySettings.read(kind, set).required()),
                    set.number(FollowUpSettings.CLOSING_ATTEMPTS),
                    taken,
                    now);
            if (why.isEmpty()) {
                taken.add(it.customer());
            }
            rows.add(new Closings.Judged(it.task(), why));
        }
        var id = Ids.next();
        closings.add(
                dealer,
                new Closings.Wish(
                        id,
                        store,
                        settledFrom,
                        settledTo,
                        set.number(FollowUpSettings.CLOSING_PORTION),
                        set.number(FollowUpSettings.CLOSING_MINUTES)),
                actor.staffId(),
                now);
        closings.addRows(dealer, id, rows, now);
        audit(actor, now, "follow-up.closing-prepared", id, Map.of("calls", Integer.toString(rows.size())));
        return new Prepared.Done(id);
    }

    /** The latest closings of a store. */
    @Transactional(readOnly = true)
    public List<Closing> list(Actor actor, UUID store, int limit) {
        actor.require(UseCase.TEXT_FOLLOW_UPS_IN_BULK, store);
        return closings.list(actor.dealerId(), List.of(store), Optional.empty(), limit);
    }

    /**
     * One with its figures.
     *
     * @throws NotFound if there is none in his stores
     */
    @Transactional(readOnly = true)
    public Report report(Actor actor, UUID closing) {
        actor.require(UseCase.TEXT_FOLLOW_UPS_IN_BULK);
        int dealer = actor.dealerId();
        var it =
                closings
                        .list(dealer, actor.storesFor(UseCase.TEXT_FOLLOW_UPS_IN_BULK), Optional.of(closing), 1)
                        .stream()
                        .findFirst()
                        .orElseThrow(() -> new NotFound("closing " + closing));
        var leftOut = new EnumMap<LeftOut, Integer>(LeftOut.class);
        var texts = new HashMap<String, Integer>();
        int noCalls = 0;
        for (var count : closings.counts(dealer, closing)) {
            switch (count.what()) {
                case "LEFT_OUT" -> leftOut.put(LeftOut.valueOf(count.word()), count.count());
                case "TEXT" -> texts.put(count.word(), count.count());
                default -> noCalls = count.count();
            }
        }
        return new Report(it, leftOut, texts, noCalls);
    }

    /** A piece of the calls of a closing that was just read, in their order; {@code after} is the number of the last one before it. */
    @Transactional(readOnly = true)
    public List<Closing.Row> rows(Actor actor, Report of, Optional<Closing.Row.Fate> state, int after, int limit) {
        actor.require(UseCase.TEXT_FOLLOW_UPS_IN_BULK, of.closing().store());
        return closings.rows(actor.dealerId(), of.closing().id(), state, after, limit);
    }

    /**
     * The manager has seen it and approves it; the first portion is closed at once, if the hour allows it.
     *
     * @return whether it still waited for that
     */
    public boolean approve(Actor actor, UUID closing, Instant now) {
        var held = hold(actor, closing);
        if (held.state() != Closing.State.PREPARED) {
            return false;
        }
        int dealer = actor.dealerId();
        closings.approve(dealer, closing, actor.staffId(), now);
        audit(actor, now, "follow-up.closing-approved", closing, Map.of());
        runner.portion(dealer, closings.hold(dealer, closing).orElseThrow(), now);
        return true;
    }

    /**
     * Stops it: no further portion. What was texted stays texted.
     *
     * @return whether it was running
     */
    public boolean stop(Actor actor, UUID closing, Instant now) {
        var held = hold(actor, closing);
        if (held.state() != Closing.State.RUNNING) {
            return false;
        }
        closings.end(actor.dealerId(), closing, Closing.State.STOPPED, Optional.of(actor.staffId()), now);
        audit(actor, now, "follow-up.closing-stopped", closing, Map.of());
        return true;
    }

    /** It will not be done; whether it still waited for approval. */
    public boolean drop(Actor actor, UUID closing, Instant now) {
        var held = hold(actor, closing);
        if (held.state() != Closing.State.PREPARED) {
            return false;
        }
        closings.end(actor.dealerId(), closing, Closing.State.DROPPED, Optional.of(actor.staffId()), now);
        audit(actor, now, "follow-up.closing-dropped", closing, Map.of());
        return true;
    }

    /**
     * Stops it, and takes back every text that still waits in the outbox: those calls are owed again as they were. What was handed to a
     * gateway is gone and stays.
     *
     * @return how many calls are owed again
     */
    public int undo(Actor actor, UUID closing, Instant now) {
        var held = hold(actor, closing);
        int dealer = actor.dealerId();
        if (held.state() == Closing.State.RUNNING) {
            closings.end(dealer, closing, Closing.State.STOPPED, Optional.of(actor.staffId()), now);
        }
        var waiting = closings.onTheirWay(dealer, closing);
        contacts.lockAll(dealer, new HashSet<>(waiting.values()));
        var back = outbox.takeBack(FollowUpDesk.CAUSE, waiting.keySet(), now);
        if (!back.isEmpty()) {
            closings.undo(dealer, closing, back, now);
            contacts.summarise(
                    dealer,
                    back.stream()
                            .map(it -> java.util.Objects.requireNonNull(waiting.get(it)))
                            .distinct()
                            .toList());
        }
        audit(actor, now, "follow-up.closing-undone", closing, Map.of("calls", Integer.toString(back.size())));
        return back.size();
    }

    private Closings.Held hold(Actor actor, UUID closing) {
        actor.require(UseCase.TEXT_FOLLOW_UPS_IN_BULK);
        return closings.hold(actor.dealerId(), closing)
                .filter(it -> actor.may(UseCase.TEXT_FOLLOW_UPS_IN_BULK, it.store()))
                .orElseThrow(() -> new NotFound("closing " + closing));
    }

    private void audit(Actor actor, Instant now, String action, UUID closing, Map<String, String> what) {
        events.publishEvent(Audited.by(actor, now, action, "follow-up-closing", closing, what));
        events.publishEvent(new Changed(actor.dealerId(), Changed.FOLLOW_UPS));
    }
}
