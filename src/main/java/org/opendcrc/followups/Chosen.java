package org.opendcrc.followups;

import java.util.List;
import java.util.UUID;

/** Which rows of a list a step takes. */
public sealed interface Chosen {

    /** Those that were ticked. */
    record Tasks(List<UUID> ids) implements Chosen {

        public Tasks {
            ids = ids.stream().distinct().toList();
        }
    }

    /** All that the filter shows, on every page. */
    record All(QueueFilter filter) implements Chosen {}
}
