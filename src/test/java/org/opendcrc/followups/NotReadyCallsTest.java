package org.opendcrc.followups;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.appointments.Answer;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.appointments.AppointmentState;
import org.opendcrc.appointments.PrepFact;
import org.opendcrc.appointments.PrepStep;
import org.opendcrc.appointments.PreparationDesk;
import org.opendcrc.appointments.Workshop;
import org.opendcrc.followups.AppointmentCallDesk.Request;
import org.opendcrc.followups.AppointmentCallDesk.Said;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.questionnaires.AnswerSheet;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The call that the centre owes a customer whose appointment is not ready in time: he moves, keeps his time or cancels, and nothing else is
 * asked. The appointment is on Monday, 13 April 2026, 10:00; its line is a day before.
 */
@ApplicationTest
@Import(TestHouse.class)
class NotReadyCallsTest {

    static final LocalDate MONDAY = Workshop.FRIDAY.plusDays(3);
    static final Instant BOOKED = Workshop.at(Workshop.FRIDAY.minusDays(2), "09:00");
    static final Instant LATE = Workshop.at(MONDAY.minusDays(1), "10:00").plusSeconds(60);

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AppointmentDesk appointments;

    @Autowired
    PreparationDesk preparation;

    @Autowired
    AppointmentCallDesk answers;

    @Autowired
    FollowUpDesk desk;

    @Autowired
    FollowUpFiles files;

    Workshop shop;
    UUID car = new UUID(0, 0);

    @BeforeEach
    void alarm() {
        shop = new Workshop(builder, jdbc);
        builder.systemClock().set(BOOKED);
        car = ((Answer.Made) shop.asDealer(
                        () -> appointments.book(shop.clerk, shop.wish(MONDAY, "10:00", shop.liu), BOOKED)))
                .appointment();
        drained();
        builder.systemClock().set(LATE);
        shop.in(() -> {
            preparation.decideDue(shop.house.dealer(), LATE);
            return true;
        });
        drained();
    }

    @Test
    void AP_22_who_keeps_his_time_knows_how_it_stands_and_the_board_says_so() {
        var told = (Recorded.Told) answer(new Said.Kept(), "");
        assertThat(told.answer()).isEqualTo(AnswerKind.KEPT);
        drained();
        var said = shop.asDealer(() -> preparation.find(shop.manager, car))
                .sheet()
                .of(PrepStep.CUSTOMER)
                .orElseThrow();
        assertThat(said.kind()).isEqualTo(PrepFact.Kind.INFORMED);
        assertThat(said.details().note()).isEqualTo("客户知情，按原时间来");
        assertThat(said.name()).isEqualTo("zhou");
        assertThat(state()).isEqualTo(AppointmentState.NOT_READY);
        assertThat(tasks()).containsExactly("ANSWERED");
        assertThat(one("select a.answer from followups.answer a where a.dealer_id = :dealer"))
                .isEqualTo("KEPT");
    }

    @Test
    void AP_22_his_own_words_stand_on_the_board() {
        answer(new Said.Kept(), " 可以等半小时 ");
        assertThat(shop.asDealer(() -> preparation.find(shop.manager, car))
                        .sheet()
                        .of(PrepStep.CUSTOMER)
                        .orElseThrow()
                        .details()
                        .note())
                .isEqualTo("可以等半小时");
    }

    @Test
    void AP_22_who_moves_does_so_by_every_rule_and_it_is_the_dealers_doing() {
        var refused = (Recorded.Refused) answer(new Said.Moved(to("2026-04-12", "11:00")), "");
        assertThat(refused.why()).isInstanceOf(Refusal.PlaceRefused.class);
        assertThat(tasks()).containsExactly("PENDING");
        var told = (Recorded.Told) answer(new Said.Moved(to("2026-04-14", "11:00")), "");
        drained();
        assertThat(told.number()).contains("YY-20260414-001");
        assertThat(state()).isEqualTo(AppointmentState.RESCHEDULED);
        assertThat(one(
                        "select a.moved_by_dealer from appointments.appointment a where a.dealer_id = :dealer and a.id = '"
                                + car + "'"))
                .isEqualTo("true");
        assertThat(tasks()).containsExactly("ANSWERED");
        assertThat(one("select count(*) from appointments.confirmation c where c.dealer_id = :dealer"))
                .as("no confirmation asked him")
                .isEqualTo("0");
    }

    @Test
    void AP_22_who_cancels_gives_his_place_back() {
        var told = (Recorded.Told)
                answer(new Said.Cancelled(new AppointmentDesk.Cancellation(true, "等不及", version())), "");
        assertThat(told.answer()).isEqualTo(AnswerKind.CANCELLED);
        assertThat(state()).isEqualTo(AppointmentState.CANCELLED_BY_DEALER);
        assertThat(tasks()).containsExactly("ANSWERED");
    }

    @Test
    void AP_22_nothing_else_is_asked_and_nothing_else_is_an_answer() {
        for (var other : List.of(new Said.Confirmed(), new Said.NewAppointment(), new Said.NoWish())) {
            assertThat(answer(other, ""))
                    .isEqualTo(new Recorded.Refused(new Refusal.AnotherAnswer(CallKind.APPOINTMENT_NOT_READY)));
        }
        var task = task();
        assertThat(shop.asDealer(() -> desk.result(
                        shop.clerk,
                        task,
                        new FollowUpDesk.ResultRequest(
                                CallOutcome.SATISFIED,
                                Optional.empty(),
                                new AnswerSheet(java.util.Map.of()),
                                Optional.empty(),
                                Optional.empty(),
                                false),
                        LATE)))
                .isEqualTo(new Recorded.Refused(new Refusal.AnotherAnswer(CallKind.APPOINTMENT_NOT_READY)));
    }

    @Test
    void AP_22_a_call_about_something_else_shows_the_appointment_that_is_not_ready() {
        assertThat(shop.asDealer(() -> files.call(shop.clerk, task(), LATE))
                        .file()
                        .around()
                        .appointments())
                .extracting(it -> it.id())
                .containsExactly(car);
    }

    private Recorded answer(Said said, String remark) {
        var task = task();
        return shop.asDealer(
                () -> answers.answer(shop.clerk, task, new Request(said, Optional.empty(), Optional.of(remark)), LATE));
    }

    private AppointmentDesk.Move to(String day, String start) {
        return new AppointmentDesk.Move(
                LocalDate.parse(day), LocalTime.parse(start), Optional.empty(), Optional.empty(), true, version());
    }

    private int version() {
        return shop.asDealer(() -> appointments.find(shop.clerk, car)).line().version();
    }

    private AppointmentState state() {
        return shop.asDealer(() -> appointments.find(shop.clerk, car)).line().state();
    }

    private UUID task() {
        return UUID.fromString(one(
                "select t.id from followups.task t where t.dealer_id = :dealer and t.kind = 'APPOINTMENT_NOT_READY'"));
    }

    private List<String> tasks() {
        return shop.in(() -> jdbc.sql("""
                        select t.state
                          from followups.task t
                         where t.dealer_id = :dealer
                           and t.kind = 'APPOINTMENT_NOT_READY'
                         order by t.round
                        """)
                .param("dealer", shop.house.dealer())
                .query(String.class)
                .list());
    }

    private String one(String sql) {
        return shop.in(() -> Objects.toString(
                jdbc.sql(sql).param("dealer", shop.house.dealer()).query().singleValue()));
    }

    private void drained() {
        for (int n = 0; n < 2_000; n++) {
            if (jdbc.sql("select count(*) from infrastructure.event_publication")
                            .query(Integer.class)
                            .single()
                    == 0) {
                return;
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("events wait");
    }
}
