package org.opendcrc.dms;

import java.time.Instant;
import java.util.Optional;

/**
 * A heading of a dealer's own and what he decided about it.
 *
 * @param column our column, canonical name; where it is mapped to one
 * @param seenAt when a file last had it
 */
public record MappedHeading(FileKind kind, String written, Decision decision, Optional<String> column, Instant seenAt) {

    /** Nobody has decided; it is one of our columns; its column is not read, and that is as it should be. */
    public enum Decision {
        OPEN,
        MAPPED,
        NOT_READ
    }
}
