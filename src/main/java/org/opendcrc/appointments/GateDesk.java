package org.opendcrc.appointments;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Plate;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The gate 门岗: arrivals are written here, once each, and put right by a line beside them. */
@Service
@Transactional
public class GateDesk {

    /** What open pages hear of arrivals. */
    public static final String ARRIVALS = "arrivals";

    private static final int LONGEST_PLATE = 20;
    private static final int LONGEST_KEY = 80;
    private static final int LONGEST_REASON = 200;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);
    private static final Duration OLDEST = Duration.ofDays(7);

    private final Appointments appointments;
    private final GateBook book;
    private final Reconciling reconciling;
    private final Stores stores;
    private final StoreCalendar calendars;
    private final ApplicationEventPublisher events;

    GateDesk(
            Appointments appointments,
            GateBook book,
            Reconciling reconciling,
            Stores stores,
            StoreCalendar calendars,
            ApplicationEventPublisher events) {
        this.appointments = appointments;
        this.book = book;
        this.reconciling = reconciling;
        this.stores = stores;
        this.calendars = calendars;
        this.events = events;
    }

    /**
     * A car came in.
     *
     * @param at when; empty for now
     * @param key the writer's own, by which the same sent twice is known; empty for none
     * @param again whether it is kept although the plate came in that day
     */
    public record Arrival(
            UUID store, String plate, Optional<Instant> at, String key, boolean again, GateEntry.Source source) {}

    /**
     * Writes an arrival, or says what to ask first.
     *
     * @throws org.opendcrc.shared.NotAllowed if the person does not write at that gate
     */
    public GateAnswer write(Actor actor, Arrival arrival, Instant now) {
        actor.require(UseCase.WRITE_GATE_LOG, arrival.store());
        var at = arrival.at().orElse(now);
        var plate = Plate.of(arrival.plate());
        if (plate.isEmpty()) {
            return new GateAnswer.Incomplete("plate", Sentence.of("gate.fault.no-plate"));
        }
        if (plate.get().value().length() > LONGEST_PLATE || arrival.plate().length() > 2 * LONGEST_PLATE) {
            return new GateAnswer.Incomplete("plate", Sentence.of("gate.fault.too-long", LONGEST_PLATE));
        }
        if (arrival.key().length() > LONGEST_KEY) {
            return new GateAnswer.Incomplete("key", Sentence.of("gate.fault.too-long", LONGEST_KEY));
        }
        if (at.isAfter(now.plus(CLOCKS_DIFFER))) {
            return new GateAnswer.Incomplete("at", Sentence.of("gate.fault.ahead"));
        }
        if (at.isBefore(now.minus(OLDEST))) {
            return new GateAnswer.Incomplete("at", Sentence.of("gate.fault.too-old", OLDEST.toDays()));
        }
        var day = calendars.of(arrival.store()).dayOf(at);
        int dealer = actor.dealerId();
        appointments.lock(dealer, arrival.store(), day); // so that of two telephones one is asked
        var sent = arrival.key().isEmpty()
                ? Optional.<GateEntry>empty()
                : book.byKey(dealer, arrival.store(), arrival.key());
        if (sent.isPresent()) {
            return isSame(sent.get(), arrival, plate.get())
                    ? new GateAnswer.Repeated(sent.get())
                    : new GateAnswer.KeyTaken(sent.get());
        }
        var first = day(dealer, arrival.store(), day).arrivalOf(plate.get().value());
        if (first.isPresent() && !arrival.again()) {
            return new GateAnswer.AlreadyIn(first.get());
        }
        var id = Ids.next();
        var entry = new GateEntry(
                id,
                arrival.store(),
                day,
                plate.get().value(),
                arrival.plate().strip(),
                at,
                first.isPresent(),
                arrival.source(),
                arrival.key().isEmpty() ? id.toString() : arrival.key(),
                now,
                actor.name(),
                Optional.empty());
        book.add(actor, entry);
        events.publishEvent(Audited.by(
                actor,
                now,
                "gate.written",
                "gate-entry",
                id,
                Map.of(
                        "plate",
                        entry.plate(),
                        "at",
                        at.toString(),
                        "source",
                        entry.source().name())));
        compare(dealer, arrival.store(), day, now);
        return new GateAnswer.Written(entry);
    }

    /** A guard's telephone tells how long ago it was, so its moment moves a little with each try; a program tells the moment. */
    private static boolean isSame(GateEntry entry, Arrival arrival, Plate plate) {
        return entry.plate().equals(plate.value())
                && (arrival.source() == GateEntry.Source.GUARD
                        || arrival.at()
                                .map(ArrivalRule::minute)
                                .filter(it -> !it.equals(ArrivalRule.minute(entry.at())))
                                .isEmpty());
    }

    /**
     * Says that an entry is wrong. It stays readable and counts no longer; the same twice changes nothing.
     *
     * @throws NotFound if there is no such entry at a gate where the person writes
     */
    public GateEntry correct(Actor actor, UUID id, String reason, Instant now) {
        actor.require(UseCase.WRITE_GATE_LOG);
        int dealer = actor.dealerId();
        var entry = find(actor, id);
        appointments.lock(dealer, entry.store(), entry.day());
        var words = reason.strip();
        if (book.correct(
                actor, id, words.length() > LONGEST_REASON ? words.substring(0, LONGEST_REASON) : words, now)) {
            events.publishEvent(Audited.by(
                    actor, now, "gate.corrected", "gate-entry", id, Map.of("plate", entry.plate(), "reason", words)));
            compare(dealer, entry.store(), entry.day(), now);
        }
        return find(actor, id);
    }

    private void compare(int dealer, UUID store, LocalDate day, Instant now) {
        reconciling.compare(dealer, store, day, now, Optional.empty());
        events.publishEvent(new Changed(dealer, ARRIVALS));
    }

    private GateEntry find(Actor actor, UUID id) {
        return book.byId(actor.dealerId(), id, actor.storesFor(UseCase.WRITE_GATE_LOG))
                .orElseThrow(() -> new NotFound("gate entry " + id));
    }

    /** Today at the gate, for who writes there. */
    public GateDay today(Actor actor, UUID store, Instant now) {
        actor.require(UseCase.WRITE_GATE_LOG, store);
        var place = stores.get(store);
        var day = now.atZone(place.zone()).toLocalDate();
        return new GateDay(
                store,
                place.name(),
                place.zone(),
                day,
                book.expected(actor.dealerId(), store, day),
                book.entries(actor.dealerId(), store, day));
    }

    /**
     * The arrivals of a day for who may read them, the latest first, the corrected ones too.
     *
     * @throws org.opendcrc.shared.NotAllowed if he may not
     */
    public List<GateEntry> entries(Actor actor, UUID store, LocalDate day) {
        if (!actor.may(UseCase.WRITE_GATE_LOG, store)) {
            actor.require(UseCase.READ_GATE_LOG, store);
        }
        return book.entries(actor.dealerId(), store, day);
    }

    private GateDay day(int dealer, UUID store, LocalDate day) {
        return new GateDay(store, "", java.time.ZoneOffset.UTC, day, List.of(), book.entries(dealer, store, day));
    }
}
