package org.opendcrc.shared;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A call that was owed to a customer is over. Stands here because the chapter that wanted the call stands below the queue: it hears by
 * the kind what came of its own calls. Published in the transaction that ends the call.
 *
 * @param kind such as {@code COMPLAINT_CHECK}: a name of the followups' catalogue
 * @param subjectId what the call was about: the order, the complaint
 * @param round which of the calls about it, as its chapter numbered it
 * @param by who called; nobody where a text ended it
 */
public record CallFinished(
        int dealerId, String kind, UUID subjectId, int round, UUID taskId, Ending ending, Optional<UUID> by, Instant at)
        implements DealerEvent {

    /** How a call ends. */
    public enum Ending {
        SATISFIED,
        DISSATISFIED,
        /** The customer answered what was asked, where satisfaction is not the question. */
        ANSWERED,
        /** The customer answered to another call, which answers for this one. */
        ANSWERED_ELSEWHERE,
        /** Nobody could be reached; a text was sent. */
        TEXTED,
        /** Nobody could be reached, and no text either. */
        NOT_REACHED,
        /** No number of the customer is good. */
        WRONG_NUMBER
    }
}
