package org.opendcrc.appointments;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.DealerEvent;

/**
 * An appointment is not ready though it should be: the centre calls the customer to move it (AP-22). Published once at its line, and
 * again if it was ready and is no longer.
 *
 * @param vehicleId null for a car that is not on file
 * @param round the first, second … time that the centre is asked to call
 * @param startsAt when he is expected
 */
public record AppointmentNotReady(
        int dealerId,
        UUID appointmentId,
        UUID storeId,
        UUID customerId,
        @Nullable UUID vehicleId,
        String number,
        int round,
        Instant startsAt,
        Instant foundAt)
        implements DealerEvent {}
