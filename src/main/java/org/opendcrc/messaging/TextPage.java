package org.opendcrc.messaging;

import java.util.List;
import java.util.Optional;
import org.opendcrc.shared.RowKey;

/**
 * A piece of the outbox, the latest first.
 *
 * @param previous where the piece before it ends, if there is one
 * @param next where the piece after it begins, if there is one
 */
public record TextPage(List<TextLine> lines, Optional<RowKey> previous, Optional<RowKey> next) {

    public TextPage {
        lines = List.copyOf(lines);
    }
}
