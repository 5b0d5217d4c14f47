package org.opendcrc.followups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.followups.Visits.at;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.followups.FollowUpDesk.AttemptRequest;
import org.opendcrc.followups.FollowUpDesk.ResultRequest;
import org.opendcrc.followups.OwedCallBook.Owed;
import org.opendcrc.followups.OwedCallBook.Window;
import org.opendcrc.messaging.TextFailed;
import org.opendcrc.organisation.SettingChange;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.questionnaires.AnswerSheet;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.CallFinished;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

/** Calls of several kinds in one queue, owed by other chapters as they will owe them. It is April 2026. */
@ApplicationTest
@Import(TestHouse.class)
class KindsOfCallsTest {

    static final Instant SOLVED = at("2026-04-10T16:00");
    static final Instant SATURDAY = at("2026-04-11T10:00");

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    ConfigurableApplicationContext context;

    @Autowired
    OwedCallBook book;

    @Autowired
    FollowUpQueue queue;

    @Autowired
    FollowUpDesk desk;

    @Autowired
    FollowUpTasks tasks;

    @Autowired
    FollowUpFiles files;

    @Autowired
    CallPolicyDesk policies;

    /** What a lower chapter would hear. */
    final ApplicationListener<PayloadApplicationEvent<CallFinished>> chapter = new ApplicationListener<>() {
        @Override
        public void onApplicationEvent(PayloadApplicationEvent<CallFinished> event) {
            heard.add(event.getPayload());
        }
    };

    final List<CallFinished> heard = new CopyOnWriteArrayList<>();

    Visits visits;
    Visits.Car car = new Visits.Car(Ids.next(), Ids.next());
    Actor zhou;
    Actor li;

    @BeforeEach
    void open() {
        context.addApplicationListener(chapter);
        visits = new Visits(builder, jdbc, events);
        zhou = visits.clerk("zhou");
        li = visits.clerk("li");
        car = visits.car("方志强", false, "+8613800006621");
    }

    @AfterEach
    void nobody_listens() {
        context.removeApplicationListener(chapter);
    }

    // ---- after the workshop

    @Test
    void FU_27_the_kind_of_the_order_says_which_call_is_owed() {
        var run = Ids.next();
        for (var kind : List.of("GENERAL", "FIRST_SERVICE", "WARRANTY", "INTERNAL")) {
            visits.order(run, visits.east(), car, kind, null, kind, "2026-04-10T09:00", "2026-04-10T16:00");
        }
        visits.recorded(run, "2026-04-10T23:30", false);
        assertThat(kinds())
                .isEqualTo(Map.of("GENERAL", "SERVICE", "FIRST_SERVICE", "FIRST_MAINTENANCE", "WARRANTY", "WARRANTY"));
        visits.recorded(run, "2026-04-10T23:30", false);
        assertThat(kinds()).as("heard twice").hasSize(3);
        assertThat(listed(Optional.of(CallKind.WARRANTY)))
                .extracting(TaskView::kind)
                .containsExactly(CallKind.WARRANTY);
        assertThat(listed(Optional.empty())).hasSize(3);
    }

    @Test
    void FU_27_an_order_that_turns_out_to_be_a_claim_owes_that_call_and_no_second_one() {
        var run = Ids.next();
        var order = visits.settled(run, car, "WT1", null, "2026-04-10T09:00", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var next = Ids.next();
        visits.changed(next, order, "SETTLED", "WARRANTY", 1, "2026-04-10T16:00");
        visits.recorded(next, "2026-04-11T23:30", false);
        assertThat(kinds()).isEqualTo(Map.of("WT1", "WARRANTY"));
        assertThat(visits.tasks()).hasSize(1);
    }

    @Test
    void FU_11_one_call_answers_for_orders_of_several_kinds() {
        var run = Ids.next();
        visits.order(run, visits.east(), car, "WT1", "JC1", "GENERAL", "2026-04-10T09:00", "2026-04-10T16:00");
        visits.order(run, visits.east(), car, "WT2", "JC1", "WARRANTY", "2026-04-10T09:00", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        satisfied(zhou, visits.task("WT1").id(), SATURDAY);
        assertThat(visits.task("WT2").state()).isEqualTo("LINKED");
        assertThat(ends()).containsExactlyInAnyOrder("SERVICE SATISFIED", "WARRANTY ANSWERED_ELSEWHERE");
        var later = Ids.next();
        visits.order(later, visits.east(), car, "WT3", "JC1", "FIRST_SERVICE", "2026-04-10T09:00", "2026-04-11T16:00");
        visits.recorded(later, "2026-04-11T23:30", false);
        assertThat(visits.task("WT3").state()).as("born linked").isEqualTo("LINKED");
    }

    // ---- what other chapters owe

    @Test
    void A3_a_chapter_owes_a_call_by_its_policy_once() {
        owe(check(1, Optional.empty(), Optional.empty()));
        owe(check(1, Optional.empty(), Optional.empty()));
        var task = only();
        assertThat(task.kind()).isEqualTo(CallKind.COMPLAINT_CHECK);
        assertThat(task.subject().number()).isEqualTo("TS-20260408-001");
        assertThat(task.vehicleId()).as("it is about no car").isEmpty();
        assertThat(task.orderId()).isEmpty();
        assertThat(task.dueFrom()).isEqualTo(at("2026-04-11T00:00"));
        assertThat(task.dueAt()).isEqualTo(at("2026-04-14T00:00"));
        assertThat(contacts()).isOne();
        assertThatThrownBy(() -> DealerContext.runAs(
                        visits.house.dealer(), () -> book.owe(CallKind.COMPLAINT_CHECK, List.of(), SOLVED)))
                .as("part of its chapter's transaction or not at all")
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void A8_a_call_at_an_hour_has_its_exact_window() {
        var window = new Window(at("2026-04-11T15:00"), at("2026-04-11T18:00"), at("2026-04-11T18:00"));
        owe(check(1, Optional.of(window), Optional.empty()));
        assertThat(next(zhou, at("2026-04-11T14:59:59"))).isInstanceOf(Claimed.NothingToCall.class);
        assertThat(next(zhou, at("2026-04-11T15:00"))).isInstanceOf(Claimed.Held.class);
    }

    @Test
    void A8_what_moves_is_withdrawn_and_owed_anew() {
        owe(check(1, Optional.empty(), Optional.empty()));
        withdraw();
        withdraw();
        assertThat(next(zhou, SATURDAY)).isInstanceOf(Claimed.NothingToCall.class);
        owe(check(2, Optional.empty(), Optional.empty()));
        var claimed = (Claimed.Held) next(zhou, SATURDAY);
        satisfied(zhou, claimed.taskId(), SATURDAY);
        withdraw();
        assertThat(
                        visits.count(
                                "select count(*) from followups.task t where t.dealer_id = :dealer and t.state = 'SUCCESS_SATISFIED'"))
                .as("what was answered stays")
                .isOne();
        assertThat(ends()).containsExactly("COMPLAINT_CHECK SATISFIED");
        assertThat(heard.stream().map(CallFinished::round)).containsExactly(2);
    }

    @Test
    void CP_12_the_queue_gives_the_call_to_somebody_else_than_the_handler() {
        owe(check(1, Optional.empty(), Optional.of(zhou.staffId())));
        assertThat(next(zhou, SATURDAY)).isInstanceOf(Claimed.NothingToCall.class);
        assertThat(in(() -> queue.claim(zhou, only().id(), SATURDAY)))
                .isEqualTo(new Claimed.Refused(new Refusal.SomebodyElseMustCall()));
        assertThat(missed(zhou, only().id(), SATURDAY))
                .isEqualTo(new Recorded.Refused(new Refusal.SomebodyElseMustCall()));
        assertThat(next(li, SATURDAY)).isInstanceOf(Claimed.Held.class);
        satisfied(li, onlyOf(TaskState.PENDING), SATURDAY);
        assertThat(ends()).containsExactly("COMPLAINT_CHECK SATISFIED");
    }

    @Test
    void FU_14_an_expected_call_is_offered_though_the_customer_wants_no_others() {
        car = visits.car("严伟", true, "+8613700005520");
        owe(check(1, Optional.empty(), Optional.empty()));
        assertThat(next(zhou, SATURDAY)).isInstanceOf(Claimed.Held.class);
        var run = Ids.next();
        visits.settled(run, car, "WT1", null, "2026-04-09T09:00", "2026-04-09T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        assertThat(next(li, SATURDAY)).as("text only").isInstanceOf(Claimed.NothingToCall.class);
    }

    @Test
    void the_pages_show_a_call_about_no_order_and_no_car() {
        owe(check(1, Optional.empty(), Optional.empty()));
        for (var view : QueueView.values()) {
            var found = in(() -> files.list(zhou, QueueFilter.of(view), new QueuePlace.First(), 10, SATURDAY))
                    .lines();
            assertThat(found)
                    .as(view.name())
                    .hasSize(
                            EnumSet.of(QueueView.OPEN, QueueView.OWED, QueueView.ALL)
                                            .contains(view)
                                    ? 1
                                    : 0);
            found.forEach(it -> {
                assertThat(it.task().subject().number()).isEqualTo("TS-20260408-001");
                assertThat(it.task().kind()).isEqualTo(CallKind.COMPLAINT_CHECK);
                assertThat(it.task().orderNo()).isEmpty();
            });
        }
        var call = in(() -> files.call(zhou, onlyOf(TaskState.PENDING), SATURDAY));
        assertThat(call.required()).isEqualTo(3);
        assertThat(call.file().order().number()).isEqualTo("TS-20260408-001");
    }

    // ---- what came of it

    @Test
    void A30_A31_a_failed_text_is_told_to_whoever_wanted_the_call() {
        var run = Ids.next();
        visits.settled(
                run, visits.car("孟凡超", true, "+8613800006622"), "WT1", null, "2026-04-10T09:00", "2026-04-10T16:00");
        visits.recorded(run, "2026-04-10T23:30", false);
        var task = visits.task("WT1").id();
        assertThat(in(() -> desk.textInstead(zhou, task, SATURDAY))).isInstanceOf(Recorded.EndsInText.class);
        visits.drained(); // without a gateway the text fails
        visits.publish(new TextFailed(visits.house.dealer(), Ids.next(), FollowUpDesk.CAUSE, task, "again"));
        assertThat(visits.task("WT1").state()).isEqualTo("UNREACHED");
        assertThat(ends()).as("once").containsExactly("SERVICE NOT_REACHED");
    }

    @Test
    void A30_a_complaint_check_that_reaches_nobody_ends_in_a_letter_and_no_text() {
        owe(check(1, Optional.empty(), Optional.empty()));
        var task = onlyOf(TaskState.PENDING);
        missed(zhou, task, at("2026-04-11T10:00"));
        missed(zhou, task, at("2026-04-12T12:00"));
        assertThat(missed(zhou, task, at("2026-04-13T15:00"))).isEqualTo(new Recorded.EndsInLetter(3, List.of()));
        assertThat(ends()).containsExactly("COMPLAINT_CHECK NOT_REACHED");
    }

    // ---- the store's own way

    @Test
    void A25_a_store_that_calls_in_the_evening_only_is_offered_the_call_then() {
        owe(check(1, Optional.empty(), Optional.empty()));
        var manager = visits.person("lin", visits.east(), Role.CRC_MANAGER);
        assertThat(change(manager, "complaint-check.dayparts", "EVENING")).isInstanceOf(SettingChange.Refused.class);
        assertThat(change(manager, "complaint-check.attempts", "1")).isInstanceOf(SettingChange.Changed.class);
        assertThat(change(manager, "complaint-check.dayparts", "EVENING")).isInstanceOf(SettingChange.Changed.class);
        assertThat(next(zhou, SATURDAY)).isInstanceOf(Claimed.NothingToCall.class);
        assertThat(next(zhou, at("2026-04-11T17:29:59"))).isInstanceOf(Claimed.NothingToCall.class);
        assertThat(next(zhou, at("2026-04-11T17:30"))).isInstanceOf(Claimed.Held.class);
        assertThat(in(() -> policies.reset(manager, visits.east(), "complaint-check.dayparts")))
                .isInstanceOf(SettingChange.Changed.class);
        var changes = in(() -> policies.of(manager, visits.east(), Visits.SHANGHAI, SATURDAY)).stream()
                .flatMap(it -> it.lines().stream())
                .filter(it -> it.change().isPresent())
                .map(it -> it.definition().key());
        assertThat(changes).containsExactly("complaint-check.attempts");
    }

    @Test
    void only_the_manager_and_the_administrator_decide_and_only_in_their_store() {
        for (var role : Role.values()) {
            var person = visits.person(role.name().toLowerCase(Locale.ROOT).replace('_', '-'), visits.east(), role);
            if (role == Role.CRC_MANAGER || role == Role.ADMINISTRATOR) {
                assertThat(change(person, "warranty-call.attempts", "2")).isInstanceOf(SettingChange.Changed.class);
            } else {
                assertThatThrownBy(() -> change(person, "warranty-call.attempts", "2"))
                        .as(role.name())
                        .isInstanceOf(NotAllowed.class);
            }
        }
        var west = visits.person("wang", visits.west(), Role.CRC_MANAGER);
        assertThatThrownBy(() -> change(west, "warranty-call.attempts", "2")).isInstanceOf(NotAllowed.class);
    }

    @Test
    void the_page_tells_what_the_last_month_brought() {
        owe(check(1, Optional.empty(), Optional.empty()));
        var task = onlyOf(TaskState.PENDING);
        missed(zhou, task, SATURDAY);
        satisfied(zhou, task, at("2026-04-12T12:00"));
        var manager = visits.person("lin", visits.east(), Role.CRC_MANAGER);
        var may = in(() -> policies.of(manager, visits.east(), Visits.SHANGHAI, at("2026-05-01T00:00")));
        assertThat(brought(may).answeredAfter()).containsExactly(0, 1);
        assertThat(brought(may).ended()).isOne();
        var april = in(() -> policies.of(manager, visits.east(), Visits.SHANGHAI, at("2026-04-30T23:59:59")));
        assertThat(brought(april).ended()).isZero();
    }

    // ---- fixtures

    final UUID complaint = Ids.next();

    Owed check(int round, Optional<Window> window, Optional<UUID> barred) {
        return new Owed(
                complaint,
                round,
                "TS-20260408-001",
                SOLVED,
                visits.east(),
                car.customer(),
                Optional.empty(),
                window,
                barred);
    }

    void owe(Owed call) {
        visits.in(() -> {
            book.owe(CallKind.COMPLAINT_CHECK, List.of(call), SOLVED);
            return true;
        });
    }

    void withdraw() {
        visits.in(() -> {
            book.withdraw(CallKind.COMPLAINT_CHECK, Set.of(complaint), SATURDAY);
            return true;
        });
    }

    SettingChange change(Actor actor, String key, String value) {
        return in(() -> policies.change(actor, visits.east(), key, value));
    }

    static CallPolicyDesk.LastMonth brought(List<CallPolicyDesk.Sheet> sheets) {
        return sheets.stream()
                .filter(it -> it.kind() == CallKind.COMPLAINT_CHECK)
                .findFirst()
                .orElseThrow()
                .lastMonth();
    }

    <T> T in(java.util.function.Supplier<T> work) {
        return DealerContext.callAs(visits.house.dealer(), work);
    }

    Claimed next(Actor clerk, Instant now) {
        return in(() -> queue.claimNext(clerk, java.util.Optional.empty(), now));
    }

    Recorded missed(Actor clerk, UUID task, Instant now) {
        return in(() -> desk.attempt(
                clerk,
                task,
                new AttemptRequest(
                        AttemptOutcome.NO_ANSWER,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                now));
    }

    void satisfied(Actor clerk, UUID task, Instant now) {
        var request = new ResultRequest(
                CallOutcome.SATISFIED,
                Optional.empty(),
                AnswerSheet.empty().with("remark", "nothing"),
                Optional.empty(),
                Optional.empty());
        assertThat(in(() -> desk.result(clerk, task, request, now))).isInstanceOf(Recorded.Answered.class);
    }

    List<TaskView> listed(Optional<CallKind> kind) {
        return in(() -> files.list(zhou, QueueFilter.of(QueueView.ALL), new QueuePlace.First(), 100, SATURDAY))
                .lines()
                .stream()
                .map(QueueLine::task)
                .filter(it -> kind.isEmpty() || it.kind() == kind.get())
                .toList();
    }

    TaskView only() {
        var all = listed(Optional.empty());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    UUID onlyOf(TaskState state) {
        return listed(Optional.empty()).stream()
                .filter(it -> it.state() == state)
                .findFirst()
                .orElseThrow()
                .id();
    }

    int contacts() {
        return visits.count("select count(*) from followups.contact c where c.dealer_id = :dealer");
    }

    Map<String, String> kinds() {
        var kinds = new HashMap<String, String>();
        visits.in(() -> jdbc.sql("select t.order_no, t.kind from followups.task t where t.dealer_id = :dealer")
                        .param("dealer", visits.house.dealer())
                        .query((row, _) -> Map.entry(row.getString("order_no"), row.getString("kind")))
                        .list())
                .forEach(it -> kinds.put(it.getKey(), it.getValue()));
        return kinds;
    }

    List<String> ends() {
        return heard.stream()
                .filter(it -> it.dealerId() == visits.house.dealer())
                .map(it -> it.kind() + " " + it.ending())
                .toList();
    }
}
