package org.opendcrc.followups;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.appointments.AppointmentCancelled;
import org.opendcrc.appointments.AppointmentMoved;
import org.opendcrc.appointments.AppointmentNotReady;
import org.opendcrc.appointments.AppointmentPrepared;
import org.opendcrc.shared.Changed;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Owes the call to a customer whose appointment is not ready in time, from the alarm to the appointment, and takes it back once it is
 * ready, moved or cancelled, or he knows how it stands (AP-22). Each event may come twice.
 */
@Component
class NotReadyCalls {

    private final OwedCallBook book;
    private final ApplicationEventPublisher events;

    NotReadyCalls(OwedCallBook book, ApplicationEventPublisher events) {
        this.book = book;
        this.events = events;
    }

    @ApplicationModuleListener
    void on(AppointmentNotReady event) {
        if (!event.foundAt().isBefore(event.startsAt())) {
            return; // found out after an outage, when he had come already
        }
        book.owe(
                CallKind.APPOINTMENT_NOT_READY,
                List.of(new OwedCallBook.Owed(
                        event.appointmentId(),
                        event.round(),
                        event.number(),
                        event.foundAt(),
                        event.storeId(),
                        event.customerId(),
                        Optional.ofNullable(event.vehicleId()),
                        Optional.of(new OwedCallBook.Window(event.foundAt(), event.startsAt(), event.startsAt())),
                        Optional.empty())),
                event.foundAt());
        events.publishEvent(new Changed(event.dealerId(), Changed.FOLLOW_UPS));
    }

    @ApplicationModuleListener
    void on(AppointmentPrepared event) {
        withdraw(event.dealerId(), event.appointmentId(), event.at());
    }

    @ApplicationModuleListener
    void on(AppointmentMoved event) {
        withdraw(event.dealerId(), event.appointmentId(), event.movedAt());
    }

    @ApplicationModuleListener
    void on(AppointmentCancelled event) {
        withdraw(event.dealerId(), event.appointmentId(), event.cancelledAt());
    }

    private void withdraw(int dealer, UUID appointment, Instant at) {
        book.withdraw(CallKind.APPOINTMENT_NOT_READY, Set.of(appointment), at);
        events.publishEvent(new Changed(dealer, Changed.FOLLOW_UPS));
    }
}
