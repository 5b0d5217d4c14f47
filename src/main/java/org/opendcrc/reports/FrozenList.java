package org.opendcrc.reports;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A day's list as it hung on the wall. It never changes; people put their names below it.
 *
 * @param frozenAt the planned moment: what was recorded later is not in it
 * @param writtenAt when it was really written
 * @param digest over the rows, as hexadecimal digits
 */
public record FrozenList(
        UUID id,
        LocalDate day,
        Instant frozenAt,
        Instant writtenAt,
        String dataVersion,
        String digest,
        List<ListRow> rows,
        List<Signature> signatures) {

    private static final Duration PUNCTUAL = Duration.ofMinutes(10);

    /** Somebody of the house has read the list and put his name below it. */
    public record Signature(UUID staff, String name, Instant at) {}

    public FrozenList {
        rows = List.copyOf(rows);
        signatures = List.copyOf(signatures);
    }

    /** Whether it was written so late, after an outage, that readers must be told. */
    public boolean late() {
        return writtenAt.isAfter(frozenAt.plus(PUNCTUAL));
    }
}
