package org.opendcrc.complaints;

/** What is done at once in a crisis (CP-17), in its order. Their words are the messages below {@code complaint.crisis.}. */
public enum CrisisStep {
    CAC_TOLD,
    REGION_TOLD,
    HOTLINE_TOLD,
    /** The engineer has said when he arrives. */
    ENGINEER_COMES,
    /** The owner knows when. */
    OWNER_TOLD,
    /** The car has its place in the workshop. */
    CAR_BOOKED,
    /** The engineer is on site. */
    ENGINEER_THERE
}
