package org.opendcrc.followups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.followups.Visits.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.followups.FollowUpDesk.AttemptRequest;
import org.opendcrc.followups.FollowUpDesk.ResultRequest;
import org.opendcrc.followups.QueueFilter.Assigned;
import org.opendcrc.followups.QueueFilter.Days;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who sees and gets which calls, on PostgreSQL. Five orders settled on Friday 10 April 2026, one an hour from 10:00. */
@ApplicationTest
@Import(TestHouse.class)
class AssignmentTest {

    static final Instant SATURDAY = at("2026-04-11T10:00");
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
    FollowUpTasks tasks;

    @Autowired
    AssignmentDesk assignments;

    @Autowired
    BulkTexts texts;

    @Autowired
    NextCalls nextCalls;

    Visits visits;
    Actor zhou;
    Actor li;
    Actor lin;

    @BeforeEach
    void five_orders_two_clerks_and_their_manager() {
        visits = new Visits(builder, jdbc, events);
        zhou = visits.clerk("zhou");
        li = visits.clerk("li");
        lin = visits.person("lin", visits.east(), Role.CRC_MANAGER);
        visits.settledOnFriday(ORDERS);
    }

    // ---- the special function

    @Test
    void FU_19_who_is_restricted_sees_and_gets_only_what_is_assigned_to_him() {
        restrict(zhou, true);
        assertThat(orders(zhou, QueueFilter.of(QueueView.OWED))).isEmpty();
        assertThat(as(() -> queue.claimNext(zhou, Optional.empty(), SATURDAY)))
                .isInstanceOf(Claimed.NothingToCall.class);
        assertThat(as(() -> files.desk(zhou, QueueFilter.of(QueueView.OPEN), new QueuePlace.First(), 30, SATURDAY)
                        .sides()))
                .satisfies(it -> assertThat(it.restricted()).isTrue())
                .satisfies(it -> assertThat(it.counts().open()).isZero());

        give(zhou, "WT3");
        assertThat(orders(zhou, QueueFilter.of(QueueView.OWED))).containsExactly("WT3");
        assertThat(as(() -> queue.claimNext(zhou, Optional.empty(), SATURDAY)))
                .isInstanceOfSatisfying(
                        Claimed.Held.class, it -> assertThat(it.taskId()).isEqualTo(task("WT3")));
        assertThat(as(() -> queue.claimAnother(zhou, Optional.empty(), SATURDAY)))
                .isInstanceOf(Claimed.NothingToCall.class);

        // Off again: everything of the store.
        restrict(zhou, false);
        assertThat(orders(zhou, QueueFilter.of(QueueView.OWED))).hasSize(ORDERS);
        assertThat(as(() -> queue.claimAnother(zhou, Optional.empty(), SATURDAY)))
                .isInstanceOfSatisfying(
                        Claimed.Held.class, it -> assertThat(it.taskId()).isEqualTo(task("WT1")));
    }

    @Test
    void FU_19_the_desk_of_who_is_restricted_shows_only_what_he_would_be_handed() {
        give(li, "WT1");
        assertThat(as(() -> nextCalls.of(zhou, Optional.empty(), SATURDAY, 9)))
                .extracting(it -> it.orderNo().orElseThrow())
                .as("another's last")
                .containsExactly("WT2", "WT3", "WT4", "WT5", "WT1");
        restrict(zhou, true);
        give(zhou, "WT3");
        assertThat(as(() -> nextCalls.of(zhou, Optional.empty(), SATURDAY, 9)))
                .extracting(it -> it.orderNo().orElseThrow())
                .containsExactly("WT3");
        assertThat(as(() -> nextCalls.of(lin, Optional.empty(), SATURDAY, 9))).hasSize(ORDERS);
    }

    @Test
    void FU_19_who_is_restricted_can_neither_open_nor_record_what_is_not_his_whatever_address_he_types() {
        restrict(zhou, true);
        give(zhou, "WT1");
        give(li, "WT2");
        var his = task("WT1");
        for (var other : List.of(task("WT2"), task("WT3"))) {
            for (Callable<?> wish : List.<Callable<?>>of(
                    () -> tasks.find(zhou, other, SATURDAY),
                    () -> files.call(zhou, other, SATURDAY),
                    () -> files.finished(zhou, other, SATURDAY),
                    () -> queue.claim(zhou, other, SATURDAY),
                    () -> desk.attempt(zhou, other, missed(), SATURDAY),
                    () -> desk.result(zhou, other, satisfied(), SATURDAY),
                    () -> desk.textInstead(zhou, other, SATURDAY),
                    () -> desk.closeAsUnreachable(zhou, other, SATURDAY),
                    () -> desk.appendRemark(zhou, other, "x", SATURDAY))) {
                assertThatThrownBy(() -> call(wish)).isInstanceOf(NotFound.class);
            }
            assertThat(as(() -> files.chosen(zhou, List.of(his, other), SATURDAY))
                            .lines())
                    .extracting(it -> it.task().id())
                    .containsExactly(his);
        }
        // What is his he records, and finds again when it is done.
        assertThat(call(() -> desk.result(zhou, his, satisfied(), SATURDAY))).isInstanceOf(Recorded.Answered.class);
        assertThat(as(() -> tasks.find(zhou, his, SATURDAY)).task().state()).isEqualTo(TaskState.SUCCESS_SATISFIED);
        assertThat(orders(zhou, QueueFilter.of(QueueView.DONE))).containsExactly("WT1");
    }

    @Test
    void FU_19_whoever_is_not_restricted_gets_what_is_nobodys_before_what_is_anothers() {
        give(li, "WT1");
        assertThat(taken(zhou)).isEqualTo(task("WT2"));
        assertThat(taken(li))
                .as("his own and nobody's in the order in which they are due")
                .isEqualTo(task("WT1"));
        for (int n = 3; n <= ORDERS; n++) {
            assertThat(taken(zhou)).isEqualTo(task("WT" + n));
        }
        as(() -> {
            queue.release(li, task("WT1"));
            return true;
        });
        assertThat(taken(zhou)).as("another's when nothing else is left").isEqualTo(task("WT1"));
    }

    @Test
    void FU_19_what_he_has_in_his_hand_when_the_function_is_switched_on_is_his() {
        var held = taken(zhou);
        restrict(zhou, true);
        assertThat(orders(zhou, QueueFilter.of(QueueView.OWED))).containsExactly("WT1");
        assertThat(call(() -> desk.result(zhou, held, satisfied(), SATURDAY))).isInstanceOf(Recorded.Answered.class);
    }

    @Test
    void FU_19_whoever_assigns_is_never_restricted_and_nobody_is_who_does_not_call_there() {
        for (var who : List.of(
                lin.staffId(), visits.person("wang", visits.west(), Role.AGENT).staffId())) {
            assertThatThrownBy(() -> as(() -> {
                        assignments.restrict(lin, visits.east(), who, true, SATURDAY);
                        return true;
                    }))
                    .isInstanceOf(NotFound.class);
        }
    }

    @Test
    void FU_19_two_restricted_clerks_ask_at_once_and_each_gets_only_his_own() throws Exception {
        restrict(zhou, true);
        restrict(li, true);
        give(zhou, "WT1", "WT3", "WT5");
        give(li, "WT2", "WT4");
        var together = new CyclicBarrier(6);
        try (var threads = Executors.newFixedThreadPool(6)) {
            var asked = new ArrayList<java.util.concurrent.Future<Claimed>>();
            for (int n = 0; n < 6; n++) {
                var who = n < 3 ? zhou : li;
                asked.add(threads.submit(() -> {
                    together.await();
                    return as(() -> queue.claimAnother(who, Optional.empty(), SATURDAY));
                }));
            }
            var his = new HashSet<UUID>();
            for (int n = 0; n < 6; n++) {
                if (asked.get(n).get() instanceof Claimed.Held held) {
                    his.add(held.taskId());
                    var owner = n < 3 ? Set.of("WT1", "WT3", "WT5") : Set.of("WT2", "WT4");
                    assertThat(owner).contains(orderOf(held.taskId()));
                }
            }
            assertThat(his).hasSize(ORDERS);
        }
    }

    // ---- giving out

    @Test
    void FU_19_by_hand_and_back_and_each_row_says_what_became_of_it() {
        as(() -> queue.claim(li, task("WT2"), SATURDAY));
        call(() -> desk.result(zhou, task("WT3"), satisfied(), SATURDAY));
        var step = step(as(() -> assignments.assign(lin, ticked("WT1", "WT2", "WT3"), to(zhou), SATURDAY)));
        assertThat(step.step().rows()).isEqualTo(3);
        assertThat(step.step().done()).isOne();
        assertThat(outcomes(step))
                .containsEntry("WT1", BulkOutcome.DONE)
                .containsEntry("WT2", BulkOutcome.HELD)
                .containsEntry("WT3", BulkOutcome.FINISHED);
        assertThat(outcomes(step(as(() -> assignments.assign(lin, ticked("WT1"), to(zhou), SATURDAY)))))
                .containsEntry("WT1", BulkOutcome.SAME);
        var west = visits.person("wang", visits.west(), Role.AGENT);
        assertThat(outcomes(step(as(() -> assignments.assign(lin, ticked("WT1"), to(west), SATURDAY)))))
                .containsEntry("WT1", BulkOutcome.NOT_THERE);
        var back = step(as(() -> assignments.assign(lin, ticked("WT1"), new ToWhom.Nobody(), SATURDAY)));
        assertThat(outcomes(back)).containsEntry("WT1", BulkOutcome.DONE);
        assertThat(orders(lin, QueueFilter.of(QueueView.OWED).assigned(new Assigned.Nobody())))
                .contains("WT1");
        assertThat(
                        visits.count(
                                "select count(*) from audit.entry t where t.dealer_id = :dealer and t.action = 'follow-up.assign'"))
                .as("once a step")
                .isEqualTo(4);
    }

    @Test
    void FU_19_what_is_nobodys_is_dealt_out_so_that_all_have_as_many() {
        give(zhou, "WT1");
        as(() -> assignments.dealRest(lin, visits.east(), List.of(zhou.staffId(), li.staffId()), SATURDAY));
        assertThat(orders(lin, QueueFilter.of(QueueView.OWED).assigned(new Assigned.To(li.staffId()))))
                .containsExactly("WT2", "WT4");
        assertThat(orders(zhou, QueueFilter.of(QueueView.OWED).assigned(new Assigned.Me())))
                .containsExactly("WT1", "WT3", "WT5");
        var board = as(() -> assignments.board(lin, visits.east(), SATURDAY));
        assertThat(board.rest()).isZero();
        assertThat(board.clerks())
                .filteredOn(it -> it.id().equals(li.staffId()))
                .singleElement()
                .satisfies(it -> assertThat(it.open()).isEqualTo(2));
        // She falls ill: hers go to him.
        var cover =
                step(as(() -> assignments.cover(lin, visits.east(), li.staffId(), List.of(zhou.staffId()), SATURDAY)));
        assertThat(cover.step().done()).isEqualTo(2);
        assertThat(orders(zhou, QueueFilter.of(QueueView.OWED).assigned(new Assigned.Me())))
                .hasSize(ORDERS);
    }

    @Test
    void FU_14_FU_19_by_advisor_and_nobody_is_given_who_wants_no_calls() {
        var advisor = visits.person("jian", visits.east(), Role.ADVISOR);
        visits.in(() -> jdbc.sql("""
                        update followups.task t
                           set advisor_id = :advisor
                         where t.dealer_id = :dealer
                           and t.order_no in ('WT1', 'WT2')
                        """)
                .param("dealer", visits.house.dealer())
                .param("advisor", advisor.staffId())
                .update());
        visits.in(() -> jdbc.sql("""
                        update followups.contact c
                           set text_only = true
                          from followups.task t
                         where c.dealer_id = :dealer
                           and t.dealer_id = :dealer
                           and t.contact_id = c.id
                           and t.order_no = 'WT2'
                        """).param("dealer", visits.house.dealer()).update());
        var board = as(() -> assignments.board(lin, visits.east(), SATURDAY));
        assertThat(board.advisors())
                .singleElement()
                .satisfies(it -> assertThat(it.rest()).isOne());
        assertThat(board.texts()).isOne();
        as(() -> assignments.pair(lin, visits.east(), Map.of(advisor.staffId(), zhou.staffId()), SATURDAY));
        assertThat(orders(zhou, QueueFilter.of(QueueView.OWED).assigned(new Assigned.Me())))
                .containsExactly("WT1");
        var ticked = step(as(() -> assignments.assign(lin, ticked("WT2", "WT3"), new ToWhom.ByAdvisor(), SATURDAY)));
        assertThat(outcomes(ticked))
                .containsEntry("WT2", BulkOutcome.NO_CALLS)
                .containsEntry("WT3", BulkOutcome.NO_PAIRING);
    }

    @Test
    void FU_11_FU_19_a_further_order_of_the_visit_comes_to_the_same_clerk_and_a_new_visit_to_nobody() {
        var car = visits.car("严伟", false, "+8613700005520");
        var first = Ids.next();
        visits.settled(first, car, "WT10", "JC1", "2026-04-10T09:00", "2026-04-10T16:00");
        visits.recorded(first, "2026-04-10T23:30", false);
        restrict(zhou, true);
        give(zhou, "WT10");
        var second = Ids.next();
        visits.settled(second, car, "WT11", "JC1", "2026-04-10T09:00", "2026-04-11T16:00");
        visits.recorded(second, "2026-04-11T23:30", false);
        var sunday = at("2026-04-12T10:00");
        assertThat(as(() -> files.list(zhou, QueueFilter.of(QueueView.OWED), new QueuePlace.First(), 30, sunday))
                        .lines())
                .extracting(it -> it.task().subject().number())
                .containsExactly("WT10", "WT11");
        call(() -> desk.result(zhou, task("WT10"), satisfied(), sunday));
        var third = Ids.next();
        visits.settled(third, car, "WT12", "JC2", "2026-05-10T09:00", "2026-05-10T16:00");
        visits.recorded(third, "2026-05-10T23:30", false);
        assertThat(as(() -> files.list(
                                zhou,
                                QueueFilter.of(QueueView.OWED),
                                new QueuePlace.First(),
                                30,
                                at("2026-05-11T10:00")))
                        .lines())
                .isEmpty();
    }

    @Test
    void FU_19_what_was_assigned_to_somebody_who_left_is_nobodys() {
        give(li, "WT1");
        visits.publish(new StaffLeft(visits.house.dealer(), li.staffId()));
        assertThat(orders(lin, QueueFilter.of(QueueView.OWED).assigned(new Assigned.Nobody())))
                .hasSize(ORDERS);
    }

    @Test
    void A35_who_may_assign_restrict_and_write_to_many() {
        for (var role : Role.values()) {
            var who = visits.person("r-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-'), visits.east(), role);
            var manager = role == Role.CRC_MANAGER;
            allowed(who, manager, () -> assignments.assign(who, ticked("WT1"), to(zhou), SATURDAY));
            allowed(who, manager, () -> assignments.cover(who, visits.east(), zhou.staffId(), List.of(), SATURDAY));
            allowed(who, manager, () -> assignments.pair(who, visits.east(), Map.of(), SATURDAY));
            allowed(who, manager, () -> texts.send(who, ticked("WT1"), SATURDAY));
            allowed(
                    who,
                    manager,
                    () -> texts.preview(who, ticked("WT1"), SATURDAY).more());
            var may = manager || role == Role.ADMINISTRATOR;
            allowed(
                    who,
                    may,
                    () -> assignments.board(who, visits.east(), SATURDAY).rest());
            allowed(who, may, () -> {
                assignments.restrict(who, visits.east(), zhou.staffId(), true, SATURDAY);
                return true;
            });
        }
        var west = visits.person("wei", visits.west(), Role.CRC_MANAGER);
        assertThatThrownBy(() -> call(() -> assignments.board(west, visits.east(), SATURDAY)))
                .isInstanceOf(NotAllowed.class);
        assertThat(outcomes(step(west, as(() -> assignments.assign(west, ticked("WT1"), to(zhou), SATURDAY)))))
                .as("another store's rows are not there for him")
                .isEmpty();
    }

    private void allowed(Actor who, boolean may, Callable<?> wish) {
        if (may) {
            assertThat(call(wish)).isNotNull();
        } else {
            assertThatThrownBy(() -> call(wish)).as(who.login()).isInstanceOf(NotAllowed.class);
        }
    }

    // ---- texts to several

    @Test
    void FU_14_texts_to_several_leave_out_who_may_be_called() {
        var run = Ids.next();
        for (int n = 1; n <= 3; n++) {
            visits.settled(
                    run,
                    visits.car("严伟", true, "+861370000552" + n),
                    "DND" + n,
                    null,
                    "2026-04-10T09:00",
                    "2026-04-10T16:00");
        }
        visits.recorded(run, "2026-04-10T23:30", false);
        var all = new Chosen.All(QueueFilter.of(QueueView.OWED));
        var preview = call(() -> texts.preview(lin, all, SATURDAY));
        assertThat(preview.texts()).hasSize(3);
        assertThat(preview.leftOut())
                .hasSize(ORDERS)
                .allSatisfy(it -> assertThat(it.why()).isEqualTo(BulkOutcome.CALLS_ALLOWED));
        var step = step(call(() -> texts.send(lin, all, SATURDAY)));
        assertThat(step.step().done()).isEqualTo(3);
        assertThat(step.step().rows()).isEqualTo(ORDERS + 3);
        assertThat(visits.tasks())
                .filteredOn(it -> it.orderNo().startsWith("WT"))
                .allSatisfy(it -> assertThat(it.state()).isEqualTo("PENDING"));
        assertThat(outcomes(step(call(() -> texts.send(lin, ticked("DND1"), SATURDAY)))))
                .containsEntry("DND1", BulkOutcome.FINISHED);
    }

    // ---- filters

    @Test
    void FU_16_days_of_the_store_with_both_ends_and_everything_together() {
        var all = QueueFilter.of(QueueView.OWED);
        assertThat(orders(lin, sentIn(all, "2026-04-02", "2026-04-03"))).containsExactly("WT2", "WT3");
        assertThat(orders(lin, sentIn(all, "2026-04-05", null))).containsExactly("WT5");
        assertThat(orders(lin, sentIn(all, null, "2026-04-01"))).containsExactly("WT1");
        assertThat(orders(lin, settled(all, "2026-04-10", "2026-04-10"))).hasSize(ORDERS);
        assertThat(orders(lin, settled(all, "2026-04-11", null))).isEmpty();
        assertThat(orders(lin, settled(all, null, "2026-04-09"))).isEmpty();
        assertThat(orders(lin, text(all, "wt3"))).containsExactly("WT3");
        assertThat(orders(lin, text(all, "7K3F9")))
                .as("no search key was made for these cars")
                .isEmpty();
        call(() -> desk.attempt(zhou, task("WT4"), missed(), SATURDAY));
        assertThat(orders(lin, state(all, TaskState.RETRY))).containsExactly("WT4");
        assertThat(orders(lin, QueueFilter.of(QueueView.AGAIN))).containsExactly("WT4");
        assertThat(orders(lin, sentIn(state(all, TaskState.RETRY), "2026-04-01", "2026-04-03")))
                .isEmpty();
    }

    @Test
    void FU_16_an_order_settled_at_midnight_belongs_to_the_new_day() {
        var run = Ids.next();
        visits.settled(
                run, visits.car("潘婷婷", false, "+8613600001111"), "WT20", null, "2026-04-08T08:00", "2026-04-09T00:00");
        visits.settled(
                run, visits.car("潘婷婷", false, "+8613600001112"), "WT21", null, "2026-04-08T08:00", "2026-04-08T23:59");
        visits.recorded(run, "2026-04-10T23:30", false);
        var all = QueueFilter.of(QueueView.OWED);
        assertThat(orders(lin, settled(all, "2026-04-09", "2026-04-09"))).containsExactly("WT20");
        assertThat(orders(lin, settled(all, "2026-04-08", "2026-04-08"))).containsExactly("WT21");
    }

    @Test
    void FU_3_the_list_opens_with_the_orders_settled_three_days_ago() {
        var day = QueueFilter.of(QueueView.DAY);
        assertThat(orders(zhou, day, at("2026-04-12T23:59"))).isEmpty();
        assertThat(orders(zhou, day, at("2026-04-13T00:00"))).hasSize(ORDERS);
        assertThat(orders(zhou, day, at("2026-04-13T23:59"))).hasSize(ORDERS);
        assertThat(orders(zhou, day, at("2026-04-14T00:00"))).isEmpty();
        visits.in(() -> jdbc.sql("""
                        insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                        values (:dealer, :store, 'follow-up.default-view-days', '1', '2026-04-01Z')
                        """)
                .param("dealer", visits.house.dealer())
                .param("store", visits.east())
                .update());
        assertThat(orders(zhou, day, SATURDAY)).hasSize(ORDERS);
        assertThat(orders(zhou, day, at("2026-04-13T00:00"))).isEmpty();
        assertThat(orders(zhou, settled(day, "2026-04-10", "2026-04-10"), at("2026-04-14T00:00")))
                .as("other days that are asked for stand instead")
                .hasSize(ORDERS);
    }

    @Test
    void a_list_goes_on_and_comes_back_by_key_whatever_it_is_sorted_by() {
        for (var sort : List.of(QueueSort.DUE, QueueSort.SETTLED, QueueSort.NEWEST)) {
            var filter = sorted(QueueFilter.of(QueueView.OWED), sort);
            var first = list(filter, new QueuePlace.First());
            assertThat(first.previous()).isEmpty();
            var second = list(filter, new QueuePlace.After(first.next().orElseThrow()));
            var third = list(filter, new QueuePlace.After(second.next().orElseThrow()));
            assertThat(third.next()).isEmpty();
            assertThat(third.lines()).hasSize(1);
            var back = list(filter, new QueuePlace.Before(third.previous().orElseThrow()));
            assertThat(back.lines()).isEqualTo(second.lines());
            var start = list(filter, new QueuePlace.Before(back.previous().orElseThrow()));
            assertThat(start.lines()).isEqualTo(first.lines());
            assertThat(start.previous()).isEmpty();
            assertThat(start.next()).isPresent();
        }
        assertThat(orders(lin, sorted(QueueFilter.of(QueueView.OWED), QueueSort.NEWEST)))
                .containsExactly("WT5", "WT4", "WT3", "WT2", "WT1");
    }

    // ---- fixtures

    private QueueList list(QueueFilter filter, QueuePlace place) {
        return as(() -> files.list(lin, filter, place, 2, SATURDAY));
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

    private void restrict(Actor clerk, boolean on) {
        as(() -> {
            assignments.restrict(lin, visits.east(), clerk.staffId(), on, SATURDAY);
            return true;
        });
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

    private UUID taken(Actor clerk) {
        return ((Claimed.Held) as(() -> queue.claimAnother(clerk, Optional.empty(), SATURDAY))).taskId();
    }

    private BulkStep.File step(UUID step) {
        return step(lin, step);
    }

    private BulkStep.File step(Actor who, UUID step) {
        return as(() -> assignments.step(who, step));
    }

    private static Map<String, BulkOutcome> outcomes(BulkStep.File file) {
        return file.rows().stream()
                .collect(java.util.stream.Collectors.toMap(BulkStep.Row::orderNo, BulkStep.Row::outcome));
    }

    private List<String> orders(Actor who, QueueFilter filter) {
        return orders(who, filter, SATURDAY);
    }

    private List<String> orders(Actor who, QueueFilter filter, Instant now) {
        return as(() -> files.list(who, filter, new QueuePlace.First(), 30, now)).lines().stream()
                .map(it -> it.task().subject().number())
                .toList();
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

    private static ResultRequest satisfied() {
        return new ResultRequest(
                CallOutcome.SATISFIED, Optional.empty(), AnswerSheet.empty(), Optional.empty(), Optional.empty());
    }

    private static Days days(@Nullable String from, @Nullable String to) {
        return new Days(
                Optional.ofNullable(from).map(LocalDate::parse),
                Optional.ofNullable(to).map(LocalDate::parse));
    }

    private static QueueFilter sentIn(QueueFilter f, @Nullable String from, @Nullable String to) {
        return with(f, days(from, to), f.settled(), f.state(), f.text(), f.sort());
    }

    private static QueueFilter settled(QueueFilter f, @Nullable String from, @Nullable String to) {
        return with(f, f.sentIn(), days(from, to), f.state(), f.text(), f.sort());
    }

    private static QueueFilter state(QueueFilter f, TaskState state) {
        return with(f, f.sentIn(), f.settled(), Optional.of(state), f.text(), f.sort());
    }

    private static QueueFilter text(QueueFilter f, String text) {
        return with(f, f.sentIn(), f.settled(), f.state(), text, f.sort());
    }

    private static QueueFilter sorted(QueueFilter f, QueueSort sort) {
        return with(f, f.sentIn(), f.settled(), f.state(), f.text(), Optional.of(sort));
    }

    private static QueueFilter with(
            QueueFilter f,
            Days sentIn,
            Days settled,
            Optional<TaskState> state,
            String text,
            Optional<QueueSort> sort) {
        return new QueueFilter(
                f.view(),
                f.store(),
                sentIn,
                settled,
                f.completed(),
                f.dealt(),
                f.pickedUp(),
                f.advisor(),
                f.orderKind(),
                f.kind(),
                state,
                f.jd(),
                f.dnd(),
                f.faded(),
                f.overdue(),
                f.assigned(),
                text,
                sort);
    }
}
