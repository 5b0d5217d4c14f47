package org.opendcrc.guarantees;

import java.util.List;
import java.util.Optional;
import org.opendcrc.shared.RowKey;

/** A piece of the list. */
public record WatchPage(List<WatchedCar> lines, Optional<RowKey> next) {

    public WatchPage {
        lines = List.copyOf(lines);
    }
}
