package org.opendcrc.vehicles;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a car is expected to need its next maintenance 下次保养日期: by time or by mileage, whichever comes first (FU-12).
 *
 * @param intervalMonths from one maintenance to the next
 * @param firstMonths from the delivery to the first maintenance
 * @param intervalKm maintenance is due at each multiple of it
 * @param kmPerDay what a car is taken to drive where its readings tell nothing
 */
record MaintenanceForecast(int intervalMonths, int firstMonths, int intervalKm, int kmPerDay) {

    /** More a day is a wrong reading, not a journey. */
    private static final int MOST_KM_A_DAY = 1_000;

    private static final int READINGS_WITHIN_MONTHS = 12;

    /** Of a car on a day of its store. */
    record Reading(LocalDate day, int km) {}

    /** Why that day. */
    enum Reason {
        TIME,
        MILEAGE
    }

    record Due(LocalDate on, Reason by) {}

    /**
     * The day on which it is due.
     *
     * @param base when the car was delivered, else invoiced
     * @param lastMaintenance when it was last in for one
     * @param readings in any order
     * @return empty if nothing is known that a date could follow from
     */
    Optional<Due> of(Optional<LocalDate> base, Optional<LocalDate> lastMaintenance, List<Reading> readings) {
        var byTime = lastMaintenance
                .map(it -> it.plusMonths(intervalMonths))
                .or(() -> base.map(it -> it.plusMonths(firstMonths)))
                .map(it -> new Due(it, Reason.TIME));
        var byMileage = byMileage(readings).map(it -> new Due(it, Reason.MILEAGE));
        if (byTime.isEmpty() || byMileage.isEmpty()) {
            return byTime.or(() -> byMileage);
        }
        return byMileage.get().on().isBefore(byTime.get().on()) ? byMileage : byTime; // FU-12: the earlier of both
    }

    private Optional<LocalDate> byMileage(List<Reading> readings) {
        var newest = readings.stream().max(Comparator.comparing(Reading::day).thenComparing(Reading::km));
        return newest.map(it -> {
            double left = (it.km() / intervalKm + 1) * (double) intervalKm - it.km();
            return it.day().plusDays((long) Math.ceil(left / perDay(it, readings)));
        });
    }

    /** From the oldest reading within twelve months to the newest; nonsense is left aside. */
    private double perDay(Reading newest, List<Reading> readings) {
        var from = newest.day().minusMonths(READINGS_WITHIN_MONTHS);
        var oldest = readings.stream()
                .filter(it -> !it.day().isBefore(from) && it.day().isBefore(newest.day()))
                .min(Comparator.comparing(Reading::day).thenComparing(Reading::km));
        return oldest.map(it -> (newest.km() - it.km()) / (double) ChronoUnit.DAYS.between(it.day(), newest.day()))
                .filter(it -> it > 0 && it <= MOST_KM_A_DAY)
                .orElse((double) kmPerDay);
    }
}
