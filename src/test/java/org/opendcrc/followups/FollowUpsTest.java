package org.opendcrc.followups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.followups.Visits.at;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.followups.FollowUpDesk.AttemptRequest;
import org.opendcrc.followups.FollowUpDesk.ResultRequest;
import org.opendcrc.messaging.TextFailed;
import org.opendcrc.messaging.TextSent;
import org.opendcrc.organisation.StaffLeft;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.questionnaires.AnswerSheet;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The queue on PostgreSQL: what is owed, who gets it, what is kept. An order settled on Friday 10 April 2026 at 16:00. */
@ApplicationTest
@Import(TestHouse.class)
class FollowUpsTest {

    static final Instant SATURDAY = at("2026-04-11T10:00");

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    FollowUpQueue queue;

    @Autowired
    FollowUpDesk desk;

    @Autowired
    OverdueJob overdue;

    @Autowired
    FollowUpFiles files;

    Visits visits;
    UUID run = Ids.next();

    @BeforeEach
    void open() {
        visits = new Visits(builder, jdbc, events);
        run = Ids.next();
    }

    // ---- what is owed

    @Test
    void FU_1_FU_2_FU_15_A2_A21_a_settled_order_owes_a_call_from_tomorrow() {
        settled("WT1", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var task = visits.task("WT1");
        assertThat(task.state()).isEqualTo("PENDING");
        assertThat(task.dueFrom()).isEqualTo(at("2026-04-11T00:00"));
        assertThat(task.dueAt()).isEqualTo(at("2026-04-14T00:00"));
        assertThat(task.fadesAt()).isEqualTo(at("2026-04-16T00:00"));
        var clerk = visits.clerk("zhou");
        assertThat(next(clerk, at("2026-04-10T23:59:59"))).isInstanceOf(Claimed.NothingToCall.class);
        assertThat(next(clerk, at("2026-04-11T00:00"))).isInstanceOf(Claimed.Held.class);
    }

    @Test
    void FU_1_the_same_event_again_owes_nothing_more() {
        settled("WT1", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var before = visits.tasks();
        visits.recorded(run, "2026-04-10T23:30", false);
        assertThat(visits.tasks()).isEqualTo(before);
    }

    @Test
    void FU_1_thirty_days_back_included_and_five_at_the_first_load() {
        settled("WT-30", "2026-03-11T00:00");
        settled("WT-31", "2026-03-10T23:59");
        visits.recorded(run, "2026-04-10T23:30", false);
        assertThat(visits.tasks()).extracting(Visits.Row::orderNo).containsExactly("WT-30");
        run = Ids.next();
        settled("WT-5", "2026-04-05T00:00");
        settled("WT-6", "2026-04-04T23:59");
        visits.recorded(run, "2026-04-10T23:30", true);
        assertThat(visits.tasks()).extracting(Visits.Row::orderNo).containsExactly("WT-30", "WT-5");
    }

    @Test
    void FU_1_the_dealers_own_cars_owe_no_call() {
        visits.order(
                run, visits.house.east(), car("方志强"), "WT1", null, "INTERNAL", "2026-04-10T09:00", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        assertThat(visits.tasks()).isEmpty();
    }

    @Test
    void an_unanswered_task_goes_with_its_order_and_comes_back_with_a_new_settlement() {
        for (var change : List.of("VOID", "IN_REPAIR")) {
            var first = Ids.next();
            var order = visits.settled(first, car("方志强"), "WT-" + change, null, "2026-04-10T09:00", "2026-04-10T16:00");
            visits.recorded(first, "2026-04-10T23:30", false);
            var second = Ids.next();
            visits.changed(second, order, change, "GENERAL", 1, "2026-04-10T16:00");
            visits.recorded(second, "2026-04-11T23:30", false);
            assertThat(visits.task("WT-" + change).state()).as(change).isEqualTo("CANCELLED");
            var third = Ids.next();
            visits.changed(third, order, "SETTLED", "GENERAL", 2, "2026-04-12T16:00");
            visits.recorded(third, "2026-04-12T23:30", false);
            assertThat(visits.tasks().stream()
                            .filter(it -> it.orderNo().equals("WT-" + change))
                            .map(Visits.Row::state))
                    .containsExactly("CANCELLED", "PENDING");
        }
        var order = settled("WT-OWN", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var later = Ids.next();
        visits.changed(later, order, "SETTLED", "INTERNAL", 1, "2026-04-10T16:00");
        visits.recorded(later, "2026-04-11T23:30", false);
        assertThat(visits.task("WT-OWN").state()).isEqualTo("CANCELLED");
        assertThat(next(visits.clerk("zhou"), at("2026-04-12T10:00"))).isInstanceOf(Claimed.NothingToCall.class);
    }

    @Test
    void FU_9_an_answered_task_stays_whatever_becomes_of_its_order() {
        var order = settled("WT1", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var clerk = visits.clerk("zhou");
        satisfied(clerk, "WT1", SATURDAY);
        var later = Ids.next();
        visits.changed(later, order, "VOID", "GENERAL", 1, "2026-04-10T16:00");
        visits.recorded(later, "2026-04-11T23:30", false);
        assertThat(visits.task("WT1").state()).isEqualTo("SUCCESS_SATISFIED");
    }

    @Test
    void FU_1_a_corrected_settlement_moves_the_window() {
        var order = settled("WT1", "2027-04-10T16:00");
        visits.recorded(run, "2027-04-10T23:30", false);
        overdue.run(at("2027-04-14T00:00"));
        var later = Ids.next();
        visits.changed(later, order, "SETTLED", "GENERAL", 1, "2027-04-12T16:00");
        visits.recorded(later, "2027-04-14T23:30", false);
        var task = visits.task("WT1");
        assertThat(task.dueAt()).isEqualTo(at("2027-04-16T00:00"));
        assertThat(
                        visits.count(
                                "select count(*) from followups.task t where t.dealer_id = :dealer and t.overdue_since is not null"))
                .isZero();
    }

    @Test
    void FU_11_a_later_order_of_an_answered_visit_is_born_linked() {
        var car = car("方志强");
        visits.settled(run, car, "WT1", "JC1", "2026-04-10T09:00", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        satisfied(visits.clerk("zhou"), "WT1", SATURDAY);
        var later = Ids.next();
        visits.settled(later, car, "WT2", "JC1", "2026-04-10T09:00", "2026-04-11T16:00");
        visits.settled(later, car, "WT3", "JC2", "2026-04-10T09:00", "2026-04-11T16:00");
        visits.recorded(later, "2026-04-11T23:30", false);
        assertThat(visits.task("WT2").state()).isEqualTo("LINKED");
        assertThat(visits.task("WT2").linkedTo()).isEqualTo(visits.task("WT1").id());
        assertThat(visits.task("WT3").state()).isEqualTo("PENDING");
    }

    // ---- who gets it

    @Test
    void sixty_four_clerks_at_once_get_sixty_four_contacts() throws Exception {
        for (int n = 0; n < 70; n++) {
            settled("WT" + n, "2026-04-10T16:00");
        }
        visits.recorded(run, "2026-04-10T23:30", false);
        var clerk = visits.clerk("zhou");
        var start = new CyclicBarrier(64);
        Callable<Claimed> call = () -> {
            start.await();
            return DealerContext.callAs(
                    visits.house.dealer(), () -> queue.claimAnother(clerk, Optional.empty(), SATURDAY));
        };
        try (var threads = Executors.newFixedThreadPool(64)) {
            var contacts = new HashSet<UUID>();
            for (var future : threads.invokeAll(java.util.Collections.nCopies(64, call))) {
                contacts.add(((Claimed.Held) future.get()).contactId());
            }
            assertThat(contacts).hasSize(64);
        }
    }

    /** Without "skip locked" everybody would get another contact too, but one after the other; here he would wait for ever. */
    @Test
    void the_next_call_never_waits_for_the_one_that_another_is_just_taking() throws Exception {
        settled("WT1", "2026-04-10T16:00");
        settled("WT2", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var zhou = visits.clerk("zhou");
        var lin = visits.clerk("lin");
        visits.in(() -> {
            var first = held(next(zhou, SATURDAY));
            var second = CompletableFuture.supplyAsync(() -> visits.in(() -> {
                        jdbc.sql("set local lock_timeout = '1s'").update();
                        return held(next(lin, SATURDAY));
                    }))
                    .join();
            assertThat(second.contactId()).isNotEqualTo(first.contactId());
            return true;
        });
    }

    @Test
    void FU_6_a_clerk_gets_the_call_in_his_hand_for_half_an_hour_until_it_is_recorded_or_runs_out() {
        settled("WT1", "2026-04-10T16:00");
        settled("WT2", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var zhou = visits.clerk("zhou");
        var lin = visits.clerk("lin");
        var first = held(next(zhou, SATURDAY));
        assertThat(held(next(zhou, SATURDAY.plusSeconds(60))).contactId()).isEqualTo(first.contactId());
        var second = held(next(lin, SATURDAY));
        assertThat(second.contactId()).isNotEqualTo(first.contactId());
        assertThat(asks(() -> queue.claim(lin, first.taskId(), SATURDAY)))
                .isEqualTo(new Claimed.Refused(new Refusal.HeldBy("zhou", SATURDAY.plusSeconds(1800))));
        assertThat(asks(() -> queue.claim(lin, first.taskId(), SATURDAY.plusSeconds(1799))))
                .isInstanceOf(Claimed.Refused.class);
        assertThat(asks(() -> queue.claim(lin, first.taskId(), SATURDAY.plusSeconds(1800))))
                .isInstanceOf(Claimed.Held.class);
        visits.asDealer(() -> queue.release(lin, second.taskId()));
        assertThat(held(next(zhou, SATURDAY.plusSeconds(1801))).contactId()).isEqualTo(second.contactId());
    }

    @Test
    void FU_6_what_a_person_who_left_had_in_his_hand_goes_back() {
        settled("WT1", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var zhou = visits.clerk("zhou");
        var lin = visits.clerk("lin");
        held(next(zhou, SATURDAY));
        assertThat(next(lin, SATURDAY)).isInstanceOf(Claimed.NothingToCall.class);
        visits.publish(new StaffLeft(visits.house.dealer(), zhou.staffId()));
        assertThat(next(lin, SATURDAY)).isInstanceOf(Claimed.Held.class);
    }

    @Test
    void promised_call_backs_come_first_then_what_is_due_first() {
        settled("WT1", "2026-04-08T16:00");
        settled("WT2", "2026-04-09T16:00");
        settled("WT3", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var clerk = visits.clerk("zhou");
        var promised = SATURDAY.plusSeconds(3600);
        attempt(
                clerk,
                "WT3",
                new AttemptRequest(
                        AttemptOutcome.INCONVENIENT,
                        Optional.empty(),
                        Optional.of(promised),
                        Optional.empty(),
                        Optional.empty()),
                SATURDAY);
        assertThat(held(next(clerk, promised.minusMillis(1))).taskId())
                .isEqualTo(visits.task("WT1").id());
        visits.asDealer(() -> queue.release(clerk, visits.task("WT1").id()));
        assertThat(held(next(clerk, promised)).taskId())
                .isEqualTo(visits.task("WT3").id());
    }

    @Test
    void FU_26_A25_a_missed_call_comes_again_the_next_day_in_another_daypart() {
        settled("WT1", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var clerk = visits.clerk("zhou");
        assertThat(missed(clerk, "WT1", SATURDAY))
                .isEqualTo(new Recorded.NeedsAnotherCall(
                        true,
                        1,
                        3,
                        at("2026-04-12T00:00"),
                        Optional.of(new NextChance(
                                at("2026-04-12T11:30"),
                                Daypart.NOON,
                                List.of(Daypart.NOON, Daypart.AFTERNOON, Daypart.EVENING)))));
        assertThat(next(clerk, at("2026-04-11T15:00"))).as("the same day").isInstanceOf(Claimed.NothingToCall.class);
        assertThat(next(clerk, at("2026-04-12T11:29")))
                .as("the same daypart")
                .isInstanceOf(Claimed.NothingToCall.class);
        assertThat(next(clerk, at("2026-04-12T11:30"))).isInstanceOf(Claimed.Held.class);
    }

    @Test
    void A19_FU_14_who_wants_no_calls_is_never_next_and_gets_a_text() {
        var quiet = visits.car("严伟", true, "+8613800006621");
        visits.settled(run, quiet, "WT1", null, "2026-04-10T09:00", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var clerk = visits.clerk("zhou");
        assertThat(next(clerk, SATURDAY)).isInstanceOf(Claimed.NothingToCall.class);
        assertThat(asks(() -> desk.textInstead(clerk, visits.task("WT1").id(), SATURDAY)))
                .isEqualTo(new Recorded.EndsInText(0, List.of()));
        visits.drained();
        assertThat(visits.task("WT1").state()).as("A31: there is no gateway").isEqualTo("UNREACHED");
        assertThat(visits.count(
                        "select count(*) from messaging.text t where t.dealer_id = :dealer and t.cause = 'follow-up'"))
                .isOne();
    }

    @Test
    void FU_13_the_flag_of_a_surveyed_customer_changes_nothing() {
        var car = car("裘国平");
        visits.in(() -> jdbc.sql("update vehicles.vehicle v set jd_flag = true where v.dealer_id = :dealer")
                .param("dealer", visits.house.dealer())
                .update());
        visits.settled(run, car, "WT1", null, "2026-04-10T09:00", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        assertThat(next(visits.clerk("zhou"), SATURDAY)).isInstanceOf(Claimed.Held.class);
    }

    // ---- what is recorded

    @Test
    void FU_7_A4_A30_A31_the_third_attempt_writes_a_text_and_what_comes_of_it_is_heard_once() {
        settled("WT1", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var clerk = visits.clerk("zhou");
        missed(clerk, "WT1", SATURDAY);
        missed(clerk, "WT1", at("2026-04-12T12:00"));
        assertThat(asks(() -> desk.closeAsUnreachable(clerk, visits.task("WT1").id(), at("2026-04-12T12:01"))))
                .isEqualTo(new Recorded.Refused(new Refusal.TooFewAttempts(2, 3)));
        assertThat(missed(clerk, "WT1", at("2026-04-13T15:00"))).isEqualTo(new Recorded.EndsInText(3, List.of()));
        visits.drained();
        assertThat(visits.task("WT1").state()).isEqualTo("UNREACHED");
        var task = visits.task("WT1").id();
        visits.publish(new TextSent(visits.house.dealer(), Ids.next(), "follow-up", task));
        assertThat(visits.task("WT1").state()).as("what is decided stays").isEqualTo("UNREACHED");
        assertThat(next(clerk, at("2026-04-14T18:00")))
                .as("A30: never another call")
                .isInstanceOf(Claimed.NothingToCall.class);
        assertThat(visits.count("select count(*) from followups.attempt t where t.dealer_id = :dealer"))
                .isEqualTo(3);
    }

    @Test
    void FU_7_A30_a_text_that_is_sent_ends_the_task_and_its_failure_is_told_to_whoever_reads_the_call() {
        settled("WT1", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var task = visits.task("WT1").id();
        visits.in(() -> jdbc.sql("update followups.task t set state = 'TEXTING' where t.dealer_id = :dealer")
                .param("dealer", visits.house.dealer())
                .update());
        visits.publish(new TextSent(visits.house.dealer(), Ids.next(), "appointment", task));
        assertThat(visits.task("WT1").state()).as("another chapter's text").isEqualTo("TEXTING");
        visits.publish(new TextSent(visits.house.dealer(), Ids.next(), "follow-up", task));
        assertThat(visits.task("WT1").state()).isEqualTo("SMS_DONE");
        visits.publish(new TextFailed(visits.house.dealer(), Ids.next(), "appointment", task, "expired"));
        assertThat(failure()).as("another chapter's text").isEmpty();
        visits.publish(new TextFailed(visits.house.dealer(), Ids.next(), "follow-up", task, "expired"));
        assertThat(visits.task("WT1").state()).as("A30: never another call").isEqualTo("SMS_DONE");
        assertThat(failure()).as("A30: whoever reads the call sees it").contains("expired");
        visits.publish(new TextFailed(visits.house.dealer(), Ids.next(), "follow-up", task, "undelivered"));
        assertThat(failure()).as("told twice").contains("expired");
    }

    private Optional<String> failure() {
        return visits.in(() -> jdbc
                .sql("select coalesce(t.text_failure, '') from followups.task t where t.dealer_id = :dealer")
                .param("dealer", visits.house.dealer())
                .query(String.class)
                .list()
                .stream()
                .filter(it -> !it.isEmpty())
                .findFirst());
    }

    @Test
    void FU_10_A27_a_dissatisfied_customer_becomes_a_complaint_in_the_same_save() {
        settled("WT1", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var clerk = visits.clerk("zhou");
        var task = visits.task("WT1").id();
        var nothing = new ResultRequest(
                CallOutcome.DISSATISFIED, Optional.empty(), AnswerSheet.empty(), Optional.empty(), Optional.empty());
        assertThat(asks(() -> desk.result(clerk, task, nothing, SATURDAY)))
                .isEqualTo(new Recorded.Refused(new Refusal.ComplaintIncomplete(true, true)));
        assertThat(asks(() -> desk.result(clerk, task, complaining(Optional.of(ComplaintKind.PARTS), "  "), SATURDAY)))
                .isEqualTo(new Recorded.Refused(new Refusal.ComplaintIncomplete(false, true)));
        assertThat(asks(() -> desk.result(clerk, task, complaining(Optional.empty(), "刹车又响"), SATURDAY)))
                .isEqualTo(new Recorded.Refused(new Refusal.ComplaintIncomplete(true, false)));
        assertThat(visits.task("WT1").state()).isEqualTo("PENDING");
        assertThat(visits.count("select count(*) from questionnaires.response t where t.dealer_id = :dealer"))
                .isZero();

        var called = SATURDAY.minusSeconds(600);
        var request = new ResultRequest(
                CallOutcome.DISSATISFIED,
                Optional.of(called),
                AnswerSheet.empty().with("car-in-order", "no").with("satisfaction", "4"),
                Optional.of("客户语气平和"),
                Optional.of(new ComplaintSheet(Optional.of(ComplaintKind.REPAIR_SKILL), " 刹车第二天又响 ", false, false)));
        var answer = (Recorded.Answered) asks(() -> desk.result(clerk, task, request, SATURDAY));
        assertThat(answer.complaintNumber())
                .hasValueSatisfying(it -> assertThat(it).startsWith("TS-20260411-"));
        assertThat(visits.task("WT1").state()).isEqualTo("SUCCESS_DISSATISFIED");
        assertThat(visits.in(() -> jdbc.sql("""
                        select c.received_at
                          from complaints.complaint c
                          join followups.result r on r.dealer_id = :dealer and r.complaint_id = c.id
                         where c.dealer_id = :dealer
                           and c.task_id = :task
                        """)
                        .param("dealer", visits.house.dealer())
                        .param("task", task)
                        .query(java.sql.Timestamp.class)
                        .single()
                        .toInstant()))
                .as("the two hours run from the save")
                .isEqualTo(SATURDAY);
        assertThat(visits.count("select count(*) from followups.remark t where t.dealer_id = :dealer"))
                .isOne();
        assertThat(next(clerk, at("2026-04-12T18:00")))
                .as("no further call is owed")
                .isInstanceOf(Claimed.NothingToCall.class);
        assertThat(asks(() -> desk.result(clerk, task, request, SATURDAY)))
                .isEqualTo(new Recorded.Refused(new Refusal.AlreadyFinished(TaskState.SUCCESS_DISSATISFIED)));
    }

    private static ResultRequest complaining(Optional<ComplaintKind> kind, String content) {
        return new ResultRequest(
                CallOutcome.DISSATISFIED,
                Optional.empty(),
                AnswerSheet.empty(),
                Optional.empty(),
                Optional.of(new ComplaintSheet(kind, content, false, false)));
    }

    @Test
    void A27_what_was_spoken_about_in_the_call_is_the_first_contact_at_the_time_of_the_call() {
        settled("WT1", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var clerk = visits.clerk("zhou");
        var called = SATURDAY.minusSeconds(600);
        var request = new ResultRequest(
                CallOutcome.DISSATISFIED,
                Optional.of(called),
                AnswerSheet.empty().with("car-in-order", "no"),
                Optional.empty(),
                Optional.of(new ComplaintSheet(Optional.of(ComplaintKind.REPAIR_SKILL), "刹车又响", true, false)));
        var task = visits.task("WT1").id();
        assertThat(asks(() -> desk.result(clerk, task, request, SATURDAY))).isInstanceOf(Recorded.Answered.class);
        assertThat(visits.in(() -> jdbc.sql("""
                        select c.received_at
                          from complaints.complaint c
                         where c.dealer_id = :dealer
                           and c.task_id = :task
                           and c.contacted_at = c.received_at
                        """)
                        .param("dealer", visits.house.dealer())
                        .param("task", task)
                        .query(java.sql.Timestamp.class)
                        .single()
                        .toInstant()))
                .isEqualTo(called);
    }

    /** PostgreSQL takes no NUL in a text, so the remark, which is written last, cannot be kept. */
    @Test
    void FU_10_if_the_save_fails_there_is_neither_answer_nor_complaint() {
        settled("WT1", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var clerk = visits.clerk("zhou");
        var task = visits.task("WT1").id();
        var request = new ResultRequest(
                CallOutcome.DISSATISFIED,
                Optional.empty(),
                AnswerSheet.empty().with("car-in-order", "no"),
                Optional.of("a\0b"),
                Optional.of(new ComplaintSheet(Optional.of(ComplaintKind.REPAIR_SKILL), "刹车又响", false, false)));
        assertThatThrownBy(() -> asks(() -> desk.result(clerk, task, request, SATURDAY)))
                .isInstanceOf(DataAccessException.class);
        assertThat(visits.count("select count(*) from complaints.complaint c where c.dealer_id = :dealer"))
                .isZero();
        assertThat(visits.count("select count(*) from questionnaires.response r where r.dealer_id = :dealer"))
                .isZero();
        assertThat(visits.task("WT1").state()).isEqualTo("PENDING");
    }

    @Test
    void FU_10_the_database_keeps_no_dissatisfied_answer_without_a_complaint() {
        settled("WT1", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var clerk = visits.clerk("zhou");
        satisfied(clerk, "WT1", SATURDAY);
        assertThatThrownBy(() -> visits.in(() ->
                        jdbc.sql("""
                        insert into followups.result (dealer_id, task_id, outcome, response_id, called_at, staff_id, recorded_at)
                        select r.dealer_id, t.id, 'DISSATISFIED', r.response_id, r.called_at, r.staff_id, r.recorded_at
                          from followups.result r
                          join followups.task t on t.dealer_id = :dealer
                         where r.dealer_id = :dealer
                        """).param("dealer", visits.house.dealer()).update()))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("dissatisfied_becomes_a_complaint");
    }

    @Test
    void FU_10_answers_that_do_not_fit_save_nothing() {
        settled("WT1", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var clerk = visits.clerk("zhou");
        var odd = new ResultRequest(
                CallOutcome.SATISFIED,
                Optional.empty(),
                AnswerSheet.empty().with("weather", "fine"),
                Optional.empty(),
                Optional.empty());
        assertThat(asks(() -> desk.result(clerk, visits.task("WT1").id(), odd, SATURDAY)))
                .isInstanceOfSatisfying(
                        Recorded.Refused.class, it -> assertThat(it.why()).isInstanceOf(Refusal.AnswersUnfit.class));
        assertThat(visits.task("WT1").state()).isEqualTo("PENDING");
    }

    @Test
    void A5_three_days_apart_are_one_visit_and_four_are_not() {
        var car = car("方志强");
        visits.settled(run, car, "WT1", null, "2026-04-06T09:00", "2026-04-07T16:00");
        visits.settled(run, car, "WT2", null, "2026-04-09T09:00", "2026-04-10T23:59");
        visits.settled(run, car, "WT3", null, "2026-04-10T00:00", "2026-04-11T00:00");
        visits.recorded(run, "2026-04-11T23:30", false);
        satisfied(visits.clerk("zhou"), "WT1", at("2026-04-12T10:00"));
        assertThat(visits.task("WT2").state()).isEqualTo("LINKED");
        assertThat(visits.task("WT3").state()).isEqualTo("PENDING");
    }

    @Test
    void A26_the_same_visit_number_in_another_store_is_another_visit() {
        var car = car("方志强");
        visits.settled(run, car, "WT1", "JC1", "2026-04-10T09:00", "2026-04-10T16:00");
        visits.order(run, visits.house.west(), car, "WT2", "JC1", "GENERAL", "2026-04-10T09:00", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        satisfied(visits.clerk("zhou"), "WT1", SATURDAY);
        assertThat(visits.task("WT2").state()).isEqualTo("PENDING");
        var later = Ids.next();
        visits.order(later, visits.house.west(), car, "WT3", "JC1", "GENERAL", "2026-04-10T09:00", "2026-04-11T16:00");
        visits.recorded(later, "2026-04-11T23:30", false);
        assertThat(visits.task("WT3").state()).isEqualTo("PENDING");
    }

    @Test
    void FU_20_a_car_of_ten_thousand_kilometres_hears_the_first_script_and_any_other_the_second() {
        settled("WT1", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var clerk = visits.clerk("zhou");
        var task = visits.task("WT1").id();
        for (int km : List.of(10_000, 10_001)) {
            visits.in(() -> jdbc.sql("update followups.task t set mileage_km = :km where t.dealer_id = :dealer")
                    .param("km", km)
                    .param("dealer", visits.house.dealer())
                    .update());
            assertThat(asks(() -> files.call(clerk, task, SATURDAY)).script())
                    .as(km + " km")
                    .isEqualTo(km == 10_000 ? 1 : 2);
        }
    }

    /** The import lets no such number in; a text to it is refused all the same. */
    @Test
    void A30_where_no_text_is_possible_only_a_letter_is_left() {
        var car = visits.car("方志强", false, "+1");
        visits.settled(run, car, "WT1", null, "2026-04-10T09:00", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var clerk = visits.clerk("zhou");
        missed(clerk, "WT1", SATURDAY);
        missed(clerk, "WT1", at("2026-04-12T12:00"));
        missed(clerk, "WT1", at("2026-04-13T15:00"));
        assertThat(visits.task("WT1").state()).isEqualTo("UNREACHED");
        assertThat(next(clerk, at("2026-04-14T18:00"))).isInstanceOf(Claimed.NothingToCall.class);
    }

    @Test
    void FU_11_the_other_order_of_the_visit_is_done_without_answers_of_its_own() {
        var car = car("方志强");
        visits.settled(run, car, "WT1", "JC1", "2026-04-10T09:00", "2026-04-10T16:00");
        visits.settled(run, car, "WT2", "JC1", "2026-04-10T09:00", "2026-04-10T16:30");
        visits.recorded(run, "2026-04-10T23:30", false);
        satisfied(visits.clerk("zhou"), "WT1", SATURDAY);
        assertThat(visits.task("WT2").state()).isEqualTo("LINKED");
        assertThat(visits.count("select count(*) from questionnaires.response t where t.dealer_id = :dealer"))
                .isOne();
        assertThat(visits.count("select c.open_tasks from followups.contact c where c.dealer_id = :dealer"))
                .isZero();
    }

    @Test
    void FU_6_FU_26_a_wrong_number_is_marked_and_the_next_one_named() {
        var car = visits.car("方志强", false, "+8613800006621", "+8613900000417");
        visits.settled(run, car, "WT1", null, "2026-04-10T09:00", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var clerk = visits.clerk("zhou");
        var wrong = new AttemptRequest(
                AttemptOutcome.WRONG_NUMBER, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(attempt(clerk, "WT1", wrong, SATURDAY)).isEqualTo(new Recorded.NextNumber("+8613900000417"));
        assertThat(
                        visits.count(
                                "select count(*) from customers.phone p where p.dealer_id = :dealer and p.wrong_since is not null"))
                .isOne();
        assertThat(attempt(clerk, "WT1", wrong, SATURDAY)).isEqualTo(new Recorded.NoNumberLeft());
        assertThat(visits.task("WT1").state()).isEqualTo("WRONG_NUMBER");
    }

    @Test
    void FU_9_what_was_recorded_cannot_be_changed_by_the_application() {
        settled("WT1", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        satisfied(visits.clerk("zhou"), "WT1", SATURDAY);
        for (var statement : List.of(
                "update followups.attempt a set at = :at where a.dealer_id = :dealer",
                "update followups.attempt_task a set counted = not a.counted where a.dealer_id = :dealer",
                "update followups.result r set called_at = :at where r.dealer_id = :dealer",
                "update followups.remark r set at = :at where r.dealer_id = :dealer",
                "update questionnaires.response r set answered_at = :at where r.dealer_id = :dealer",
                "delete from followups.attempt a where a.dealer_id = :dealer and a.at = :at",
                "delete from followups.attempt_task a where a.dealer_id = :dealer and cast(:at as timestamptz) is not null",
                "delete from followups.result r where r.dealer_id = :dealer and r.called_at = :at",
                "delete from followups.remark r where r.dealer_id = :dealer and r.at = :at",
                "delete from followups.task t where t.dealer_id = :dealer and t.created_at = :at")) {
            assertThatThrownBy(() -> visits.in(() -> jdbc.sql(statement)
                            .param("dealer", visits.house.dealer())
                            .param("at", java.sql.Timestamp.from(SATURDAY))
                            .update()))
                    .as(statement)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void words_can_be_added_to_what_is_finished() {
        settled("WT1", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var clerk = visits.clerk("zhou");
        satisfied(clerk, "WT1", SATURDAY);
        var task = visits.task("WT1").id();
        assertThat(asks(() -> desk.appendRemark(clerk, task, "  ", SATURDAY))).contains(new Refusal.NothingWritten());
        assertThat(asks(() -> desk.appendRemark(clerk, task, "客户又来电致谢", SATURDAY)))
                .isEmpty();
        assertThat(visits.count("select count(*) from followups.remark t where t.dealer_id = :dealer"))
                .isOne();
    }

    // ---- deadlines, in a year that the house's own clock has not reached, so that only the test runs the job

    @Test
    void FU_1_FU_2_A21_a_missed_deadline_is_written_once_though_nobody_looked() {
        settled("WT1", "2027-04-10T16:00");
        visits.recorded(run, "2027-04-10T23:30", false);
        assertThat(overdue.nextDue(at("2027-04-11T00:00"))).isBeforeOrEqualTo(at("2027-04-14T00:00"));
        overdue.run(at("2027-04-13T23:59:59"));
        assertThat(visits.count(OVERDUE)).isZero();
        overdue.run(at("2027-04-14T00:00"));
        assertThat(visits.count(OVERDUE)).isOne();
        overdue.run(at("2027-04-15T23:59:59"));
        assertThat(visits.count(FADED)).isZero();
        overdue.run(at("2027-04-16T00:00"));
        assertThat(visits.count(FADED)).isOne();
        assertThat(visits.in(() -> jdbc.sql("select t.overdue_since from followups.task t where t.dealer_id = :dealer")
                        .param("dealer", visits.house.dealer())
                        .query(java.sql.Timestamp.class)
                        .single()
                        .toInstant()))
                .isEqualTo(at("2027-04-14T00:00"));
        assertThat(next(visits.clerk("zhou"), at("2027-04-20T10:00")))
                .as("A21: marked, not barred")
                .isInstanceOf(Claimed.Held.class);
    }

    static final String OVERDUE =
            "select count(*) from followups.task t where t.dealer_id = :dealer and t.overdue_since is not null";
    static final String FADED =
            "select count(*) from followups.task t where t.dealer_id = :dealer and t.faded_since is not null";

    // ---- who may

    @Test
    void only_clerks_and_their_manager_call_and_only_in_their_store() {
        settled("WT1", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var task = visits.task("WT1").id();
        for (var role : Role.values()) {
            var login = role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            var person = visits.person(login, visits.house.east(), role);
            var may = role == Role.AGENT || role == Role.CRC_MANAGER;
            if (may) {
                assertThat(asks(() -> queue.claim(person, task, SATURDAY))).isInstanceOf(Claimed.Held.class);
                visits.asDealer(() -> queue.release(person, task));
            } else if (role == Role.ADVISOR) {
                assertThat(next(person, SATURDAY))
                        .as("AP-17: he has calls of his own only")
                        .isInstanceOf(Claimed.NothingToCall.class);
                assertThatThrownBy(() -> missed(person, "WT1", SATURDAY)).isInstanceOf(NotFound.class);
            } else {
                assertThatThrownBy(() -> next(person, SATURDAY)).as(login).isInstanceOf(NotAllowed.class);
                assertThatThrownBy(() -> missed(person, "WT1", SATURDAY))
                        .as(login)
                        .isInstanceOfAny(NotAllowed.class, NotFound.class);
            }
        }
        var west = visits.person("wang", visits.house.west(), Role.AGENT);
        assertThat(next(west, SATURDAY)).isInstanceOf(Claimed.NothingToCall.class);
        assertThatThrownBy(() -> missed(west, "WT1", SATURDAY)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> asks(() -> desk.appendRemark(west, task, "x", SATURDAY)))
                .isInstanceOf(NotFound.class);
    }

    // ---- fixtures

    UUID settled(String orderNo, String settled) {
        return visits.settled(run, car("方志强"), orderNo, null, settled.substring(0, 10) + "T00:00", settled);
    }

    Visits.Car car(String name) {
        return visits.car(name, false, "+8613800006621");
    }

    <T> T asks(java.util.function.Supplier<T> work) {
        return DealerContext.callAs(visits.house.dealer(), work);
    }

    Claimed next(Actor clerk, Instant now) {
        return asks(() -> queue.claimNext(clerk, Optional.empty(), now));
    }

    static Claimed.Held held(Claimed claimed) {
        assertThat(claimed).isInstanceOf(Claimed.Held.class);
        return (Claimed.Held) claimed;
    }

    Recorded attempt(Actor clerk, String orderNo, AttemptRequest request, Instant now) {
        return asks(() -> desk.attempt(clerk, visits.task(orderNo).id(), request, now));
    }

    Recorded missed(Actor clerk, String orderNo, Instant now) {
        return attempt(
                clerk,
                orderNo,
                new AttemptRequest(
                        AttemptOutcome.NO_ANSWER,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                now);
    }

    void satisfied(Actor clerk, String orderNo, Instant now) {
        var request = new ResultRequest(
                CallOutcome.SATISFIED,
                Optional.empty(),
                AnswerSheet.empty().with("car-in-order", "yes"),
                Optional.empty(),
                Optional.empty());
        assertThat(asks(() -> desk.result(clerk, visits.task(orderNo).id(), request, now)))
                .isInstanceOf(Recorded.Answered.class);
    }
}
