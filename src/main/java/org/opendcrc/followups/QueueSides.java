package org.opendcrc.followups;

import java.util.List;
import java.util.UUID;

/**
 * What stands around a list of the queue.
 *
 * @param restricted whether he sees only what is assigned to him, in at least one of the stores (FU-19)
 * @param advisors whose orders one can filter by
 * @param clerks to whom contacts can be assigned
 */
public record QueueSides(
        QueueCounts counts, boolean restricted, List<SavedView> views, List<Named> advisors, List<Named> clerks) {

    public QueueSides {
        views = List.copyOf(views);
        advisors = List.copyOf(advisors);
        clerks = List.copyOf(clerks);
    }

    /** A person to choose. */
    public record Named(UUID id, String name) {}
}
