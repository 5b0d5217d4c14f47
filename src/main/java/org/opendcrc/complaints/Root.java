package org.opendcrc.complaints;

/** CP-19: the three roots of a complaint. Their words are the messages below {@code complaint.root.}. */
public enum Root {
    PEOPLE,
    PRODUCT,
    PRICE
}
