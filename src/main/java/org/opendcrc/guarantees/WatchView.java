package org.opendcrc.guarantees;

/** Which cars the list shows; the earliest moment stands first. */
public enum WatchView {
    /** Alarms of which nobody has taken note. */
    ALARMS,
    /** Demands that are not answered or not done. */
    DEMANDS
}
