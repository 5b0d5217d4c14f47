package org.opendcrc.reports;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A day as it hung on the wall. It never changes.
 *
 * @param frozenAt the planned moment: what was recorded later is not in it
 * @param writtenAt when it was really written
 * @param digest over its rows, as hexadecimal digits; empty for days that were frozen before there was one
 * @param dataVersion day of the freeze and the how-manieth of the store in it: {@code 20261119-1}
 */
public record FrozenReport(
        UUID id,
        LocalDate day,
        Instant frozenAt,
        Instant writtenAt,
        String dataVersion,
        Optional<String> digest,
        ThreeDayCallReport report) {

    private static final Duration PUNCTUAL = Duration.ofMinutes(10);

    FrozenReport with(ThreeDayCallReport part) {
        return new FrozenReport(id, day, frozenAt, writtenAt, dataVersion, digest, part);
    }

    /** Whether it was written so late, after an outage, that readers must be told. */
    public boolean late() {
        return writtenAt.isAfter(frozenAt.plus(PUNCTUAL));
    }
}
