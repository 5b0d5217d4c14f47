package org.opendcrc.followups;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.opendcrc.shared.CallFinished;

/** Where an owed call stands ({@code domain.md} 4b). */
public enum TaskState {
    /** Owed, nobody has called yet. */
    PENDING,
    /** Somebody called and did not get through: the list "needs another call" 需要再回访 (FU-8). */
    RETRY,
    /** A text goes instead of a call; whether it arrives is not known yet. */
    TEXTING,
    SUCCESS_SATISFIED,
    SUCCESS_DISSATISFIED,
    /** The customer answered what was asked, where satisfaction is not the question: {@link AnswerKind} says how. */
    ANSWERED,
    /** The text was sent (FU-7, FU-14). */
    SMS_DONE,
    /** The text could not be sent either (A31): the letter list. */
    UNREACHED,
    /** Nobody could be reached, and the store's policy sends nothing then. */
    GIVEN_UP,
    /** No number of the customer is good. */
    WRONG_NUMBER,
    /** Followed up by the call for another order of the same visit (FU-11). */
    LINKED,
    /** What it was about is gone before anybody answered: an order was voided, re-opened or turned internal. */
    CANCELLED,
    /** A call at an hour that nobody had made when its window was over. */
    LAPSED;

    private static final Set<TaskState> OPEN = EnumSet.of(PENDING, RETRY);
    private static final Set<TaskState> CLOSES_THE_VISIT =
            EnumSet.of(TEXTING, SUCCESS_SATISFIED, SUCCESS_DISSATISFIED, SMS_DONE, UNREACHED, GIVEN_UP);

    /** Whether a call is still owed. */
    public boolean isOpen() {
        return OPEN.contains(this);
    }

    /** How the call ended for whoever wanted it; empty while it is owed, while its text is on the way, and where it was withdrawn. */
    Optional<CallFinished.Ending> ending() {
        return switch (this) {
            case PENDING, RETRY, TEXTING, CANCELLED, LAPSED -> Optional.empty();
            case SUCCESS_SATISFIED -> Optional.of(CallFinished.Ending.SATISFIED);
            case SUCCESS_DISSATISFIED -> Optional.of(CallFinished.Ending.DISSATISFIED);
            case ANSWERED -> Optional.of(CallFinished.Ending.ANSWERED);
            case SMS_DONE -> Optional.of(CallFinished.Ending.TEXTED);
            case UNREACHED, GIVEN_UP -> Optional.of(CallFinished.Ending.NOT_REACHED);
            case WRONG_NUMBER -> Optional.of(CallFinished.Ending.WRONG_NUMBER);
            case LINKED -> Optional.of(CallFinished.Ending.ANSWERED_ELSEWHERE);
        };
    }

    /** Whether the whole visit is done with it, so that a later order of the visit needs no call of its own (FU-11, A26). */
    boolean closesTheVisit() {
        return CLOSES_THE_VISIT.contains(this);
    }
}
