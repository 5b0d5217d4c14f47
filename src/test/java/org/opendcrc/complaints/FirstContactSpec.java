package org.opendcrc.complaints;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Handbook, complaints: record at once, contact the customer within two hours. */
class FirstContactSpec {

    static final Instant RECEIVED = Instant.parse("2026-04-10T09:30:00Z"); // Friday 17:30 in Hangzhou
    static final Instant DUE = RECEIVED.plus(Duration.ofHours(2));
    static final Instant NOW = RECEIVED.plus(Duration.ofHours(5));

    @Test
    void CP_1_a_contact_after_119_and_after_120_minutes_is_in_time_and_after_121_it_is_not() {
        assertThat(ComplaintRules.inTime(RECEIVED.plus(Duration.ofMinutes(119)), DUE))
                .isTrue();
        assertThat(ComplaintRules.inTime(RECEIVED.plus(Duration.ofHours(2)), DUE))
                .isTrue();
        assertThat(ComplaintRules.inTime(RECEIVED.plus(Duration.ofMinutes(121)), DUE))
                .isFalse();
    }

    @Test
    void CP_1_A24_seconds_count_exactly() {
        assertThat(ComplaintRules.inTime(DUE.plusSeconds(1), DUE)).isFalse();
        assertThat(ComplaintRules.inTime(DUE.plusNanos(1_000), DUE)).isFalse();
    }

    @Test
    void a_contact_is_made_between_receipt_and_now_both_included() {
        assertThat(refusal(RECEIVED, "道歉")).isEmpty();
        assertThat(refusal(NOW, "道歉")).isEmpty();
        assertThat(refusal(RECEIVED.minusSeconds(1), "道歉")).contains(new FirstContact.Refusal.BeforeReceipt(RECEIVED));
        assertThat(refusal(NOW.plusSeconds(1), "道歉")).contains(new FirstContact.Refusal.InTheFuture(NOW));
    }

    @Test
    void a_contact_without_words_and_a_second_first_contact_are_refused() {
        assertThat(refusal(NOW, " 　")).contains(new FirstContact.Refusal.NothingWritten());
        assertThat(ComplaintRules.refusal(RECEIVED, Optional.of(DUE), NOW, "再打一次", NOW))
                .contains(new FirstContact.Refusal.AlreadyMade(DUE));
    }

    @Test
    void a_complaint_has_words_and_was_not_received_in_the_future() {
        assertThat(ComplaintRules.refusal(intake("空调不制热", NOW), NOW)).isEmpty();
        assertThat(ComplaintRules.refusal(intake("  ", NOW), NOW)).contains(new Received.Refusal.NothingWritten());
        assertThat(ComplaintRules.refusal(intake("空调不制热", NOW.plusSeconds(1)), NOW))
                .contains(new Received.Refusal.ReceivedInTheFuture());
    }

    @Test
    void a_number_carries_the_day_of_the_store() {
        var afterMidnight = Instant.parse("2026-11-20T16:00:00Z");
        assertThat(ComplaintRules.number(afterMidnight, ZoneId.of("Asia/Shanghai"), 3))
                .isEqualTo("TS-20261121-003");
        assertThat(ComplaintRules.number(afterMidnight.minusSeconds(1), ZoneId.of("Asia/Shanghai"), 1000))
                .isEqualTo("TS-20261120-1000");
    }

    static Optional<FirstContact.Refusal> refusal(Instant trueTime, String words) {
        return ComplaintRules.refusal(RECEIVED, Optional.empty(), trueTime, words, NOW);
    }

    static Intake intake(String content, Instant receivedAt) {
        return new Intake(
                UUID.randomUUID(),
                ComplaintSource.FOLLOW_UP,
                ComplaintKind.PRODUCT,
                false,
                Optional.of(UUID.randomUUID()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                content,
                receivedAt,
                false);
    }
}
