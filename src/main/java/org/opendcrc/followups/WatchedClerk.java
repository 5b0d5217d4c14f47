package org.opendcrc.followups;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One clerk's list as his manager looks at it 回访监控: what is open with him, and the calls that he made today. It shows customers, so
 * the look itself is in the audit log.
 *
 * @param open the first of what is assigned to him, due first at the front
 */
public record WatchedClerk(
        UUID store, ZoneId zone, LocalDate day, TeamDay.Clerk clerk, List<QueueLine> open, List<Made> made) {

    public WatchedClerk {
        open = List.copyOf(open);
        made = List.copyOf(made);
    }

    /**
     * A call that he made.
     *
     * @param number of the order, or of what else the call was about
     * @param result what the customer said, where a questionnaire asked
     */
    public record Made(
            Instant at,
            AttemptOutcome outcome,
            UUID task,
            CallKind kind,
            String number,
            String customer,
            boolean person,
            String sex,
            Optional<String> plate,
            Optional<CallOutcome> result) {}
}
