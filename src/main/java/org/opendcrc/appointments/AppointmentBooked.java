package org.opendcrc.appointments;

import java.time.Instant;
import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/**
 * A customer was promised a place.
 *
 * @param startsAt when he is expected
 * @param bookedAt when the promise was made; what lies before it is not asked for any more (A8)
 */
public record AppointmentBooked(
        int dealerId, UUID appointmentId, UUID storeId, UUID customerId, Instant startsAt, Instant bookedAt)
        implements DealerEvent {}
