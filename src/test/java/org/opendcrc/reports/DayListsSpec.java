package org.opendcrc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.reports.ThreeDayCallReportSpec.ZONE;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.reports.CallFacts.Next;
import org.opendcrc.reports.CallFacts.Outcome;
import org.opendcrc.reports.CallFacts.Sheet;
import org.opendcrc.reports.CallFacts.State;
import org.opendcrc.reports.CallFacts.Try;

/** The day's lists as pure figures. An order settled on 10 April 2026 is due from the 11th to the 13th, 24:00. The day is the 12th. */
class DayListsSpec {

    static final UUID ZHOU = UUID.randomUUID(), HE = UUID.randomUUID(), WANG = UUID.randomUUID();
    static final ReportDay SUNDAY = ReportDay.of(LocalDate.of(2026, 4, 12), ZONE);
    Instant known = at("2026-04-13 09:00");

    @Test
    void RP_10_a_call_at_the_first_moment_of_the_day_is_of_the_day_and_one_at_its_end_is_not() {
        assertThat(failed(owed(tried("2026-04-12 00:00", "BUSY", ZHOU)))).hasSize(1);
        assertThat(failed(owed(tried("2026-04-12 23:59", "BUSY", ZHOU)))).hasSize(1);
        assertThat(failed(owed(tried("2026-04-13 00:00", "BUSY", ZHOU)))).isEmpty();
        assertThat(failed(owed(tried("2026-04-11 23:59", "BUSY", ZHOU)))).isEmpty();
    }

    @Test
    void RP_10_A32_a_failure_recorded_at_the_freeze_is_in_it_and_one_recorded_after_it_is_not() {
        var atNine = new Try(
                at("2026-04-12 17:00"), at("2026-04-13 09:00"), "BUSY", Optional.empty(), Optional.of(ZHOU), "", true);
        var later = new Try(
                at("2026-04-12 17:00"), at("2026-04-13 09:01"), "BUSY", Optional.empty(), Optional.of(ZHOU), "", true);
        assertThat(failed(owed(atNine))).hasSize(1);
        assertThat(failed(owed(later))).isEmpty();
        known = at("2026-04-13 09:01");
        assertThat(failed(owed(later))).hasSize(1);
    }

    @Test
    void RP_10_a_customer_who_was_reached_at_last_or_asked_for_another_time_is_no_failure() {
        assertThat(failed(owed(
                        tried("2026-04-12 10:00", "NO_ANSWER", ZHOU), tried("2026-04-12 11:00", "INCONVENIENT", ZHOU))))
                .isEmpty();
        assertThat(failed(answered(Outcome.SATISFIED, List.of(), "2026-04-12 11:00")))
                .isEmpty();
    }

    @Test
    void RP_10_the_row_says_why_how_often_and_which_dayparts_are_left() {
        var row = failed(owed(
                        tried("2026-04-11 10:00", "SWITCHED_OFF", HE, "MORNING"),
                        tried("2026-04-12 10:00", "NO_ANSWER", ZHOU, "MORNING"),
                        tried("2026-04-12 12:10", "BUSY", HE, "NOON")))
                .getFirst();
        assertThat(row.facts())
                .containsEntry("reason", "BUSY")
                .containsEntry("clerk", HE.toString())
                .containsEntry("today", "2")
                .containsEntry("attempts", "3")
                .containsEntry("next", "AGAIN")
                .containsEntry("nextAt", at("2026-04-13 08:30").toString())
                .containsEntry("dayparts", "AFTERNOON,EVENING");
        assertThat(row.countedIn()).containsExactly("failed", "again");
    }

    @Test
    void RP_10_what_comes_next_follows_from_how_the_task_stands() {
        assertThat(next(State.TEXTING)).isEqualTo("TEXT");
        assertThat(next(State.SMS_DONE)).isEqualTo("TEXT_SENT");
        assertThat(next(State.UNREACHED)).isEqualTo("LETTER");
        assertThat(next(State.WRONG_NUMBER)).isEqualTo("CORRECTION");
        assertThat(next(State.CANCELLED)).isEqualTo("CANCELLED");
    }

    @Test
    void RP_14_one_call_for_two_orders_of_a_visit_is_one_call() {
        var call = tried("2026-04-12 10:00", "BUSY", ZHOU);
        var rows = day(owed(call), owed(call));
        assertThat(count(rows, "calls")).isOne();
        assertThat(count(rows, "failed")).isOne();
        assertThat(count(rows, "left")).isEqualTo(2);
    }

    @Test
    void RP_14_FU_9_a_dissatisfied_customer_is_a_success_and_a_call_back_is_neither() {
        var rows = day(
                answered(Outcome.SATISFIED, List.of(), "2026-04-12 10:00"),
                answered(Outcome.DISSATISFIED, List.of("remark"), "2026-04-12 10:30"),
                owed(tried("2026-04-12 11:00", "INCONVENIENT", HE)));
        assertThat(count(rows, "calls")).isEqualTo(3);
        assertThat(count(rows, "success")).isEqualTo(2);
        assertThat(count(rows, "satisfied")).isOne();
        assertThat(count(rows, "dissatisfied")).isOne();
        assertThat(count(rows, "callBack")).isOne();
        assertThat(count(rows, "failed")).isZero();
    }

    @Test
    void RP_14_calls_per_hour_run_from_the_first_call_to_the_last_and_one_call_alone_has_no_rate() {
        var figures = ListFigures.of(
                DailyList.AGENTS_DAY,
                day(
                        owed(tried("2026-04-12 09:00", "BUSY", ZHOU)),
                        owed(tried("2026-04-12 09:20", "BUSY", ZHOU)),
                        owed(tried("2026-04-12 10:30", "BUSY", ZHOU)),
                        owed(tried("2026-04-12 10:30", "BUSY", HE))),
                false);
        var zhou = line(figures, ZHOU.toString());
        assertThat(zhou.work().span()).isEqualTo(Duration.ofMinutes(90));
        assertThat(zhou.work().callsPerHour().orElseThrow()).isEqualByComparingTo("2");
        assertThat(zhou.work().first()).contains(at("2026-04-12 09:00"));
        assertThat(line(figures, HE.toString()).work().callsPerHour()).isEmpty();
    }

    @Test
    void RP_14_of_no_calls_there_is_no_rate_neither_nought_nor_whole() {
        var figures = ListFigures.of(DailyList.AGENTS_DAY, day(owed()), false);
        assertThat(figures.successRate().value()).isEmpty();
        assertThat(figures.work().callsPerHour()).isEmpty();
        assertThat(figures.work().first()).isEmpty();
    }

    @Test
    void RP_14_what_is_left_stands_with_whoever_called_last_and_what_nobody_called_with_nobody() {
        var figures = ListFigures.of(
                DailyList.AGENTS_DAY,
                day(
                        owed(tried("2026-04-11 10:00", "BUSY", ZHOU), tried("2026-04-12 10:00", "BUSY", HE)),
                        owed(tried("2026-04-11 10:00", "BUSY", ZHOU)),
                        owed()),
                false);
        assertThat(line(figures, HE.toString()).count("left")).isOne();
        assertThat(line(figures, ZHOU.toString()).count("left")).isOne();
        assertThat(line(figures, "").count("left")).isOne();
        assertThat(figures.count("left")).isEqualTo(3);
    }

    @Test
    void RP_14_FU_19_what_is_left_stands_with_whom_it_is_assigned_to_whoever_called_last() {
        var his = assigned(owed(tried("2026-04-12 10:00", "BUSY", ZHOU)), HE, "2026-04-13 09:00");
        var figures = ListFigures.of(DailyList.AGENTS_DAY, day(his), false);
        assertThat(line(figures, HE.toString()).count("left")).isOne();
        assertThat(line(figures, ZHOU.toString()).count("left")).isZero();
        var later = assigned(owed(tried("2026-04-12 10:00", "BUSY", ZHOU)), HE, "2026-04-13 09:00:01");
        assertThat(line(ListFigures.of(DailyList.AGENTS_DAY, day(later), false), ZHOU.toString())
                        .count("left"))
                .as("assigned after the freeze")
                .isOne();
    }

    @Test
    void RP_14_the_row_of_an_answered_call_says_whether_the_services_were_told() {
        var told = facts(
                State.SUCCESS_SATISFIED,
                List.of(tried("2026-04-12 10:00", "CONNECTED", ZHOU)),
                Optional.of(at("2026-04-12 10:00")),
                Optional.of(at("2026-04-12 10:05")),
                Optional.of(Outcome.SATISFIED),
                Optional.empty());
        assertThat(day(with(told, Next.UNKNOWN, true)).getFirst().fact("told")).isEqualTo("true");
        assertThat(day(told).getFirst().fact("told")).isEqualTo("false");
        assertThat(day(owed(tried("2026-04-12 10:00", "BUSY", ZHOU))).getFirst().fact("told"))
                .isEmpty();
    }

    private static CallFacts assigned(CallFacts it, UUID staff, String when) {
        return with(
                it,
                new Next(Optional.empty(), Optional.empty(), Optional.of(staff), Optional.of(at(when))),
                it.servicesTold());
    }

    private static CallFacts with(CallFacts it, Next next, boolean told) {
        return new CallFacts(
                it.task(),
                it.orderNo(),
                it.advisor(),
                it.createdAt(),
                it.dueFrom(),
                it.dueAt(),
                it.fadesAt(),
                it.state(),
                it.calledAt(),
                it.closedAt(),
                it.outcome(),
                it.sheet(),
                it.tries(),
                it.kind(),
                next,
                told);
    }

    @Test
    void RP_14_left_on_the_last_day_is_what_becomes_overdue_at_its_end() {
        assertThat(count(day(owed()), "lastDay")).isZero();
        var monday = new ListRows(ReportDay.of(LocalDate.of(2026, 4, 13), ZONE), at("2026-04-14 09:00"), ZONE);
        assertThat(count(monday.agentsDay(List.of(owed()), List.of()), "lastDay"))
                .isOne();
        var tuesday = new ListRows(ReportDay.of(LocalDate.of(2026, 4, 14), ZONE), at("2026-04-15 09:00"), ZONE);
        assertThat(tuesday.agentsDay(List.of(owed()), List.of()))
                .as("overdue is RP-8's")
                .isEmpty();
    }

    @Test
    void RP_9_a_dissatisfied_customer_counts_once_however_many_items_he_names_and_also_if_he_names_none() {
        var rows = rows().grievances(
                        List.of(
                                answered(Outcome.DISSATISFIED, List.of("car-in-order", "remark"), "2026-04-12 10:00"),
                                answered(Outcome.DISSATISFIED, List.of(), "2026-04-12 10:30"),
                                answered(Outcome.SATISFIED, List.of("survey-announced"), "2026-04-12 11:00"),
                                answered(Outcome.SATISFIED, List.of(), "2026-04-12 11:30")),
                        List.of());
        assertThat(count(rows, "dissatisfied")).isEqualTo(2);
        assertThat(count(rows, "items")).isEqualTo(3);
        assertThat(count(rows, "satisfiedItems")).isOne();
        assertThat(rows).hasSize(4);
        var departments =
                ListFigures.of(DailyList.GRIEVANCES, rows, false).tables().get(1);
        assertThat(departments.lines())
                .extracting(ListFigures.Line::value)
                .containsExactlyInAnyOrder("WORKSHOP", "SERVICE", "GENERAL");
    }

    @Test
    void RP_9_a_complaint_is_of_the_day_on_which_it_was_received_if_it_was_written_down_by_the_freeze() {
        assertThat(complaints("2026-04-12 00:00", "2026-04-12 00:10")).hasSize(1);
        assertThat(complaints("2026-04-11 23:59", "2026-04-12 00:10")).isEmpty();
        assertThat(complaints("2026-04-12 23:59", "2026-04-13 09:00")).hasSize(1);
        assertThat(complaints("2026-04-12 23:59", "2026-04-13 09:01")).isEmpty();
        assertThat(complaints("2026-04-13 00:00", "2026-04-13 00:01")).isEmpty();
    }

    @Test
    void RP_9_lists_of_the_same_rows_have_the_same_digest_and_others_another() {
        var one = new ListRow("a", SUNDAY.date(), Map.of("x", "1", "y", "2"), List.of("items"));
        var same = new ListRow("a", SUNDAY.date(), Map.of("y", "2", "x", "1"), List.of("items"));
        var other = new ListRow("a", SUNDAY.date(), Map.of("x", "1", "y", "3"), List.of("items"));
        assertThat(ListRow.digest(List.of(one))).isEqualTo(ListRow.digest(List.of(same)));
        assertThat(ListRow.digest(List.of(one))).isNotEqualTo(ListRow.digest(List.of(other)));
    }

    @Test
    void RP_9_a_week_runs_from_monday_to_sunday() {
        var week = Period.week(LocalDate.of(2026, 4, 12));
        assertThat(week).isEqualTo(new Period(LocalDate.of(2026, 4, 6), LocalDate.of(2026, 4, 12)));
        assertThat(Period.week(LocalDate.of(2026, 4, 6))).isEqualTo(week);
        assertThat(week.following().from()).isEqualTo(LocalDate.of(2026, 4, 13));
        assertThat(week.previous().to()).isEqualTo(LocalDate.of(2026, 4, 5));
        assertThat(week.days()).hasSize(7);
    }

    @Test
    void FU_27_RP_8_counts_the_three_day_calls_and_the_lists_every_kind() {
        var warranty = new CallFacts(
                UUID.randomUUID(),
                "W-1",
                Optional.of(WANG),
                at("2026-04-10 23:30"),
                at("2026-04-11 00:00"),
                at("2026-04-14 00:00"),
                at("2026-04-16 00:00"),
                State.RETRY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(tried("2026-04-12 10:00", "BUSY", ZHOU)),
                "WARRANTY",
                Next.UNKNOWN,
                false);
        assertThat(ThreeDayCallReport.count(SUNDAY, known, List.of(warranty))).isEmpty();
        assertThat(failed(warranty).getFirst().facts()).containsEntry("kind", "WARRANTY");
    }

    private ListRows rows() {
        return new ListRows(SUNDAY, known, ZONE);
    }

    private List<ListRow> failed(CallFacts... calls) {
        return rows().failedCalls(List.of(calls));
    }

    private List<ListRow> day(CallFacts... calls) {
        return rows().agentsDay(List.of(calls), List.of());
    }

    private List<ListRow> complaints(String received, String recorded) {
        return rows().grievances(
                        List.of(),
                        List.of(new ListRows.Complaint(
                                UUID.randomUUID(),
                                "TS-1",
                                "RECEPTION",
                                "FOLLOW_UP",
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                at(received),
                                at(recorded),
                                ZHOU)));
    }

    private String next(State state) {
        var task = facts(
                state,
                List.of(tried("2026-04-12 10:00", "BUSY", ZHOU)),
                Optional.empty(),
                Optional.of(at("2026-04-12 10:01")),
                Optional.empty(),
                Optional.empty());
        return failed(task).getFirst().fact("next");
    }

    private static ListFigures.Line line(ListFigures figures, String clerk) {
        return figures.tables().getFirst().lines().stream()
                .filter(it -> it.value().equals(clerk))
                .findFirst()
                .orElseThrow();
    }

    private static long count(List<ListRow> rows, String figure) {
        return rows.stream().filter(it -> it.isCountedIn(figure)).count();
    }

    private static CallFacts owed(Try... tries) {
        return facts(
                tries.length == 0 ? State.PENDING : State.RETRY,
                List.of(tries),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static CallFacts answered(Outcome outcome, List<String> grievances, String moment) {
        return facts(
                outcome == Outcome.SATISFIED ? State.SUCCESS_SATISFIED : State.SUCCESS_DISSATISFIED,
                List.of(tried(moment, "CONNECTED", ZHOU)),
                Optional.of(at(moment)),
                Optional.of(at(moment)),
                Optional.of(outcome),
                Optional.of(new Sheet(80, 100, Optional.of(8), true, Optional.empty(), grievances)));
    }

    private static CallFacts facts(
            State state,
            List<Try> tries,
            Optional<Instant> called,
            Optional<Instant> closed,
            Optional<Outcome> outcome,
            Optional<Sheet> sheet) {
        return new CallFacts(
                UUID.randomUUID(),
                "RO-1",
                Optional.of(WANG),
                at("2026-04-10 23:30"),
                at("2026-04-11 00:00"),
                at("2026-04-14 00:00"),
                at("2026-04-16 00:00"),
                state,
                called,
                closed,
                outcome,
                sheet,
                tries,
                CallFacts.SERVICE,
                new Next(Optional.of(at("2026-04-13 08:30")), Optional.empty(), Optional.empty(), Optional.empty()),
                false);
    }

    private static Try tried(String moment, String outcome, UUID clerk) {
        return tried(moment, outcome, clerk, "MORNING");
    }

    private static Try tried(String moment, String outcome, UUID clerk, String daypart) {
        return new Try(
                at(moment), at(moment), outcome, Optional.of(UUID.randomUUID()), Optional.of(clerk), daypart, true);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local.replace(' ', 'T')).atZone(ZONE).toInstant();
    }
}
