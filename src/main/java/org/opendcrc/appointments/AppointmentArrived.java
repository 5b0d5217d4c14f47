package org.opendcrc.appointments;

import java.time.Instant;
import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/**
 * A customer who was expected is there: the gate or an order has seen him, so nobody need ask any more whether he comes. Published each time that an
 * appointment stops being expected because of an arrival.
 *
 * @param foundAt when the comparison found it out
 */
public record AppointmentArrived(int dealerId, UUID appointmentId, UUID storeId, UUID customerId, Instant foundAt)
        implements DealerEvent {}
