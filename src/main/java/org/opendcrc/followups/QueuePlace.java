package org.opendcrc.followups;

import org.opendcrc.shared.RowKey;

/** Where a piece of a list lies. */
public sealed interface QueuePlace {

    /** At the beginning. */
    record First() implements QueuePlace {}

    /** Behind the last row of the piece before. */
    record After(RowKey key) implements QueuePlace {}

    /** In front of the first row of the piece behind. */
    record Before(RowKey key) implements QueuePlace {}
}
