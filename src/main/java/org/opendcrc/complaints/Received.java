package org.opendcrc.complaints;

import java.time.Instant;
import java.util.UUID;
import org.opendcrc.shared.Sentence;

/** The answer to the wish to open a complaint. */
public sealed interface Received {

    /**
     * It is open.
     *
     * @param number for people: {@code TS-20261121-003}
     * @param contactDueAt until when, included, the customer must have been contacted (CP-1)
     */
    record Opened(UUID complaintId, String number, Instant contactDueAt) implements Received {}

    /** Nothing was opened. */
    record Refused(Refusal why) implements Received {}

    /** Why a complaint is not opened. */
    sealed interface Refusal {

        record NothingWritten() implements Refusal {}

        record ReceivedInTheFuture() implements Refusal {}

        /** Neither is the customer known nor is it said who complains. */
        record NobodyComplains() implements Refusal {}

        /** Who is complained about does not work here, or the earlier complaint is none of this customer. */
        record NotFoundHere() implements Refusal {}

        /** CP-30 */
        record PromiseInThePast() implements Refusal {}

        /** Exhaustive on purpose: a new refusal does not compile until the clerk can read it. */
        default Sentence sentence() {
            return switch (this) {
                case NothingWritten() -> Sentence.of("complaint.refused.nothing-written");
                case ReceivedInTheFuture() -> Sentence.of("complaint.refused.received-in-the-future");
                case NobodyComplains() -> Sentence.of("complaint.refused.nobody-complains");
                case NotFoundHere() -> Sentence.of("complaint.refused.not-found-here");
                case PromiseInThePast() -> Sentence.of("complaint.refused.promise-in-the-past");
            };
        }
    }
}
