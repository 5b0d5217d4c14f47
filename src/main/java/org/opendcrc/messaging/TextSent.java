package org.opendcrc.messaging;

import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/**
 * The channel took a text.
 *
 * @param cause the chapter that asked, as it named itself
 * @param causeId for what it asked
 */
public record TextSent(int dealerId, UUID textId, String cause, UUID causeId) implements DealerEvent {}
