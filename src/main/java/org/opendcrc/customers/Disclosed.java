package org.opendcrc.customers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.PhoneNumber;

/** What was shown once, unmasked. Not to be kept anywhere: not in a session, not in a log. */
public sealed interface Disclosed {

    /** What can be asked for, one kind at a time. */
    enum Subject {
        ID_NUMBER,
        PHONES,
        CONTACTS
    }

    /** The identity or credit number. */
    record IdNumber(String value) implements Disclosed {}

    /** The customer's own numbers, the good ones first. */
    record Phones(List<Phone> numbers) implements Disclosed {

        public Phones {
            numbers = List.copyOf(numbers);
        }
    }

    /** {@code wrongSince}: since when it is known that he is not to be reached there. */
    record Phone(PhoneNumber number, Optional<Instant> wrongSince) {}

    /** The numbers of the persons to talk to, by the contact's identifier. */
    record Contacts(Map<UUID, PhoneNumber> numbers) implements Disclosed {

        public Contacts {
            numbers = Map.copyOf(numbers);
        }
    }
}
