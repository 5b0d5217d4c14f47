package org.opendcrc.followups;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * Something in a customer's file that is wrong and waits for somebody who knows better 更正任务 (FU-6).
 *
 * @param item what is wrong
 * @param wrong what the file says, a number as E.164; empty where it says nothing
 * @param said what is right, in the customer's words
 * @param task the call in which it was found
 * @param about number of the order or sale
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
        FileItem item,
        String wrong,
        Optional<String> said,
        Optional<String> advisor,
        String askedBy,
        Instant askedAt) {}
