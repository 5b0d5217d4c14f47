package org.opendcrc.followups;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.calendar.Daypart;

/**
 * An owed or finished call, as programs read it.
 *
 * @param vehicleId absent where the call is about no car, as {@code order…} and the two moments where it is about no order
 * @param orderKind GENERAL, MAINTENANCE, FIRST_SERVICE, WARRANTY, ACCIDENT or REWORK
 * @param dueFrom first moment at which it may be called, included (FU-15)
 * @param dueAt first moment at which it is overdue (FU-1)
 * @param fadesAt first moment at which the customer's memory counts as faded (FU-2)
 * @param attempts failed attempts that count (A25)
 * @param overdueSince written down once by the job
 * @param linkedTo the called task of the same visit (FU-11)
 * @param doNotDisturb the customer does not want calls (FU-14)
 * @param notBefore the queue does not offer it earlier
 * @param textOnly the customer is written to instead of called
 * @param claimedBy who has it in his hand now
 * @param assignedTo who is to call it (FU-19)
 * @param assignee his name
 * @param pickedUpOn when the buyer picked up his car, or is to, in calls after a sale (FU-17)
 */
public record TaskView(
        UUID id,
        CallKind kind,
        Subject subject,
        UUID contactId,
        UUID storeId,
        UUID customerId,
        Optional<UUID> vehicleId,
        Optional<UUID> orderId,
        Optional<String> orderNo,
        Optional<String> orderKind,
        Optional<String> visitNo,
        TaskState state,
        String customer,
        Optional<String> plate,
        Optional<Integer> mileageKm,
        Optional<String> advisor,
        Optional<Instant> sentInAt,
        Optional<Instant> completedAt,
        Optional<Instant> settledAt,
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
        boolean textOnly,
        boolean surveyed,
        Optional<Instant> notBefore,
        Optional<Instant> promisedAt,
        Optional<String> claimedBy,
        Optional<Instant> claimedUntil,
        Optional<UUID> assignedTo,
        Optional<String> assignee,
        Optional<LocalDate> pickedUpOn) {

    /**
     * What the call is about.
     *
     * @param round which call of this kind about it: an order settled anew owes a further one
     * @param number as people call it
     * @param happenedAt what the window is counted from: the settlement of an order
     */
    @Schema(name = "FollowUpSubject")
    public record Subject(CallKind.Subject kind, UUID id, int round, String number, Instant happenedAt) {}

    public TaskView {
        daypartsUsed = Set.copyOf(daypartsUsed);
    }
}
