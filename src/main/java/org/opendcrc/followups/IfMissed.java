package org.opendcrc.followups;

import java.util.Optional;
import org.opendcrc.calendar.Daypart;

/**
 * What a call would come to that nobody answers now (FU-7, A25).
 *
 * @param counts whether it would count
 * @param made how many would count with it
 * @param required how many end it
 * @param daypart the present one; empty outside all of them
 * @param dayUsed whether it would not count because others counted too short a time ago
 * @param next when a further attempt can count; empty where this one would be the last
 */
public record IfMissed(
        boolean counts, int made, int required, Optional<Daypart> daypart, boolean dayUsed, Optional<NextChance> next) {

    /** Whether nobody calls again after it. */
    public boolean isTheLast() {
        return next.isEmpty();
    }
}
