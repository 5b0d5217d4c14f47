package org.opendcrc.appointments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.appointments.Workshop.FRIDAY;
import static org.opendcrc.appointments.Workshop.at;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.appointments.PrepFact.Details;
import org.opendcrc.appointments.PrepFact.Kind;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.StaleVersion;
import org.opendcrc.vehicles.VisitsRecorded;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Preparation kept by the database: copies, steps, lines in time, drafts, parts and campaigns. Monday's car is booked on the Wednesday before. */
@ApplicationTest
@Import(TestHouse.class)
class PreparationTest {

    private static final LocalDate MONDAY = FRIDAY.plusDays(3);
    private static final Instant BOOKED = at(FRIDAY.minusDays(2), "09:00");
    private static final Instant LINE = at(MONDAY.minusDays(1), "10:00");

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AppointmentDesk book;

    @Autowired
    PreparationDesk desk;

    @Autowired
    HandoverDesk handover;

    @Autowired
    PreparationCounts counts;

    @Autowired
    DraftDesk drafts;

    @Autowired
    SupplyDesk supplies;

    @Autowired
    ComingCars coming;

    @Autowired
    ReconciliationDesk arrivals;

    @Autowired
    PriceList prices;

    @Autowired
    ApplicationEventPublisher events;

    Workshop shop;
    Actor parts;
    Actor technician;

    @BeforeEach
    void open() {
        shop = new Workshop(builder, jdbc);
        var east = shop.house.east();
        builder.employ(shop.house, "bei", Map.of(east, Set.of(Role.PARTS)));
        builder.employ(shop.house, "ding", Map.of(east, Set.of(Role.WORKSHOP)));
        parts = builder.actor(shop.house, "bei");
        technician = builder.actor(shop.house, "ding");
    }

    // ---- copies

    @Test
    void AP_19_a_booked_form_lies_with_the_service_manager_until_he_hands_its_copies_on() {
        var car = book("10:00");
        assertThat(board(shop.manager).waiting()).extracting(PrepLine::id).containsExactly(car);
        assertThat(board(parts).waiting()).as("nobody else hands on").isEmpty();
        assertThatThrownBy(() -> hand(parts, car, CopyReader.PARTS)).isInstanceOf(NotAllowed.class);
        assertThat(read(parts, car, CopyReader.PARTS))
                .isEqualTo(new PrepAnswer.Refused(new PrepRefusal.CopyNotHandedOn(CopyReader.PARTS)));
        assertThat(hand(shop.manager, car, CopyReader.PARTS)).isEqualTo(new PrepAnswer.Done(car, 1));
        assertThat(board(shop.manager).waiting()).hasSize(1);
        assertThat(read(parts, car, CopyReader.PARTS)).isEqualTo(new PrepAnswer.Done(car, 1));
        assertThat(read(parts, car, CopyReader.PARTS))
                .as("the first time counts")
                .isEqualTo(new PrepAnswer.Done(car, 0));
        assertThatThrownBy(() -> read(parts, car, CopyReader.ADVISOR)).isInstanceOf(NotAllowed.class);
        assertThat(hand(shop.manager, car, CopyReader.values())).isEqualTo(new PrepAnswer.Done(car, 2));
        assertThat(hand(shop.manager, car, CopyReader.values()))
                .isInstanceOfSatisfying(
                        PrepAnswer.Refused.class,
                        it -> assertThat(it.why().rule()).isEqualTo("AP-19"));
        var copy = line(car).copy(CopyReader.PARTS).orElseThrow();
        assertThat(copy.handedBy()).isEqualTo("shen");
        assertThat(copy.readBy()).contains("bei");
        assertThat(copy.handedAt()).isEqualTo(at("08:00"));
        assertThat(board(shop.manager).waiting()).isEmpty();
    }

    @Test
    void AP_19_several_forms_are_handed_on_at_once_and_who_cancelled_is_left_out() {
        var one = book("10:00");
        var two = book("11:00");
        var gone = book("12:00");
        cancel(gone);
        assertThat(shop.asDealer(() -> handover.handOnAll(shop.manager, List.of(one, two, gone, one), at("08:00"))))
                .isEqualTo(2);
        assertThat(line(two).copies()).hasSize(3);
    }

    @Test
    void AP_26_a_form_that_waits_longer_than_a_day_is_called_overdue() {
        book("10:00");
        var day = Duration.ofHours(24);
        assertThat(count(shop.manager, BOOKED.plus(day)).forms()).isOne();
        assertThat(count(shop.manager, BOOKED.plus(day)).oldForms())
                .as("just a day")
                .isZero();
        assertThat(count(shop.manager, BOOKED.plus(day).plusSeconds(60)).oldForms())
                .isOne();
        assertThat(count(parts, BOOKED.plus(day).plusSeconds(60)).forms()).isZero();
        shop.asDealer(() -> handover.handOnAll(
                shop.manager, List.of(board(shop.manager).waiting().getFirst().id()), at("08:00")));
        assertThat(count(shop.manager, BOOKED.plus(day).plusSeconds(60)).forms())
                .isZero();
    }

    // ---- steps

    @Test
    void AP_21_AP_22_each_says_his_part_and_word_travels_to_the_customer() {
        var car = book("10:00");
        hand(shop.manager, car, CopyReader.values());
        assertThatThrownBy(() -> take(shop.clerk, car, PrepStep.PARTS, Details.parts("A-03", "浙A8K2E5")))
                .isInstanceOf(NotAllowed.class);
        done(take(parts, car, PrepStep.PARTS, Details.parts("A-03", "浙A·8K2E5")));
        assertThat(line(car).copy(CopyReader.PARTS).orElseThrow().readBy())
                .as("his copy is read")
                .contains("bei");
        done(take(technician, car, PrepStep.WORKSHOP, Details.workshop("ding", "3 号", "举升机")));
        assertThat(take(shop.manager, car, PrepStep.MANAGER, Details.NONE))
                .isEqualTo(new PrepAnswer.Refused(new PrepRefusal.NotYet(PrepStep.MANAGER, Set.of(PrepStep.ADVISOR))));
        done(take(shop.advisor, car, PrepStep.ADVISOR, Details.NONE));
        done(take(shop.manager, car, PrepStep.MANAGER, Details.NONE));
        assertThat(line(car).readyAt()).contains(at("08:00"));
        done(take(shop.clerk, car, PrepStep.CUSTOMER, Details.NONE));
        assertThat(line(car).sheet().next()).isEmpty();
        assertThat(line(car).sheet().facts())
                .extracting(PrepFact::name)
                .containsExactly("bei", "ding", "liu", "shen", "zhou");
        assertThat(count(shop.clerk, at("08:00")).open()).isZero();
    }

    @Test
    void AP_21_the_database_keeps_what_no_program_should_leave_out() {
        var car = book("10:00");
        assertThatThrownBy(() -> fact(car, "PARTS", "DONE", null))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("parts_lie_in_a_marked_place");
        assertThatThrownBy(() -> fact(car, "WORKSHOP", "DONE", "A-03"))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("the_workshop_says");
        assertThatThrownBy(() -> shop.in(
                        () -> jdbc.sql("update appointments.prep_fact f set note = '' where f.dealer_id = :dealer")
                                .param("dealer", shop.house.dealer())
                                .update()))
                .as("only ever added")
                .hasStackTraceContaining("permission denied");
    }

    // ---- the line

    @Test
    void AP_22_ready_at_the_line_is_in_time_and_a_moment_later_the_alarm_is_raised_once() {
        var ready = book("10:00");
        var late = book("11:00");
        prepare(ready, LINE);
        decide(LINE);
        assertThat(line(ready).inTime()).as("the line itself is in time").isEmpty();
        decide(LINE.plusNanos(1_000));
        assertThat(line(ready).inTime()).contains(true);
        assertThat(line(late).inTime()).as("its line is an hour later").isEmpty();
        assertThat(line(late).isAlarm()).isFalse();
        decide(LINE.plus(Duration.ofHours(1)).plusNanos(1_000));
        decide(LINE.plus(Duration.ofHours(9)));
        assertThat(line(late).inTime()).contains(false);
        assertThat(line(late).isAlarm()).isTrue();
        assertThat(shop.asDealer(() -> book.find(shop.clerk, late)).line().state())
                .isEqualTo(AppointmentState.NOT_READY);
        assertThat(count(shop.clerk, LINE.plus(Duration.ofHours(9))).alarms()).isOne();
        assertThat(calls()).containsExactly("PENDING");
        assertThat(
                        text(
                                "select count(*) from audit.entry e where e.dealer_id = :dealer and e.action = 'appointment.not-ready'"))
                .isEqualTo("1");
    }

    @Test
    void AP_22_not_ready_is_one_truth_for_every_reader() {
        var car = book("10:00");
        isSaidToBe(AppointmentState.BOOKED, car);
        decide(LINE.plusNanos(1_000));
        isSaidToBe(AppointmentState.NOT_READY, car);
        prepare(car, LINE.plusSeconds(60));
        isSaidToBe(AppointmentState.BOOKED, car);
        take(parts, car, PrepStep.PARTS, Kind.UNDONE, Details.note("拿错了"), LINE.plusSeconds(120));
        isSaidToBe(AppointmentState.NOT_READY, car);
        shop.asDealer(() ->
                book.cancel(shop.clerk, car, new AppointmentDesk.Cancellation(true, "备不齐", 1), LINE.plusSeconds(180)));
        assertThat(
                        text(
                                "select a.state || ' ' || a.ahead from appointments.report_appointment a where a.dealer_id = :dealer"))
                .as("what is over is not unready")
                .isEqualTo("CANCELLED_BY_DEALER false");
    }

    /** By the board, the file, the book of the day, the coming cars, the draft, the day of arrivals and the three views. */
    private void isSaidToBe(AppointmentState state, UUID car) {
        var east = shop.house.east();
        assertThat(state(car)).isEqualTo(state);
        assertThat(shop.asDealer(() -> desk.sheet(shop.clerk, car)).state()).isEqualTo(state);
        assertThat(shop.asDealer(() -> book.find(shop.clerk, car)).line().state())
                .isEqualTo(state);
        assertThat(shop.asDealer(() -> book.day(shop.clerk, east, MONDAY, MONDAY, 1, LINE))
                        .lines()
                        .getFirst()
                        .state())
                .isEqualTo(state);
        assertThat(shop.asDealer(() -> coming.next(shop.manager, Optional.of(east), 5, LINE)))
                .extracting(ComingCars.Coming::state)
                .containsExactly(state);
        assertThat(shop.asDealer(() -> drafts.find(shop.advisor, car)).state()).isEqualTo(state);
        assertThat(shop.asDealer(() -> arrivals.day(shop.manager, Optional.of(east), Optional.of(MONDAY), LINE))
                        .lines()
                        .getFirst()
                        .state())
                .isEqualTo(state);
        assertThat(
                        text(
                                "select a.state || ' ' || a.ahead from appointments.report_appointment a where a.dealer_id = :dealer"))
                .isEqualTo(state + " true");
        assertThat(text("select s.facts ->> 'state' from appointments.story s where s.dealer_id = :dealer"))
                .isEqualTo(state.name());
        assertThat(text("select o.state from appointments.report_outcome o where o.dealer_id = :dealer"))
                .isEqualTo(state.name());
    }

    @Test
    void AP_22_once_all_is_ready_the_alarm_is_over_and_nobody_calls_any_more() {
        var car = book("10:00");
        decide(LINE.plusSeconds(1));
        assertThat(calls()).containsExactly("PENDING");
        prepare(car, LINE.plusSeconds(60));
        assertThat(line(car).isAlarm()).isFalse();
        assertThat(line(car).inTime()).as("late all the same").contains(false);
        assertThat(calls()).containsExactly("CANCELLED");
        take(parts, car, PrepStep.PARTS, Kind.UNDONE, Details.note("拿错了"), LINE.plusSeconds(120));
        assertThat(line(car).isAlarm()).as("ready no longer").isTrue();
        assertThat(calls()).containsExactlyInAnyOrder("CANCELLED", "PENDING");
    }

    @Test
    void AP_22_a_customer_who_knows_is_not_called_and_one_who_moves_begins_anew() {
        var car = book("10:00");
        var other = book("11:00");
        done(take(parts, other, PrepStep.PARTS, Details.parts("A-03", "浙A8K2E5")));
        decide(LINE.plus(Duration.ofHours(2)));
        assertThat(calls()).containsExactly("PENDING", "PENDING");
        done(take(
                shop.clerk,
                car,
                PrepStep.CUSTOMER,
                Kind.INFORMED,
                Details.note("愿意等到 15:00"),
                LINE.plus(Duration.ofHours(2))));
        assertThat(calls()).containsExactlyInAnyOrder("CANCELLED", "PENDING");
        assertThat(line(car).isAlarm()).as("it is not ready all the same").isTrue();
        var moved = ((Answer.Made) shop.asDealer(() -> book.move(
                        shop.clerk,
                        other,
                        new AppointmentDesk.Move(
                                MONDAY.plusDays(2), LocalTime.of(9, 0), Optional.empty(), Optional.empty(), true, 1),
                        LINE.plus(Duration.ofHours(3)))))
                .appointment();
        assertThat(calls()).containsExactly("CANCELLED", "CANCELLED");
        var next = shop.asDealer(() -> desk.find(shop.clerk, moved));
        assertThat(next.sheet().state()).isEqualTo(AppointmentState.BOOKED);
        assertThat(next.dueAt()).contains(at(MONDAY.plusDays(1), "09:00"));
        assertThat(next.sheet().isDone(PrepStep.PARTS))
                .as("the parts lie where they lay")
                .isTrue();
        assertThat(next.waitsForHandover()).as("the new form goes round again").isTrue();
    }

    @Test
    void AP_22_what_was_cancelled_raises_no_alarm_and_who_books_late_has_the_short_line_or_none() {
        cancel(book("10:00"));
        var late = book("11:00", at(MONDAY.minusDays(1), "11:00").plusSeconds(1));
        var last = book("12:00", at(MONDAY, "10:30"));
        assertThat(line(late).dueAt()).contains(at(MONDAY, "09:00"));
        assertThat(line(last).dueAt()).isEmpty();
        decide(at(MONDAY, "12:00"));
        assertThat(calls()).hasSize(1);
        assertThat(line(last).inTime()).isEmpty();
    }

    @Test
    void AP_22_the_job_knows_the_next_line() {
        book("10:00");
        assertThat(shop.in(() -> desk.earliestLine(shop.house.dealer()))).contains(LINE);
        decide(LINE.plusSeconds(1));
        assertThat(shop.in(() -> desk.earliestLine(shop.house.dealer()))).isEmpty();
    }

    // ---- the draft

    @Test
    void AP_23_the_order_is_drafted_from_the_appointment_and_edited_by_the_advisor() {
        var job = job("BY30", "保养", 90, 46_800, "");
        set(supplies -> supplies.setPart(shop.manager, "BY30", "LX-1", "机油滤芯", BigDecimal.ONE, BOOKED));
        var car = book("10:00", BOOKED, job);
        var draft = shop.asDealer(() -> drafts.find(shop.advisor, car));
        assertThat(draft.lines())
                .extracting(it ->
                        it.kind() + " " + it.code() + " " + it.quantity().stripTrailingZeros() + " " + it.amountFen())
                .containsExactly("LABOUR BY30 1.5 46800", "PART LX-1 1 0");
        assertThat(draft.needs()).contains("30,000 公里保养");
        assertThat(draft.documents()).containsExactly("行驶证");
        assertThat(draft.mileageKm()).contains(29_600);
        var changes = changes(draft.version(), new Draft.Line(Draft.Kind.LABOUR, "", "路试", new BigDecimal("0.5"), 0));
        assertThatThrownBy(() -> shop.asDealer(() -> drafts.change(parts, car, changes, at("08:00"))))
                .isInstanceOf(NotAllowed.class);
        assertThat(shop.asDealer(() -> drafts.change(shop.advisor, car, changes, at("08:00"))))
                .isEqualTo(new DraftAnswer.Saved(car));
        assertThatThrownBy(() -> shop.asDealer(() -> drafts.change(shop.advisor, car, changes, at("08:01"))))
                .isInstanceOf(StaleVersion.class);
        var wrong = changes(2, new Draft.Line(Draft.Kind.PART, "", "", BigDecimal.ZERO, -1));
        assertThat(shop.asDealer(() -> drafts.change(shop.advisor, car, wrong, at("08:01"))))
                .isInstanceOfSatisfying(
                        DraftAnswer.Incomplete.class,
                        it -> assertThat(it.faults())
                                .extracting(Answer.Fault::field)
                                .containsExactly("lines[0].name", "lines[0].quantity", "lines[0].amount"));
        assertThat(shop.asDealer(() -> drafts.file(shop.advisor, shop.house.east(), MONDAY, at("08:02"))))
                .singleElement()
                .satisfies(it -> assertThat(DraftFile.of(List.of(it))).contains("路试"));
        assertThat(shop.asDealer(() -> drafts.find(shop.advisor, car)).filedAt())
                .contains(at("08:02"));
        cancel(car);
        assertThat(shop.asDealer(() -> drafts.change(shop.advisor, car, changes(2), at("08:03"))))
                .isEqualTo(new DraftAnswer.Closed(AppointmentState.CANCELLED_BY_CUSTOMER, draft.number()));
        assertThat(shop.asDealer(() -> drafts.ofDay(shop.advisor, shop.house.east(), MONDAY)))
                .isEmpty();
    }

    @Test
    void AP_23_an_order_of_the_same_plate_and_day_opens_the_appointment_and_its_settlement_closes_it() {
        var car = book("10:00");
        var other = book("14:00");
        arrive("WT0", "浙A8K2E5", at(MONDAY.minusDays(1), "10:00"), "IN_REPAIR");
        assertThat(state(car)).as("another day").isEqualTo(AppointmentState.BOOKED);
        arrive("WT1", "浙A8K2E5", at(MONDAY, "10:20"), "VOID");
        assertThat(state(car)).as("void").isEqualTo(AppointmentState.BOOKED);
        arrive("WT2", "浙A8K2E5", at(MONDAY, "10:20"), "IN_REPAIR");
        assertThat(state(car)).isEqualTo(AppointmentState.ORDER_OPEN);
        assertThat(state(other))
                .as("one order opens one appointment, the nearest")
                .isEqualTo(AppointmentState.BOOKED);
        assertThat(shop.asDealer(() -> drafts.find(shop.advisor, car)).orderNo())
                .contains("WT2");
        assertThat(shop.asDealer(() -> drafts.change(shop.advisor, car, changes(1), at(MONDAY, "11:00"))))
                .isInstanceOf(DraftAnswer.Closed.class);
        arrive("WT2", "浙A8K2E5", at(MONDAY, "10:20"), "SETTLED");
        assertThat(state(car)).isEqualTo(AppointmentState.CLOSED);
    }

    // ---- parts, campaigns, skills

    @Test
    void AP_25_a_job_whose_part_is_short_is_offered_from_its_arrival_on() {
        var job = job("BY30", "保养", 90, 46_800, "");
        set(it -> it.setPart(shop.manager, "BY30", "LX-1", "机油滤芯", BigDecimal.ONE, BOOKED));
        assertThat(wish(MONDAY, "10:00", job))
                .as("no file of the stock: not limited")
                .isInstanceOf(Answer.Made.class);
        stock("LX-1", "2");
        assertThat(wish(MONDAY, "11:00", job)).as("one of two is promised").isInstanceOf(Answer.Made.class);
        var refused = (Answer.Refused) wish(MONDAY, "14:00", job);
        assertThat(refused.why()).isEqualTo(new Booking.Refusal.PartMissing("机油滤芯", Optional.empty()));
        assertThat(refused.rule()).isEqualTo("AP-25");
        assertThat(refused.offers()).isEmpty();
        assertThat(wish(MONDAY, "14:00")).as("without the job").isInstanceOf(Answer.Made.class);
        set(it -> it.expect(parts, shop.house.east(), "LX-1", MONDAY.plusDays(2), BigDecimal.ONE, FRIDAY, BOOKED));
        var later = (Answer.Refused) wish(MONDAY.plusDays(1), "10:00", job);
        assertThat(later.why()).isEqualTo(new Booking.Refusal.PartMissing("机油滤芯", Optional.of(MONDAY.plusDays(2))));
        assertThat(later.offers()).isNotEmpty().allMatch(it -> it.day().equals(MONDAY.plusDays(2)));
        assertThat(slots(MONDAY.plusDays(1), job)).isEmpty();
        assertThat(slots(MONDAY.plusDays(2), job)).isNotEmpty();
        assertThat(wish(MONDAY.plusDays(2), "10:00", job)).isInstanceOf(Answer.Made.class);
    }

    @Test
    void AP_25_of_many_who_want_the_last_part_on_different_days_one_gets_it() throws Exception {
        var job = job("BY30", "保养", 90, 46_800, "");
        set(it -> it.setPart(shop.manager, "BY30", "LX-1", "机油滤芯", BigDecimal.ONE, BOOKED));
        stock("LX-1", "1");
        var start = new CountDownLatch(1);
        var answers = new ArrayList<Future<Answer>>();
        try (var people = Executors.newFixedThreadPool(10)) {
            for (int i = 0; i < 10; i++) {
                var day = MONDAY.plusDays(i % 5);
                var time = i < 5 ? "10:00" : "14:00";
                answers.add(people.submit(() -> {
                    start.await();
                    return wish(day, time, job);
                }));
            }
            start.countDown();
            int made = 0;
            for (var answer : answers) {
                switch (answer.get()) {
                    case Answer.Made _ -> made++;
                    case Answer.Refused refused ->
                        assertThat(refused.why()).isEqualTo(new Booking.Refusal.PartMissing("机油滤芯", Optional.empty()));
                    default -> throw new AssertionError();
                }
            }
            assertThat(made).isEqualTo(1);
        }
    }

    @Test
    void AP_25_a_promised_part_is_held_until_the_end_of_the_day_and_who_does_not_come_gives_it_back() {
        var job = job("BY30", "保养", 90, 46_800, "");
        set(it -> it.setPart(shop.manager, "BY30", "LX-1", "机油滤芯", BigDecimal.ONE, BOOKED));
        stock("LX-1", "1");
        var first = book("10:00", BOOKED, job);
        var tuesday = MONDAY.plusDays(1);
        assertThat(wishAt(at(MONDAY, "23:59").plusSeconds(59), tuesday, "14:00", job))
                .as("the night's file has not come")
                .isInstanceOf(Answer.Refused.class);
        assertThat(wishAt(at(tuesday, "00:00"), tuesday, "14:00", job)).isInstanceOf(Answer.Made.class);
        stock("LX-2", "1");
        var other = job("BY60", "大保养", 90, 46_800, "");
        set(it -> it.setPart(shop.manager, "BY60", "LX-2", "空调滤芯", BigDecimal.ONE, BOOKED));
        var second = book("14:00", BOOKED, other);
        assertThat(wish(tuesday, "11:00", other)).isInstanceOf(Answer.Refused.class);
        cancel(second);
        assertThat(wish(tuesday, "11:00", other)).isInstanceOf(Answer.Made.class);
        assertThat(first).isNotEqualTo(second);
    }

    private Answer wishAt(Instant now, LocalDate day, String start, UUID... jobs) {
        return shop.asDealer(() -> book.book(shop.clerk, withJobs(day, start, jobs), now));
    }

    @Test
    void AP_25_a_campaign_gives_its_places_a_day_and_a_move_takes_its_own_along() {
        var job = job("CJ", "春检", 30, 0, "");
        set(it -> it.setCampaign(
                shop.manager,
                shop.house.east(),
                new SupplyDesk.CampaignWish(
                        "春检",
                        MONDAY,
                        MONDAY,
                        Optional.of(LocalTime.of(9, 0)),
                        Optional.of(LocalTime.of(10, 0)),
                        1,
                        List.of("CJ"),
                        true),
                BOOKED));
        assertThat(slots(MONDAY, job).getFirst().place().start()).isEqualTo(LocalTime.of(9, 0));
        var made = (Answer.Made) wish(MONDAY, "10:00", job);
        var refused = (Answer.Refused) wish(MONDAY, "11:00", job);
        assertThat(refused.why()).isEqualTo(new Booking.Refusal.CampaignFull("春检", MONDAY, 1));
        assertThat(refused.offers()).isNotEmpty().noneMatch(it -> it.day().equals(MONDAY));
        assertThat(shop.asDealer(() -> book.move(
                        shop.clerk,
                        made.appointment(),
                        new AppointmentDesk.Move(
                                MONDAY, LocalTime.of(12, 0), Optional.empty(), Optional.empty(), false, 1),
                        BOOKED)))
                .isInstanceOf(Answer.Made.class);
        assertThat(wish(MONDAY.plusDays(1), "11:00", job)).as("no day of it").isInstanceOf(Answer.Made.class);
        for (var wrong : List.of(
                new SupplyDesk.CampaignWish(
                        " ", MONDAY, MONDAY, Optional.empty(), Optional.empty(), 1, List.of("CJ"), true),
                new SupplyDesk.CampaignWish(
                        "夏检", MONDAY, MONDAY.minusDays(1), Optional.empty(), Optional.empty(), 1, List.of("CJ"), true),
                new SupplyDesk.CampaignWish(
                        "夏检", MONDAY, MONDAY, Optional.empty(), Optional.empty(), 0, List.of("CJ"), true),
                new SupplyDesk.CampaignWish(
                        "夏检", MONDAY, MONDAY, Optional.empty(), Optional.empty(), 1, List.of(), true))) {
            assertThat(shop.asDealer(() -> supplies.setCampaign(shop.manager, shop.house.east(), wrong, BOOKED)))
                    .isInstanceOf(RosterAnswer.Refused.class);
        }
    }

    @Test
    void AP_25_the_workshop_must_have_learnt_the_job_where_its_skills_are_kept() {
        var electric = job("EV", "电池检测", 60, 0, "纯电");
        shop.asDealer(() -> {
            roster.setSkills(shop.manager, shop.house.east(), shop.liu, List.of("纯电"), BOOKED);
            return 0;
        });
        assertThat(wish(MONDAY, "10:00", electric))
                .as("nobody's skills are kept")
                .isInstanceOf(Answer.Made.class);
        var ding = shop.asDealer(() -> supplies.of(shop.manager, shop.house.east(), FRIDAY)
                .technicians()
                .getFirst()
                .id());
        set(it -> it.setSkills(shop.manager, shop.house.east(), ding, List.of("四轮定位"), BOOKED));
        assertThat(((Answer.Refused) wish(MONDAY, "11:00", electric)).why())
                .isEqualTo(new Booking.Refusal.NoTechnician("纯电"));
        set(it -> it.setSkills(shop.manager, shop.house.east(), ding, List.of("纯电"), BOOKED));
        var made = (Answer.Made) wish(MONDAY, "11:00", electric);
        builder.employ(shop.house, "hu", Map.of(shop.house.east(), Set.of(Role.WORKSHOP)));
        assertThat(take(technician, made.appointment(), PrepStep.WORKSHOP, Details.workshop("hu", "1", "绝缘手套")))
                .isEqualTo(new PrepAnswer.Refused(new PrepRefusal.TechnicianLacksSkill("hu", "纯电")));
        done(take(technician, made.appointment(), PrepStep.WORKSHOP, Details.workshop("ding", "1", "绝缘手套")));
        assertThatThrownBy(() -> shop.asDealer(
                        () -> supplies.setSkills(shop.manager, shop.house.east(), shop.wang, List.of(), BOOKED)))
                .as("an advisor is no technician")
                .isInstanceOf(NotFound.class);
    }

    // ---- hands

    @Autowired
    RosterDesk roster;

    private UUID book(String start) {
        return book(start, BOOKED);
    }

    private UUID book(String start, Instant now, UUID... jobs) {
        return ((Answer.Made) shop.asDealer(() -> book.book(shop.clerk, withJobs(MONDAY, start, jobs), now)))
                .appointment();
    }

    private Answer wish(LocalDate day, String start, UUID... jobs) {
        return shop.asDealer(() -> book.book(shop.clerk, withJobs(day, start, jobs), BOOKED));
    }

    private BookingRequest withJobs(LocalDate day, String start, UUID... jobs) {
        var it = shop.wish(day, start, shop.liu);
        return new BookingRequest(
                it.store(),
                it.day(),
                it.start(),
                it.advisor(),
                it.bay(),
                it.who(),
                it.vehicle(),
                it.plate(),
                it.phone(),
                it.mileageKm(),
                it.needs(),
                it.diagnosis(),
                List.of(jobs),
                it.documents(),
                it.boughtHere(),
                it.channel(),
                false);
    }

    private List<Offer> slots(LocalDate day, UUID job) {
        return shop.asDealer(() ->
                        book.slots(shop.clerk, shop.house.east(), day, Optional.of(shop.liu), List.of(job), BOOKED))
                .offers();
    }

    private UUID job(String code, String name, int minutes, long fen, String skill) {
        return ((RosterAnswer.Saved)
                        shop.asDealer(() -> prices.put(shop.manager, code, name, minutes, fen, skill, true, BOOKED)))
                .id();
    }

    private interface Setting {
        RosterAnswer on(SupplyDesk desk);
    }

    private void set(Setting setting) {
        assertThat(shop.asDealer(() -> setting.on(supplies))).isInstanceOf(RosterAnswer.Saved.class);
    }

    private void stock(String part, String quantity) {
        shop.in(() -> jdbc.sql("""
                        insert into vehicles.part_stock (dealer_id, store_id, part_no, name, quantity, shelf, changed_at)
                        values (:dealer, :store, :part, '机油滤芯', :quantity, 'A-03', '2026-04-08 00:00Z')
                        """)
                .param("dealer", shop.house.dealer())
                .param("store", shop.house.east())
                .param("part", part)
                .param("quantity", new BigDecimal(quantity))
                .update());
    }

    private void cancel(UUID appointment) {
        assertThat(shop.asDealer(() -> book.cancel(
                        shop.clerk, appointment, new AppointmentDesk.Cancellation(false, "改天再来", 1), at("08:00"))))
                .isInstanceOf(Answer.Cancelled.class);
    }

    private PrepBoard board(Actor actor) {
        return shop.asDealer(() -> desk.board(actor, shop.house.east(), MONDAY, FRIDAY));
    }

    private PrepLine line(UUID appointment) {
        return shop.asDealer(() -> desk.find(shop.clerk, appointment));
    }

    private AppointmentState state(UUID appointment) {
        return line(appointment).sheet().state();
    }

    private PreparationCounts.Counted count(Actor actor, Instant now) {
        return shop.asDealer(() -> counts.of(actor, Optional.empty(), now));
    }

    private PrepAnswer hand(Actor actor, UUID appointment, CopyReader... readers) {
        return shop.asDealer(() -> handover.handOn(actor, appointment, EnumSet.copyOf(List.of(readers)), at("08:00")));
    }

    private PrepAnswer read(Actor actor, UUID appointment, CopyReader reader) {
        return shop.asDealer(() -> handover.read(actor, appointment, reader, at("08:00")));
    }

    private PrepAnswer take(Actor actor, UUID appointment, PrepStep step, Details details) {
        return take(actor, appointment, step, Kind.DONE, details, at("08:00"));
    }

    private PrepAnswer take(Actor actor, UUID appointment, PrepStep step, Kind kind, Details details, Instant now) {
        return shop.asDealer(() -> desk.take(actor, appointment, step, kind, details, now));
    }

    private static void done(PrepAnswer answer) {
        assertThat(answer).isInstanceOf(PrepAnswer.Done.class);
    }

    /** All of it, by the service manager alone. */
    private void prepare(UUID car, Instant now) {
        done(take(shop.manager, car, PrepStep.PARTS, Kind.DONE, Details.noParts(""), now));
        done(take(shop.manager, car, PrepStep.WORKSHOP, Kind.DONE, Details.workshop("丁伟", "1", "无"), now));
        done(take(shop.manager, car, PrepStep.ADVISOR, Kind.DONE, Details.NONE, now));
        done(take(shop.manager, car, PrepStep.MANAGER, Kind.DONE, Details.NONE, now));
    }

    private void decide(Instant now) {
        shop.in(() -> {
            desk.decideDue(shop.house.dealer(), now);
            return 0;
        });
    }

    private static DraftDesk.Changes changes(int version, Draft.Line... lines) {
        return new DraftDesk.Changes(Optional.of(30_000), "保养", List.of(), List.of("行驶证"), "", List.of(lines), version);
    }

    private int fact(UUID car, String step, String kind, @org.jspecify.annotations.Nullable String shelf) {
        return shop.in(() -> jdbc.sql("""
                        insert into appointments.prep_fact (dealer_id, id, appointment_id, step, kind, at, staff_id, shelf)
                        values (:dealer, :id, :car, :step, :kind, '2026-04-10 00:00Z', :staff, :shelf)
                        """)
                .param("dealer", shop.house.dealer())
                .param("id", Ids.next())
                .param("car", car)
                .param("step", step)
                .param("kind", kind)
                .param("staff", shop.liu)
                .param("shelf", shelf, java.sql.Types.VARCHAR)
                .update());
    }

    /** An order as the import writes it, in a file of its own. */
    private void arrive(String orderNo, String plate, Instant sentIn, String status) {
        var run = Ids.next();
        shop.in(() -> {
            jdbc.sql("""
                            insert into vehicles.repair_order (dealer_id, id, store_id, order_no, vehicle_id, customer_id, plate, kind, kind_given,
                                                               sent_in_at, settled_at, status, created_at, changed_at, changed_in_run)
                            values (:dealer, :id, :store, :no, :car, :customer, :plate, 'GENERAL', '一般维修', :at,
                                    case when :status = 'SETTLED' then cast(:at as timestamptz) end, :status, :at, :at, :run)
                            on conflict (dealer_id, store_id, order_no) do update
                               set status = excluded.status,
                                   settled_at = excluded.settled_at,
                                   changed_in_run = excluded.changed_in_run
                            """)
                    .param("dealer", shop.house.dealer())
                    .param("id", Ids.next())
                    .param("store", shop.house.east())
                    .param("no", orderNo)
                    .param("car", shop.car)
                    .param("customer", shop.customer)
                    .param("plate", plate)
                    .param("at", java.sql.Timestamp.from(sentIn), java.sql.Types.TIMESTAMP)
                    .param("status", status)
                    .param("run", run)
                    .update();
            events.publishEvent(new VisitsRecorded(shop.house.dealer(), run, false, sentIn));
            return 0;
        });
        drained();
    }

    /** How the calls stand that are owed because something is not ready, as they were made. */
    private List<String> calls() {
        drained();
        return shop.in(() -> new ArrayList<>(jdbc.sql("""
                        select t.state
                          from followups.task t
                         where t.dealer_id = :dealer
                           and t.kind = 'APPOINTMENT_NOT_READY'
                         order by t.round, t.subject_no
                        """)
                .param("dealer", shop.house.dealer())
                .query(String.class)
                .list()));
    }

    private String text(String sql) {
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
