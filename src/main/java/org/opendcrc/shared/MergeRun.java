package org.opendcrc.shared;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;

/**
 * One file, or rows of one kind that waited, about to be taken over.
 *
 * @param file the run of the staged rows
 * @param given the columns that the file has, by canonical name; an empty cell of any other column changes nothing
 * @param zone in which days are meant where no store says otherwise: the first store's
 */
public record MergeRun(UUID file, Set<String> given, ZoneId zone, Instant at) {

    public MergeRun {
        given = Set.copyOf(given);
    }
}
