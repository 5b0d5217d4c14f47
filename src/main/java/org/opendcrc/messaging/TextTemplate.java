package org.opendcrc.messaging;

/** The texts of the house. */
public enum TextTemplate {
    /** FU-7: three calls in vain; asks for a call back if something is not in order. */
    FOLLOW_UP_UNREACHABLE
}
