package org.opendcrc.manufacturer;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * A case that the manufacturer sent, or one of ours that was submitted to him.
 *
 * @param oemNo his number; empty for one of ours
 * @param statusDueAt excluded, as the next two; empty for one of ours
 * @param missed how many terms passed
 */
public record OemCase(
        UUID complaintId,
        String number,
        Optional<String> oemNo,
        UUID storeId,
        String store,
        ZoneId zone,
        Optional<String> customer,
        Optional<String> plate,
        String content,
        String state,
        Instant receivedAt,
        Instant contactDueAt,
        Optional<Instant> contactedAt,
        Optional<Instant> statusDueAt,
        Optional<Instant> resultDueAt,
        Optional<Instant> progressDueAt,
        Optional<Instant> statusAt,
        Optional<Instant> resultAt,
        Optional<Instant> finalAt,
        int missed) {

    /** The next moment by which something has to be told him. */
    public Optional<Instant> nextDueAt() {
        if (finalAt.isPresent() || statusDueAt.isEmpty()) {
            return Optional.empty();
        }
        return statusAt.isEmpty() ? statusDueAt : resultAt.isEmpty() ? resultDueAt : progressDueAt;
    }
}
