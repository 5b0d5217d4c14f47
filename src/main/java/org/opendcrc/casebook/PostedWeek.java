package org.opendcrc.casebook;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.opendcrc.shared.Role;

/**
 * A week of a store as it was posted.
 *
 * @param words remarks; they and the measures may be changed until the first signature
 * @param others other weeks that were posted, the latest first
 */
public record PostedWeek(
        UUID storeId,
        String store,
        ZoneId zone,
        WeekSummary summary,
        Instant frozenAt,
        String words,
        String measures,
        List<Signature> signatures,
        List<LocalDate> others) {

    public PostedWeek {
        signatures = List.copyOf(signatures);
        others = List.copyOf(others);
    }

    /** Who signed it as what. */
    public record Signature(Role role, String name, Instant at) {}
}
