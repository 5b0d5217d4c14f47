package org.opendcrc.shared;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Where a list that is sorted by a moment goes on: the moment and the identifier of the last row shown. In addresses it is written
 * {@code 1763519040000000_0199…}, microseconds and identifier.
 */
public record RowKey(Instant at, UUID id) {

    /**
     * The key as an address carries it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static RowKey of(String written) {
        var parts = written.split("_", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException("no key of a row: " + written);
        }
        return new RowKey(Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS), UUID.fromString(parts[1]));
    }

    @Override
    public String toString() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + id;
    }
}
