package org.opendcrc.followups;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A clerk makes no calls in a store for a while.
 *
 * @param covers who gets his calls, in turn; empty: nobody in particular
 * @param from the first moment, included
 * @param until the end, excluded
 */
public record Absence(
        UUID id,
        UUID store,
        UUID staff,
        String name,
        List<UUID> covers,
        List<String> coverNames,
        Instant from,
        Instant until,
        UUID namedBy) {

    public Absence {
        covers = List.copyOf(covers);
        coverNames = List.copyOf(coverNames);
    }

    /** Whether he is away at that moment. */
    public boolean holdsAt(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }
}
