package org.opendcrc.messaging;

import java.util.List;
import java.util.UUID;

/**
 * A customer whom somebody wants to text.
 *
 * @param sex {@code MALE}, {@code FEMALE} or {@code UNKNOWN}
 * @param dnd whether he wants no calls; a service text reaches him all the same
 * @param consent whether he consents to commercial texts
 * @param numbers E.164, those at which a text can arrive, the first to be tried in front; none if he has but landlines or wrong ones
 */
public record Recipient(
        UUID customerId, String name, boolean person, String sex, boolean dnd, boolean consent, List<String> numbers) {

    public Recipient {
        numbers = List.copyOf(numbers);
    }
}
