package org.opendcrc.followups;

/** What became of one row of a step with many rows. */
public enum BulkOutcome {
    DONE,
    /** It was his already. */
    SAME,
    /** Somebody has it open just now. */
    HELD,
    /** Nothing is owed any more. */
    FINISHED,
    /** The clerk makes no calls in that store. */
    NOT_THERE,
    /** He is away, and nobody covers for him. */
    AWAY,
    /** Nobody is paired with the advisor. */
    NO_PAIRING,
    /** The customer wants no calls: nobody is to call him (FU-14). */
    NO_CALLS,
    /** The customer may be called, so no text goes instead (FU-14). */
    CALLS_ALLOWED,
    /** No number to which a text could go: the letter list (A30). */
    NO_NUMBER,
    NOT_YET_DUE,
    /** Something else spoke against it. */
    REFUSED
}
