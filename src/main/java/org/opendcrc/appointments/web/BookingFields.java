package org.opendcrc.appointments.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.util.MultiValueMap;

/**
 * What the clerk has typed for a new appointment, kept as it was typed until it is booked.
 *
 * @param day ISO
 * @param start HH:mm
 * @param advisor an identifier; empty: whoever has room
 * @param words telephone or plate by which the caller was looked for
 * @param customer an identifier; empty: not chosen or not on file
 * @param unknown whether the caller is taken down as new
 * @param vehicle an identifier; empty: another car
 * @param bought {@code yes}, {@code no} or empty
 * @param sent whether the form was filled in before, so that an unticked box means no
 */
record BookingFields(
        String day,
        String start,
        String advisor,
        String words,
        String customer,
        boolean unknown,
        String vehicle,
        String name,
        String sex,
        String phone,
        String plate,
        String bought,
        String needs,
        String mileage,
        String diagnosis,
        List<String> jobs,
        List<String> documents,
        boolean text,
        boolean sent) {

    BookingFields {
        jobs = List.copyOf(jobs);
        documents = List.copyOf(documents);
    }

    static BookingFields of(MultiValueMap<String, String> sent) {
        return new BookingFields(
                one(sent, "day"),
                one(sent, "start"),
                one(sent, "advisor"),
                one(sent, "q"),
                one(sent, "customer"),
                sent.containsKey("unknown"),
                one(sent, "vehicle"),
                one(sent, "name"),
                one(sent, "sex"),
                one(sent, "phone"),
                one(sent, "plate"),
                one(sent, "bought"),
                one(sent, "needs"),
                one(sent, "mileage"),
                one(sent, "diagnosis"),
                sent.getOrDefault("job", List.of()),
                sent.getOrDefault("document", List.of()),
                sent.containsKey("text"),
                sent.containsKey("sent"));
    }

    /** The same with the place of an offer that the clerk took: {@code 2026-04-10T12:00/advisor}. */
    BookingFields at(String place) {
        var parts = place.split("[T/]", -1);
        return parts.length < 3
                ? this
                : new BookingFields(
                        parts[0], parts[1], parts[2], words, customer, unknown, vehicle, name, sex, phone, plate,
                        bought, needs, mileage, diagnosis, jobs, documents, text, sent);
    }

    List<String> diagnosisLines() {
        return Arrays.stream(diagnosis.split("\\R", -1)).toList();
    }

    List<UUID> jobIds() {
        return jobs.stream().flatMap(it -> id(it).stream()).toList();
    }

    Optional<Boolean> boughtHere() {
        return switch (bought) {
            case "yes" -> Optional.of(true);
            case "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Digits as people write them: {@code 29,600}; empty for none, -1 for what is no mileage. */
    Optional<Integer> mileageKm() {
        var digits = mileage.replaceAll("[,，\\s]", "");
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(digits.matches("\\d{1,7}") ? Integer.parseInt(digits) : -1);
    }

    static Optional<UUID> id(String written) {
        try {
            return Optional.of(UUID.fromString(written));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String one(MultiValueMap<String, String> sent, String field) {
        var value = sent.getFirst(field);
        return value == null ? "" : value.strip();
    }
}
