package org.opendcrc.complaints;

/**
 * A complaint on the desk: its clock runs, or somebody has to take note of it.
 *
 * @param receivedBy who took it in and so is the first to act
 * @param alarmed whether the person who looks has an alarm to take note of
 */
public record ComplaintClock(ComplaintLine line, String receivedBy, boolean alarmed) {}
