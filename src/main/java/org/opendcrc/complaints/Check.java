package org.opendcrc.complaints;

/** What came of the check call (CP-12). Their words are the messages below {@code complaint.check.}. */
public enum Check {
    SATISFIED,
    DISSATISFIED,
    NOT_REACHED,
    /** He never said who he is. */
    NOBODY_TO_CALL
}
