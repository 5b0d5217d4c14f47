package org.opendcrc.calendar;

/** A part of the day for calls (A25). "A different time of day" is a different daypart. */
public enum Daypart {
    MORNING,
    NOON,
    AFTERNOON,
    EVENING
}
