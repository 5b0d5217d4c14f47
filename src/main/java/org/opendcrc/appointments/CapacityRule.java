package org.opendcrc.appointments;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.LongStream;
import org.opendcrc.calendar.OpenHours;

/**
 * What a store promises on any day.
 *
 * @param notice how long before its start a car must be booked; exactly so long is enough
 * @param spacing how far apart the regular starts of one advisor are; whole minutes
 * @param carsPerBay how many cars a bay takes at one start
 * @param beforeClosing how long before closing the last start is, included
 */
public record CapacityRule(Duration notice, Duration spacing, int carsPerBay, Duration beforeClosing) {

    public CapacityRule {
        if (notice.isNegative() || !spacing.isPositive() || carsPerBay < 1 || beforeClosing.isNegative()) {
            throw new IllegalArgumentException("no rule of capacity");
        }
    }

    /** How near to an insertion another car may come, and how far an insertion stands from its neighbours. */
    public Duration halfSpacing() {
        return spacing.dividedBy(2);
    }

    /** The last start of a day, included; before the first one where the store closes too soon. */
    public LocalTime last(OpenHours hours) {
        var last = Duration.between(LocalTime.MIN, hours.closes()).minus(beforeClosing);
        return last.isNegative() ? LocalTime.MIN : LocalTime.MIN.plus(last);
    }

    public boolean isStart(OpenHours hours, LocalTime start) {
        return !start.isBefore(hours.opens()) && !start.isAfter(last(hours));
    }

    /** The starts that are offered, half a spacing apart because a car may be put in the middle; in order. */
    public List<LocalTime> starts(OpenHours hours) {
        var span = Duration.between(hours.opens(), last(hours));
        if (span.isNegative()) {
            return List.of();
        }
        return LongStream.rangeClosed(0, span.dividedBy(halfSpacing()))
                .mapToObj(it -> hours.opens().plus(halfSpacing().multipliedBy(it)))
                .filter(it -> it.getSecond() == 0)
                .toList();
    }
}
