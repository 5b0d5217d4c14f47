package org.opendcrc.followups;

import java.time.Instant;
import org.opendcrc.appointments.Answer;
import org.opendcrc.appointments.AppointmentState;
import org.opendcrc.shared.Sentence;

/** Why the queue does not take what a clerk wants to record. */
public sealed interface Refusal {

    /** Another clerk has the contact open until then. */
    record HeldBy(String name, Instant until) implements Refusal {}

    /** The task is finished; what was recorded stays (FU-9). */
    record AlreadyFinished(TaskState state) implements Refusal {}

    /** The call is not owed yet: it begins at {@code from} (FU-15). */
    record NotYetDue(Instant from) implements Refusal {}

    /** The call is said to have been made later than now. */
    record CallInFuture() implements Refusal {}

    /** The call is said to have been made before it was owed, at {@code from}. */
    record CallTooEarly(Instant from) implements Refusal {}

    /** Too few failed attempts count to give the customer up (FU-7). */
    record TooFewAttempts(int made, int required) implements Refusal {}

    /** A call-back was agreed without a time, or with one that is not ahead. */
    record CallBackNotAhead() implements Refusal {}

    /** The customer may be called, so no text goes instead (FU-14). */
    record CallsAreAllowed() implements Refusal {}

    /** A dissatisfied customer becomes a complaint: what is missing of it (FU-10). */
    record ComplaintIncomplete(boolean kindMissing, boolean contentMissing) implements Refusal {}

    /** The customer has no such number that is still thought good. */
    record NoSuchNumber(String phone) implements Refusal {}

    /** The answers do not fit the questionnaire. */
    record AnswersUnfit(Sentence why) implements Refusal {}

    /** The person handled what the call asks about, so that somebody else must make it (CP-12). */
    record SomebodyElseMustCall() implements Refusal {}

    /** Nothing was written. */
    record NothingWritten() implements Refusal {}

    /** A call of that kind asks something else, and is answered otherwise. */
    record AnotherAnswer(CallKind kind) implements Refusal {}

    /** The place that the customer wishes is not given; what is free instead. */
    record PlaceRefused(Answer.Refused answer) implements Refusal {}

    /** The appointment was moved or cancelled meanwhile, or the car is there. */
    record AppointmentOver(AppointmentState state, String number) implements Refusal {}

    /** What is missing of a move or a cancellation. */
    record AppointmentIncomplete(Sentence why) implements Refusal {}

    /** A new appointment is said to be made, and there is none. */
    record NothingBooked() implements Refusal {}
}
