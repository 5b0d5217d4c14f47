package org.opendcrc.complaints;

/** Why the clocks of a case stand still (CP-15). Their words are the messages below {@code complaint.standstill.}. */
public enum StandstillReason {
    /** Parts are on their way. */
    PARTS,
    /** The customer comes on a later day. */
    APPOINTMENT,
    /** The customer asked for time. */
    CUSTOMER
}
