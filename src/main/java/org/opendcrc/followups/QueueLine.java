package org.opendcrc.followups;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.calendar.Daypart;

/**
 * An owed or finished call as a list shows it.
 *
 * @param zone the store's
 * @param customer the name as it is in the file
 * @param sex MALE, FEMALE or UNKNOWN
 * @param car series and model, as far as they are known
 * @param orderNo of the order, else of what the call is about
 * @param orderKind a key below {@code followups.order.}: the order's kind, else the call's
 * @param settledAt of the order, else when what the call is about happened
 * @param due the first moment at which it is overdue
 * @param fades the first moment at which the customer's memory counts as faded (FU-2)
 * @param attempts how many failed attempts count for it
 * @param together how many open tasks one call would serve, this one included; 0 once it is closed
 * @param notBefore the queue does not offer it earlier
 * @param promisedAt when the customer asked to be called
 * @param heldBy who has it open now
 * @param closedAt when its result was recorded
 */
public record QueueLine(
        UUID task,
        String store,
        ZoneId zone,
        String customer,
        boolean person,
        String sex,
        Optional<String> plate,
        String car,
        String orderNo,
        String orderKind,
        Instant settledAt,
        Optional<String> advisor,
        Instant due,
        Instant fades,
        int attempts,
        Set<Daypart> daypartsUsed,
        TaskState state,
        boolean textOnly,
        boolean jd,
        int together,
        Optional<Instant> notBefore,
        Optional<Instant> promisedAt,
        Optional<String> heldBy,
        Optional<Instant> closedAt) {

    public QueueLine {
        daypartsUsed = Set.copyOf(daypartsUsed);
    }
}
