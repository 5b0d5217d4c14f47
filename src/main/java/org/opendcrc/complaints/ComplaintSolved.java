package org.opendcrc.complaints;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.DealerEvent;

/**
 * What was agreed is done and signed: the customer is called the next day (CP-12).
 *
 * @param round which round of the case
 * @param handlerId who must not make that call
 */
public record ComplaintSolved(
        int dealerId,
        UUID complaintId,
        UUID storeId,
        int round,
        String number,
        UUID customerId,
        @Nullable UUID vehicleId,
        UUID handlerId,
        Instant at)
        implements DealerEvent {}
