package org.opendcrc.followups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.followups.RecordingACallSpec.RULES;
import static org.opendcrc.followups.RecordingACallSpec.at;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.followups.Contact.Decision;
import org.opendcrc.followups.Contact.Recording;

/** Confirmations of an appointment on Friday, 17 April 2026, 10:00, by the handbook's policy: tried once more, then a text. */
class CallsAtAnHourSpec {

    static final UUID APPOINTMENT = UUID.randomUUID();
    static final UUID ZHOU = UUID.randomUUID();

    final OwedCall three = call(CallKind.CONFIRM_72, "2026-04-14T10:00", "2026-04-16T10:00");
    final OwedCall day = call(CallKind.CONFIRM_24, "2026-04-16T10:00", "2026-04-17T09:00");

    @Test
    void AP_16_not_before_its_hour() {
        var early = at("2026-04-14T10:00").minusMillis(1);
        assertThat(contact(three).told(three.id(), AnswerKind.CONFIRMED, early, by(early)))
                .isEqualTo(new Decision.Refused(new Refusal.NotYetDue(at("2026-04-14T10:00"))));
        assertThat(told(contact(three), three, at("2026-04-14T10:00")).answer())
                .isEqualTo(new Recorded.Told(AnswerKind.CONFIRMED, List.of(), Optional.empty(), Optional.empty()));
    }

    @Test
    void AP_16_one_answer_does_for_the_confirmations_whose_hour_has_come_and_for_no_later_one() {
        var first = told(contact(three, day), three, at("2026-04-14T10:05"));
        assertThat(state(first.after(), three)).isEqualTo(TaskState.ANSWERED);
        assertThat(state(first.after(), day)).as("tomorrow he is asked again").isEqualTo(TaskState.PENDING);
        var both = told(contact(three, day), day, at("2026-04-16T10:05"));
        assertThat(state(both.after(), three)).isEqualTo(TaskState.LINKED);
        assertThat(state(both.after(), day)).isEqualTo(TaskState.ANSWERED);
    }

    @Test
    void AP_16_another_appointment_of_the_same_car_is_another_matter() {
        var other = new OwedCall(
                UUID.randomUUID(),
                CallKind.CONFIRM_24,
                UUID.randomUUID(),
                1,
                Optional.empty(),
                LocalDate.of(2026, 4, 17),
                day.window(),
                TaskState.PENDING,
                0,
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
        var decided = told(contact(day, other), day, at("2026-04-16T10:05"));
        assertThat(state(decided.after(), other)).isEqualTo(TaskState.PENDING);
    }

    @Test
    void AP_16_a_failed_attempt_counts_whatever_the_daypart_and_is_tried_again_after_the_pause() {
        var night = call(CallKind.CONFIRM_1, "2026-04-17T07:30", "2026-04-17T08:30");
        var missed = missed(contact(night), night, at("2026-04-17T07:35"));
        assertThat(missed.answer())
                .as("before every daypart, and 15 minutes later again")
                .isEqualTo(new Recorded.NeedsAnotherCall(true, 1, 2, at("2026-04-17T07:50")));
        assertThat(missed.after().notBefore()).contains(at("2026-04-17T07:50"));
        var later = missed(missed.after(), night, at("2026-04-17T07:50"));
        assertThat(later.answer()).isEqualTo(new Recorded.EndsInText(2, List.of()));
        assertThat(later.texts()).containsExactly(night.id());
    }

    @Test
    void AP_16_A26_the_text_goes_once_for_the_confirmations_whose_hour_has_come() {
        var first = missed(contact(three, day), three, at("2026-04-16T10:05"));
        var second = missed(first.after(), three, at("2026-04-16T13:00"));
        assertThat(second.texts()).hasSize(1);
        assertThat(second.after().tasks()).noneMatch(OwedCall::isOpen);
        var early = missed(
                missed(contact(three, day), three, at("2026-04-14T10:05")).after(), three, at("2026-04-14T14:00"));
        assertThat(state(early.after(), day)).as("its hour has not come").isEqualTo(TaskState.PENDING);
    }

    @Test
    void what_is_asked_is_answered_and_nothing_else() {
        var now = at("2026-04-14T10:05");
        assertThat(contact(three).answered(three.id(), CallOutcome.SATISFIED, now, by(now)))
                .isEqualTo(new Decision.Refused(new Refusal.AnotherAnswer(CallKind.CONFIRM_72)));
        assertThat(contact(three).told(three.id(), AnswerKind.NO_WISH, now, by(now)))
                .isEqualTo(new Decision.Refused(new Refusal.AnotherAnswer(CallKind.CONFIRM_72)));
        var service = RecordingACallSpec.task();
        var monday = at("2026-04-13T10:00");
        assertThat(contact(service).told(service.id(), AnswerKind.CONFIRMED, monday, by(monday)))
                .isEqualTo(new Decision.Refused(new Refusal.AnotherAnswer(CallKind.SERVICE)));
    }

    @Test
    void AP_16_the_policy_of_such_a_call_has_no_days() {
        for (var kind : CallKind.values()) {
            assertThat(PolicyField.offered(kind).contains(PolicyField.DAYPARTS))
                    .as(kind.name())
                    .isNotEqualTo(kind.isAtAnHour());
            assertThat(PolicyField.offered(kind).contains(PolicyField.PAUSE_MINUTES))
                    .as(kind.name())
                    .isEqualTo(kind.isAtAnHour());
        }
        assertThat(RULES.of(CallKind.CONFIRM_1).pause()).isEqualTo(Duration.ofMinutes(15));
    }

    // ---- fixtures

    static OwedCall call(CallKind kind, String from, String until) {
        return new OwedCall(
                UUID.randomUUID(),
                kind,
                APPOINTMENT,
                1,
                Optional.empty(),
                LocalDate.of(2026, 4, 17),
                new DueWindow(at(from), at(until), at(until)),
                TaskState.PENDING,
                0,
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    static Contact contact(OwedCall... tasks) {
        return new Contact(
                UUID.randomUUID(),
                RULES,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("+8613800006621"),
                List.of(tasks));
    }

    static Recording by(Instant now) {
        return new Recording(UUID.randomUUID(), ZHOU, now);
    }

    static Decision.Decided told(Contact contact, OwedCall call, Instant now) {
        return (Decision.Decided) contact.told(call.id(), AnswerKind.CONFIRMED, now, by(now));
    }

    static Decision.Decided missed(Contact contact, OwedCall call, Instant now) {
        return (Decision.Decided)
                contact.attempt(call.id(), AttemptOutcome.NO_ANSWER, now, Optional.empty(), Optional.empty(), by(now));
    }

    static TaskState state(Contact contact, OwedCall call) {
        return contact.find(call.id()).state();
    }
}
