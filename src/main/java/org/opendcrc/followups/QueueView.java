package org.opendcrc.followups;

/** Which part of the calls a list shows. */
public enum QueueView {
    /** Owed calls for the orders settled three days ago, or as many as the store has set (FU-3). */
    DAY,
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
    /** FU-17: calls owed to buyers of cars, those too whose window has not begun because the car is not picked up yet. */
    SALES,
    /** Closed today, store time. */
    DONE,
    /** Everything that is owed now, texts included. */
    OWED,
    /** Every task whose window has begun, finished ones too. */
    ALL;

    /** Whether it holds only tasks for which a call or a text is still owed. */
    public boolean isOfOpenTasks() {
        return this != DONE && this != ALL;
    }

    /** Whether it leaves out those who are written to instead of called. */
    boolean isOfCalls() {
        return this == OPEN || this == AGAIN || this == TODAY || this == OVERDUE;
    }
}
