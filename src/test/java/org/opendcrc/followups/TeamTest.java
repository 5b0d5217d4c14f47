package org.opendcrc.followups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.followups.Visits.at;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.followups.FollowUpDesk.AttemptRequest;
import org.opendcrc.followups.FollowUpDesk.ResultRequest;
import org.opendcrc.followups.QueueFilter.Assigned;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What managers see and do with the team's work, on PostgreSQL. Five orders settled on Friday 10 April 2026, one an hour from 10:00; they
 * fade at the end of Wednesday 15 April.
 */
@ApplicationTest
@Import(TestHouse.class)
class TeamTest {

    static final Instant SATURDAY = at("2026-04-11T10:00");
    static final Instant THURSDAY = at("2026-04-16T10:00");
    static final LocalDate SETTLED = LocalDate.of(2026, 4, 10);
    static final int ORDERS = 5;

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
    FollowUpFiles files;

    @Autowired
    AssignmentDesk assignments;

    @Autowired
    AwayDesk away;

    @Autowired
    AwayJob awayJob;

    @Autowired
    TeamDesk team;

    @Autowired
    ClosingDesk closings;

    @Autowired
    ClosingJob closingJob;

    @Autowired
    Closings closingRows;

    @Autowired
    Absences absences;

    @Autowired
    TransactionTemplate transaction;

    Visits visits;
    Actor zhou;
    Actor li;
    Actor meng;
    Actor lin;

    @BeforeEach
    void five_orders_three_clerks_and_their_manager() {
        visits = new Visits(builder, jdbc, events);
        zhou = visits.clerk("zhou");
        li = visits.clerk("li");
        meng = visits.clerk("meng");
        lin = visits.person("lin", visits.east(), Role.CRC_MANAGER);
        visits.settledOnFriday(ORDERS);
    }

    // ---- away

    @Test
    void FU_19_who_is_away_gives_his_calls_to_those_who_cover_and_agreed_times_stay() {
        give(zhou, "WT1", "WT2", "WT3");
        var agreed = at("2026-04-11T16:00");
        call(() -> desk.attempt(zhou, task("WT2"), inconvenient(agreed), SATURDAY));
        var done = (AwayDesk.Named.Done)
                name(zhou, at("2026-04-11T10:30"), at("2026-04-13T08:00"), List.of(li.staffId(), meng.staffId()));
        assertThat(done.step()).as("it begins later").isEmpty();
        assertThat(orders(zhou)).containsExactly("WT1", "WT2", "WT3");
        builder.in(visits.house, () -> queue.claim(zhou, task("WT1"), at("2026-04-11T10:20")));
        assertThat(nextHandOver()).contains(at("2026-04-11T10:30"));

        awayJob.run(at("2026-04-11T10:30"));
        assertThat(orders(zhou)).as("the call in his hand stays").containsExactly("WT1");
        assertThat(orders(li)).containsExactly("WT2");
        assertThat(orders(meng)).containsExactly("WT3");
        assertThat(promised("WT2")).isEqualTo(agreed);
        // Given back half an hour after it was taken, it goes over too; a second run changes nothing.
        assertThat(nextHandOver()).contains(at("2026-04-11T10:50"));
        awayJob.run(at("2026-04-11T10:50"));
        awayJob.run(at("2026-04-11T10:50"));
        assertThat(orders(zhou)).isEmpty();
        assertThat(orders(li)).containsExactly("WT1", "WT2");
        assertThat(steps(BulkKind.COVER)).isEqualTo(2);
    }

    @Test
    void FU_19_nothing_is_given_to_who_is_away_and_his_pairing_is_covered() {
        var advisor = visits.person("jian", visits.east(), Role.ADVISOR);
        visits.in(() -> jdbc.sql("update followups.task t set advisor_id = :advisor where t.dealer_id = :dealer")
                .param("dealer", visits.house.dealer())
                .param("advisor", advisor.staffId())
                .update());
        name(zhou, SATURDAY, at("2026-04-12T00:00"), List.of(li.staffId()));
        var justBefore = at("2026-04-11T23:59");
        assertThat(outcomes(as(() -> assignments.assign(lin, ticked("WT1"), to(zhou), justBefore))))
                .containsEntry("WT1", BulkOutcome.AWAY);
        as(() -> assignments.dealRest(lin, visits.east(), List.of(zhou.staffId(), meng.staffId()), SATURDAY));
        assertThat(orders(meng)).as("he is passed over").hasSize(ORDERS);
        as(() -> assignments.takeBack(lin, visits.east(), meng.staffId(), SATURDAY));
        as(() -> assignments.pair(lin, visits.east(), Map.of(advisor.staffId(), zhou.staffId()), SATURDAY));
        assertThat(orders(li)).as("whoever covers gets his advisor's customers").hasSize(ORDERS);
        // At midnight he is back.
        assertThat(outcomes(as(() -> assignments.assign(lin, ticked("WT1"), to(zhou), at("2026-04-12T00:00")))))
                .containsEntry("WT1", BulkOutcome.DONE);
    }

    @Test
    void FU_19_without_cover_his_calls_are_nobodys_and_who_is_away_himself_covers_nobody() {
        give(zhou, "WT1");
        give(li, "WT2");
        var first = (AwayDesk.Named.Done) name(zhou, SATURDAY, at("2026-04-12T08:00"), List.of());
        assertThat(outcomes(first.step().orElseThrow())).containsEntry("WT1", BulkOutcome.DONE);
        assertThat(nobodys()).contains("WT1");
        name(li, SATURDAY, at("2026-04-12T08:00"), List.of(zhou.staffId(), li.staffId()));
        assertThat(nobodys()).hasSize(ORDERS);
        // Ended early, he can be given calls at once; a second end finds nothing.
        as(() -> {
            away.end(lin, first.absence(), SATURDAY);
            return true;
        });
        assertThat(outcomes(as(() -> assignments.assign(lin, ticked("WT1"), to(zhou), SATURDAY))))
                .containsEntry("WT1", BulkOutcome.DONE);
        assertThatThrownBy(() -> call(() -> {
                    away.end(lin, first.absence(), SATURDAY);
                    return true;
                }))
                .isInstanceOf(NotFound.class);
        assertThat(name(zhou, SATURDAY, SATURDAY, List.of())).isInstanceOf(AwayDesk.Named.EndsTooEarly.class);
        assertThat(name(
                        lin,
                        SATURDAY,
                        THURSDAY,
                        List.of(visits.person("wu", visits.west(), Role.AGENT).staffId())))
                .isInstanceOf(AwayDesk.Named.NotThere.class);
    }

    @Test
    void FU_19_a_call_that_is_taken_at_the_same_moment_is_either_taken_or_moved_and_never_both() throws Exception {
        for (int round = 0; round < 4; round++) {
            give(zhou, "WT1", "WT2", "WT3", "WT4", "WT5");
            var together = new CyclicBarrier(2);
            try (var threads = Executors.newFixedThreadPool(2)) {
                var taking = threads.submit(() -> {
                    together.await();
                    return as(() -> queue.claimAnother(zhou, Optional.empty(), SATURDAY));
                });
                var moving = threads.submit(() -> {
                    together.await();
                    return as(() -> assignments.takeBack(lin, visits.east(), zhou.staffId(), SATURDAY));
                });
                moving.get();
                var his = orders(zhou);
                if (!(taking.get() instanceof Claimed.Held taken)) {
                    assertThat(his)
                            .as("all were in the manager's hand at that moment")
                            .isEmpty();
                    continue;
                }
                // Either he took it first, and it is his still; or it had gone back first, and he took what was
                // nobody's.
                assertThat(his).isIn(List.of(), List.of(orderOf(taken.taskId())));
                assertThat(holder(taken.taskId())).isEqualTo(zhou.staffId());
                as(() -> {
                    queue.release(zhou, taken.taskId());
                    return true;
                });
            }
        }
    }

    // ---- the day

    @Test
    void RP_14_the_day_of_the_team_counts_each_call_once_and_knows_who_is_in_a_call() {
        give(zhou, "WT1", "WT2", "WT3");
        call(() -> desk.result(zhou, task("WT1"), satisfied(), SATURDAY));
        call(() -> desk.result(zhou, task("WT2"), dissatisfied(), SATURDAY.plusSeconds(60)));
        call(() -> desk.attempt(li, task("WT4"), missed(), SATURDAY));
        call(() -> desk.attempt(li, task("WT5"), inconvenient(at("2026-04-11T15:00")), SATURDAY));
        as(() -> queue.claim(zhou, task("WT3"), at("2026-04-11T10:05")));
        as(() -> queue.claim(zhou, task("WT3"), at("2026-04-11T10:09")));
        var noon = at("2026-04-11T10:10");
        var day = as(() -> team.day(lin, visits.east(), noon));
        assertThat(clerk(day, zhou)).satisfies(it -> {
            assertThat(it.calls()).isEqualTo(2);
            assertThat(it.connected()).isEqualTo(2);
            assertThat(it.satisfied()).isOne();
            assertThat(it.dissatisfied()).isOne();
            assertThat(it.missed()).isZero();
            assertThat(it.left()).isOne();
            assertThat(it.dueToday()).as("due on Monday").isZero();
            assertThat(it.inCallSince())
                    .as("since he took it, not since he renewed it")
                    .contains(at("2026-04-11T10:05"));
            assertThat(it.last()).contains(SATURDAY.plusSeconds(60));
        });
        assertThat(clerk(day, li)).satisfies(it -> {
            assertThat(it.calls()).isEqualTo(2);
            assertThat(it.connected()).isZero();
            assertThat(it.callBacks()).isOne();
            assertThat(it.missed()).isOne();
            assertThat(it.inCallSince()).isEmpty();
        });
        assertThat(day.pool()).isEqualTo(new TeamDay.Pool(1, 0, 0, 1));
        // The next day nothing was done yet.
        assertThat(clerk(as(() -> team.day(lin, visits.east(), at("2026-04-12T00:00"))), zhou)
                        .calls())
                .isZero();
        assertThat(clerk(as(() -> team.day(lin, visits.east(), at("2026-04-13T09:00"))), zhou)
                        .dueToday())
                .isOne();
    }

    @Test
    void RP_14_whoever_looks_at_a_clerks_list_stands_in_the_audit_log() {
        give(zhou, "WT1", "WT2");
        call(() -> desk.result(zhou, task("WT1"), satisfied(), SATURDAY));
        var watched = as(() -> team.watch(lin, visits.east(), zhou.staffId(), SATURDAY));
        assertThat(watched.open()).extracting(it -> it.task().id()).containsExactly(task("WT2"));
        assertThat(watched.made()).singleElement().satisfies(it -> {
            assertThat(it.number()).isEqualTo("WT1");
            assertThat(it.customer()).isEqualTo("方志强");
            assertThat(it.result()).contains(CallOutcome.SATISFIED);
        });
        assertThat(
                        visits.count(
                                "select count(*) from audit.entry t where t.dealer_id = :dealer and t.action = 'follow-up.watch'"))
                .isOne();
        assertThatThrownBy(() -> call(() -> team.watch(lin, visits.east(), UUID.randomUUID(), SATURDAY)))
                .isInstanceOf(NotFound.class);
    }

    // ---- closing a backlog

    @Test
    void FU_2_FU_7_a_backlog_is_looked_at_first_then_closed_in_portions_each_call_once() {
        // Of five old calls one is in a hand; a sixth has not faded; a seventh wants no calls.
        var run = Ids.next();
        visits.settled(
                run, visits.car("潘婷婷", false, "+8613600001111"), "NEW", null, "2026-04-14T08:00", "2026-04-14T09:00");
        visits.settled(
                run, visits.car("严伟", true, "+8613700005520"), "DND", null, "2026-04-14T08:00", "2026-04-14T09:00");
        visits.recorded(run, "2026-04-14T23:30", false);
        setting("follow-up.closing-portion", "2");
        as(() -> queue.claim(zhou, task("WT5"), THURSDAY));
        var closing = prepare(THURSDAY);
        assertThat(visits.tasks()).allSatisfy(it -> assertThat(it.state()).isEqualTo("PENDING"));
        var preview = as(() -> closings.report(lin, closing));
        assertThat(preview.closing().count(Closing.Row.Fate.READY)).isEqualTo(5);
        assertThat(preview.leftOut()).isEqualTo(Map.of(Closing.LeftOut.IN_A_CALL, 1, Closing.LeftOut.TOO_FEW_TRIES, 1));
        assertThat(preview.noCalls()).isOne();

        approve(closing, THURSDAY);
        assertThat(counts(closing)).containsEntry(Closing.Row.Fate.TEXTED, 2).containsEntry(Closing.Row.Fate.READY, 3);
        closingJob.run(THURSDAY.plus(Duration.ofMinutes(9)));
        assertThat(counts(closing)).as("ten minutes lie between").containsEntry(Closing.Row.Fate.TEXTED, 2);
        // Meanwhile somebody calls one of the others.
        call(() -> desk.result(li, task("WT3"), satisfied(), THURSDAY.plusSeconds(30)));
        closingJob.run(THURSDAY.plus(Duration.ofMinutes(10)));
        closingJob.run(THURSDAY.plus(Duration.ofMinutes(10)));
        closingJob.run(THURSDAY.plus(Duration.ofMinutes(20)));
        assertThat(counts(closing)).containsEntry(Closing.Row.Fate.TEXTED, 4).containsEntry(Closing.Row.Fate.READY, 0);
        var report = as(() -> closings.report(lin, closing));
        assertThat(report.closing().state()).isEqualTo(Closing.State.DONE);
        assertThat(report.leftOut()).containsEntry(Closing.LeftOut.FINISHED, 1);
        assertThat(texts()).isEqualTo(4);
        assertThat(visits.task("WT3").state()).isEqualTo("SUCCESS_SATISFIED");
        assertThat(visits.task("WT5").state()).as("in a hand").isEqualTo("PENDING");
        assertThat(visits.task("NEW").state()).as("FU-7").isEqualTo("PENDING");
        assertThat(bodies())
                .allSatisfy(it -> assertThat(it).doesNotContain("未接通"))
                .hasSize(3);
    }

    @Test
    void A30_whose_text_would_be_too_long_is_owed_a_letter_and_the_row_says_so() {
        visits.in(() -> jdbc.sql("""
                        update organisation.store s
                           set name = repeat('远', 60)
                         where s.dealer_id = :dealer
                        """).param("dealer", visits.house.dealer()).update());
        var closing = prepare(THURSDAY);
        approve(closing, THURSDAY);
        var report = as(() -> closings.report(lin, closing));
        assertThat(report.leftOut()).isEqualTo(Map.of(Closing.LeftOut.LETTER, ORDERS));
        assertThat(report.closing().count(Closing.Row.Fate.TEXTED)).isZero();
        assertThat(texts()).isZero();
        assertThat(visits.task("WT2").state()).isEqualTo("UNREACHED");
        assertThat(visits.count("select count(*) from messaging.letter l where l.dealer_id = :dealer"))
                .isEqualTo(ORDERS);
    }

    @Test
    void FU_7_a_closing_that_breaks_off_in_the_middle_of_a_portion_has_done_nothing_and_goes_on() {
        var closing = prepare(THURSDAY);
        as(() -> {
            transaction.executeWithoutResult(killed -> {
                closings.approve(lin, closing, THURSDAY);
                killed.setRollbackOnly(); // what a kill leaves behind
            });
            return true;
        });
        assertThat(texts()).isZero();
        assertThat(counts(closing)).containsEntry(Closing.Row.Fate.READY, ORDERS);
        approve(closing, THURSDAY);
        assertThat(texts()).isEqualTo(ORDERS);
        // Two nodes, and once more: nothing is doubled.
        closingJob.run(THURSDAY);
        assertThat(texts()).isEqualTo(ORDERS);
        assertThat(as(() -> closings.approve(lin, closing, THURSDAY)))
                .as("twice is harmless")
                .isFalse();
    }

    @Test
    void FU_7_a_stopped_closing_leaves_the_rest_owed_and_what_has_not_gone_comes_back() {
        setting("follow-up.closing-portion", "3");
        call(() -> desk.attempt(li, task("WT1"), missed(), SATURDAY));
        var closing = prepare(THURSDAY);
        visits.in(
                () -> { // before anybody has looked into the outbox
                    assertThat(closings.approve(lin, closing, THURSDAY)).isTrue();
                    assertThat(visits.task("WT1").state()).isEqualTo("TEXTING");
                    assertThat(closings.stop(lin, closing, THURSDAY)).isTrue();
                    assertThat(closings.stop(lin, closing, THURSDAY)).isFalse();
                    assertThat(closings.undo(lin, closing, THURSDAY)).isEqualTo(3);
                    return closings.undo(lin, closing, THURSDAY);
                });
        closingJob.run(THURSDAY.plus(Duration.ofMinutes(30)));
        visits.drained();
        assertThat(counts(closing))
                .containsEntry(Closing.Row.Fate.STOPPED, 2)
                .containsEntry(Closing.Row.Fate.UNDONE, 3);
        assertThat(visits.task("WT1").state()).isEqualTo("RETRY");
        assertThat(visits.task("WT2").state()).isEqualTo("PENDING");
        assertThat(visits.count("select count(*) from messaging.letter t where t.dealer_id = :dealer"))
                .as("no letter is owed for what was taken back")
                .isZero();
        assertThat(texts()).isZero();
        assertThat(nobodys()).hasSize(ORDERS);
        // Another day the same calls can be closed; what has left the outbox stays as it is.
        var tomorrow = THURSDAY.plus(Duration.ofDays(1));
        var again = prepare(tomorrow);
        approve(again, tomorrow);
        visits.drained();
        assertThat(as(() -> closings.undo(lin, again, tomorrow))).isZero();
        assertThat(visits.task("WT1").state()).as("A31: no gateway").isEqualTo("UNREACHED");
        assertThat(visits.count("select count(*) from messaging.letter t where t.dealer_id = :dealer"))
                .as("A30")
                .isEqualTo(3);
    }

    @Test
    void RC_8_at_night_a_closing_waits_for_the_hour_and_stops_when_nobody_answers_for_it() {
        setting("follow-up.closing-portion", "1");
        var closing = prepare(at("2026-04-16T21:30"));
        approve(closing, at("2026-04-16T21:30"));
        assertThat(texts()).isZero();
        assertThat(visits.in(() -> closingRows.next(visits.house.dealer()))).contains(at("2026-04-17T09:00"));
        closingJob.run(at("2026-04-17T09:00"));
        assertThat(texts()).isOne();
        visits.in(() -> jdbc.sql("""
                        update organisation.staff_role r
                           set active = false
                         where r.dealer_id = :dealer
                           and r.staff_id = :staff
                        """)
                .param("dealer", visits.house.dealer())
                .param("staff", lin.staffId())
                .update());
        closingJob.run(at("2026-04-17T09:10"));
        assertThat(texts()).isOne();
        assertThat(state(closing)).isEqualTo("STOPPED");
    }

    @Test
    void A35_who_watches_names_absences_and_closes_backlogs() {
        var closing = prepare(THURSDAY);
        for (var role : Role.values()) {
            var who = visits.person("r-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-'), visits.east(), role);
            var manager = role == Role.CRC_MANAGER;
            allowed(who, manager, () -> team.day(who, visits.east(), THURSDAY).day());
            allowed(
                    who,
                    manager,
                    () -> team.watch(who, visits.east(), zhou.staffId(), THURSDAY)
                            .day());
            allowed(who, manager, () -> away.absences(who, visits.east(), THURSDAY));
            allowed(
                    who,
                    manager,
                    () -> away.name(
                            who,
                            visits.east(),
                            zhou.staffId(),
                            THURSDAY,
                            THURSDAY.plusSeconds(60),
                            List.of(),
                            THURSDAY));
            allowed(who, manager, () -> assignments.takeBack(who, visits.east(), zhou.staffId(), THURSDAY));
            allowed(who, manager, () -> closings.report(who, closing).noCalls());
            allowed(who, manager, () -> closings.prepare(who, visits.east(), Optional.empty(), SETTLED, THURSDAY));
            if (!manager) {
                allowed(who, false, () -> closings.approve(who, closing, THURSDAY));
                allowed(who, false, () -> closings.stop(who, closing, THURSDAY));
                allowed(who, false, () -> closings.undo(who, closing, THURSDAY));
            }
        }
        var west = visits.person("wei", visits.west(), Role.CRC_MANAGER);
        assertThatThrownBy(() -> call(() -> team.day(west, visits.east(), THURSDAY)))
                .isInstanceOf(NotAllowed.class);
        for (Callable<?> wish : List.<Callable<?>>of(
                () -> closings.report(west, closing),
                () -> closings.approve(west, closing, THURSDAY),
                () -> closings.drop(west, closing, THURSDAY))) {
            assertThatThrownBy(() -> call(wish)).isInstanceOf(NotFound.class);
        }
        assertThat(as(() -> closings.drop(lin, closing, THURSDAY))).isTrue();
        assertThat(as(() -> closings.approve(lin, closing, THURSDAY))).isFalse();
        assertThat(texts()).isZero();
    }

    // ---- fixtures

    private void allowed(Actor who, boolean may, Callable<?> wish) {
        if (may) {
            assertThat(call(wish)).isNotNull();
        } else {
            assertThatThrownBy(() -> call(wish)).as(who.login()).isInstanceOf(NotAllowed.class);
        }
    }

    private UUID prepare(Instant now) {
        return as(() -> closings.prepare(lin, visits.east(), Optional.empty(), LocalDate.of(2026, 4, 14), now))
                        instanceof ClosingDesk.Prepared.Done(var id)
                ? id
                : new UUID(0, 0);
    }

    private void approve(UUID closing, Instant now) {
        assertThat(as(() -> closings.approve(lin, closing, now))).isTrue();
    }

    private Map<Closing.Row.Fate, Integer> counts(UUID closing) {
        return as(() -> closings.report(lin, closing)).closing().rows();
    }

    private String state(UUID closing) {
        return visits.in(
                () -> jdbc.sql("select c.state from followups.closing c where c.dealer_id = :dealer and c.id = :id")
                        .param("dealer", visits.house.dealer())
                        .param("id", closing)
                        .query(String.class)
                        .single());
    }

    private int texts() {
        return visits.count(
                "select count(*) from messaging.text t where t.dealer_id = :dealer and t.cause = 'follow-up' and t.reason is distinct from 'taken-back'");
    }

    /** Of those who may be called. */
    private List<String> bodies() {
        return visits.in(() -> jdbc.sql("""
                        select x.body
                          from messaging.text x
                          join followups.task t on t.dealer_id = :dealer and t.id = x.cause_id
                         where x.dealer_id = :dealer
                           and t.order_no <> 'DND'
                        """)
                .param("dealer", visits.house.dealer())
                .query(String.class)
                .list());
    }

    private void setting(String key, String value) {
        visits.in(() -> jdbc.sql("""
                        insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                        values (:dealer, :store, :key, :value, '2026-04-01Z')
                        """)
                .param("dealer", visits.house.dealer())
                .param("store", visits.east())
                .param("key", key)
                .param("value", value)
                .update());
    }

    private Optional<Instant> nextHandOver() {
        return visits.in(() -> absences.nextHandOver(visits.house.dealer(), SATURDAY));
    }

    private AwayDesk.Named name(Actor who, Instant from, Instant until, List<UUID> covers) {
        return as(() -> away.name(lin, visits.east(), who.staffId(), from, until, covers, SATURDAY));
    }

    private static TeamDay.Clerk clerk(TeamDay day, Actor who) {
        return day.clerks().stream()
                .filter(it -> it.id().equals(who.staffId()))
                .findFirst()
                .orElseThrow();
    }

    private int steps(BulkKind kind) {
        return visits.count(
                "select count(*) from followups.bulk_step b where b.dealer_id = :dealer and b.kind = '" + kind + "'");
    }

    private Instant promised(String order) {
        return visits.in(() -> jdbc.sql("""
                        select c.promised_at
                          from followups.contact c
                          join followups.task t on t.dealer_id = :dealer and t.contact_id = c.id
                         where c.dealer_id = :dealer
                           and t.order_no = :order
                        """)
                .param("dealer", visits.house.dealer())
                .param("order", order)
                .query((row, _) -> row.getTimestamp("promised_at").toInstant())
                .single());
    }

    private UUID holder(UUID task) {
        return visits.in(() -> jdbc.sql("""
                        select c.claimed_by
                          from followups.contact c
                          join followups.task t on t.dealer_id = :dealer and t.contact_id = c.id
                         where c.dealer_id = :dealer
                           and t.id = :task
                        """)
                .param("dealer", visits.house.dealer())
                .param("task", task)
                .query(UUID.class)
                .single());
    }

    private Map<String, BulkOutcome> outcomes(UUID step) {
        return as(() -> assignments.step(lin, step)).rows().stream()
                .collect(java.util.stream.Collectors.toMap(BulkStep.Row::orderNo, BulkStep.Row::outcome));
    }

    private List<String> orders(Actor who) {
        return orders(QueueFilter.of(QueueView.OWED).assigned(new Assigned.To(who.staffId())));
    }

    private List<String> nobodys() {
        return orders(QueueFilter.of(QueueView.OWED).assigned(new Assigned.Nobody()));
    }

    private List<String> orders(QueueFilter filter) {
        return as(() -> files.list(lin, filter, new QueuePlace.First(), 30, SATURDAY)).lines().stream()
                .map(it -> it.task().subject().number())
                .toList();
    }

    private void give(Actor clerk, String... orders) {
        as(() -> assignments.assign(lin, ticked(orders), to(clerk), SATURDAY));
    }

    private Chosen ticked(String... orders) {
        return new Chosen.Tasks(List.of(orders).stream().map(this::task).toList());
    }

    private static ToWhom to(Actor clerk) {
        return new ToWhom.Clerk(clerk.staffId());
    }

    private <T> T as(Supplier<T> work) {
        return DealerContext.callAs(visits.house.dealer(), work);
    }

    private <T> T call(Callable<T> work) {
        return as(() -> {
            try {
                return work.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    private UUID task(String orderNo) {
        return visits.task(orderNo).id();
    }

    private String orderOf(UUID task) {
        return visits.tasks().stream()
                .filter(it -> it.id().equals(task))
                .findFirst()
                .orElseThrow()
                .orderNo();
    }

    private static AttemptRequest missed() {
        return new AttemptRequest(
                AttemptOutcome.NO_ANSWER, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static AttemptRequest inconvenient(Instant callBack) {
        return new AttemptRequest(
                AttemptOutcome.INCONVENIENT,
                Optional.empty(),
                Optional.of(callBack),
                Optional.empty(),
                Optional.empty());
    }

    private static ResultRequest satisfied() {
        return new ResultRequest(
                CallOutcome.SATISFIED, Optional.empty(), AnswerSheet.empty(), Optional.empty(), Optional.empty());
    }

    private static ResultRequest dissatisfied() {
        return new ResultRequest(
                CallOutcome.DISSATISFIED,
                Optional.empty(),
                AnswerSheet.empty(),
                Optional.empty(),
                Optional.of(new ComplaintSheet(Optional.of(ComplaintKind.REPAIR_SKILL), "又响了", false, false)));
    }
}
