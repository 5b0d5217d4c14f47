package org.opendcrc.appointments;

import java.time.Instant;
import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/**
 * A promise was replaced by another one: {@code appointmentId} is closed, {@code newAppointmentId} stands in its place.
 *
 * @param startsAt when the customer is expected now
 * @param byDealer whether it was the dealer who wished it
 */
public record AppointmentMoved(
        int dealerId,
        UUID appointmentId,
        UUID newAppointmentId,
        UUID storeId,
        UUID customerId,
        Instant startsAt,
        Instant movedAt,
        boolean byDealer)
        implements DealerEvent {}
