package org.opendcrc.complaints;

import java.util.List;
import java.util.Optional;
import org.opendcrc.shared.RowKey;

/**
 * A piece of the list of complaints.
 *
 * @param previous where the piece before it ends, if there is one
 * @param next where the piece after it begins, if there is one
 */
public record ComplaintPage(List<ComplaintLine> lines, Optional<RowKey> previous, Optional<RowKey> next) {

    public ComplaintPage {
        lines = List.copyOf(lines);
    }
}
