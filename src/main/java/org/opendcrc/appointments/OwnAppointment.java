package org.opendcrc.appointments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a customer sees of his appointment by his link: no more than he needs, since whoever holds the telephone sees it too.
 *
 * @param surname of a private customer
 * @param sex {@code MALE}, {@code FEMALE} or {@code UNKNOWN}
 * @param storePhone empty if the store has set none
 * @param plate with its middle hidden
 * @param confirmed when he said by such a link that he comes
 * @param ahead whether it can still be confirmed, moved or cancelled
 * @param version as the forms send it back
 */
public record OwnAppointment(
        Optional<String> surname,
        String sex,
        String store,
        String storePhone,
        ZoneId zone,
        LocalDate day,
        LocalTime start,
        Instant startsAt,
        Optional<String> plate,
        Optional<Instant> confirmed,
        boolean ahead,
        int version) {

    /** A plate of which enough is left to recognise one's own: {@code 浙A***E5}. */
    static String masked(String plate) {
        int length = plate.codePointCount(0, plate.length());
        if (length < 5) {
            return "*".repeat(length);
        }
        return plate.substring(0, plate.offsetByCodePoints(0, 2))
                + "*".repeat(length - 4)
                + plate.substring(plate.offsetByCodePoints(plate.length(), -2));
    }
}
