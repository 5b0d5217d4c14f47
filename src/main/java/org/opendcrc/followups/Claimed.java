package org.opendcrc.followups;

import java.time.Instant;
import java.util.UUID;

/** The answer to the wish to open a call. */
public sealed interface Claimed {

    /**
     * The clerk has the contact in his hand.
     *
     * @param taskId the task that is called: the one that was asked for, else the one due first
     * @param until when the claim ends by itself, that moment not included
     */
    record Held(UUID contactId, UUID taskId, Instant until) implements Claimed {}

    /** There is nothing to call at this time of the day. */
    record NothingToCall() implements Claimed {}

    record Refused(Refusal why) implements Claimed {}
}
