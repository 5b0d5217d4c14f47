package org.opendcrc.messaging;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Which customers a batch is for, by their cars. All that is given must hold of one and the same car; nothing given: everybody.
 *
 * @param store whose last visit counts, and where a car must have been or been sold
 * @param brand as the dealer system writes it
 * @param model series or model, as the dealer system writes it
 * @param seenFrom last visit on that day or later, and {@code seenBefore} before that day, which is not included; days of the store in
 *     whose name the batch is sent. A car that never came is not meant by either.
 * @param kilometresFrom last known reading, and {@code kilometresTo}, both ends included
 */
public record AudienceFilter(
        Optional<UUID> store,
        Optional<String> brand,
        Optional<String> model,
        Optional<LocalDate> seenFrom,
        Optional<LocalDate> seenBefore,
        Optional<Integer> kilometresFrom,
        Optional<Integer> kilometresTo) {

    public static final AudienceFilter EVERYBODY = new AudienceFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    boolean isByCar() {
        return !equals(EVERYBODY);
    }
}
