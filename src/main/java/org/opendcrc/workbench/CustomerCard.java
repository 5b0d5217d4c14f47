package org.opendcrc.workbench;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The customer as his page shows him; numbers are masked.
 *
 * @param id his own; a customer merged into another is read as the other
 * @param sex MALE, FEMALE or UNKNOWN
 * @param idNoTail the last four characters of the identity or credit number
 * @param dnd he does not want to be called 免打扰
 * @param dndReason why, in somebody's words
 * @param dndSince since when; empty: since he is known
 * @param zone of the reader's first store, for times that no store owns
 */
public record CustomerCard(
        UUID id,
        String customerNo,
        boolean person,
        String name,
        String sex,
        Optional<String> idNoTail,
        String address,
        boolean dnd,
        Optional<String> dndReason,
        Optional<Instant> dndSince,
        boolean smsConsent,
        boolean surveyConsent,
        List<Phone> phones,
        List<Contact> contacts,
        List<Pending> pending,
        List<Said> said,
        ZoneId zone) {

    public CustomerCard {
        phones = List.copyOf(phones);
        contacts = List.copyOf(contacts);
        pending = List.copyOf(pending);
        said = List.copyOf(said);
    }

    /** A number and since when it is known that he is not to be reached there. */
    public record Phone(String masked, Optional<Instant> wrongSince) {}

    /**
     * A change of owner data that waits for somebody's word; until then the old value holds (A33).
     *
     * @param value masked where it is a number
     */
    public record Pending(String field, String value, Instant askedAt) {}

    /**
     * The last word that somebody heard of one purpose; there is none where only the dealer system said something.
     *
     * @param purpose {@code CALLS}, {@code TEXTS} or {@code SURVEYS}
     * @param channel how he said it
     */
    public record Said(String purpose, String channel, String evidence, Instant saidAt) {}

    /** A person to talk to instead. */
    public record Contact(UUID id, String name, Optional<String> masked, Optional<String> relation) {}
}
