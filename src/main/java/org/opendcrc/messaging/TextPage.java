package org.opendcrc.messaging;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendcrc.shared.RowKey;

/**
 * A piece of the outbox, the latest first.
 *
 * @param previous where the piece before it ends, if there is one
 * @param next where the piece after it begins, if there is one
 * @param counts how many of each state the filter holds, whatever state was chosen; a state without any does not appear
 */
public record TextPage(
        List<TextLine> lines, Optional<RowKey> previous, Optional<RowKey> next, Map<TextLine.State, Integer> counts) {

    public TextPage {
        lines = List.copyOf(lines);
        counts = Map.copyOf(counts);
    }
}
