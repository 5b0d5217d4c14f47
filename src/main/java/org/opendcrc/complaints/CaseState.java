package org.opendcrc.complaints;

import java.util.EnumSet;
import java.util.Set;

/** Where a case stands on its way from receipt to its end ({@code domain.md} 4f). Their words are the messages below {@code complaint.state.}. */
public enum CaseState {
    /** Received; nobody has spoken with the customer about it yet. */
    RECEIVED,
    /** The customer was contacted. */
    CONTACTED,
    /** Somebody looks for the cause. */
    INVESTIGATING,
    /** The customer was told what could be done. */
    PLAN_PROPOSED,
    /** The customer agreed to one of the plans. */
    PLAN_AGREED,
    /** It is being done. */
    EXECUTING,
    /** Done and signed; the next day's call is owed. */
    SOLVED,
    /** The call is over; what is left is to close. */
    FOLLOW_UP,
    /** The customer is not satisfied: a new goal is to be set, and a new round begins (CP-12). */
    REOPENED,
    /** The end: the customer said that he is satisfied. */
    CLOSED_SATISFIED,
    /** The end without his word. */
    CLOSED_UNRESOLVED,
    /** The end: the customer took it back. */
    WITHDRAWN,
    /** The end: it was another case written down twice. */
    MERGED;

    private static final Set<CaseState> ENDED = EnumSet.of(CLOSED_SATISFIED, CLOSED_UNRESOLVED, WITHDRAWN, MERGED);

    public boolean isOpen() {
        return !ENDED.contains(this);
    }

    static Set<CaseState> open() {
        return EnumSet.complementOf(EnumSet.copyOf(ENDED));
    }
}
