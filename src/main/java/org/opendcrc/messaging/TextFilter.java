package org.opendcrc.messaging;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which texts somebody looks for.
 *
 * @param cause the chapter that asked
 * @param from written then or later
 * @param before written earlier
 * @param store one of the stores that he may see
 * @param customer what he typed to find a customer: name, pinyin, number or its last digits
 */
public record TextFilter(
        Optional<TextLine.State> state,
        Optional<String> cause,
        Optional<Instant> from,
        Optional<Instant> before,
        Optional<UUID> store,
        Optional<String> customer) {

    public static final TextFilter ALL = new TextFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
