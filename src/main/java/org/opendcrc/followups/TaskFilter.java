package org.opendcrc.followups;

/** Which tasks a list holds. */
public enum TaskFilter {
    /** Owed now: open, and their window has begun (FU-15). */
    OPEN,
    /** Owed now and tried in vain: "needs another call" 需要再回访 (FU-8). */
    AGAIN,
    /** Owed now and past the end of their window (FU-1). */
    OVERDUE,
    /** Owed now to customers who do not want calls (FU-14). */
    TEXT,
    /** Every task whose window has begun, finished ones too. */
    ALL
}
