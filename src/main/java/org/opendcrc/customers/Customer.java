package org.opendcrc.customers;

import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.PhoneNumber;

/**
 * A customer 客户 of the dealer.
 *
 * @param customerNo the number of the dealer's system, a text: 000017 is not 17
 * @param phone the first number of the dealer's file
 * @param idNoTail the last four characters of the identity number, all that is ever shown of it
 * @param dnd whether he is not to be called 免打扰
 */
public record Customer(
        UUID id,
        String customerNo,
        Kind kind,
        String name,
        Sex sex,
        PhoneNumber phone,
        Optional<String> idNoTail,
        Optional<String> province,
        Optional<String> city,
        Optional<String> address,
        Optional<String> postcode,
        boolean dnd,
        boolean smsConsent,
        boolean surveyConsent) {

    /** 个人 or 单位. */
    public enum Kind {
        PERSON,
        ORGANISATION
    }

    /** How he is addressed. */
    public enum Sex {
        MALE,
        FEMALE,
        UNKNOWN
    }
}
