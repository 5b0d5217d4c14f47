package org.opendcrc.workbench;

import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.RowKey;

/**
 * Which part of a history is wanted.
 *
 * @param kind one kind alone; empty for all that the person may see
 * @param vehicle happenings of one car alone; texts and changes of data are of no car and then left out
 * @param after where the part before ended; empty for the latest
 */
public record StoryWanted(Optional<StoryKind> kind, Optional<UUID> vehicle, Optional<RowKey> after) {

    public static final StoryWanted LATEST = new StoryWanted(Optional.empty(), Optional.empty(), Optional.empty());

    boolean includes(StoryKind one) {
        return kind.isEmpty() || kind.get() == one;
    }
}
