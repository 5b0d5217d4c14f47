package org.opendcrc.appointments;

/** How gladly a start is given; the gladdest first (AP-13, AP-25). */
public enum OfferKind {
    /** Within one of the store's effective windows 有效时段. */
    WINDOW,
    /** When fewer cars come than on the day's average 平峰. */
    VALLEY,
    /** All else, peaks too: given to a customer who insists. */
    REST
}
