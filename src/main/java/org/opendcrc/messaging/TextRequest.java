package org.opendcrc.messaging;

import java.util.UUID;

/**
 * The wish to text a customer.
 *
 * @param phoneE164 with country code: {@code +8613800000000}
 * @param cause the chapter that asks, such as {@code follow-up}; with {@code causeId} it is texted once
 */
public record TextRequest(
        UUID storeId, UUID customerId, String phoneE164, Words words, TextClass textClass, String cause, UUID causeId) {

    /** What it says. */
    public sealed interface Words {

        /** A text of the house, signed with the store's name and addressed to the customer. */
        record Template(TextTemplate template) implements Words {}

        /** Words as they stand, signature included. */
        record Body(String text) implements Words {}
    }
}
