package org.opendcrc.followups;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who has how many calls of a store, and what is left over.
 *
 * @param rest owed contacts that are nobody's
 * @param texts contacts of customers who want no calls: nobody is given them
 */
public record AssignmentBoard(
        UUID store, List<Clerk> clerks, List<Advisor> advisors, int rest, int texts, List<BulkStep> steps) {

    public AssignmentBoard {
        clerks = List.copyOf(clerks);
        advisors = List.copyOf(advisors);
        steps = List.copyOf(steps);
    }

    /**
     * Somebody who makes calls in the store, or did and still has some.
     *
     * @param here whether he makes calls in the store now
     * @param restrictable whether the special function can be on for him: not for whoever assigns himself
     * @param restricted whether he sees only what is assigned to him
     * @param open his owed contacts
     * @param overdue those of them whose window is over
     * @param again those of them that were tried
     */
    public record Clerk(
            UUID id,
            String name,
            boolean here,
            boolean restrictable,
            boolean restricted,
            int open,
            int overdue,
            int again) {}

    /**
     * An advisor whose customers are owed calls.
     *
     * @param rest how many owed contacts of his are nobody's
     * @param clerk who calls his customers
     */
    public record Advisor(UUID id, String name, int rest, Optional<UUID> clerk) {}
}
