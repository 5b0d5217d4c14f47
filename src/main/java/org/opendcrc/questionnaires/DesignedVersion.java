package org.opendcrc.questionnaires;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A published version and what became of it.
 *
 * @param by the name of who published it; empty if it was shipped
 * @param questions how many it asks
 * @param possible most points of its total
 * @param drafted whether the next version is being designed
 */
public record DesignedVersion(
        UUID id,
        String code,
        String variant,
        int version,
        Words name,
        Validity validity,
        Instant at,
        Optional<String> by,
        State state,
        Optional<Instant> withdrawnAt,
        Optional<String> withdrawnBy,
        int questions,
        int possible,
        boolean drafted) {

    /** Whether calls are made with it. */
    public enum State {
        IN_USE,
        /** A later version came. */
        REPLACED,
        WITHDRAWN
    }
}
