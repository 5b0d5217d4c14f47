package org.opendcrc.followups;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * A number that is certainly wrong and waits for somebody who knows a better one 更正任务 (FU-6).
 *
 * @param phone the wrong one, E.164
 * @param task the call in which it was found
 * @param about number of the order
 * @param advisor whom it is asked of; nobody where the order names none
 */
public record Correction(
        UUID id,
        UUID task,
        String store,
        ZoneId zone,
        UUID customerId,
        String customer,
        boolean person,
        String sex,
        Optional<String> plate,
        String about,
        String phone,
        Optional<String> advisor,
        String askedBy,
        Instant askedAt) {}
