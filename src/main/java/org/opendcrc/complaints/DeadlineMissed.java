package org.opendcrc.complaints;

import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/**
 * A deadline of a complaint passed unmet. Published once.
 *
 * @param rule which one: {@code CP-1}
 */
public record DeadlineMissed(int dealerId, UUID complaintId, UUID storeId, String rule) implements DealerEvent {}
