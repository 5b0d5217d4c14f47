package org.opendcrc.followups;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What became of a call that a clerk recorded. A refusal is an everyday answer, so it is a value. */
public sealed interface Recorded {

    /**
     * Not connected: the call is owed again.
     *
     * @param counted whether the attempt counts for the called task (A25)
     * @param made how many attempts count for it now
     * @param required how many end it
     * @param notBefore when the queue offers it again
     * @param next when a further failed attempt can count for the called task (FU-7); empty where none can
     */
    record NeedsAnotherCall(boolean counted, int made, int required, Instant notBefore, Optional<NextChance> next)
            implements Recorded {}

    /**
     * The call is over; a text goes instead (FU-7, FU-14).
     *
     * @param made how many attempts count for it
     * @param linked the tasks of the same visit that the one text serves (A26)
     */
    record EndsInText(int made, List<UUID> linked) implements Recorded {}

    /**
     * The call is over; no text can go, or the store's policy sends none, so that a letter is owed (A30).
     *
     * @param made how many attempts count for it
     * @param linked the tasks of the same visit that the one letter serves
     */
    record EndsInLetter(int made, List<UUID> linked) implements Recorded {}

    /**
     * Nobody could be reached, and the store's policy sends nothing to such customers.
     *
     * @param made how many attempts count for it
     * @param linked the tasks of the same visit that end with it
     */
    record GivenUp(int made, List<UUID> linked) implements Recorded {}

    /** The customer is called again at the agreed time. */
    record CallBackAgreed(Instant at) implements Recorded {}

    /** That number is wrong; this one is next. */
    record NextNumber(String phone) implements Recorded {}

    /** No number of the customer is good any more. */
    record NoNumberLeft() implements Recorded {}

    /**
     * The customer answered.
     *
     * @param linked the tasks of the same visit that are done with it (FU-11)
     * @param complaintNumber the complaint's number, empty if he is satisfied
     */
    record Answered(CallOutcome outcome, List<UUID> linked, Optional<String> complaintNumber) implements Recorded {}

    /**
     * The customer answered what was asked about his appointment.
     *
     * @param linked the other confirmations that are done with it
     * @param appointment where he is expected instead, if he is
     * @param number of that appointment, or of the complaint
     */
    record Told(AnswerKind answer, List<UUID> linked, Optional<UUID> appointment, Optional<String> number)
            implements Recorded {}

    /** Nothing was recorded. */
    record Refused(Refusal why) implements Recorded {}
}
