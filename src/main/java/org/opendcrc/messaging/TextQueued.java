package org.opendcrc.messaging;

import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/** A text was written and waits for its sending. */
public record TextQueued(int dealerId, UUID textId) implements DealerEvent {}
