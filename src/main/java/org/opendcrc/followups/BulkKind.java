package org.opendcrc.followups;

/** What a manager did with many rows at once. */
public enum BulkKind {
    /** To one clerk, by hand. */
    ASSIGN,
    /** In turn among several clerks. */
    ROUND,
    /** To the clerk of each advisor. */
    BY_ADVISOR,
    /** Back to nobody. */
    TAKE_BACK,
    /** An absent clerk's open calls, to others. */
    COVER,
    /** Texts instead of calls (FU-14). */
    TEXT
}
