package org.opendcrc.customers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.PhoneNumber;

/**
 * A customer with everything that is needed to reach him.
 *
 * @param phones in the order in which they are called; wrong ones last, marked
 */
public record CustomerFile(Customer customer, List<Phone> phones, List<Contact> contacts) {

    public CustomerFile {
        phones = List.copyOf(phones);
        contacts = List.copyOf(contacts);
    }

    /**
     * A telephone number of his.
     *
     * @param wrongSince since when it is known that he is not to be reached there
     */
    public record Phone(PhoneNumber number, Optional<Instant> wrongSince) {}

    /** A person to talk to instead 联系人. */
    public record Contact(UUID id, String name, Optional<PhoneNumber> phone, Optional<String> relation) {}
}
