package org.opendcrc.workbench;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.RowKey;

/**
 * A happening in a customer's history.
 *
 * @param id of the order, call, remark, complaint, text or line of the audit log
 * @param opens whether the page that shows it whole is there for the reader (FU-19)
 * @param zone of the store; of the reader's first store where no store is named
 */
public record StoryLine(
        StoryKind kind,
        Instant at,
        UUID id,
        Optional<UUID> storeId,
        Optional<String> store,
        ZoneId zone,
        Optional<UUID> vehicleId,
        Optional<String> plate,
        boolean opens,
        StoryFacts facts) {

    /** Where the list goes on behind it. */
    public RowKey key() {
        return new RowKey(at, id);
    }
}
