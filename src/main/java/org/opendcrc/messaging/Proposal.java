package org.opendcrc.messaging;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A wording that a clerk proposes 模板建议.
 *
 * @param template as it would stand; its version is the one that the clerk had before him
 * @param note what the manager said when he decided
 */
public record Proposal(
        UUID id,
        Template template,
        State state,
        Instant proposedAt,
        String proposedBy,
        Optional<Instant> decidedAt,
        Optional<String> decidedBy,
        Optional<String> note) {

    /** Waits for the manager; became a version; did not. */
    public enum State {
        OPEN,
        APPROVED,
        REFUSED
    }
}
