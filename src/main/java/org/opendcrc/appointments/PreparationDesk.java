package org.opendcrc.appointments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.PrepFact.Details;
import org.opendcrc.appointments.PrepFact.Kind;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where parts, workshop, advisor, service manager and centre say what is ready for an appointment (AP-21, AP-22), and where it is decided
 * whether that was in time. Whoever is not allowed meets {@link org.opendcrc.shared.NotAllowed}, and {@link NotFound} for an
 * appointment of a store whose book he may not see.
 */
@Service
@Transactional
public class PreparationDesk {

    /** The topic of {@link Changed} under which open boards are read again. */
    public static final String TOPIC = "preparation";

    static final int DAYS = 4;

    private final Preparations preparations;
    private final OrderDrafts drafts;
    private final Settings settings;
    private final Stores stores;
    private final ApplicationEventPublisher events;

    PreparationDesk(
            Preparations preparations,
            OrderDrafts drafts,
            Settings settings,
            Stores stores,
            ApplicationEventPublisher events) {
        this.preparations = preparations;
        this.drafts = drafts;
        this.settings = settings;
        this.stores = stores;
        this.events = events;
    }

    /**
     * The board of a day, with the forms that wait where the person hands them on.
     *
     * @param today the store's day
     */
    public PrepBoard board(Actor actor, UUID store, LocalDate day, LocalDate today) {
        actor.require(UseCase.READ_APPOINTMENTS, store);
        var first = day.isBefore(today) ? day : today;
        var last = day.isAfter(first.plusDays(DAYS - 1L)) ? day.plusDays(1) : first.plusDays(DAYS - 1L);
        return preparations.board(
                actor.dealerId(),
                store,
                day,
                today,
                last.minusDays(DAYS - 1L),
                last,
                actor.may(UseCase.HAND_ON_FORMS, store));
    }

    /**
     * The stores whose boards a person may see, by code.
     *
     * @param appointment to be found in one of them; empty for none
     * @throws NotFound if it stands in none of them
     */
    public List<House> houses(Actor actor, Optional<UUID> appointment) {
        actor.require(UseCase.READ_APPOINTMENTS);
        var own = preparations.houses(actor.dealerId(), appointment.orElse(null)).stream()
                .filter(it -> actor.may(UseCase.READ_APPOINTMENTS, it.store()))
                .toList();
        if (appointment.isPresent() && own.stream().allMatch(it -> it.day().isEmpty())) {
            throw new NotFound("appointment " + appointment.get());
        }
        return own;
    }

    /**
     * A store.
     *
     * @param day on which the appointment that was asked for stands there; empty elsewhere
     */
    public record House(UUID store, String name, ZoneId zone, Optional<LocalDate> day) {}

    /** Store and day of an appointment, to open its board. */
    public Place where(Actor actor, UUID appointment) {
        return preparations
                .where(actor.dealerId(), appointment, actor.storesFor(UseCase.READ_APPOINTMENTS))
                .map(it -> new Place(it.store(), it.day()))
                .orElseThrow(() -> new NotFound("appointment " + appointment));
    }

    /** Where an appointment stands. */
    public record Place(UUID store, LocalDate day) {}

    /** One appointment as its board shows it. */
    public PrepLine find(Actor actor, UUID appointment) {
        var where = where(actor, appointment);
        return preparations
                .board(actor.dealerId(), where.store(), where.day(), where.day(), where.day(), where.day(), false)
                .line(appointment)
                .orElseThrow(() -> new NotFound("appointment " + appointment));
    }

    /** What has been said about the preparation of an appointment, without the rest of its board. */
    public PrepSheet sheet(Actor actor, UUID appointment) {
        return preparations
                .sheet(actor.dealerId(), appointment, actor.storesFor(UseCase.READ_APPOINTMENTS))
                .orElseThrow(() -> new NotFound("appointment " + appointment));
    }

    /** What the jobs of an appointment need: parts with stock and shelf, skills, and the people of the workshop. */
    public PrepNeeds needs(Actor actor, UUID appointment, LocalDate today) {
        actor.require(UseCase.READ_APPOINTMENTS);
        return preparations.needs(actor.dealerId(), appointment, today);
    }

    /** Takes a step: done, a part short, the customer informed, or taken back. What was said so already changes nothing. */
    public PrepAnswer take(Actor actor, UUID appointment, PrepStep step, Kind kind, Details details, Instant now) {
        var dealer = actor.dealerId();
        var held = hold(actor, appointment, step.useCase(), now);
        if (step == PrepStep.WORKSHOP
                && kind == Kind.DONE
                && held.sheet().state().isAhead()) {
            var lacking =
                    preparations.needs(dealer, appointment, LocalDate.EPOCH).lackingIn(details.technician()); // AP-25
            if (lacking.isPresent()) {
                return new PrepAnswer.Refused(
                        new PrepRefusal.TechnicianLacksSkill(details.technician(), lacking.get()));
            }
        }
        return switch (held.sheet().take(step, kind, details, actor.staffId(), actor.name(), now)) {
            case PrepSheet.Decision.Refused(var why) -> new PrepAnswer.Refused(why);
            case PrepSheet.Decision.Taken(var facts) -> {
                facts.forEach(it -> preparations.add(dealer, appointment, it));
                if (!facts.isEmpty()) {
                    follow(dealer, held, step, kind, after(held.sheet(), facts), now);
                    readers(step).forEach(it -> preparations.read(dealer, appointment, it, actor.staffId(), now));
                    audit(actor, appointment, step, kind, details, now);
                    events.publishEvent(new Changed(dealer, TOPIC));
                }
                yield new PrepAnswer.Done(appointment, facts.size());
            }
        };
    }

    private Preparations.Held hold(Actor actor, UUID appointment, UseCase useCase, Instant now) {
        var stores = actor.storesFor(UseCase.READ_APPOINTMENTS);
        var dealer = actor.dealerId();
        var held = preparations
                .lock(dealer, appointment, stores)
                .orElseThrow(() -> new NotFound("appointment " + appointment));
        actor.require(useCase, held.store());
        if (held.dueAt().filter(it -> it.isBefore(now)).isPresent()) {
            decide(dealer, appointment, now); // what is done now was not done at the line
            return preparations.lock(dealer, appointment, stores).orElseThrow();
        }
        return held;
    }

    private static PrepSheet after(PrepSheet before, List<PrepFact> facts) {
        var all = new ArrayList<>(before.facts());
        all.addAll(facts);
        return new PrepSheet(before.number(), before.state(), before.plate(), all);
    }

    /** Whoever takes a step has seen his copy. */
    private static List<CopyReader> readers(PrepStep step) {
        return List.of(CopyReader.values()).stream()
                .filter(it -> it.step() == step)
                .toList();
    }

    private void follow(int dealer, Preparations.Held held, PrepStep step, Kind kind, PrepSheet sheet, Instant now) {
        var id = held.id();
        if (sheet.isReady() && held.readyAt().isEmpty()) {
            preparations.ready(dealer, id, Optional.of(now));
            if (held.notReadySince().isPresent()) {
                preparations.mark(dealer, id, Optional.empty());
                events.publishEvent(new AppointmentPrepared(dealer, id, held.store(), now));
            }
        } else if (!sheet.isReady() && held.readyAt().isPresent()) {
            preparations.ready(dealer, id, Optional.empty());
            if (held.dueAt().filter(it -> it.isBefore(now)).isPresent()) { // behind its line he must hear of it
                alarm(dealer, held, now);
            }
        }
        if (step == PrepStep.CUSTOMER
                && kind == Kind.INFORMED
                && held.notReadySince().isPresent()) {
            events.publishEvent(new AppointmentPrepared(dealer, id, held.store(), now));
        }
    }

    private void alarm(int dealer, Preparations.Held held, Instant at) {
        preparations.mark(dealer, held.id(), Optional.of(at));
        events.publishEvent(held.notReady(dealer, preparations.nextRound(dealer, held.id()), at));
    }

    /** Decides for all lines that lie behind a moment whether they were kept, and raises what was not, once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void decideDue(int dealer, Instant now) {
        if (decide(dealer, null, now) > 0) {
            events.publishEvent(new Changed(dealer, TOPIC));
        }
    }

    private int decide(int dealer, @Nullable UUID only, Instant now) {
        preparations.holdDue(dealer, only, now);
        var decided = preparations.decide(dealer, only, now);
        decided.stream().filter(it -> !it.inTime()).forEach(it -> {
            var held = preparations.lock(
                    dealer,
                    it.appointment(),
                    stores.all().stream().map(Store::id).toList());
            held.filter(one -> one.sheet().state().isAhead()).ifPresent(one -> {
                var at = ReadyLine.firstMomentAfter(one.dueAt().orElseThrow());
                if (!it.ready()) {
                    alarm(dealer, one, at);
                }
                events.publishEvent(Audited.bySystem(
                        dealer,
                        at,
                        "appointment.not-ready",
                        "appointment",
                        one.id(),
                        Map.of("number", one.sheet().number())));
            });
        });
        return decided.size();
    }

    Optional<Instant> earliestLine(int dealer) {
        return preparations.earliestLine(dealer);
    }

    /** A place was promised: its line is drawn and its order drafted, in the same transaction (AP-22, AP-23). */
    @EventListener
    void on(AppointmentBooked event) {
        open(event.dealerId(), event.appointmentId(), event.storeId(), event.startsAt(), event.bookedAt());
        drafts.make(event.dealerId(), event.appointmentId());
        events.publishEvent(new Changed(event.dealerId(), TOPIC));
    }

    /** It moved: a new line; the draft and the parts that lie ready come along, everybody else prepares anew. */
    @EventListener
    void on(AppointmentMoved event) {
        var dealer = event.dealerId();
        preparations.gone(dealer, event.appointmentId(), event.movedAt());
        open(dealer, event.newAppointmentId(), event.storeId(), event.startsAt(), event.movedAt());
        preparations.carryParts(dealer, event.appointmentId(), event.newAppointmentId());
        drafts.carry(dealer, event.appointmentId(), event.newAppointmentId());
        events.publishEvent(new Changed(dealer, TOPIC));
    }

    @EventListener
    void on(AppointmentCancelled event) {
        preparations.gone(event.dealerId(), event.appointmentId(), event.cancelledAt());
        events.publishEvent(new Changed(event.dealerId(), TOPIC));
    }

    private void open(int dealer, UUID appointment, UUID store, Instant startsAt, Instant bookedAt) {
        preparations.open(
                dealer,
                appointment,
                store,
                PreparationSettings.line(settings.of(store)).of(bookedAt, startsAt));
    }

    private void audit(Actor actor, UUID appointment, PrepStep step, Kind kind, Details said, Instant now) {
        var facts = new TreeMap<String, String>();
        facts.put("step", step.name());
        facts.put("kind", kind.name());
        put(facts, "shelf", said.shelf());
        put(facts, "part", said.part());
        put(facts, "technician", said.technician());
        put(facts, "bay", said.bay());
        put(facts, "tools", said.tools());
        said.expectedOn().ifPresent(it -> facts.put("expected_on", it.toString()));
        events.publishEvent(Audited.by(actor, now, "appointment.step-taken", "appointment", appointment, facts));
    }

    private static void put(Map<String, String> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.put(name, value);
        }
    }
}
