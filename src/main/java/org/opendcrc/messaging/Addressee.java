package org.opendcrc.messaging;

/**
 * Who is texted, and by whom.
 *
 * @param store the store's name, the signature of the text
 * @param person whether the customer is a person; an organisation is addressed without a name
 * @param sex {@code MALE}, {@code FEMALE} or {@code UNKNOWN}
 * @param consent whether the customer consents to commercial texts
 */
record Addressee(String store, String name, boolean person, String sex, boolean consent) {}
