package org.opendcrc.manufacturer;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What was told the manufacturer about a case 案件回报. */
public record OemReport(
        UUID id,
        Kind kind,
        String words,
        Optional<Boolean> satisfied,
        Instant writtenAt,
        String writtenBy,
        Optional<String> mailTo,
        State state,
        Optional<Instant> sentAt,
        Optional<String> trouble) {

    /** CP-16 beforehand; CP-14 on the same day, and the result; CP-15 in between, and after a postponed repair. */
    public enum Kind {
        ANNOUNCEMENT,
        /** CP-7: a grave case that the dealer settled by himself: content, way, result. */
        SETTLED,
        STATUS,
        RESULT,
        PROGRESS,
        FINAL
    }

    /** Told without a mail; waiting; gone; given up. */
    public enum State {
        TOLD,
        QUEUED,
        SENT,
        FAILED
    }
}
