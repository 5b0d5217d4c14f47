package org.opendcrc.followups;

import java.time.Instant;
import java.util.List;
import org.opendcrc.calendar.Daypart;

/**
 * When a further failed attempt can count at the earliest (FU-7, A25, FU-26).
 *
 * @param at the beginning of a daypart; further back the attempt is kept and does not count
 * @param daypart that one
 * @param open all dayparts in which it can count, in the order of the day
 */
public record NextChance(Instant at, Daypart daypart, List<Daypart> open) {

    public NextChance {
        open = List.copyOf(open);
    }
}
