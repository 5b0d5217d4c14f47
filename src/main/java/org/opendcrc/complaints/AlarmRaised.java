package org.opendcrc.complaints;

import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/** Somebody has to know that a customer waits. Published once for each step. */
public record AlarmRaised(int dealerId, UUID complaintId, UUID storeId, AlarmStep step) implements DealerEvent {}
