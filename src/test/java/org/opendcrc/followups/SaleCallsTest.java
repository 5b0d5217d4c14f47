package org.opendcrc.followups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.followups.Visits.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.followups.FollowUpDesk.AttemptRequest;
import org.opendcrc.followups.FollowUpDesk.ResultRequest;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.questionnaires.AnswerSheet;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.opendcrc.vehicles.SalesRecorded;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Calls to buyers of cars (FU-17). Fang bought one on Wednesday 1 April 2026 and drove it home on Sunday the 5th. */
@ApplicationTest
@Import(TestHouse.class)
@TestPropertySource(properties = "opendcrc.strict-messages=true")
class SaleCallsTest {

    static final Instant MONDAY = at("2026-04-06T10:00");

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

    Visits visits;
    Actor zhou;
    UUID sun;
    Visits.Car car;

    @BeforeEach
    void sold() {
        visits = new Visits(builder, jdbc, events);
        zhou = visits.clerk("zhou");
        sun = visits.person("sun", visits.east(), Role.CONSULTANT).staffId();
        car = visits.car("方志强", false, "+8613800006621");
    }

    // ---- the list

    @Test
    void FU_17_the_call_is_due_by_the_deal_and_the_list_turns_to_the_pick_up() {
        sale("S1", car, "2026-04-01", "2026-04-05");
        sale("S2", visits.car("李敏", false, "+8613800006622"), "2026-04-02", "2026-04-03");
        sale("S3", visits.car("王伟", false, "+8613800006623"), "2026-04-03", null);
        var fang = listed(QueueFilter.of(QueueView.SALES), at("2026-04-04T10:00")).getFirst().task();
        assertThat(fang.dueAt()).as("8 April, 24:00").isEqualTo(at("2026-04-09T00:00"));
        assertThat(fang.pickedUpOn()).hasValue(LocalDate.of(2026, 4, 5));
        assertThat(fang.subject().happenedAt()).isEqualTo(at("2026-04-01T00:00"));
        assertThat(fang.advisor()).hasValue("sun");
        assertThat(numbers(sorted(QueueSort.DUE))).containsExactly("S1", "S2", "S3");
        assertThat(numbers(sorted(QueueSort.SETTLED))).containsExactly("S1", "S2", "S3");
        assertThat(numbers(sorted(QueueSort.PICKED_UP))).as("who waits for his car is last").containsExactly("S2", "S1", "S3");
        assertThat(numbers(days("2026-04-02", "2026-04-03", null, null))).containsExactly("S2", "S3");
        assertThat(numbers(days(null, null, "2026-04-04", "2026-04-05"))).containsExactly("S1");
        assertThat(numbers(days(null, "2026-04-01", null, "2026-04-04"))).isEmpty();
        var pieces = in(() -> files.list(zhou, sorted(QueueSort.PICKED_UP), new QueuePlace.First(), 2, MONDAY));
        var rest = in(() -> files.list(
                zhou, sorted(QueueSort.PICKED_UP), new QueuePlace.After(pieces.next().orElseThrow()), 2, MONDAY));
        assertThat(rest.lines()).extracting(it -> it.task().subject().number()).containsExactly("S3");
    }

    @Test
    void FU_17_a_buyer_without_his_car_stands_in_the_list_and_is_not_offered() {
        sale("S1", car, "2026-04-01", "2026-04-05");
        assertThat(numbers(QueueFilter.of(QueueView.SALES), at("2026-04-05T23:59:59"))).containsExactly("S1");
        assertThat(numbers(QueueFilter.of(QueueView.OWED), at("2026-04-05T23:59:59"))).isEmpty();
        assertThat(next(at("2026-04-05T19:59:59"))).isInstanceOf(Claimed.NothingToCall.class);
        assertThat(in(() -> queue.claim(zhou, task("S1"), at("2026-04-05T23:59:59"))))
                .isEqualTo(new Claimed.Refused(new Refusal.NotYetDue(at("2026-04-06T00:00"))));
        assertThat(numbers(QueueFilter.of(QueueView.OWED), at("2026-04-06T00:00"))).containsExactly("S1");
        assertThat(next(MONDAY)).isInstanceOf(Claimed.Held.class);
        assertThat(in(() -> files.desk(zhou, QueueFilter.of(QueueView.SALES), new QueuePlace.First(), 10, MONDAY))
                        .sides()
                        .counts()
                        .of(QueueView.SALES))
                .hasValue(1);
    }

    @Test
    void FU_17_two_cars_of_a_buyer_are_two_calls_and_one_car_written_down_twice_is_one() {
        sale("S1", car, "2026-04-01", "2026-04-01");
        var second = visits.car("方志强", false, "+8613800006624");
        sale("S2", new Visits.Car(car.customer(), second.vehicle()), "2026-04-01", "2026-04-01");
        sale("S3", car, "2026-04-03", "2026-04-01");
        assertThat(satisfied("S1")).isInstanceOf(Recorded.Answered.class);
        assertThat(states()).isEqualTo("S1 SUCCESS_SATISFIED, S2 PENDING, S3 LINKED");
    }

    // ---- what comes of it

    @Test
    void FU_10_FU_17_a_dissatisfied_buyer_becomes_a_complaint_in_the_same_save() {
        sale("S1", car, "2026-04-01", "2026-04-05");
        var sheet = new ComplaintSheet(Optional.of(ComplaintKind.PURCHASE), "交车时少了一把钥匙", true, false);
        var none = new ResultRequest(
                CallOutcome.DISSATISFIED, Optional.empty(), AnswerSheet.empty(), Optional.empty(), Optional.empty());
        assertThat(in(() -> desk.result(zhou, task("S1"), none, MONDAY))).isInstanceOf(Recorded.Refused.class);
        var request = new ResultRequest(
                CallOutcome.DISSATISFIED, Optional.empty(), AnswerSheet.empty(), Optional.empty(), Optional.of(sheet));
        var answered = (Recorded.Answered) in(() -> desk.result(zhou, task("S1"), request, MONDAY));
        assertThat(answered.complaintNumber()).isPresent();
        assertThat(states()).isEqualTo("S1 SUCCESS_DISSATISFIED");
        assertThat(visits.count("""
                        select count(*)
                          from followups.result r
                          join complaints.complaint c on c.dealer_id = :dealer and c.id = r.complaint_id and c.kind = 'PURCHASE'
                         where r.dealer_id = :dealer
                        """)).isOne();
    }

    @Test
    void FU_7_FU_17_a_buyer_not_reached_on_three_days_is_written_to_and_his_car_is_no_reason_for_a_forecast() {
        sale("S1", car, "2026-04-01", "2026-04-01");
        missed(at("2026-04-06T10:00"));
        missed(at("2026-04-07T12:00"));
        assertThat(missed(at("2026-04-08T15:00"))).isInstanceOf(Recorded.EndsInText.class);
    }

    @Test
    void FU_14_FU_17_a_buyer_who_wants_no_calls_is_written_to() {
        sale("S1", visits.car("严伟", true, "+8613700005520"), "2026-04-01", "2026-04-01");
        assertThat(next(MONDAY)).isInstanceOf(Claimed.NothingToCall.class);
        assertThat(in(() -> desk.textInstead(zhou, task("S1"), MONDAY))).isInstanceOf(Recorded.EndsInText.class);
    }

    // ---- fixtures

    UUID sale(String no, Visits.Car sold, String dealt, @Nullable String pickedUp) {
        return sale(no, visits.east(), sold, dealt, pickedUp);
    }

    UUID sale(String no, UUID store, Visits.Car sold, String dealt, @Nullable String pickedUp) {
        var run = Ids.next();
        var id = Ids.next();
        visits.in(() -> jdbc.sql("""
                        insert into vehicles.sale (dealer_id, id, store_id, sale_no, vehicle_id, customer_id, dealt_on, delivered_on, consultant_id,
                                                   status, created_at, changed_at, changed_in_run, sold_in_run)
                        values (:dealer, :id, :store, :no, :vehicle, :customer, cast(:dealt as date), cast(:pickedUp as date), :consultant,
                                'VALID', '2026-01-01Z', '2026-01-01Z', :run, :run)
                        """)
                .param("dealer", visits.house.dealer())
                .param("id", id)
                .param("store", store)
                .param("no", no)
                .param("vehicle", sold.vehicle())
                .param("customer", sold.customer())
                .param("dealt", dealt)
                .param("pickedUp", pickedUp)
                .param("consultant", sun)
                .param("run", run)
                .update());
        for (var heard = 0; heard < 2; heard++) {
            visits.publish(new SalesRecorded(visits.house.dealer(), run, false, at("2026-04-03T23:30")));
        }
        return id;
    }

    UUID task(String number) {
        return visits.in(() -> jdbc.sql("""
                        select t.id
                          from followups.task t
                         where t.dealer_id = :dealer
                           and t.subject_no = :no
                        """)
                .param("dealer", visits.house.dealer())
                .param("no", number)
                .query(UUID.class)
                .single());
    }

    String states() {
        return visits.in(() -> jdbc.sql("""
                        select string_agg(t.subject_no || ' ' || t.state, ', ' order by t.subject_no)
                          from followups.task t
                         where t.dealer_id = :dealer
                        """)
                .param("dealer", visits.house.dealer())
                .query(String.class)
                .single());
    }

    Recorded satisfied(String number) {
        var request = new ResultRequest(
                CallOutcome.SATISFIED, Optional.empty(), AnswerSheet.empty(), Optional.empty(), Optional.empty());
        return in(() -> desk.result(zhou, task(number), request, MONDAY));
    }

    Recorded missed(Instant now) {
        return in(() -> desk.attempt(
                zhou,
                task("S1"),
                new AttemptRequest(
                        AttemptOutcome.NO_ANSWER,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                now));
    }

    Claimed next(Instant now) {
        return in(() -> queue.claimNext(zhou, Optional.empty(), now));
    }

    List<QueueLine> listed(QueueFilter filter, Instant now) {
        return in(() -> files.list(zhou, filter, new QueuePlace.First(), 100, now)).lines();
    }

    List<String> numbers(QueueFilter filter) {
        return numbers(filter, MONDAY);
    }

    List<String> numbers(QueueFilter filter, Instant now) {
        return listed(filter, now).stream()
                .map(it -> it.task().subject().number())
                .toList();
    }

    static QueueFilter sorted(QueueSort sort) {
        return filter(QueueFilter.Days.ALL, QueueFilter.Days.ALL, Optional.of(sort));
    }

    static QueueFilter days(
            @Nullable String dealtFrom, @Nullable String dealtTo, @Nullable String pickedFrom, @Nullable String pickedTo) {
        return filter(span(dealtFrom, dealtTo), span(pickedFrom, pickedTo), Optional.empty());
    }

    static QueueFilter.Days span(@Nullable String from, @Nullable String to) {
        return new QueueFilter.Days(
                Optional.ofNullable(from).map(LocalDate::parse), Optional.ofNullable(to).map(LocalDate::parse));
    }

    static QueueFilter filter(QueueFilter.Days dealt, QueueFilter.Days pickedUp, Optional<QueueSort> sort) {
        var all = QueueFilter.Days.ALL;
        return new QueueFilter(
                QueueView.SALES,
                Optional.empty(),
                all,
                all,
                all,
                dealt,
                pickedUp,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                "",
                sort);
    }

    <T> T in(java.util.function.Supplier<T> work) {
        return DealerContext.callAs(visits.house.dealer(), work);
    }
}
