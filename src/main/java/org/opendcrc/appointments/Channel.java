package org.opendcrc.appointments;

/** How a booking reached us. */
public enum Channel {
    /** A customer called, or was called. */
    PHONE,
    /** From a customer's page or at the counter. */
    DESK,
    /** An advisor booked with the centre (AP-1). */
    ADVISOR,
    /** A program, over the interface. */
    PROGRAM,
    /** The customer himself, by the link in his text or on the store's public page. */
    CUSTOMER
}
