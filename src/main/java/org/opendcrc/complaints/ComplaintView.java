package org.opendcrc.complaints;

/** Which complaints a list shows, and how it is sorted. */
public enum ComplaintView {
    /** Those whose customer was not contacted yet; whose two hours run out first stands first. */
    RUNNING,
    /** Those of which the person has to take note: an alarm was raised for his role; the earliest deadline first. */
    ALARMS,
    /** Those that the person took in or whose customer he contacted; the last received first. */
    MINE,
    /** Those that are not over; the last received first (CP-24). */
    OPEN,
    /** Those that the person handles and that are not over; the last received first. */
    HANDLED,
    /** Those whose first contact missed its deadline; the last received first. */
    BREACHED,
    /** Those whose customer was contacted: the clock stands; the last received first. */
    CONTACTED,
    /** All; the last received stands first. */
    ALL;

    boolean byDeadline() {
        return this == RUNNING || this == ALARMS;
    }
}
