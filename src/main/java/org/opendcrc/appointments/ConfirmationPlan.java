package org.opendcrc.appointments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a store confirms its appointments.
 *
 * @param once the one-confirmation mode of the older handbook: a day before, and nothing else (AP-14, A8)
 * @param byAdvisor whether the last confirmation is the advisor's own call; else the centre makes it (AP-17)
 */
public record ConfirmationPlan(boolean once, boolean byAdvisor) {

    /**
     * A confirmation that is owed.
     *
     * @param from when it is to be made, included
     * @param until when the next one takes its place or the customer is expected, not included
     */
    public record Owed(ConfirmationStep step, Instant from, Instant until) {}

    /** The steps of an appointment in their order. A step whose hour lay before the booking is skipped; booked at that hour exactly, it is owed. */
    public List<Owed> owed(Instant startsAt, Instant bookedAt) {
        var steps = Stream.of(ConfirmationStep.values())
                .filter(it -> !once || it == ConfirmationStep.H24) // AP-14, A8
                .filter(it -> !it.before(startsAt).isBefore(bookedAt)) // A8
                .toList();
        var owed = new ArrayList<Owed>();
        for (int i = 0; i < steps.size(); i++) {
            var until = i + 1 < steps.size() ? steps.get(i + 1).before(startsAt) : startsAt;
            owed.add(new Owed(steps.get(i), steps.get(i).before(startsAt), until)); // AP-16, AP-17
        }
        return owed;
    }
}
