package org.opendcrc.followups;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.calendar.Daypart;

/**
 * An owed or finished call, as programs read it.
 *
 * @param orderKind GENERAL, MAINTENANCE, FIRST_SERVICE, WARRANTY, ACCIDENT or REWORK
 * @param dueFrom first moment at which it may be called, included (FU-15)
 * @param dueAt first moment at which it is overdue (FU-1)
 * @param fadesAt first moment at which the customer's memory counts as faded (FU-2)
 * @param attempts failed attempts that count (A25)
 * @param overdueSince written down once by the job
 * @param linkedTo the called task of the same visit (FU-11)
 * @param doNotDisturb the customer does not want calls (FU-14)
 * @param notBefore the queue does not offer it earlier
 * @param claimedBy who has it in his hand now
 */
public record TaskView(
        UUID id,
        UUID contactId,
        UUID storeId,
        UUID customerId,
        UUID vehicleId,
        UUID orderId,
        String orderNo,
        String orderKind,
        Optional<String> visitNo,
        TaskState state,
        String customer,
        Optional<String> plate,
        Optional<Integer> mileageKm,
        Optional<String> advisor,
        Instant sentInAt,
        Instant settledAt,
        Instant dueFrom,
        Instant dueAt,
        Instant fadesAt,
        int attempts,
        Set<Daypart> daypartsUsed,
        Optional<Instant> overdueSince,
        Optional<Instant> fadedSince,
        Optional<UUID> linkedTo,
        Optional<Instant> calledAt,
        Optional<Instant> closedAt,
        boolean doNotDisturb,
        boolean surveyed,
        Optional<Instant> notBefore,
        Optional<Instant> promisedAt,
        Optional<String> claimedBy,
        Optional<Instant> claimedUntil) {

    public TaskView {
        daypartsUsed = Set.copyOf(daypartsUsed);
    }
}
