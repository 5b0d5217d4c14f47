package org.opendcrc.workbench;

import java.util.List;
import java.util.Optional;
import org.opendcrc.shared.RowKey;

/**
 * A part of a history, the latest first.
 *
 * @param next where the earlier part begins; empty at the beginning of the history
 */
public record StoryPage(List<StoryLine> lines, Optional<RowKey> next) {

    public StoryPage {
        lines = List.copyOf(lines);
    }
}
