package org.opendcrc.followups;

import java.util.Locale;

/** By what a list of the queue is sorted. */
public enum QueueSort {
    /** What is due first at the front. */
    DUE(false),
    /** The order settled first at the front. */
    SETTLED(false),
    /** The order settled last at the front. */
    NEWEST(true),
    /** FU-17: the car picked up first at the front; what is not picked up yet stands last. */
    PICKED_UP(false),
    /** What was finished last at the front. */
    CLOSED(true);

    private final boolean down;

    QueueSort(boolean down) {
        this.down = down;
    }

    boolean isDown() {
        return down;
    }

    /** The word by which the statement knows the column. */
    String column() {
        return this == NEWEST ? SETTLED.name() : name().toUpperCase(Locale.ROOT);
    }
}
