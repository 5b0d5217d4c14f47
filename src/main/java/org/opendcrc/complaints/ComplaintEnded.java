package org.opendcrc.complaints;

import java.time.Instant;
import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/** A case is over, in whatever way; nobody is called about it any more. */
public record ComplaintEnded(int dealerId, UUID complaintId, Closing how, Instant at) implements DealerEvent {}
