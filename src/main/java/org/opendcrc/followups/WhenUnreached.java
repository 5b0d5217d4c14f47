package org.opendcrc.followups;

/** What follows when nobody can be reached often enough. */
public enum WhenUnreached {
    /** A text goes; where it fails or cannot be written, a letter is owed (FU-7, A30). */
    TEXT,
    /** A letter is owed at once. */
    LETTER,
    /** Nothing goes to the customer; whoever wanted the call hears that it failed. */
    NOTHING
}
