package org.opendcrc.appointments;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An appointment as lists and the day show it.
 *
 * @param person whether the customer is a private one
 * @param sex {@code MALE}, {@code FEMALE} or {@code UNKNOWN}
 * @param jobs names of the jobs, in order
 */
public record AppointmentLine(
        UUID id,
        String number,
        Place place,
        Instant startsAt,
        AppointmentState state,
        UUID customerId,
        String customer,
        boolean person,
        String sex,
        Optional<String> plate,
        String needs,
        List<String> jobs,
        int version) {

    public AppointmentLine {
        jobs = List.copyOf(jobs);
    }
}
