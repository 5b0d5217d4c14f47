package org.opendcrc.workbench;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
     * @param lines what was done and fitted, in the order of the file
     */
    record Repair(
            String orderNo,
            String orderKind,
            String status,
            Optional<Instant> settledAt,
            Optional<Integer> mileageKm,
            Optional<String> advisor,
            Optional<String> technician,
            Optional<Long> amountFen,
            List<String> lines)
            implements StoryFacts {

        public Repair {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A car was sold to him; by the day, at its beginning in the store.
     *
     * @param status VALID or RETURNED
     */
    record Sale(String saleNo, String status, Optional<LocalDate> deliveredOn, Optional<String> consultant)
            implements StoryFacts {}

    /** His car came through the gate. */
    record Arrival(Optional<Instant> outAt) implements StoryFacts {}

    /**
     * A call that was tried.
     *
     * @param task for which it was made
     * @param taskKind SERVICE
     * @param outcome CONNECTED, NO_ANSWER …
     * @param result SATISFIED or DISSATISFIED where the customer answered
     * @param total points of the questionnaire, of {@code totalPossible} (FU-25)
     * @param satisfaction the customer's own mark, 1 to 10, a figure of its own (FU-25)
     * @param servicesTold he was told of the present services and his data were confirmed (FU-28)
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
            Optional<Integer> satisfaction,
            boolean servicesTold,
            Optional<String> answer)
            implements StoryFacts {}

    /**
     * A call that was made in another system.
     *
     * @param about number of the order or the sale
     * @param outcome SATISFIED, DISSATISFIED, NOT_CONNECTED, WRONG_NUMBER or SMS
     * @param score the total of that system's questionnaire (FU-25)
     * @param satisfaction the customer's own mark (FU-25)
     */
    record EarlierCall(
            String about,
            String outcome,
            Optional<String> staff,
            Optional<BigDecimal> score,
            Optional<BigDecimal> satisfaction,
            Optional<String> words)
            implements StoryFacts {}

    /**
     * A complaint that was kept in another system.
     *
     * @param kindGiven the word of the file
     * @param outcome how it ended, in the words of the file
     */
    record EarlierComplaint(
            String number,
            Optional<String> kindGiven,
            String content,
            Optional<String> handler,
            Optional<Instant> closedAt,
            Optional<String> outcome)
            implements StoryFacts {}

    /** Words that were added to a finished call. */
    record Remark(UUID task, String taskKind, String orderNo, Optional<String> staff, String words)
            implements StoryFacts {}

    /**
     * A car that he wants, or somebody whom he named who may want one.
     *
     * @param leadKind OPPORTUNITY or REFERRAL
     * @param purchase ADDITIONAL or REPLACEMENT, of his own
     * @param person the name of the third person
     */
    record Lead(
            UUID task,
            String leadKind,
            Optional<String> purchase,
            Optional<String> wish,
            String planned,
            Optional<String> person,
            Optional<String> staff)
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
     * An appointment, by the time of its booking.
     *
     * @param startsAt when he was to come
     * @param state BOOKED, RESCHEDULED …
     * @param needs what he wanted done, in his words
     */
    record Appointment(String number, Instant startsAt, String state, String needs) implements StoryFacts {}

    /**
     * A text message.
     *
     * @param phone masked
     * @param state as in the outbox: QUEUED, SENT, DELIVERED, NOT_SENT …
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
