package org.opendcrc.followups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.followups.Visits.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.followups.FollowUpDesk.AttemptRequest;
import org.opendcrc.followups.FollowUpDesk.ResultRequest;
import org.opendcrc.organisation.SettingsDesk;
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

/** Calls to buyers of cars (FU-17). Fang bought one on Wednesday 1 April 2026 and drove it home on Sunday the 5th. */
@ApplicationTest
@Import(TestHouse.class)
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

    @Autowired
    Corrections corrections;

    @Autowired
    Leads leads;

    @Autowired
    SettingsDesk settings;

    Visits visits;
    Actor zhou;
    Actor sun;
    Visits.Car car;

    @BeforeEach
    void sold() {
        visits = new Visits(builder, jdbc, events);
        zhou = visits.clerk("zhou");
        sun = visits.person("sun", visits.east(), Role.CONSULTANT);
        car = visits.car("方志强", false, "+8613800006621");
    }

    // ---- the list

    @Test
    void FU_17_the_call_is_due_by_the_deal_and_the_list_turns_to_the_pick_up() {
        sale("S1", car, "2026-04-01", "2026-04-05");
        sale("S2", visits.car("李敏", false, "+8613800006622"), "2026-04-02", "2026-04-03");
        sale("S3", visits.car("王伟", false, "+8613800006623"), "2026-04-03", null);
        var fang = listed(QueueFilter.of(QueueView.SALES), at("2026-04-04T10:00"))
                .getFirst()
                .task();
        assertThat(fang.dueAt()).as("8 April, 24:00").isEqualTo(at("2026-04-09T00:00"));
        assertThat(fang.pickedUpOn()).hasValue(LocalDate.of(2026, 4, 5));
        assertThat(fang.subject().happenedAt()).isEqualTo(at("2026-04-01T00:00"));
        assertThat(fang.advisor()).hasValue("sun");
        assertThat(numbers(sorted(QueueSort.DUE))).containsExactly("S1", "S2", "S3");
        assertThat(numbers(sorted(QueueSort.SETTLED))).containsExactly("S1", "S2", "S3");
        assertThat(numbers(sorted(QueueSort.PICKED_UP)))
                .as("who waits for his car is last")
                .containsExactly("S2", "S1", "S3");
        assertThat(numbers(days("2026-04-02", "2026-04-03", null, null))).containsExactly("S2", "S3");
        assertThat(numbers(days(null, null, "2026-04-04", "2026-04-05"))).containsExactly("S1");
        assertThat(numbers(days(null, "2026-04-01", null, "2026-04-04"))).isEmpty();
        var pieces = in(() -> files.list(zhou, sorted(QueueSort.PICKED_UP), new QueuePlace.First(), 2, MONDAY));
        var rest = in(() -> files.list(
                zhou,
                sorted(QueueSort.PICKED_UP),
                new QueuePlace.After(pieces.next().orElseThrow()),
                2,
                MONDAY));
        assertThat(rest.lines()).extracting(it -> it.task().subject().number()).containsExactly("S3");
    }

    @Test
    void FU_17_a_buyer_without_his_car_stands_in_the_list_and_is_not_offered() {
        sale("S1", car, "2026-04-01", "2026-04-05");
        assertThat(numbers(QueueFilter.of(QueueView.SALES), at("2026-04-05T23:59:59")))
                .containsExactly("S1");
        assertThat(numbers(QueueFilter.of(QueueView.OWED), at("2026-04-05T23:59:59")))
                .isEmpty();
        assertThat(next(at("2026-04-05T19:59:59"))).isInstanceOf(Claimed.NothingToCall.class);
        assertThat(in(() -> queue.claim(zhou, task("S1"), at("2026-04-05T23:59:59"))))
                .isEqualTo(new Claimed.Refused(new Refusal.NotYetDue(at("2026-04-06T00:00"))));
        assertThat(numbers(QueueFilter.of(QueueView.OWED), at("2026-04-06T00:00")))
                .containsExactly("S1");
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

    // ---- the check of the file

    @Test
    void RP_19_what_a_buyer_says_of_his_file_is_kept_and_what_is_wrong_is_asked_of_the_consultant() {
        sale("S1", car, "2026-04-01", "2026-04-05");
        checked("S1", Map.of(FileItem.NAME, said("YES", ""), FileItem.PHONE, said("NO", "139 0000 0417")));
        assertThat(rows("""
                        select string_agg(k.item || ' ' || k.answer || ' ' || coalesce(k.in_file, '-') || ' ' || coalesce(k.right_value, '-'), ', '
                                          order by k.item)
                          from followups.truth_check k
                         where k.dealer_id = :dealer
                        """)).isEqualTo("ADDRESS NOT_ASKED - -, NAME YES 方志强 -, PHONE NO +8613800006621 139 0000 0417");
        assertThat(seenBy(sun)).singleElement().satisfies(it -> {
            assertThat(it.item()).isEqualTo(FileItem.PHONE);
            assertThat(it.wrong()).isEqualTo("+8613800006621");
            assertThat(it.said()).hasValue("139 0000 0417");
            assertThat(it.about()).isEqualTo("S1");
        });
        assertThat(seenBy(visits.person("qian", visits.east(), Role.CONSULTANT)))
                .as("another consultant")
                .isEmpty();
        assertThat(seenBy(visits.person("chen", visits.east(), Role.ADVISOR)))
                .as("an advisor")
                .isEmpty();
        assertThat(seenBy(zhou)).as("the centre").hasSize(1);
        assertThat(
                        rows(
                                "select string_agg(p.e164 || coalesce(p.wrong_since::text, ''), ' ') from customers.phone p where p.dealer_id = :dealer"))
                .as("the file stays as it is")
                .isEqualTo("+8613800006621");
    }

    @Test
    void FU_6_PF_7_the_consultant_puts_a_name_right_at_once_or_by_request() {
        sale("S1", car, "2026-04-01", "2026-04-05");
        checked("S1", Map.of(FileItem.NAME, said("NO", "方志刚"), FileItem.ADDRESS, said("NO", "")));
        var name = seenBy(sun).stream()
                .filter(it -> it.item() == FileItem.NAME)
                .findFirst()
                .orElseThrow();
        assertThat(in(() -> corrections.correct(sun, name.id(), "方志强", MONDAY)))
                .isEqualTo(new Corrections.Done.Refused(Corrections.Why.NO_VALUE));
        assertThat(in(() -> corrections.correct(sun, name.id(), "方志刚", MONDAY)))
                .isEqualTo(new Corrections.Done.PutRight("方志刚", false));
        assertThat(in(() -> corrections.correct(sun, name.id(), "方志刚", MONDAY)))
                .isEqualTo(new Corrections.Done.Refused(Corrections.Why.ALREADY_DONE));
        assertThat(rows("select k.name from customers.customer k where k.dealer_id = :dealer"))
                .isEqualTo("方志刚");
        builder.employ(visits.house, "admin", Map.of(visits.east(), Set.of(Role.ADMINISTRATOR)));
        var admin = builder.actor(visits.house, "admin");
        in(() -> settings.change(admin, visits.east(), "profile.owner-approval", "true"));
        var address = seenBy(sun).getFirst();
        assertThat(in(() -> corrections.correct(sun, address.id(), "文三路 1 号", MONDAY)))
                .isEqualTo(new Corrections.Done.PutRight("文三路 1 号", true));
        assertThat(
                        rows(
                                "select o.field || ' ' || o.new_value || ' ' || o.state from customers.owner_change o where o.dealer_id = :dealer and o.state = 'PENDING'"))
                .isEqualTo("address 文三路 1 号 PENDING");
        assertThat(rows("select coalesce(k.address, '-') from customers.customer k where k.dealer_id = :dealer"))
                .isEqualTo("-");
    }

    @Test
    void FU_9_what_was_said_can_be_neither_changed_nor_deleted_by_the_program() {
        sale("S1", car, "2026-04-01", "2026-04-05");
        checked("S1", Map.of(FileItem.NAME, said("YES", "")));
        in(() -> desk.appendRemark(zhou, task("S1"), "又来电话说满意", MONDAY));
        for (var statement : List.of(
                "update followups.truth_check k set answer = 'YES' where k.dealer_id = :dealer",
                "delete from followups.truth_check k where k.dealer_id = :dealer",
                "update followups.remark k set words = '' where k.dealer_id = :dealer",
                "delete from followups.remark k where k.dealer_id = :dealer",
                "update followups.lead k set note = '' where k.dealer_id = :dealer",
                "delete from followups.lead k where k.dealer_id = :dealer")) {
            assertThatThrownBy(() -> visits.in(() ->
                            jdbc.sql(statement).param("dealer", zhou.dealerId()).update()))
                    .as(statement)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        assertThat(states()).as("the remark changes no result").isEqualTo("S1 SUCCESS_SATISFIED");
    }

    // ---- the other paths

    @Test
    void FU_24_a_wish_and_a_referral_are_kept_once_each_and_listed_for_those_who_sell() {
        sale("S1", car, "2026-04-01", "2026-04-05");
        var wish = new LeadWish.Opportunity(
                Ids.next(), Optional.of(Lead.Purchase.ADDITIONAL), "岚峰 X5", Lead.Planned.QUARTER, "给太太开");
        assertThat(keep(wish)).isEqualTo(new LeadKept.Kept(wish.id()));
        assertThat(keep(wish)).as("clicked twice").isEqualTo(new LeadKept.Kept(wish.id()));
        var friend = new LeadWish.Referral(Ids.next(), "李建", "139 0000 0417", "同事", false, "X7", Lead.Planned.NOW, "");
        keep(friend);
        assertThat(keep(new LeadWish.Referral(
                        Ids.next(), " ", "138 0000 6621", "", true, "", Lead.Planned.UNKNOWN, "")))
                .as("the customer's own number")
                .isEqualTo(new LeadKept.Refused(Set.of(LeadKept.Why.NO_NAME, LeadKept.Why.OWN_PHONE)));
        assertThat(keep(new LeadWish.Opportunity(Ids.next(), Optional.empty(), "", Lead.Planned.UNKNOWN, "")))
                .isEqualTo(new LeadKept.Refused(Set.of(LeadKept.Why.NO_PURCHASE, LeadKept.Why.NO_WISH)));
        var boss = visits.person("boss", visits.east(), Role.SALES_MANAGER);
        var found = in(() -> leads.list(boss, Optional.empty(), Optional.empty(), Optional.empty(), 10));
        assertThat(found).extracting(Lead::kind).containsExactlyInAnyOrder(Lead.Kind.REFERRAL, Lead.Kind.OPPORTUNITY);
        assertThat(found)
                .filteredOn(it -> it.kind() == Lead.Kind.REFERRAL)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.customer()).as("who refers").isEqualTo("方志强");
                    assertThat(it.person()).hasValue(new Lead.Person("李建", "+8613900000417", Optional.of("同事"), false));
                });
        assertThat(rows("select l.consent from followups.lead l where l.dealer_id = :dealer and l.kind = 'REFERRAL'"))
                .as("law 9.1: his consent is not ours")
                .isEqualTo("NOT_ASKED");
        assertThat(rows("select count(*) from customers.customer k where k.dealer_id = :dealer and k.name = '李建'"))
                .as("a wish makes no customer")
                .isEqualTo("0");
        var west = visits.person("west", visits.west(), Role.SALES_MANAGER);
        assertThat(in(() -> leads.list(west, Optional.empty(), Optional.empty(), Optional.empty(), 10)))
                .as("another store")
                .isEmpty();
        var guard = visits.person("guard", visits.east(), Role.GUARD);
        assertThatThrownBy(() -> in(() -> leads.list(guard, Optional.empty(), Optional.empty(), Optional.empty(), 10)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> in(() -> leads.keep(sun, task("S1"), wish, MONDAY)))
                .as("a consultant sees no calls")
                .isInstanceOf(NotFound.class);
    }

    LeadKept keep(LeadWish said) {
        return in(() -> leads.keep(zhou, task("S1"), said, MONDAY));
    }

    static FileCheck.Said said(String answer, String right) {
        return new FileCheck.Said(FileCheck.Answer.valueOf(answer), Optional.of(right));
    }

    void checked(String number, Map<FileItem, FileCheck.Said> said) {
        var request = new ResultRequest(
                CallOutcome.SATISFIED,
                Optional.empty(),
                AnswerSheet.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                new FileCheck(said));
        assertThat(in(() -> desk.result(zhou, task(number), request, MONDAY))).isInstanceOf(Recorded.Answered.class);
    }

    List<Correction> seenBy(Actor actor) {
        return in(() -> corrections.open(actor, Optional.empty(), 10));
    }

    String rows(String sql) {
        return visits.in(() -> String.valueOf(jdbc.sql(sql)
                .param("dealer", zhou.dealerId())
                .query(String.class)
                .single()));
    }

    // ---- fixtures

    UUID sale(String no, Visits.Car sold, String dealt, @Nullable String pickedUp) {
        return visits.sold(no, visits.east(), sold, sun.staffId(), dealt, pickedUp, "2026-04-03T23:30");
    }

    UUID task(String number) {
        return visits.saleTask(number);
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
        return in(() -> files.list(zhou, filter, new QueuePlace.First(), 100, now))
                .lines();
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
            @Nullable String dealtFrom,
            @Nullable String dealtTo,
            @Nullable String pickedFrom,
            @Nullable String pickedTo) {
        return filter(span(dealtFrom, dealtTo), span(pickedFrom, pickedTo), Optional.empty());
    }

    static QueueFilter.Days span(@Nullable String from, @Nullable String to) {
        return new QueueFilter.Days(
                Optional.ofNullable(from).map(LocalDate::parse),
                Optional.ofNullable(to).map(LocalDate::parse));
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
