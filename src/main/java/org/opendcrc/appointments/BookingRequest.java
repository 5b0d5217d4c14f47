package org.opendcrc.appointments;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.customers.Customer;

/**
 * The wish for an appointment, as it was taken down.
 *
 * @param start store time, whole minutes
 * @param advisor empty: whoever has room
 * @param bay empty: one that has room
 * @param plate as it was said; empty for a car without a plate or one on file
 * @param phone where he is reached about it, as it was written; empty: his first number
 * @param needs what he wants done, in his words
 * @param diagnosis what is to be looked for, one line each
 * @param jobs of the price list
 * @param documents that he is asked to bring
 * @param boughtHere AP-27; empty: not asked
 * @param text whether he is texted what was promised
 */
public record BookingRequest(
        UUID store,
        LocalDate day,
        LocalTime start,
        Optional<UUID> advisor,
        Optional<UUID> bay,
        Who who,
        Optional<UUID> vehicle,
        String plate,
        String phone,
        Optional<Integer> mileageKm,
        String needs,
        List<String> diagnosis,
        List<UUID> jobs,
        List<String> documents,
        Optional<Boolean> boughtHere,
        Channel channel,
        boolean text) {

    public BookingRequest {
        diagnosis = diagnosis.stream()
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
        documents = List.copyOf(documents);
        jobs = List.copyOf(jobs);
    }

    /** For whom. */
    public sealed interface Who {

        /** A customer on file. */
        record Known(UUID customer) implements Who {}

        /** A caller whom nobody knows yet (AP-27). */
        record Unknown(String name, Customer.Sex sex) implements Who {}
    }
}
