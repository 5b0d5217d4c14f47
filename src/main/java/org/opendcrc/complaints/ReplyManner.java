package org.opendcrc.complaints;

/** How a channel is answered (CP-21). Their words are the messages below {@code complaint.manner.}. */
public enum ReplyManner {
    PHONE,
    IN_PERSON,
    WRITTEN,
    EMAIL,
    /** By the same way by which it came. */
    THROUGH_CHANNEL
}
