package org.opendcrc.followups;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendcrc.appointments.AppointmentArrived;
import org.opendcrc.appointments.AppointmentBooked;
import org.opendcrc.appointments.AppointmentCancelled;
import org.opendcrc.appointments.AppointmentConfirmed;
import org.opendcrc.appointments.AppointmentMissed;
import org.opendcrc.appointments.AppointmentMoved;
import org.opendcrc.appointments.AppointmentState;
import org.opendcrc.appointments.ConfirmationDesk;
import org.opendcrc.shared.Changed;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Knows which calls an appointment owes: those before it (AP-14, AP-16, AP-17) and the one after it was missed. Events may come twice and
 * in any order, so each only says where to look: what is owed follows from the appointment as it stands, and an appointment that was
 * moved is another one.
 */
@Component
class AppointmentCalls {

    private static final Set<CallKind> CONFIRMATIONS =
            EnumSet.of(CallKind.CONFIRM_72, CallKind.CONFIRM_24, CallKind.CONFIRM_1);

    /** What is worth nothing once he is there, or did not come. */
    private static final Set<CallKind> BEFORE =
            EnumSet.of(CallKind.CONFIRM_72, CallKind.CONFIRM_24, CallKind.CONFIRM_1, CallKind.APPOINTMENT_NOT_READY);

    private final OwedCallBook book;
    private final OwedTasks tasks;
    private final ConfirmationDesk confirmations;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AppointmentCalls(
            OwedCallBook book,
            OwedTasks tasks,
            ConfirmationDesk confirmations,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.book = book;
        this.tasks = tasks;
        this.confirmations = confirmations;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(AppointmentBooked event) {
        follow(event.dealerId(), event.appointmentId());
    }

    @ApplicationModuleListener
    void on(AppointmentMoved event) {
        follow(event.dealerId(), event.appointmentId(), event.newAppointmentId());
    }

    @ApplicationModuleListener
    void on(AppointmentCancelled event) {
        follow(event.dealerId(), event.appointmentId());
    }

    /** The customer said by himself that he comes; the confirmation that this answers is no call any more. */
    @ApplicationModuleListener
    void on(AppointmentConfirmed event) {
        tasks.takeTurns(event.dealerId());
        var answered = confirmations.answered(event.appointmentId()).stream()
                .map(CallKind::of)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(CallKind.class)));
        book.withdraw(answered, List.of(event.appointmentId()), clock.instant());
        events.publishEvent(new Changed(event.dealerId(), Changed.FOLLOW_UPS));
    }

    /** He is there: nobody asks him any more whether he comes, nor tells him what is not ready (AP-16, AP-17, AP-22). */
    @ApplicationModuleListener
    void on(AppointmentArrived event) {
        tasks.takeTurns(event.dealerId());
        book.withdraw(BEFORE, List.of(event.appointmentId()), clock.instant());
        events.publishEvent(new Changed(event.dealerId(), Changed.FOLLOW_UPS));
    }

    /** §4d: no show, so he is called the next day. */
    @ApplicationModuleListener
    void on(AppointmentMissed event) {
        var now = clock.instant();
        tasks.takeTurns(event.dealerId());
        book.withdraw(BEFORE, List.of(event.appointmentId()), now);
        book.owe(
                CallKind.MISSED_APPOINTMENT,
                stand(event.dealerId(), List.of(event.appointmentId())).stream()
                        .filter(it -> it.state().isAhead() || it.state() == AppointmentState.NO_SHOW)
                        .map(it -> it.owed(Optional.empty(), Optional.empty())) // AP-8
                        .toList(),
                now);
        events.publishEvent(new Changed(event.dealerId(), Changed.FOLLOW_UPS));
    }

    private void follow(int dealer, UUID... appointments) {
        var now = clock.instant();
        tasks.takeTurns(dealer); // read only once nobody else decides about calls
        var stand = stand(dealer, List.of(appointments));
        var gone = stand.stream()
                .filter(it -> !it.state().isAhead())
                .map(Standing::id)
                .collect(Collectors.toSet());
        if (!gone.isEmpty()) {
            book.withdraw(CONFIRMATIONS, gone, now);
        }
        var owed = new EnumMap<CallKind, List<OwedCallBook.Owed>>(CallKind.class);
        stand.stream().filter(it -> it.state().isAhead()).forEach(it -> {
            var plan = confirmations.planOf(it.store());
            for (var one : plan.owed(it.startsAt(), it.bookedAt())) {
                if (one.until().isAfter(now)) { // heard so late that its hour is over
                    var kind = CallKind.of(one.step());
                    owed.computeIfAbsent(kind, _ -> new ArrayList<>())
                            .add(it.owed(
                                    Optional.of(new OwedCallBook.Window(one.from(), one.until(), one.until())),
                                    kind == CallKind.CONFIRM_1 && plan.byAdvisor() // AP-17
                                            ? Optional.of(it.advisor())
                                            : Optional.empty()));
                }
            }
        });
        owed.forEach((kind, calls) -> book.owe(kind, calls, now));
        events.publishEvent(new Changed(dealer, Changed.FOLLOW_UPS));
    }

    /** An appointment as it stands. */
    private record Standing(
            UUID id,
            UUID store,
            String number,
            Instant startsAt,
            Instant bookedAt,
            UUID advisor,
            AppointmentState state,
            UUID customer,
            Optional<UUID> vehicle) {

        OwedCallBook.Owed owed(Optional<OwedCallBook.Window> window, Optional<UUID> forStaff) {
            return new OwedCallBook.Owed(
                    id,
                    1,
                    number,
                    startsAt,
                    store,
                    customer,
                    vehicle,
                    window,
                    Optional.empty(),
                    forStaff,
                    Optional.of(advisor));
        }
    }

    private List<Standing> stand(int dealer, List<UUID> appointments) {
        return jdbc.sql("""
                        select a.appointment_id, a.store_id, a.number, a.starts_at, a.booked_at, a.advisor_id, a.state, a.customer_id, a.vehicle_id
                          from appointments.report_appointment a
                         where a.dealer_id = :dealer
                           and a.appointment_id = any(:ids)
                        """)
                .param("dealer", dealer)
                .param("ids", appointments.toArray(UUID[]::new))
                .query((row, _) -> new Standing(
                        row.getObject("appointment_id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        row.getString("number"),
                        row.getTimestamp("starts_at").toInstant(),
                        row.getTimestamp("booked_at").toInstant(),
                        row.getObject("advisor_id", UUID.class),
                        AppointmentState.valueOf(row.getString("state")),
                        row.getObject("customer_id", UUID.class),
                        Optional.ofNullable(row.getObject("vehicle_id", UUID.class))))
                .list();
    }
}
