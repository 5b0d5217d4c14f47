package org.opendcrc.followups;

/** What a customer answers in a call about his appointment. */
public enum AnswerKind {
    /** He comes as agreed. */
    CONFIRMED,
    /** His appointment is not ready; he knows what is missing and comes as agreed all the same (AP-22). */
    KEPT,
    /** He comes at another time, which he was promised in the call. */
    MOVED,
    /** He does not come. */
    CANCELLED,
    /** He missed his appointment and has got a new one. */
    NEW_APPOINTMENT,
    /** He missed his appointment and wants none. */
    NO_WISH,
    /** He missed his appointment and complains. */
    COMPLAINT
}
