package org.opendcrc.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.reports.CallFacts.Outcome;
import org.opendcrc.reports.CallFacts.Sheet;
import org.opendcrc.reports.CallFacts.State;
import org.opendcrc.reports.CallFacts.Try;

/** Handbook, reports. An order settled on Friday 10 April 2026 is owed a call from the 11th to the 13th, 24:00; faded from the 16th. */
class ThreeDayCallReportSpec {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final UUID LI = UUID.randomUUID(), WANG = UUID.randomUUID();
    static final Sheet FULL = new Sheet(96, 100, Optional.of(9), true, Optional.of(true), List.of());

    final List<Call> calls = new ArrayList<>();
    Instant known = at("2026-05-01 09:00");

    @Test
    void A32_due_are_the_days_of_the_window_and_no_others() {
        owed();
        assertThat(count("2026-04-10", Figure.DUE)).isZero();
        assertThat(count("2026-04-11", Figure.DUE)).isOne();
        assertThat(count("2026-04-12", Figure.DUE)).isOne();
        assertThat(count("2026-04-13", Figure.DUE)).isOne();
        assertThat(count("2026-04-14", Figure.DUE)).isZero();
    }

    @Test
    void A32_a_task_that_came_into_being_during_the_day_is_due_on_it_and_one_that_came_later_is_not() {
        owed().createdAt("2026-04-12 23:59");
        owed().createdAt("2026-04-12 00:00");
        owed().createdAt("2026-04-13 00:00");
        assertThat(count("2026-04-11", Figure.DUE)).isZero();
        assertThat(count("2026-04-12", Figure.DUE)).isEqualTo(2);
        assertThat(count("2026-04-13", Figure.DUE)).isEqualTo(3);
    }

    @Test
    void A32_a_task_that_ended_before_the_day_is_not_due_on_it_any_more() {
        owed().answered("2026-04-11 23:59", Outcome.SATISFIED, FULL);
        owed().answered("2026-04-12 00:00", Outcome.SATISFIED, FULL);
        assertThat(count("2026-04-11", Figure.DUE)).isEqualTo(2);
        assertThat(count("2026-04-12", Figure.DUE)).isOne();
        assertThat(count("2026-04-13", Figure.DUE)).isZero();
    }

    @Test
    void A32_what_was_cancelled_before_the_day_is_not_due_and_what_is_cancelled_during_or_after_it_was() {
        owed().ended(State.CANCELLED, "2026-04-11 23:59");
        owed().ended(State.CANCELLED, "2026-04-12 00:00");
        owed().ended(State.CANCELLED, "2026-04-14 10:00");
        assertThat(count("2026-04-11", Figure.DUE)).isEqualTo(3);
        assertThat(count("2026-04-12", Figure.DUE)).isEqualTo(2);
        assertThat(count("2026-04-13", Figure.DUE)).isOne();
        assertThat(count("2026-04-14", Figure.OVERDUE)).isZero();
    }

    @Test
    void A32_what_is_recorded_until_the_freeze_counts_for_the_day_of_the_call_and_what_comes_later_does_not() {
        owed().answered("2026-04-12 17:40", Outcome.SATISFIED, FULL).recordedAt("2026-04-13 09:00");
        owed().answered("2026-04-12 17:50", Outcome.SATISFIED, FULL).recordedAt("2026-04-13 09:01");
        known = at("2026-04-13 09:00");
        assertThat(count("2026-04-12", Figure.SUCCESS)).isOne();
        known = at("2026-04-13 09:01");
        assertThat(count("2026-04-12", Figure.SUCCESS)).isEqualTo(2);
        assertThat(count("2026-04-13", Figure.SUCCESS)).isZero();
    }

    @Test
    void A32_an_attempt_recorded_after_the_freeze_is_not_seen_and_a_task_imported_after_it_neither() {
        owed().tried("2026-04-12 10:00", "BUSY", "2026-04-13 09:01");
        owed().createdAt("2026-04-12 08:00");
        owed().createdAt("2026-04-13 09:01");
        known = at("2026-04-13 09:00");
        assertThat(count("2026-04-12", Figure.CALLED)).isZero();
        assertThat(rows("2026-04-12").stream().map(it -> it.call().state())).containsOnly(State.PENDING);
        known = at("2026-04-13 09:01");
        assertThat(count("2026-04-12", Figure.CALLED)).isOne();
        assertThat(count("2026-04-12", Figure.DUE)).isEqualTo(2);
        assertThat(rows("2026-04-12").stream().map(it -> it.call().state())).containsOnly(State.PENDING, State.RETRY);
    }

    @Test
    void RP_8_a_call_belongs_to_the_day_on_which_it_was_made() {
        owed().answered("2026-04-11 23:59", Outcome.SATISFIED, FULL).recordedAt("2026-04-12 08:30");
        assertThat(count("2026-04-11", Figure.SUCCESS)).isOne();
        assertThat(count("2026-04-11", Figure.CALLED)).isOne();
        assertThat(count("2026-04-12", Figure.SUCCESS)).isZero();
        assertThat(count("2026-04-12", Figure.CALLED)).isZero();
    }

    @Test
    void RP_8_a_day_begins_at_midnight_and_ends_before_the_next() {
        owed().answered("2026-04-12 00:00", Outcome.SATISFIED, FULL);
        owed().tried("2026-04-12 00:00", "BUSY");
        assertThat(count("2026-04-11", Figure.SUCCESS)).isZero();
        assertThat(count("2026-04-11", Figure.NOT_CONNECTED)).isZero();
        assertThat(count("2026-04-12", Figure.SUCCESS)).isOne();
        assertThat(count("2026-04-12", Figure.NOT_CONNECTED)).isOne();
    }

    @Test
    void FU_9_a_dissatisfied_answer_is_a_success_in_the_success_rate_too() {
        owed().answered("2026-04-11 10:00", Outcome.SATISFIED, FULL);
        owed().answered("2026-04-11 11:00", Outcome.DISSATISFIED, FULL);
        owed().tried("2026-04-11 12:00", "BUSY");
        assertThat(figures("2026-04-11").successRate()).isEqualTo(new Share(2, 3));
    }

    @Test
    void RP_8_satisfied_and_dissatisfied_are_both_a_success_and_the_satisfaction_rate_is_their_share() {
        owed().answered("2026-04-11 10:00", Outcome.SATISFIED, FULL);
        owed().answered("2026-04-11 11:00", Outcome.SATISFIED, FULL);
        owed().answered("2026-04-11 12:00", Outcome.DISSATISFIED, FULL);
        var figures = figures("2026-04-11");
        assertThat(figures.count(Figure.SUCCESS)).isEqualTo(3);
        assertThat(figures.count(Figure.SATISFIED)).isEqualTo(2);
        assertThat(figures.count(Figure.DISSATISFIED)).isOne();
        assertThat(figures.satisfactionRate().value().orElseThrow())
                .as("nothing is rounded inside")
                .isEqualByComparingTo("0.6666666666666667");
    }

    @Test
    void RP_8_a_share_of_nothing_is_no_number_at_all() {
        owed();
        var figures = figures("2026-04-20");
        assertThat(figures.satisfactionRate().value()).isEmpty();
        assertThat(figures.successRate().value()).isEmpty();
        assertThat(figures.inTimeRate().value()).isEmpty();
        assertThat(figures.followUpRate().value()).isEmpty();
        assertThat(figures.verySatisfiedShare().value()).isEmpty();
        assertThat(figures.firstTimeFixRate().value()).isEmpty();
        assertThat(figures.completeShare().value()).isEmpty();
        assertThat(figures.total().value()).isEmpty();
        assertThat(figures.satisfaction().value()).isEmpty();
    }

    @Test
    void RP_8_nothing_of_something_is_zero() {
        owed().answered("2026-04-11 12:00", Outcome.DISSATISFIED, FULL);
        assertThat(figures("2026-04-11").satisfactionRate().value().orElseThrow())
                .isZero();
    }

    @Test
    void RP_8_FU_8_tried_without_an_answer_is_not_connected_unless_the_answer_came_later_the_same_day() {
        owed().tried("2026-04-11 10:00", "NO_ANSWER");
        owed().tried("2026-04-11 10:00", "BUSY").answered("2026-04-11 16:00", Outcome.SATISFIED, FULL);
        owed().tried("2026-04-11 10:00", "BUSY").answered("2026-04-12 16:00", Outcome.SATISFIED, FULL);
        assertThat(count("2026-04-11", Figure.CALLED)).isEqualTo(3);
        assertThat(count("2026-04-11", Figure.NOT_CONNECTED)).isEqualTo(2);
        assertThat(count("2026-04-11", Figure.CALL_AGAIN)).isEqualTo(2);
        assertThat(count("2026-04-12", Figure.CALLED)).isOne();
        assertThat(count("2026-04-12", Figure.NOT_CONNECTED)).isZero();
    }

    @Test
    void RP_8_who_asked_to_be_called_later_is_no_failure() {
        owed().tried("2026-04-11 10:00", "NO_ANSWER").tried("2026-04-11 15:00", "INCONVENIENT");
        owed().tried("2026-04-11 10:00", "INCONVENIENT").tried("2026-04-11 15:00", "NO_ANSWER");
        assertThat(count("2026-04-11", Figure.CALLED)).isEqualTo(2);
        assertThat(count("2026-04-11", Figure.CALL_BACK)).isOne();
        assertThat(count("2026-04-11", Figure.NOT_CONNECTED)).isOne();
    }

    @Test
    void RP_8_a_text_instead_of_the_third_call_counts_as_text_and_not_as_success() {
        owed().tried("2026-04-13 10:00", "SWITCHED_OFF")
                .ended(State.SMS_DONE, "2026-04-13 10:01")
                .called("2026-04-13 10:00");
        var figures = figures("2026-04-13");
        assertThat(figures.count(Figure.TEXTED)).isOne();
        assertThat(figures.count(Figure.SUCCESS)).isZero();
        assertThat(figures.count(Figure.NOT_CONNECTED)).isOne();
        assertThat(figures.count(Figure.CALL_AGAIN)).isZero();
        assertThat(figures.followUpRate()).isEqualTo(new Share(1, 1));
        assertThat(count("2026-04-14", Figure.OVERDUE)).isZero();
    }

    @Test
    void A31_a_text_that_could_not_be_sent_does_not_count_as_contacted() {
        owed().ended(State.UNREACHED, "2026-04-12 10:00");
        var figures = figures("2026-04-12");
        assertThat(figures.count(Figure.UNREACHED)).isOne();
        assertThat(figures.count(Figure.TEXTED)).isZero();
        assertThat(figures.followUpRate()).isEqualTo(new Share(0, 1));
    }

    @Test
    void FU_11_A26_a_linked_task_is_followed_up_but_was_not_tried_and_has_no_score() {
        owed().tried("2026-04-11 09:30", "BUSY").answered("2026-04-11 16:00", Outcome.SATISFIED, FULL);
        owed().tried("2026-04-11 09:30", "BUSY")
                .ended(State.LINKED, "2026-04-11 16:01")
                .called("2026-04-11 16:00");
        var figures = figures("2026-04-11");
        assertThat(figures.count(Figure.DUE)).isEqualTo(2);
        assertThat(figures.count(Figure.LINKED)).isOne();
        assertThat(figures.count(Figure.CALLED)).isOne();
        assertThat(figures.count(Figure.NOT_CONNECTED)).isZero();
        assertThat(figures.satisfactionRate()).isEqualTo(new Share(1, 1));
        assertThat(figures.followUpRate()).isEqualTo(new Share(2, 2));
        assertThat(figures.total().of()).isOne();
    }

    @Test
    void FU_11_an_order_born_linked_was_never_due() {
        owed().createdAt("2026-04-10 23:31").ended(State.LINKED, "2026-04-10 23:31");
        assertThat(count("2026-04-11", Figure.DUE)).isZero();
        assertThat(count("2026-04-11", Figure.LINKED)).isZero();
    }

    @Test
    void FU_1_due_until_13_April_24_00_is_overdue_on_the_report_of_the_14th_and_not_of_the_13th() {
        owed();
        assertThat(count("2026-04-13", Figure.OVERDUE)).isZero();
        assertThat(count("2026-04-14", Figure.OVERDUE)).isOne();
        assertThat(count("2026-04-20", Figure.OVERDUE)).isOne();
    }

    @Test
    void FU_1_a_late_answer_ends_the_overdue_and_is_a_success_but_neither_due_nor_in_time() {
        owed().answered("2026-04-14 10:00", Outcome.SATISFIED, FULL);
        owed().answered("2026-04-13 23:59", Outcome.SATISFIED, FULL);
        assertThat(count("2026-04-14", Figure.OVERDUE)).isZero();
        assertThat(count("2026-04-14", Figure.SUCCESS)).isOne();
        assertThat(figures("2026-04-14").inTimeRate()).isEqualTo(new Share(0, 0));
        assertThat(figures("2026-04-13").inTimeRate()).isEqualTo(new Share(1, 2));
    }

    @Test
    void FU_1_what_was_called_the_day_after_was_still_overdue_at_the_end_of_the_day() {
        owed().answered("2026-04-15 08:30", Outcome.SATISFIED, FULL);
        known = at("2026-04-15 09:00");
        assertThat(count("2026-04-14", Figure.OVERDUE)).isOne();
        assertThat(count("2026-04-15", Figure.OVERDUE)).isZero();
    }

    @Test
    void FU_2_A21_faded_from_the_16th_and_counted_among_the_overdue() {
        owed();
        assertThat(count("2026-04-15", Figure.FADED)).isZero();
        assertThat(count("2026-04-15", Figure.OVERDUE)).isOne();
        assertThat(count("2026-04-16", Figure.FADED)).isOne();
        assertThat(count("2026-04-16", Figure.OVERDUE)).isOne();
    }

    @Test
    void FU_4_complete_sheets_are_counted_of_the_answered() {
        owed().answered("2026-04-11 10:00", Outcome.SATISFIED, FULL);
        owed().answered(
                        "2026-04-11 11:00",
                        Outcome.SATISFIED,
                        new Sheet(50, 50, Optional.empty(), false, Optional.empty(), List.of()));
        assertThat(figures("2026-04-11").completeShare()).isEqualTo(new Share(1, 2));
    }

    @Test
    void FU_25_total_and_satisfaction_are_two_means_and_a_declined_question_costs_nothing() {
        owed().answered(
                        "2026-04-11 10:00",
                        Outcome.SATISFIED,
                        new Sheet(90, 100, Optional.of(10), true, Optional.of(true), List.of()));
        owed().answered(
                        "2026-04-11 11:00",
                        Outcome.SATISFIED,
                        new Sheet(60, 80, Optional.of(8), true, Optional.of(false), List.of()));
        owed().answered(
                        "2026-04-11 12:00",
                        Outcome.SATISFIED,
                        new Sheet(0, 0, Optional.empty(), true, Optional.empty(), List.of()));
        var figures = figures("2026-04-11");
        assertThat(figures.total().value().orElseThrow()).isEqualByComparingTo("82.5");
        assertThat(figures.satisfaction().value().orElseThrow()).isEqualByComparingTo("9");
        assertThat(figures.firstTimeFixRate()).isEqualTo(new Share(1, 2));
    }

    @Test
    void RP_8_very_satisfied_is_a_mark_of_nine_or_ten_of_those_who_gave_one() {
        owed().answered("2026-04-11 10:00", Outcome.SATISFIED, marked(9));
        owed().answered("2026-04-11 11:00", Outcome.SATISFIED, marked(8));
        owed().answered(
                        "2026-04-11 12:00",
                        Outcome.SATISFIED,
                        new Sheet(9, 10, Optional.empty(), true, Optional.empty(), List.of()));
        assertThat(figures("2026-04-11").verySatisfiedShare()).isEqualTo(new Share(1, 2));
    }

    @Test
    void RP_8_grievances_are_counted_by_item_most_frequent_first() {
        owed().answered("2026-04-11 10:00", Outcome.DISSATISFIED, aggrieved("remark", "advisor-attitude"));
        owed().answered("2026-04-11 11:00", Outcome.SATISFIED, aggrieved("remark"));
        owed().answered("2026-04-12 11:00", Outcome.SATISFIED, aggrieved("remark"));
        assertThat(report("2026-04-11").grievances())
                .containsExactly(
                        new ThreeDayCallReport.Grievances("remark", 2),
                        new ThreeDayCallReport.Grievances("advisor-attitude", 1));
        assertThat(count("2026-04-11", Figure.AGGRIEVED)).isEqualTo(2);
    }

    @Test
    void RP_8_each_advisor_has_the_same_figures_and_together_they_are_the_whole() {
        owed().of(LI).answered("2026-04-11 10:00", Outcome.SATISFIED, FULL);
        owed().of(LI);
        owed().of(WANG).answered("2026-04-11 11:00", Outcome.DISSATISFIED, FULL);
        owed();
        var report = report("2026-04-11");
        assertThat(report.advisors()).hasSize(3);
        assertThat(report.advisors().getLast().advisor()).isEmpty();
        assertThat(of(report, LI).satisfactionRate()).isEqualTo(new Share(1, 1));
        assertThat(of(report, WANG).satisfactionRate()).isEqualTo(new Share(0, 1));
        for (var figure : Figure.values()) {
            assertThat(report.advisors().stream()
                            .mapToInt(it -> it.figures().count(figure))
                            .sum())
                    .as(figure.word())
                    .isEqualTo(report.all().count(figure));
        }
    }

    @Test
    void RP_8_every_number_is_the_number_of_its_rows() {
        owed().answered("2026-04-11 10:00", Outcome.SATISFIED, FULL);
        owed().tried("2026-04-11 10:00", "BUSY");
        owed().ended(State.WRONG_NUMBER, "2026-04-11 10:00");
        owed();
        var rows = rows("2026-04-11");
        for (var figure : Figure.values()) {
            assertThat(rows.stream().filter(it -> it.isCountedIn(figure)))
                    .as(figure.word())
                    .hasSize(count("2026-04-11", figure));
        }
        assertThat(count("2026-04-11", Figure.WRONG_NUMBER)).isOne();
        assertThat(rows("2026-04-30"))
                .as("what nothing counts is no row, overdue is")
                .hasSize(2);
    }

    // how the examples speak

    static Sheet marked(int mark) {
        return new Sheet(90, 100, Optional.of(mark), true, Optional.of(true), List.of());
    }

    static Sheet aggrieved(String... items) {
        return new Sheet(70, 100, Optional.of(6), true, Optional.of(false), Arrays.asList(items));
    }

    static Figures of(ThreeDayCallReport report, UUID advisor) {
        return report.advisors().stream()
                .filter(it -> it.advisor().equals(Optional.of(advisor)))
                .findFirst()
                .orElseThrow()
                .figures();
    }

    Call owed() {
        var call = new Call();
        calls.add(call);
        return call;
    }

    List<CountedCall> rows(String day) {
        return ThreeDayCallReport.count(
                ReportDay.of(LocalDate.parse(day), ZONE),
                known,
                calls.stream().map(Call::facts).toList());
    }

    ThreeDayCallReport report(String day) {
        return ThreeDayCallReport.of(rows(day));
    }

    Figures figures(String day) {
        return report(day).all();
    }

    int count(String day, Figure figure) {
        return figures(day).count(figure);
    }

    static Instant at(String local) {
        return LocalDateTime.parse(local.replace(' ', 'T')).atZone(ZONE).toInstant();
    }

    /** A task of an order settled on 10 April at 16:00, created by that night's import. */
    static class Call {
        private Optional<UUID> advisor = Optional.empty();
        private Instant created = at("2026-04-10 23:31");
        private State state = State.PENDING;
        private Optional<Instant> called = Optional.empty();
        private Optional<Instant> closed = Optional.empty();
        private Optional<Outcome> outcome = Optional.empty();
        private Optional<Sheet> sheet = Optional.empty();
        private final List<Try> tries = new ArrayList<>();

        Call of(UUID who) {
            advisor = Optional.of(who);
            return this;
        }

        Call createdAt(String moment) {
            created = at(moment);
            return this;
        }

        Call tried(String moment, String what) {
            return tried(moment, what, moment);
        }

        Call tried(String moment, String what, String recorded) {
            tries.add(new Try(at(moment), at(recorded), what));
            state = State.RETRY;
            return this;
        }

        Call answered(String moment, Outcome what, Sheet answers) {
            tries.add(new Try(at(moment), at(moment), "CONNECTED"));
            outcome = Optional.of(what);
            sheet = Optional.of(answers);
            called = Optional.of(at(moment));
            return ended(what == Outcome.SATISFIED ? State.SUCCESS_SATISFIED : State.SUCCESS_DISSATISFIED, moment);
        }

        Call ended(State how, String moment) {
            state = how;
            closed = Optional.of(at(moment));
            return this;
        }

        Call called(String moment) {
            called = Optional.of(at(moment));
            return this;
        }

        /** Everything that was tried last and the end were typed in then. */
        Call recordedAt(String moment) {
            closed = Optional.of(at(moment));
            var last = tries.removeLast();
            tries.add(new Try(last.at(), at(moment), last.outcome()));
            return this;
        }

        CallFacts facts() {
            return new CallFacts(
                    UUID.randomUUID(),
                    "RO-1",
                    advisor,
                    created,
                    at("2026-04-11 00:00"),
                    at("2026-04-14 00:00"),
                    at("2026-04-16 00:00"),
                    state,
                    called,
                    closed,
                    outcome,
                    sheet,
                    tries);
        }
    }
}
