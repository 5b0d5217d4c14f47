package org.opendcrc.complaints;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody outside the house.
 *
 * @param phone as it is dialled; empty for none
 * @param email empty for none
 * @param from first day on which he is the one
 * @param until last day, included; empty while nobody has said
 */
public record OutsideContact(
        UUID id,
        OutsideRole role,
        String name,
        String phone,
        String email,
        LocalDate from,
        Optional<LocalDate> until) {}
