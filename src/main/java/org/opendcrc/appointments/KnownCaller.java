package org.opendcrc.appointments;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody on file who may be on the telephone.
 *
 * @param sex {@code MALE}, {@code FEMALE} or {@code UNKNOWN}
 * @param phone his first number, E.164
 * @param cars the one that was named first, then the last one that was here
 */
public record KnownCaller(UUID customer, String name, boolean person, String sex, String phone, List<Car> cars) {

    public KnownCaller {
        cars = List.copyOf(cars);
    }

    KnownCaller with(List<Car> those) {
        return new KnownCaller(customer, name, person, sex, phone, those);
    }

    /**
     * A car of his.
     *
     * @param name brand, series and model
     * @param lastVisit when it was last sent in
     * @param advisor who received it then
     * @param soldHere whether it was bought from this dealer (AP-27)
     */
    public record Car(
            UUID vehicle,
            String vin,
            Optional<String> plate,
            String name,
            Optional<Integer> mileageKm,
            Optional<Instant> lastVisit,
            Optional<UUID> advisor,
            boolean soldHere) {}
}
