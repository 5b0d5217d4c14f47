package org.opendcrc.complaints;

/** How a customer agreed to a plan. Their words are the messages below {@code complaint.consent.}. */
public enum Consent {
    PHONE,
    IN_PERSON,
    SIGNED,
    MESSAGE
}
