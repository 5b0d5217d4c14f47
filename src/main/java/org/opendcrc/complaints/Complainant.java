package org.opendcrc.complaints;

/** Who complains. Their words are the messages below {@code complaint.complainant.}. */
public enum Complainant {
    CUSTOMER,
    /** He does not say who he is: nobody can be contacted, and nobody called afterwards. */
    ANONYMOUS,
    /** 315, a court, the press … for somebody: told to the regional manager at once. */
    THIRD_PARTY
}
