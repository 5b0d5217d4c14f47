package org.opendcrc.complaints;

import java.time.Instant;
import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/** A complaint was opened. */
public record ComplaintReceived(int dealerId, UUID complaintId, UUID storeId, Instant at) implements DealerEvent {}
