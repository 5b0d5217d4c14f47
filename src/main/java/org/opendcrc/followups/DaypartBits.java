package org.opendcrc.followups;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.opendcrc.calendar.Daypart;

/** A set of dayparts as the queue stores it: one bit each, so that the database can ask for a free one. */
final class DaypartBits {

    private DaypartBits() {}

    static int of(Daypart daypart) {
        return switch (daypart) {
            case MORNING -> 1;
            case NOON -> 2;
            case AFTERNOON -> 4;
            case EVENING -> 8;
        };
    }

    static int of(Set<Daypart> dayparts) {
        return dayparts.stream().mapToInt(DaypartBits::of).sum();
    }

    static Set<Daypart> read(int bits) {
        var dayparts = EnumSet.noneOf(Daypart.class);
        Arrays.stream(Daypart.values()).filter(it -> (bits & of(it)) != 0).forEach(dayparts::add);
        return dayparts;
    }
}
