package org.opendcrc.followups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.appointments.Answer;
import org.opendcrc.appointments.AppointmentArrived;
import org.opendcrc.appointments.AppointmentBooked;
import org.opendcrc.appointments.AppointmentCancelled;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.appointments.AppointmentFile;
import org.opendcrc.appointments.AppointmentMissed;
import org.opendcrc.appointments.AppointmentMoved;
import org.opendcrc.appointments.AppointmentState;
import org.opendcrc.appointments.ConfirmationFact;
import org.opendcrc.appointments.ConfirmationStep;
import org.opendcrc.appointments.GateDesk;
import org.opendcrc.appointments.GateEntry;
import org.opendcrc.appointments.ReconciliationDesk;
import org.opendcrc.appointments.SelfServiceDesk;
import org.opendcrc.appointments.Workshop;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.followups.AppointmentCallDesk.Request;
import org.opendcrc.followups.AppointmentCallDesk.Said;
import org.opendcrc.organisation.SettingsDesk;
import org.opendcrc.organisation.StaffLeft;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Calls before an appointment and after a missed one, owed by what the appointments publish. The appointment is on Friday, 17 April 2026,
 * 10:00, with Liu; most are booked on Monday at 10:00.
 */
@ApplicationTest
@Import(TestHouse.class)
class AppointmentCallsTest {

    static final LocalDate FRIDAY = LocalDate.of(2026, 4, 17);
    static final Instant TEN = at("2026-04-17T10:00");
    static final Instant MONDAY = at("2026-04-13T10:00");

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    AppointmentDesk appointments;

    @Autowired
    SelfServiceDesk own;

    @Autowired
    AppointmentCallDesk answers;

    @Autowired
    FollowUpDesk desk;

    @Autowired
    FollowUpQueue queue;

    @Autowired
    FollowUpFiles files;

    @Autowired
    NextCalls nextCalls;

    @Autowired
    SettingsDesk settings;

    @Autowired
    LapseJob lapse;

    @Autowired
    GateDesk gate;

    @Autowired
    ReconciliationDesk comparison;

    @Autowired
    OwedCallBook book;

    Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(builder, jdbc);
        builder.systemClock().set(MONDAY);
    }

    // ---- when they are owed

    @Test
    void AP_16_AP_17_A8_three_calls_are_owed_at_their_hours() {
        booked(MONDAY);
        assertThat(owed())
                .containsExactly(
                        row("CONFIRM_72", "2026-04-14T10:00", "2026-04-16T10:00", null),
                        row("CONFIRM_24", "2026-04-16T10:00", "2026-04-17T09:00", null),
                        row("CONFIRM_1", "2026-04-17T09:00", "2026-04-17T10:00", shop.liu));
    }

    @Test
    void A8_who_booked_later_is_not_asked_for_what_lies_behind() {
        booked(at("2026-04-16T09:00"));
        assertThat(owed().stream().map(Owed::kind)).containsExactly("CONFIRM_24", "CONFIRM_1");
        cancel(at("2026-04-16T09:30"));
        booked(at("2026-04-16T15:00"));
        assertThat(owed().stream().map(Owed::kind)).containsExactly("CONFIRM_1");
    }

    @Test
    void AP_14_a_store_that_confirms_once_asks_a_day_before_and_nothing_else() {
        set("appointment.confirm-once", "true");
        booked(MONDAY);
        assertThat(owed()).containsExactly(row("CONFIRM_24", "2026-04-16T10:00", "2026-04-17T10:00", null));
    }

    @Test
    void A8_AP_16_what_is_cancelled_is_withdrawn_and_what_moves_is_owed_anew() {
        var made = booked(MONDAY);
        var moved = (Answer.Made) shop.asDealer(
                () -> appointments.move(shop.clerk, made, to("2026-04-17", "14:00", 1), at("2026-04-15T12:00")));
        drained();
        assertThat(owed())
                .as("72 hours before lies behind the move")
                .containsExactly(
                        row("CONFIRM_24", "2026-04-16T14:00", "2026-04-17T13:00", null),
                        row("CONFIRM_1", "2026-04-17T13:00", "2026-04-17T14:00", shop.liu));
        shop.asDealer(() -> appointments.cancel(
                shop.clerk,
                moved.appointment(),
                new AppointmentDesk.Cancellation(true, "停电", 1),
                at("2026-04-15T13:00")));
        drained();
        assertThat(owed()).isEmpty();
        assertThat(count("CANCELLED")).isEqualTo(5);
    }

    @Test
    void AP_16_who_says_by_his_link_that_he_comes_is_not_called_for_the_next_confirmation() {
        set("appointment.public-address", "https://yy.example.cn");
        var appointment = booked(MONDAY);
        for (var left : List.of(List.of("CONFIRM_24", "CONFIRM_1"), List.of("CONFIRM_24", "CONFIRM_1"))) {
            var link = shop.asDealer(() -> appointments.link(shop.clerk, appointment, MONDAY))
                    .orElseThrow();
            shop.asDealer(() -> own.confirm(link.substring(link.lastIndexOf('/') + 1), MONDAY));
            drained();
            assertThat(owed().stream().map(Owed::kind)).containsExactlyElementsOf(left);
        }
    }

    @Test
    void A8_events_that_come_twice_or_in_another_order_change_nothing() {
        var old = booked(MONDAY);
        var next = ((Answer.Made) shop.asDealer(
                        () -> appointments.move(shop.clerk, old, to("2026-04-17", "14:00", 1), at("2026-04-14T09:00"))))
                .appointment();
        drained();
        var before = owed();
        assertThat(before).hasSize(3);
        var dealer = shop.house.dealer();
        var east = shop.house.east();
        publish(new AppointmentMoved(
                dealer, old, next, east, shop.customer, at("2026-04-17T14:00"), at("2026-04-14T09:00"), false));
        publish(new AppointmentBooked(dealer, old, east, shop.customer, TEN, MONDAY));
        publish(new AppointmentCancelled(dealer, old, east, shop.customer, MONDAY, false));
        publish(new AppointmentBooked(dealer, next, east, shop.customer, at("2026-04-17T14:00"), MONDAY));
        assertThat(owed()).isEqualTo(before);
    }

    // ---- who makes them

    @Test
    void AP_17_the_last_one_stands_in_the_advisors_own_queue_at_its_hour_and_in_nobody_elses() {
        booked(at("2026-04-16T15:00"));
        var task = owed().getFirst().task();
        var nine = at("2026-04-17T09:00");
        assertThat(next(shop.advisor, nine.minusMillis(1))).isInstanceOf(Claimed.NothingToCall.class);
        assertThat(next(shop.clerk, nine)).as("not the centre's").isInstanceOf(Claimed.NothingToCall.class);
        assertThat(listed(shop.clerk, nine)).isEmpty();
        assertThat(shop.asDealer(() -> nextCalls.of(shop.clerk, Optional.empty(), nine, 5)))
                .isEmpty();
        assertThatThrownBy(() -> shop.asDealer(() -> queue.claim(shop.clerk, task, nine)))
                .isInstanceOf(NotFound.class);
        assertThat(listed(shop.advisor, nine.minusMillis(1))).isEmpty();
        assertThat(listed(shop.advisor, nine)).containsExactly(task);
        assertThat(next(shop.advisor, nine)).isInstanceOf(Claimed.Held.class);
        var wang = builder.actor(shop.house, "wang");
        assertThat(listed(wang, nine)).as("another advisor").isEmpty();
        answer(shop.advisor, task, new Said.Confirmed(), nine);
        assertThat(file().confirmations())
                .containsExactly(new ConfirmationFact(
                        ConfirmationStep.H1, ConfirmationFact.Result.CONFIRMED, nine, Optional.of("liu")));
    }

    @Test
    void AP_17_it_falls_to_the_centre_only_where_the_store_says_so() {
        set("appointment.advisor-confirms", "false");
        booked(at("2026-04-16T15:00"));
        assertThat(next(shop.advisor, at("2026-04-17T09:00"))).isInstanceOf(Claimed.NothingToCall.class);
        assertThat(next(shop.clerk, at("2026-04-17T09:00"))).isInstanceOf(Claimed.Held.class);
    }

    @Test
    void AP_17_when_the_advisor_leaves_the_house_his_call_falls_to_the_team() {
        booked(at("2026-04-16T15:00"));
        publish(new StaffLeft(shop.house.dealer(), shop.liu));
        assertThat(owed()).containsExactly(row("CONFIRM_1", "2026-04-17T09:00", "2026-04-17T10:00", null));
        assertThat(next(shop.clerk, at("2026-04-17T09:00"))).isInstanceOf(Claimed.Held.class);
    }

    @Test
    void AP_16_its_hour_comes_though_another_call_of_the_customer_rests_until_tomorrow() {
        booked(MONDAY);
        var rests = at("2026-04-14T09:30");
        shop.in(() -> {
            book.owe(
                    CallKind.COMPLAINT_CHECK,
                    List.of(new OwedCallBook.Owed(
                            Ids.next(),
                            1,
                            "TS-20260413-001",
                            MONDAY,
                            shop.house.east(),
                            shop.customer,
                            Optional.of(shop.car),
                            Optional.empty(),
                            Optional.empty())),
                    MONDAY);
            return true;
        });
        var check = ((Claimed.Held) next(shop.clerk, rests)).taskId();
        missed(shop.clerk, check, rests);
        assertThat(next(shop.clerk, at("2026-04-14T09:59"))).isInstanceOf(Claimed.NothingToCall.class);
        var held = (Claimed.Held) next(shop.clerk, at("2026-04-14T10:00"));
        assertThat(held.taskId()).isEqualTo(owed().getFirst().task());
        assertThat(shop.asDealer(() -> nextCalls.of(shop.clerk, Optional.empty(), at("2026-04-14T10:00"), 5)))
                .extracting(NextCall::kind)
                .containsExactly("CONFIRM_72");
    }

    // ---- what is answered

    @Test
    void AP_16_confirmed_is_a_fact_on_the_appointment_with_time_and_person() {
        var made = booked(MONDAY);
        var now = at("2026-04-14T10:20");
        var task = owed().getFirst().task();
        assertThat(answer(shop.clerk, task, new Said.Confirmed(), now)).isInstanceOf(Recorded.Told.class);
        assertThat(file().line().id()).isEqualTo(made);
        assertThat(file().line().state()).isEqualTo(AppointmentState.CONFIRMED_72);
        assertThat(file().confirmations())
                .containsExactly(new ConfirmationFact(
                        ConfirmationStep.H72, ConfirmationFact.Result.CONFIRMED, now, Optional.of("zhou")));
        assertThat(owed().stream().map(Owed::kind)).containsExactly("CONFIRM_24", "CONFIRM_1");
        assertThat(answer(shop.clerk, task, new Said.Confirmed(), now))
                .isEqualTo(new Recorded.Refused(new Refusal.AlreadyFinished(TaskState.ANSWERED)));
        answer(shop.clerk, owed().getFirst().task(), new Said.Confirmed(), at("2026-04-16T10:05"));
        assertThat(file().line().state()).isEqualTo(AppointmentState.CONFIRMED_24);
    }

    @Test
    void AP_16_moved_in_the_call_keeps_every_rule_and_owes_the_next_ones_anew() {
        booked(MONDAY);
        var now = at("2026-04-14T10:20");
        shop.asDealer(() -> appointments.book(shop.clerk, shop.wish(FRIDAY, "14:00", shop.liu), MONDAY));
        drained();
        var task = owed().stream()
                .filter(it -> it.kind().equals("CONFIRM_72"))
                .findFirst()
                .orElseThrow()
                .task();
        var refused = (Recorded.Refused) answer(shop.clerk, task, new Said.Moved(to("2026-04-17", "14:15", 1)), now);
        var why = (Refusal.PlaceRefused) refused.why();
        assertThat(why.answer().rule()).isEqualTo("AP-5");
        assertThat(why.answer().offers()).isNotEmpty();
        assertThat(file().line().state()).as("nothing is changed").isEqualTo(AppointmentState.BOOKED);
        assertThat(file().confirmations()).isEmpty();
        var told = (Recorded.Told) answer(shop.clerk, task, new Said.Moved(to("2026-04-20", "11:00", 1)), now);
        drained();
        assertThat(told.number()).contains("YY-20260420-001");
        assertThat(owedFor(told.appointment().orElseThrow()).stream().map(Owed::from))
                .containsExactly(at("2026-04-17T11:00"), at("2026-04-19T11:00"), at("2026-04-20T10:00"));
        assertThat(fact("MOVED")).isOne();
    }

    @Test
    void A23_cancelled_in_the_call_says_by_whom_and_why_and_withdraws_the_rest() {
        var made = booked(MONDAY);
        var task = owed().getFirst().task();
        var now = at("2026-04-14T10:20");
        assertThat(answer(shop.clerk, task, new Said.Cancelled(new AppointmentDesk.Cancellation(false, " ", 1)), now))
                .isInstanceOf(Recorded.Refused.class);
        answer(shop.clerk, task, new Said.Cancelled(new AppointmentDesk.Cancellation(false, "出差", 1)), now);
        drained();
        var file = shop.asDealer(() -> appointments.find(shop.clerk, made));
        assertThat(file.line().state()).isEqualTo(AppointmentState.CANCELLED_BY_CUSTOMER);
        assertThat(file.cancelReason()).contains("出差");
        assertThat(file.confirmations().getFirst().result()).isEqualTo(ConfirmationFact.Result.CANCELLED);
        assertThat(owed()).isEmpty();
    }

    @Test
    void AP_16_who_is_not_reached_twice_gets_a_text_and_the_appointment_says_so() {
        booked(MONDAY);
        var task = owed().getFirst().task();
        var again = (Recorded.NeedsAnotherCall) missed(shop.clerk, task, at("2026-04-14T10:20"));
        assertThat(again.made()).isOne();
        assertThat(again.notBefore()).isEqualTo(at("2026-04-14T12:20"));
        assertThat(next(shop.clerk, at("2026-04-14T12:19"))).isInstanceOf(Claimed.NothingToCall.class);
        assertThat(next(shop.clerk, at("2026-04-14T12:20"))).isInstanceOf(Claimed.Held.class);
        assertThat(missed(shop.clerk, task, at("2026-04-14T12:20"))).isEqualTo(new Recorded.EndsInText(2, List.of()));
        drained();
        assertThat(text("select t.body from messaging.text t where t.dealer_id = :dealer and t.cause = 'follow-up'"))
                .contains("石先生", "4月17日10:00");
        assertThat(file().confirmations().getFirst().result()).isEqualTo(ConfirmationFact.Result.NOT_REACHED);
        assertThat(file().line().state()).isEqualTo(AppointmentState.BOOKED);
    }

    @Test
    void AP_16_AP_24_the_text_to_whom_nobody_reached_carries_a_link_that_answers_for_him() {
        set("appointment.public-address", "https://yy.example.cn");
        booked(MONDAY);
        var body = unreached();
        assertThat(body)
                .hasSizeLessThanOrEqualTo(70)
                .startsWith("【")
                .contains("4月17日10:00", "https://yy.example.cn/a/");
        var token = body.substring(body.lastIndexOf('/') + 1);
        assertThat(shop.asDealer(() -> own.confirm(token, at("2026-04-14T13:00"))))
                .isEqualTo(new org.opendcrc.appointments.SelfAnswer.Noted());
        drained();
        assertThat(file().confirmations()).hasSize(2);
    }

    @Test
    void AP_16_A20_where_no_link_fits_into_the_text_it_goes_without_one() {
        set("appointment.public-address", "https://yuyue.fuwu.example-with-a-long-name.com.cn");
        booked(MONDAY);
        assertThat(unreached())
                .hasSizeLessThanOrEqualTo(70)
                .contains("石先生", "4月17日10:00")
                .doesNotContain("http");
    }

    @Test
    void AP_16_a_dealers_own_wording_is_not_replaced_by_a_short_one_with_a_link() {
        set("appointment.public-address", "https://yy.example.cn");
        worded("{称呼}，{日期}{时间}的预约还没和您确认，我们照常等您。");
        booked(MONDAY);
        assertThat(unreached()).contains("我们照常等您").doesNotContain("http");
    }

    /** What he reads after two calls in vain. */
    private String unreached() {
        var task = owed().getFirst().task();
        missed(shop.clerk, task, at("2026-04-14T10:20"));
        assertThat(missed(shop.clerk, task, at("2026-04-14T12:20"))).isInstanceOf(Recorded.EndsInText.class);
        drained();
        return text("select t.body from messaging.text t where t.dealer_id = :dealer and t.cause = 'follow-up'");
    }

    private void worded(String chinese) {
        shop.in(() -> jdbc.sql("""
                        insert into messaging.template_version (dealer_id, key, version, name, channel, class, body_zh, body_en, origin, changed_at, changed_by)
                        values (:dealer, 'appointment-unconfirmed', 1, '预约未确认', 'TEXT', 'SERVICE', :words, '', 'OWN', '2026-01-01 00:00Z', :by)
                        """)
                .param("dealer", shop.house.dealer())
                .param("words", chinese)
                .param("by", shop.liu)
                .update());
    }

    @Test
    void AP_16_AP_17_who_is_there_is_asked_no_more_whether_he_comes() {
        var made = booked(MONDAY);
        var early = at("2026-04-17T08:55");
        at(early);
        builder.employ(shop.house, "men", Map.of(shop.house.east(), Set.of(Role.GUARD)));
        var guard = builder.actor(shop.house, "men");
        shop.asDealer(() -> gate.write(
                guard,
                new GateDesk.Arrival(shop.house.east(), "浙A8K2E5", Optional.empty(), "", false, GateEntry.Source.GUARD),
                early));
        drained();
        assertThat(file().line().id()).isEqualTo(made);
        assertThat(file().line().state()).isEqualTo(AppointmentState.ARRIVED);
        assertThat(owed()).isEmpty();
        assertThat(count("CANCELLED")).isEqualTo(3);
        publish(new AppointmentArrived(shop.house.dealer(), made, shop.house.east(), shop.customer, early));
        assertThat(owed()).isEmpty();
    }

    @Test
    void AP_16_what_nobody_called_by_the_next_step_lapses_though_nobody_looked() {
        booked(MONDAY);
        lapsed(at("2026-04-16T10:00").minusMillis(1));
        assertThat(owed()).hasSize(3);
        lapsed(at("2026-04-16T10:00"));
        lapsed(at("2026-04-16T10:00"));
        assertThat(owed().stream().map(Owed::kind)).containsExactly("CONFIRM_24", "CONFIRM_1");
        assertThat(count("LAPSED")).isOne();
        assertThat(shop.asDealer(() -> lapse.nextDue(MONDAY))).isNotNull();
        next(shop.clerk, at("2026-04-17T08:50"));
        lapsed(at("2026-04-17T09:00"));
        assertThat(owed().stream().map(Owed::kind))
                .as("somebody is just talking to him")
                .containsExactly("CONFIRM_24", "CONFIRM_1");
        lapsed(at("2026-04-17T10:00"));
        assertThat(owed()).isEmpty();
    }

    // ---- after a no-show

    @Test
    void AP_8_who_did_not_come_is_called_the_next_day_once() {
        var made = booked(MONDAY);
        missedAppointment(made);
        missedAppointment(made);
        assertThat(owed()).hasSize(1);
        var task = owed().getFirst();
        assertThat(task.kind()).isEqualTo("MISSED_APPOINTMENT");
        assertThat(task.from()).isEqualTo(at("2026-04-18T00:00"));
        assertThat(next(shop.clerk, at("2026-04-17T18:00"))).isInstanceOf(Claimed.NothingToCall.class);
        var saturday = at("2026-04-18T10:00");
        assertThat(next(shop.clerk, saturday)).isInstanceOf(Claimed.Held.class);
        at(at("2026-04-18T10:00"));
        assertThat(answer(shop.clerk, task.task(), new Said.NewAppointment(), saturday))
                .isEqualTo(new Recorded.Refused(new Refusal.NothingBooked()));
        shop.asDealer(
                () -> appointments.book(shop.clerk, shop.wish(LocalDate.of(2026, 4, 21), "10:00", shop.liu), saturday));
        var told = (Recorded.Told) answer(shop.clerk, task.task(), new Said.NewAppointment(), saturday);
        assertThat(told.number()).contains("YY-20260421-001");
    }

    @Test
    void AP_9_at_eight_of_the_next_day_who_was_never_seen_is_owed_a_call_of_that_day() {
        booked(MONDAY);
        var eight = at("2026-04-18T08:00");
        compared(eight.minusSeconds(1));
        assertThat(owed().stream().map(Owed::kind)).doesNotContain("MISSED_APPOINTMENT");
        compared(eight);
        compared(eight.plusSeconds(60));
        assertThat(owed().stream().map(Owed::kind)).containsExactly("MISSED_APPOINTMENT");
        assertThat(owed().getFirst().from()).isEqualTo(at("2026-04-18T00:00"));
        assertThat(next(shop.clerk, at("2026-04-18T10:00"))).isInstanceOf(Claimed.Held.class);
    }

    private void compared(Instant now) {
        at(now);
        shop.asDealer(() -> comparison.compare(shop.manager, shop.house.east(), FRIDAY, now));
        drained();
    }

    @Test
    void AP_8_he_may_want_none_or_complain() {
        missedAppointment(booked(MONDAY));
        var saturday = at("2026-04-18T10:00");
        var task = owed().getFirst().task();
        assertThat(answer(
                        shop.clerk,
                        task,
                        new Said.Complains(new ComplaintSheet(Optional.empty(), "等不到人", false, false)),
                        saturday))
                .isEqualTo(new Recorded.Refused(new Refusal.ComplaintIncomplete(true, false)));
        var told = (Recorded.Told) answer(
                shop.clerk,
                task,
                new Said.Complains(new ComplaintSheet(Optional.of(ComplaintKind.PRODUCT), "等不到人", true, false)),
                saturday);
        assertThat(told.number().orElseThrow()).startsWith("TS-");
    }

    @Test
    void AP_8_an_appointment_that_was_cancelled_was_not_missed() {
        var made = booked(MONDAY);
        shop.asDealer(() -> appointments.cancel(
                shop.clerk, made, new AppointmentDesk.Cancellation(false, "不来了", 1), at("2026-04-16T10:00")));
        missedAppointment(made);
        assertThat(owed()).isEmpty();
    }

    // ---- fixtures

    private UUID made = new UUID(0, 0);

    record Owed(UUID task, UUID subject, String kind, Instant from, Instant due, Optional<UUID> staff) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Owed it
                    && it.kind.equals(kind)
                    && it.from.equals(from)
                    && it.due.equals(due)
                    && it.staff.equals(staff);
        }

        @Override
        public int hashCode() {
            return kind.hashCode();
        }
    }

    static Owed row(String kind, String from, String due, @org.jspecify.annotations.Nullable UUID staff) {
        var nobody = new UUID(0, 0);
        return new Owed(nobody, nobody, kind, at(from), at(due), Optional.ofNullable(staff));
    }

    static Instant at(String local) {
        return Visits.at(local);
    }

    private void at(Instant now) {
        builder.systemClock().set(now);
    }

    /** The job runs at that moment, not a moment later. */
    void lapsed(Instant now) {
        at(now);
        lapse.run(now);
    }

    UUID booked(Instant now) {
        at(now);
        made = ((Answer.Made)
                        shop.asDealer(() -> appointments.book(shop.clerk, shop.wish(FRIDAY, "10:00", shop.liu), now)))
                .appointment();
        drained();
        return made;
    }

    void cancel(Instant now) {
        shop.asDealer(
                () -> appointments.cancel(shop.clerk, made, new AppointmentDesk.Cancellation(false, "改天", 1), now));
        drained();
    }

    void missedAppointment(UUID appointment) {
        at(at("2026-04-17T23:59"));
        publish(new AppointmentMissed(
                shop.house.dealer(), appointment, shop.house.east(), shop.customer, TEN, at("2026-04-17T23:59")));
    }

    static AppointmentDesk.Move to(String day, String start, int version) {
        return new AppointmentDesk.Move(
                LocalDate.parse(day), LocalTime.parse(start), Optional.empty(), Optional.empty(), false, version);
    }

    void set(String key, String value) {
        builder.employ(shop.house, "guan", Map.of(shop.house.east(), Set.of(Role.ADMINISTRATOR)));
        var administrator = builder.actor(shop.house, "guan");
        shop.asDealer(() -> settings.change(administrator, shop.house.east(), key, value));
    }

    void publish(Object event) {
        shop.in(() -> {
            events.publishEvent(event);
            return true;
        });
        drained();
    }

    /** Waits until every event is heard. Whether cars are ready in time (AP-22) is another story: here no line is drawn for them. */
    void drained() {
        shop.in(() -> jdbc.sql(
                        "update appointments.readiness r set due_at = null where r.dealer_id = :dealer and r.outcome is null")
                .param("dealer", shop.house.dealer())
                .update());
        for (int n = 0; n < 2_000; n++) {
            if (jdbc.sql("select count(*) from infrastructure.event_publication")
                            .query(Integer.class)
                            .single()
                    == 0) {
                return;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("events wait");
    }

    Recorded answer(Actor actor, UUID task, Said said, Instant now) {
        return shop.asDealer(
                () -> answers.answer(actor, task, new Request(said, Optional.empty(), Optional.empty()), now));
    }

    Recorded missed(Actor actor, UUID task, Instant now) {
        return shop.asDealer(() -> desk.attempt(
                actor,
                task,
                new FollowUpDesk.AttemptRequest(
                        AttemptOutcome.NO_ANSWER,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                now));
    }

    Claimed next(Actor actor, Instant now) {
        return shop.asDealer(() -> queue.claimNext(actor, Optional.empty(), now));
    }

    List<UUID> listed(Actor actor, Instant now) {
        Supplier<List<UUID>> ids = () ->
                files.list(actor, QueueFilter.of(QueueView.OPEN), new QueuePlace.First(), 10, now).lines().stream()
                        .map(it -> it.task().id())
                        .toList();
        return shop.asDealer(ids);
    }

    AppointmentFile file() {
        return shop.asDealer(() -> appointments.find(shop.clerk, made));
    }

    List<Owed> owed() {
        return shop.in(() -> jdbc.sql("""
                        select t.id, t.subject_id, t.kind, t.due_from, t.due_at, c.for_staff
                          from followups.task t
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                         where t.dealer_id = :dealer
                           and t.state in ('PENDING', 'RETRY')
                           and t.kind not in ('COMPLAINT_CHECK', 'APPOINTMENT_NOT_READY')
                         order by t.due_from, t.id
                        """)
                .param("dealer", shop.house.dealer())
                .query((row, _) -> new Owed(
                        row.getObject("id", UUID.class),
                        row.getObject("subject_id", UUID.class),
                        row.getString("kind"),
                        row.getTimestamp("due_from").toInstant(),
                        row.getTimestamp("due_at").toInstant(),
                        Optional.ofNullable(row.getObject("for_staff", UUID.class))))
                .list());
    }

    List<Owed> owedFor(UUID appointment) {
        return owed().stream().filter(it -> it.subject().equals(appointment)).toList();
    }

    int count(String state) {
        return Integer.parseInt(
                text("select count(*)::text from followups.task t where t.dealer_id = :dealer and t.state = '" + state
                        + "'"));
    }

    int fact(String result) {
        return Integer.parseInt(text(
                "select count(*)::text from appointments.confirmation c where c.dealer_id = :dealer and c.result = '"
                        + result + "'"));
    }

    String text(String sql) {
        return shop.in(() -> jdbc.sql(sql)
                .param("dealer", shop.house.dealer())
                .query(String.class)
                .single());
    }
}
