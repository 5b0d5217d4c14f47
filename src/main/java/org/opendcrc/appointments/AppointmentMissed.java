package org.opendcrc.appointments;

import java.time.Instant;
import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/**
 * A customer did not come: by the end of his day neither the gate nor an order had seen him (AP-7, AP-8). Published once for an appointment.
 *
 * @param startsAt when he was expected
 * @param foundAt when the reconciliation found it out
 */
public record AppointmentMissed(
        int dealerId, UUID appointmentId, UUID storeId, UUID customerId, Instant startsAt, Instant foundAt)
        implements DealerEvent {}
