package org.opendcrc.messaging;

import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/**
 * A text was not sent and will not be.
 *
 * @param cause the chapter that asked, as it named itself
 * @param causeId for what it asked
 * @param reason a key below {@code text.reason.}: {@code no-gateway} (A31)
 */
public record TextFailed(int dealerId, UUID textId, String cause, UUID causeId, String reason) implements DealerEvent {}
