package org.opendcrc.complaints;

import java.time.Instant;

/** The answer to the wish to record the first contact. */
public sealed interface FirstContact {

    /**
     * It is recorded.
     *
     * @param inTime whether it was made within the two hours by its true time (CP-1)
     */
    record Made(Instant at, boolean inTime) implements FirstContact {}

    /** Nothing was recorded. */
    record Refused(Refusal why) implements FirstContact {}

    /** Why a contact is not recorded. */
    sealed interface Refusal {

        record BeforeReceipt(Instant receivedAt) implements Refusal {}

        record InTheFuture(Instant now) implements Refusal {}

        record NothingWritten() implements Refusal {}

        record AlreadyMade(Instant at) implements Refusal {}

        /** The case is over. */
        record CaseIsOver() implements Refusal {}

        /** It is the person himself who is complained about (CP-3). */
        record IsAccused() implements Refusal {}
    }
}
