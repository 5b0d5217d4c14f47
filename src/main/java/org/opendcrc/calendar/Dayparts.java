package org.opendcrc.calendar;

import java.time.LocalTime;
import java.util.Optional;

/**
 * Where one store's dayparts lie, store time. Each runs from its beginning, included, to the beginning of the next, not included;
 * what is earlier than {@code morning} or not earlier than {@code end} lies in none.
 */
public record Dayparts(LocalTime morning, LocalTime noon, LocalTime afternoon, LocalTime evening, LocalTime end) {

    public Dayparts {
        if (!(morning.isBefore(noon)
                && noon.isBefore(afternoon)
                && afternoon.isBefore(evening)
                && evening.isBefore(end))) {
            throw new IllegalArgumentException(
                    "dayparts follow one another: %s %s %s %s %s".formatted(morning, noon, afternoon, evening, end));
        }
    }

    /** The daypart of a time of day, or empty where it lies outside all of them. */
    public Optional<Daypart> at(LocalTime time) {
        if (time.isBefore(morning) || !time.isBefore(end)) { // A25
            return Optional.empty();
        }
        if (time.isBefore(noon)) {
            return Optional.of(Daypart.MORNING);
        }
        if (time.isBefore(afternoon)) {
            return Optional.of(Daypart.NOON);
        }
        return Optional.of(time.isBefore(evening) ? Daypart.AFTERNOON : Daypart.EVENING);
    }

    /** When a daypart begins, included. */
    public LocalTime beginningOf(Daypart daypart) {
        return switch (daypart) {
            case MORNING -> morning;
            case NOON -> noon;
            case AFTERNOON -> afternoon;
            case EVENING -> evening;
        };
    }

    /** When a daypart is over: the first time that no longer belongs to it. */
    public LocalTime endOf(Daypart daypart) {
        return switch (daypart) {
            case MORNING -> noon;
            case NOON -> afternoon;
            case AFTERNOON -> evening;
            case EVENING -> end;
        };
    }
}
