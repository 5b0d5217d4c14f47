package org.opendcrc.followups;

import java.util.List;
import java.util.Optional;
import org.opendcrc.shared.RowKey;

/**
 * A piece of a list of the queue.
 *
 * @param previous where the piece before it ends, if there is one
 * @param next where the piece after it begins, if there is one
 */
public record QueueList(List<QueueLine> lines, Optional<RowKey> previous, Optional<RowKey> next) {

    public QueueList {
        lines = List.copyOf(lines);
    }
}
