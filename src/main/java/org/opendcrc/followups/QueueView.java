package org.opendcrc.followups;

/** Which part of the owed calls a list shows. */
public enum QueueView {
    /** Everything that is to be called now, what is due first at the front: the window of A2, not only the day of FU-3. */
    OPEN,
    /** Called without getting through 需要再回访 (FU-8). */
    AGAIN,
    /** The window ends today, store time. */
    TODAY,
    /** The window is over. */
    OVERDUE,
    /** The customer does not want calls: a text goes instead (FU-14). */
    TEXT,
    /** Closed today, store time. */
    DONE
}
