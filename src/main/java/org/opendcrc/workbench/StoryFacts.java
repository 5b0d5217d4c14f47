package org.opendcrc.workbench;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is told of a happening, by its kind. Telephone numbers are masked here already. */
public sealed interface StoryFacts {

    /**
     * A repair order.
     *
     * @param orderKind GENERAL, MAINTENANCE …
     * @param status IN_REPAIR, COMPLETED or SETTLED
     * @param amountFen in fen
     */
    record Repair(
            String orderNo,
            String orderKind,
            String status,
            Optional<Instant> settledAt,
            Optional<Integer> mileageKm,
            Optional<String> advisor,
            Optional<String> technician,
            Optional<Long> amountFen)
            implements StoryFacts {}

    /**
     * A call that was tried.
     *
     * @param task for which it was made
     * @param taskKind SERVICE
     * @param outcome CONNECTED, NO_ANSWER …
     * @param result SATISFIED or DISSATISFIED where the customer answered
     * @param total points of the questionnaire, of {@code totalPossible} (FU-25)
     * @param satisfaction the customer's own mark, 1 to 10, a figure of its own (FU-25)
     */
    record Call(
            UUID task,
            String taskKind,
            String orderNo,
            String outcome,
            Optional<String> staff,
            Optional<String> result,
            Optional<Integer> total,
            Optional<Integer> totalPossible,
            Optional<Integer> satisfaction)
            implements StoryFacts {}

    /** Words that were added to a finished call. */
    record Remark(UUID task, String taskKind, String orderNo, Optional<String> staff, String words)
            implements StoryFacts {}

    /**
     * A complaint, by the time of its receipt.
     *
     * @param complaintKind PRODUCT, REPAIR_SKILL …
     * @param contactedAt the first contact, by its true time
     */
    record Complaint(
            String number,
            String complaintKind,
            String content,
            String state,
            Instant contactDueAt,
            Optional<Instant> contactedAt,
            boolean grievanceSolved)
            implements StoryFacts {}

    /**
     * A text message.
     *
     * @param phone masked
     * @param state QUEUED, SENT or NOT_SENT
     * @param reason why it was not sent
     * @param channel by which it went
     */
    record Text(
            String body,
            String phone,
            String state,
            Optional<String> reason,
            Optional<String> channel,
            String cause,
            UUID causeId)
            implements StoryFacts {}

    /**
     * A change of the customer's data.
     *
     * @param action a key below {@code audit.action.}
     * @param staff who did it; empty for the system itself
     * @param before the old values by field
     * @param after the new values by field
     */
    record Change(String action, Optional<String> staff, Map<String, String> before, Map<String, String> after)
            implements StoryFacts {

        public Change {
            before = Map.copyOf(before);
            after = Map.copyOf(after);
        }
    }
}
