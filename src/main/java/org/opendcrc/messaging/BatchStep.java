package org.opendcrc.messaging;

/** What became of the wish to approve, stop or give up a batch. */
public enum BatchStep {
    DONE,
    /** It stands elsewhere meanwhile. */
    TOO_LATE,
    /** Who prepared it does not approve it, unless the store's setting allows it. */
    SAME_PERSON
}
