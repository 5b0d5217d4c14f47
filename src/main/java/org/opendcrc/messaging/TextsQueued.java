package org.opendcrc.messaging;

import java.time.Instant;
import org.opendcrc.shared.DealerEvent;

/** Many texts of one class were written into the outbox, at {@code at} or before. */
record TextsQueued(int dealerId, TextClass textClass, Instant at) implements DealerEvent {}
