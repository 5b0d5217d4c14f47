package org.opendcrc.followups;

import java.util.Set;
import java.util.UUID;

/** What became of a customer's wish. */
public sealed interface LeadKept {

    record Kept(UUID id) implements LeadKept {}

    /** Nothing was kept; all that is missing at once. */
    record Refused(Set<Why> why) implements LeadKept {

        public Refused {
            why = Set.copyOf(why);
        }
    }

    /** What is missing. */
    enum Why {
        /** An opportunity says whether the car comes beside the present one or instead of it. */
        NO_PURCHASE,
        /** Neither a model nor a word of what he wants. */
        NO_WISH,
        NO_NAME,
        /** What was typed is no telephone number. */
        NO_PHONE,
        /** It is a number of the customer himself: then it is an opportunity, no referral. */
        OWN_PHONE
    }
}
