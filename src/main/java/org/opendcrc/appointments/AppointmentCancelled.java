package org.opendcrc.appointments;

import java.time.Instant;
import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/** A promise was taken back and its place is free again. */
public record AppointmentCancelled(
        int dealerId, UUID appointmentId, UUID storeId, UUID customerId, Instant cancelledAt, boolean byDealer)
        implements DealerEvent {}
