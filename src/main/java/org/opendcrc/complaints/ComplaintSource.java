package org.opendcrc.complaints;

/** Where a complaint came from. Their words are the messages below {@code complaint.source.}. */
public enum ComplaintSource {
    /** A customer was dissatisfied in a follow-up call (FU-10). */
    FOLLOW_UP
}
