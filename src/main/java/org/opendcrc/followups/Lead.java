package org.opendcrc.followups;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who may buy a car, heard of in a call: the customer himself 新销售机会, or a third person whom he names 新潜在推荐. Kept as it
 * was said, until the prospects' chapter takes it over.
 *
 * @param customer who wants it, or who refers
 * @param task the call in which he said so
 * @param about number of what that call was about
 * @param purchase for himself: beside his car or instead of it
 * @param wish model and what matters
 * @param person whom he named
 */
public record Lead(
        UUID id,
        Kind kind,
        UUID storeId,
        String store,
        ZoneId zone,
        UUID customerId,
        String customer,
        boolean isPerson,
        String sex,
        UUID task,
        String about,
        Optional<Purchase> purchase,
        Optional<String> wish,
        Planned planned,
        Optional<String> note,
        Optional<Person> person,
        String by,
        Instant at) {

    public enum Kind {
        /** On the customer's own file: he wants another car. */
        OPPORTUNITY,
        /** A third person: the customer is the one who refers. */
        REFERRAL
    }

    /** What becomes of the car that he has. */
    public enum Purchase {
        ADDITIONAL,
        REPLACEMENT
    }

    /** When he wants to buy. */
    public enum Planned {
        NOW,
        /** Within three months. */
        QUARTER,
        HALF_YEAR,
        YEAR,
        UNKNOWN
    }

    /**
     * A third person. He has told us nothing, so that nobody may write to him for advertising, and whoever calls him says first from whom he
     * has the number and asks whether he may (law, 9.1).
     *
     * @param phone E.164
     * @param knows whether the customer says that the person knows of it
     */
    public record Person(String name, String phone, Optional<String> relation, boolean knows) {}
}
