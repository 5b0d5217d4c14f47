package org.opendcrc.complaints;

/** Which complaints a list shows, and how it is sorted. */
public enum ComplaintView {
    /** Those whose customer was not contacted yet; whose two hours run out first stands first. */
    RUNNING,
    /** All; the last received stands first. */
    ALL
}
