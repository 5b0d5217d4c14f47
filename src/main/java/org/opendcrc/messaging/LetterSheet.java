package org.opendcrc.messaging;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A letter as it is printed, one page.
 *
 * @param printedOn the store's day
 */
public record LetterSheet(
        UUID id,
        String store,
        String customer,
        Optional<String> address,
        Optional<String> postcode,
        String body,
        LocalDate printedOn) {}
