package org.opendcrc.messaging;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendcrc.shared.RowKey;

/**
 * A piece of the list of letters, the oldest first.
 *
 * @param next where the piece after it begins, if there is one
 * @param counts how many of each state; a state without any does not appear
 */
public record LetterPage(List<LetterLine> lines, Optional<RowKey> next, Map<LetterLine.State, Integer> counts) {

    public LetterPage {
        lines = List.copyOf(lines);
        counts = Map.copyOf(counts);
    }
}
