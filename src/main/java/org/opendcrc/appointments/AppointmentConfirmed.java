package org.opendcrc.appointments;

import java.time.Instant;
import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/** A customer said himself, by the link in his text, that he comes. Published once for an appointment. */
public record AppointmentConfirmed(
        int dealerId, UUID appointmentId, UUID storeId, UUID customerId, Instant startsAt, Instant confirmedAt)
        implements DealerEvent {}
