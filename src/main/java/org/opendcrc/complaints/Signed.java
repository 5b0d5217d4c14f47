package org.opendcrc.complaints;

/** What is signed with the own login (CP-9). Their words are the messages below {@code complaint.signed.}. */
public enum Signed {
    /** The handler: it is done. */
    HANDLER,
    /** The head of the department. */
    HEAD,
    /** Who made the check call. */
    CHECK,
    /** Who closed it. */
    CLOSING
}
