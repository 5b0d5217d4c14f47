package org.opendcrc.appointments;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.Settings;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where it is written down what customers answer when they are asked whether they come (AP-14, AP-16, AP-17): a fact with time and person
 * on the appointment, one for each step. Who is called when is the queue's matter.
 */
@Service
@Transactional
public class ConfirmationDesk {

    private final JdbcClient jdbc;
    private final Appointments appointments;
    private final Settings settings;
    private final SelfLinks links;
    private final ApplicationEventPublisher events;

    ConfirmationDesk(
            JdbcClient jdbc,
            Appointments appointments,
            Settings settings,
            SelfLinks links,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.appointments = appointments;
        this.settings = settings;
        this.links = links;
        this.events = events;
    }

    /** The answer to who says that a customer confirmed. */
    public sealed interface Confirmed {

        record Kept() implements Confirmed {}

        /** It was moved or cancelled already, or the car is there. */
        record NotAhead(AppointmentState state, String number) implements Confirmed {}
    }

    /** How a store confirms. */
    @Transactional(readOnly = true)
    public ConfirmationPlan planOf(UUID store) {
        return AppointmentSettings.confirmations(settings.of(store));
    }

    /**
     * The customer comes. A second time changes nothing.
     *
     * @param at when he said so
     * @throws NotFound if there is no such appointment in a store whose book the person may see
     * @throws org.opendcrc.shared.NotAllowed if he may see it but changes no appointments there
     */
    public Confirmed confirm(Actor actor, UUID id, ConfirmationStep step, Instant at, Instant now) {
        var dealer = actor.dealerId();
        var seen = file(actor, id);
        actor.require(UseCase.CHANGE_APPOINTMENTS, seen.store());
        appointments.lock(dealer, seen.store(), seen.day()); // before the appointment, as whoever moves it does
        var file = file(actor, id);
        if (!file.line().state().isAhead()) {
            return new Confirmed.NotAhead(file.line().state(), file.line().number());
        }
        note(dealer, id, step, ConfirmationFact.Result.CONFIRMED, at, actor.staffId(), now);
        if (isAhead(step, file.line().state())) {
            confirmed(dealer, id, step.confirmed());
        }
        appointments.changed(dealer, file.store(), file.day());
        events.publishEvent(Audited.by(
                actor,
                now,
                "appointment.confirmed",
                "appointment",
                id,
                Map.of("number", file.line().number(), "step", step.name())));
        return new Confirmed.Kept();
    }

    /**
     * The customer himself says by his link that he comes: that answers the next confirmation that is still open, so that he is not called
     * for it; the later ones are asked all the same. Part of the caller's transaction, with the book locked.
     */
    void confirmedByHimself(int dealer, AppointmentFile file, Instant now) {
        var known = file.confirmations().stream().map(ConfirmationFact::step).toList();
        planOf(file.store()).owed(file.line().startsAt(), file.bookedAt()).stream()
                .filter(it -> it.until().isAfter(now) && !known.contains(it.step()))
                .findFirst()
                .map(ConfirmationPlan.Owed::step)
                .ifPresent(step -> {
                    note(dealer, file.line().id(), step, ConfirmationFact.Result.CONFIRMED, now, null, now);
                    if (isAhead(step, file.line().state())) {
                        confirmed(dealer, file.line().id(), step.confirmed());
                    }
                });
    }

    /** Which confirmations of an appointment are answered already. */
    @Transactional(readOnly = true)
    public Set<ConfirmationStep> answered(UUID appointment) {
        return jdbc.sql("""
                        select c.step
                          from appointments.confirmation c
                         where c.dealer_id = :dealer
                           and c.appointment_id = :appointment
                        """)
                .param("dealer", DealerContext.require())
                .param("appointment", appointment)
                .query((row, _) -> ConfirmationStep.valueOf(row.getString("step")))
                .set();
    }

    /** Notes another answer than yes; what becomes of the appointment is said to the desk. Part of the caller's transaction. */
    public void note(
            Actor actor, UUID id, ConfirmationStep step, ConfirmationFact.Result result, Instant at, Instant now) {
        note(actor.dealerId(), id, step, result, at, actor.staffId(), now);
    }

    /**
     * A link for the text to a customer whom nobody reached, by which he confirms, moves or cancels by himself; empty where the store has no public
     * address, or the appointment is not ahead. Part of the caller's transaction, who has asked for the right to call him.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> link(AppointmentFile file, Instant now) {
        return file.line().state().isAhead()
                ? links.write(
                        DealerContext.require(),
                        settings.of(file.store()),
                        file.line().id(),
                        file.line().startsAt(),
                        now)
                : Optional.empty();
    }

    /** Notes that nobody was reached. */
    void notReached(int dealer, UUID id, ConfirmationStep step, Instant at) {
        note(dealer, id, step, ConfirmationFact.Result.NOT_REACHED, at, null, at);
    }

    private AppointmentFile file(Actor actor, UUID id) {
        return appointments
                .file(actor.dealerId(), id, actor.storesFor(UseCase.READ_APPOINTMENTS))
                .orElseThrow(() -> new NotFound("appointment " + id));
    }

    private void note(
            int dealer,
            UUID id,
            ConfirmationStep step,
            ConfirmationFact.Result result,
            Instant at,
            @Nullable UUID staff,
            Instant now) {
        jdbc.sql("""
                        insert into appointments.confirmation (dealer_id, id, appointment_id, step, result, at, staff_id, recorded_at)
                        values (:dealer, :id, :appointment, :step, :result, :at, :staff, :now)
                        on conflict (dealer_id, appointment_id, step) do nothing
                        """)
                .param("dealer", dealer)
                .param("id", Ids.next())
                .param("appointment", id)
                .param("step", step.name())
                .param("result", result.name())
                .param("at", Timestamp.from(at))
                .param("staff", staff, Types.OTHER)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Whether the step leads further than where the appointment stands; not being ready is a mark beside it. */
    private static boolean isAhead(ConfirmationStep step, AppointmentState state) {
        return state == AppointmentState.NOT_READY || step.confirmed().compareTo(state) > 0;
    }

    private void confirmed(int dealer, UUID id, AppointmentState state) {
        jdbc.sql("""
                        update appointments.appointment a
                           set state = :state,
                               version = a.version + 1
                         where a.dealer_id = :dealer
                           and a.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("state", state.name())
                .update();
    }

    /** The step that a kind of call is made for; empty for calls about other things. */
    static Optional<ConfirmationStep> ofCall(String kind) {
        return switch (kind) {
            case "CONFIRM_72" -> Optional.of(ConfirmationStep.H72);
            case "CONFIRM_24" -> Optional.of(ConfirmationStep.H24);
            case "CONFIRM_1" -> Optional.of(ConfirmationStep.H1);
            default -> Optional.empty();
        };
    }
}
