package org.opendcrc.messaging;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a customer can be texted about by hand, contributed as a bean by the chapter that owns it, so that a template's fields are filled
 * in and the text leads back to it. The same word names a {@link org.opendcrc.site.CauseLink}.
 */
public interface TextSubject {

    /** The word by which the chapter calls its things, other than those that the house texts by itself. */
    String cause();

    /** What is known of one thing; empty if the dealer has no such thing. */
    Optional<About> about(UUID id);

    /**
     * What a text is about.
     *
     * @param values the fields that it fills in; those of customer and store are filled in by themselves
     */
    record About(UUID storeId, UUID customerId, Map<TextField, String> values) {

        public About {
            values = Map.copyOf(values);
        }
    }
}
