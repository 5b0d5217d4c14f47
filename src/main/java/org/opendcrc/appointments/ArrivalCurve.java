package org.opendcrc.appointments;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * How many cars usually come on such a day, by the half hour in which they are received (RP-21).
 *
 * @param cars on an average day, by the beginning of the half hour; half hours without cars may be missing
 */
public record ArrivalCurve(Map<LocalTime, Double> cars) {

    public ArrivalCurve {
        cars = Map.copyOf(cars);
    }

    public static ArrivalCurve unknown() {
        return new ArrivalCurve(Map.of());
    }

    public double at(LocalTime start) {
        return cars.getOrDefault(halfHour(start), 0.0);
    }

    public static LocalTime halfHour(LocalTime start) {
        return start.truncatedTo(ChronoUnit.HOURS).plusMinutes(start.getMinute() < 30 ? 0 : 30);
    }

    /** Whether fewer cars come then than on average between two times; nobody knows it of a store without a past. */
    boolean isValley(LocalTime start, LocalTime first, LocalTime last) { // AP-25
        long halfHours = 0;
        double sum = 0;
        for (var at = halfHour(first); !at.isAfter(last); at = at.plusMinutes(30)) {
            halfHours++;
            sum += at(at);
            if (at.isAfter(LocalTime.of(23, 29))) {
                break;
            }
        }
        return sum > 0 && at(start) < sum / halfHours;
    }
}
