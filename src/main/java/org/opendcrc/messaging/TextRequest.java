package org.opendcrc.messaging;

import java.util.Map;
import java.util.Optional;
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

        /**
         * A text of the house, signed with the store's name and addressed to the customer.
         *
         * @param values what the caller knows beside customer and store
         * @param link under which the customer answers by himself; put behind where the text has room for it (A20)
         */
        record Template(TextTemplate template, Map<TextField, String> values, Optional<String> link) implements Words {

            public Template {
                values = Map.copyOf(values);
            }

            public Template(TextTemplate template, Map<TextField, String> values) {
                this(template, values, Optional.empty());
            }

            public Template(TextTemplate template) {
                this(template, Map.of());
            }
        }

        /**
         * A template of the dealer's own in place of one of the house; that one goes where the other is used no more, cannot be filled in
         * or has become too long.
         */
        record Chosen(String key, TextTemplate otherwise) implements Words {}

        /** Words as they stand, signature included. */
        record Body(String text) implements Words {}
    }
}
