package org.opendcrc.appointments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.appointments.Workshop.FRIDAY;
import static org.opendcrc.appointments.Workshop.at;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.appointments.AdvisorsRoster.TimeAway;
import org.opendcrc.appointments.AdvisorsRoster.WorkShift;
import org.opendcrc.appointments.BookingRequest.Who;
import org.opendcrc.customers.Customer;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.StaleVersion;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Promises kept by the database: places, moves, cancellations, rosters, prices. */
@ApplicationTest
@Import(TestHouse.class)
class AppointmentDeskTest {

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AppointmentDesk desk;

    @Autowired
    RosterDesk roster;

    @Autowired
    PriceList prices;

    @Autowired
    WelcomeBoard board;

    @Autowired
    ComingCars coming;

    Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(builder, jdbc);
    }

    @Test
    void AP_2_a_place_is_promised_with_a_number_a_text_and_an_audit_line() {
        var made = book(shop.wish("10:00", shop.liu), at("09:00"));
        assertThat(made.number()).isEqualTo("YY-20260410-001");
        assertThat(made.unsent()).isEmpty();
        assertThat(book(shop.wish("11:00", shop.liu), at("09:00")).number()).isEqualTo("YY-20260410-002");
        var file = shop.asDealer(() -> desk.find(shop.clerk, made.appointment()));
        assertThat(file.line().state()).isEqualTo(AppointmentState.BOOKED);
        assertThat(file.line().plate()).contains("浙A8K2E5");
        assertThat(file.phone()).isEqualTo("+8613800006621");
        assertThat(file.diagnosis()).containsExactly("冷车抖动", "刹车异响");
        assertThat(file.documents()).containsExactly("行驶证");
        assertThat(file.bay()).isEqualTo("预检 1");
        assertThat(
                        text(
                                "select t.body from messaging.text t where t.dealer_id = :dealer order by t.written_at, t.id limit 1"))
                .contains("石先生", "4月10日10:00");
        assertThat(
                        text(
                                "select count(*) from audit.entry e where e.dealer_id = :dealer and e.action = 'appointment.booked'"))
                .isEqualTo("2");
        var late = refused(shop.wish("10:00", shop.wang), at("09:00").plusSeconds(1));
        assertThat(late.rule()).isEqualTo("AP-2");
        assertThat(late.offers()).isNotEmpty();
    }

    @Test
    void an_advisor_sees_his_own_cars_come_and_the_manager_all_until_an_hour_late() {
        var made = book(shop.wish("10:00", shop.liu), at("08:00")).appointment();
        var other = book(shop.wish("11:00", shop.wang), at("08:00")).appointment();
        assertThat(coming(shop.advisor, at("08:00"))).containsExactly(made);
        assertThat(coming(shop.manager, at("08:00"))).containsExactly(made, other);
        assertThat(coming(shop.manager, at("11:00"))).containsExactly(made, other);
        assertThat(coming(shop.manager, at("11:00").plusMillis(1))).containsExactly(other);
        assertThat(coming(shop.manager, at("11:00").minus(Duration.ofHours(36))))
                .containsExactly(made, other);
        assertThat(coming(shop.manager, at("11:00").minus(Duration.ofHours(36)).minusMillis(1)))
                .containsExactly(made);
        shop.asDealer(
                () -> desk.cancel(shop.clerk, made, new AppointmentDesk.Cancellation(false, "客户改主意", 1), at("08:30")));
        assertThat(coming(shop.advisor, at("08:30"))).isEmpty();
    }

    private List<UUID> coming(Actor actor, Instant now) {
        return shop.asDealer(() -> coming.next(actor, Optional.empty(), 12, now)).stream()
                .map(ComingCars.Coming::id)
                .toList();
    }

    @Test
    void AP_1_an_advisor_is_told_his_own_rule() {
        var answer = (Answer.Refused)
                shop.asDealer(() -> desk.book(shop.advisor, shop.wish("10:00", shop.liu), at("09:30")));
        assertThat(answer.rule()).isEqualTo("AP-1");
        var made =
                (Answer.Made) shop.asDealer(() -> desk.book(shop.advisor, shop.wish("10:30", shop.liu), at("09:30")));
        assertThat(shop.asDealer(() -> desk.find(shop.clerk, made.appointment()))
                        .channel())
                .isEqualTo(Channel.ADVISOR);
    }

    @Test
    void AP_3_AP_5_AP_6_the_book_of_the_database_decides_like_the_book_of_the_handbook() {
        book(shop.wish("10:00", shop.liu), at("08:00"));
        assertThat(refused(shop.wish("10:00", shop.liu), at("08:00")).rule()).isEqualTo("AP-3");
        assertThat(refused(shop.wish("10:15", shop.liu), at("08:00")).rule()).isEqualTo("AP-5");
        book(shop.wish("10:30", shop.liu), at("08:00"));
        assertThat(book(shop.wish("10:15", shop.liu), at("08:00")).place().insertion())
                .isTrue();
        assertThat(refused(shop.wish("10:20", shop.liu), at("08:00")).rule()).isEqualTo("AP-6");
    }

    @Test
    void AP_3_AP_4_the_second_guard_refuses_what_no_program_should_write() {
        var made = book(shop.wish("10:00", shop.liu), at("08:00"));
        assertThatThrownBy(() -> copy(made.appointment(), shop.liu, 2))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("ap_3");
        assertThatThrownBy(() -> copy(made.appointment(), shop.wang, 1))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("ap_4");
        assertThat(copy(made.appointment(), shop.wang, 2)).isEqualTo(1);
    }

    @Test
    void A23_a_cancelled_appointment_gives_its_place_back_and_keeps_its_line() {
        var made = book(shop.wish("10:00", shop.liu), at("08:00"));
        var without = shop.asDealer(() -> desk.cancel(
                shop.clerk, made.appointment(), new AppointmentDesk.Cancellation(false, " ", 1), at("08:01")));
        assertThat(without).isInstanceOf(Answer.Incomplete.class);
        var gone = shop.asDealer(() -> desk.cancel(
                shop.clerk, made.appointment(), new AppointmentDesk.Cancellation(false, "改天再来", 1), at("08:01")));
        assertThat(gone).isEqualTo(new Answer.Cancelled(made.appointment()));
        assertThat(shop.asDealer(() -> desk.find(shop.clerk, made.appointment()))
                        .line()
                        .state())
                .isEqualTo(AppointmentState.CANCELLED_BY_CUSTOMER);
        assertThat(book(shop.wish("10:00", shop.liu), at("08:02")).number()).isEqualTo("YY-20260410-002");
        assertThat(shop.asDealer(() -> desk.cancel(
                        shop.clerk, made.appointment(), new AppointmentDesk.Cancellation(true, "停电", 2), at("08:03"))))
                .isInstanceOf(Answer.NotAhead.class);
    }

    @Test
    void AP_5_a_move_checks_the_rules_again_closes_the_old_one_and_points_to_the_new() {
        var made = book(shop.wish("10:00", shop.liu), at("08:00"));
        book(shop.wish("11:00", shop.liu), at("08:00"));
        var no = shop.asDealer(() -> desk.move(shop.clerk, made.appointment(), move("10:45", 1), at("08:10")));
        assertThat(((Answer.Refused) no).rule()).isEqualTo("AP-5");
        assertThat(shop.asDealer(() -> desk.find(shop.clerk, made.appointment()))
                        .line()
                        .state())
                .isEqualTo(AppointmentState.BOOKED);
        // its own old place is no neighbour
        var moved = (Answer.Made)
                shop.asDealer(() -> desk.move(shop.clerk, made.appointment(), move("10:15", 1), at("08:10")));
        var old = shop.asDealer(() -> desk.find(shop.clerk, made.appointment()));
        assertThat(old.line().state()).isEqualTo(AppointmentState.RESCHEDULED);
        assertThat(old.movedTo()).contains(moved.appointment());
        var next = shop.asDealer(() -> desk.find(shop.clerk, moved.appointment()));
        assertThat(next.movedFrom()).contains(made.appointment());
        assertThat(next.line().needs()).isEqualTo(old.line().needs());
        assertThat(moved.number()).isEqualTo("YY-20260410-003");
        assertThatThrownBy(() ->
                        shop.asDealer(() -> desk.move(shop.clerk, moved.appointment(), move("12:00", 7), at("08:10"))))
                .isInstanceOf(StaleVersion.class);
        var monday = FRIDAY.plusDays(3);
        var away = (Answer.Made) shop.asDealer(() -> desk.move(
                shop.manager,
                moved.appointment(),
                new AppointmentDesk.Move(monday, LocalTime.of(9, 0), Optional.of(shop.wang), Optional.empty(), true, 1),
                at("08:20")));
        assertThat(away.number()).isEqualTo("YY-20260413-001");
    }

    @Test
    void AP_25_a_holiday_is_refused_with_what_the_next_opening_day_has() {
        var labourDay = LocalDate.of(2026, 5, 1);
        var answer = refused(shop.wish(labourDay, "10:00", shop.liu), at("08:00"));
        assertThat(answer.why()).isInstanceOf(Booking.Refusal.ClosedThatDay.class);
        assertThat(answer.offers()).isNotEmpty().allMatch(it -> it.day().equals(LocalDate.of(2026, 5, 6)));
        assertThat(book(shop.wish(LocalDate.of(2026, 5, 9), "10:00", shop.liu), at("08:00"))
                        .number())
                .isEqualTo("YY-20260509-001");
        var slots = shop.asDealer(
                () -> desk.slots(shop.clerk, shop.house.east(), labourDay, Optional.empty(), List.of(), at("08:00")));
        assertThat(slots.open()).isFalse();
        assertThat(slots.next()).isEqualTo(LocalDate.of(2026, 5, 6));
    }

    @Test
    void AP_25_who_is_away_from_now_on_is_not_offered_from_the_next_minute() {
        var east = shop.house.east();
        book(shop.wish("15:00", shop.liu), at("08:00"));
        var now = at("10:20").plusSeconds(37);
        var saved = shop.asDealer(() -> roster.awayNow(shop.manager, east, shop.liu, "家里有事", now));
        assertThat(((RosterAnswer.Saved) saved).carsInTheWay()).isEqualTo(1);
        assertThat(refused(shop.wish("16:00", shop.liu), now).why()).isInstanceOf(Booking.Refusal.AdvisorAway.class);
        assertThat(book(shop.wish("16:00", shop.wang), now).place().advisor()).isEqualTo(shop.wang);
        assertThat(book(shop.wish(FRIDAY.plusDays(3), "16:00", shop.liu), now)).isNotNull();
        shop.asDealer(() -> {
            roster.endAbsence(shop.manager, ((RosterAnswer.Saved) saved).id(), now.plusSeconds(60));
            return true;
        });
        assertThat(book(shop.wish("16:30", shop.liu), now.plusSeconds(61))).isNotNull();
        assertThatThrownBy(() -> shop.asDealer(() -> roster.awayNow(shop.clerk, east, shop.liu, "", now)))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void AP_25_shifts_and_skills_decide_who_is_offered() {
        var east = shop.house.east();
        var friday = new WorkShift(DayOfWeek.FRIDAY, LocalTime.of(8, 30), LocalTime.of(12, 0));
        var overlap = new WorkShift(DayOfWeek.FRIDAY, LocalTime.of(11, 0), LocalTime.of(15, 0));
        assertThat(shop.asDealer(
                        () -> roster.setShifts(shop.manager, east, shop.liu, List.of(friday, overlap), at("08:00"))))
                .isInstanceOf(RosterAnswer.Refused.class);
        shop.asDealer(() -> roster.setShifts(shop.manager, east, shop.liu, List.of(friday), at("08:00")));
        assertThat(refused(shop.wish("12:00", shop.liu), at("08:00")).rule()).isEqualTo("AP-25");
        shop.asDealer(() -> roster.setSkills(shop.manager, east, shop.wang, List.of("钣喷", " 钣喷 ", ""), at("08:00")));
        shop.asDealer(() -> roster.addAbsence(
                shop.manager,
                east,
                shop.liu,
                TimeAway.Kind.LEAVE,
                at(FRIDAY.plusDays(7), "00:00"),
                at(FRIDAY.plusDays(8), "00:00"),
                "年假",
                at("08:00")));
        var rosters = shop.asDealer(() -> roster.of(shop.manager, east, at("08:00")));
        assertThat(rosters).hasSize(2);
        assertThat(rosters.get(0).shifts()).containsExactly(friday);
        assertThat(rosters.get(0).absences()).hasSize(1);
        assertThat(rosters.get(1).skills()).containsExactly("钣喷");
        var paint = job("PQ-01", "前保险杠喷漆", 240, 68_000, "钣喷");
        assertThat(shop.asDealer(() ->
                                desk.slots(shop.clerk, east, FRIDAY, Optional.empty(), List.of(paint), at("08:00")))
                        .offers())
                .isNotEmpty()
                .allMatch(it -> it.place().advisor().equals(shop.wang));
    }

    @Test
    void AP_24_hours_and_money_are_those_of_the_price_list_when_it_was_booked() {
        var service = job("BY-10", "10,000 公里保养", 60, 46_800, "");
        var brakes = job("ZD-01", "前刹车片更换", 45, 39_900, "");
        var request = shop.wish("10:00", shop.liu);
        var made = book(
                new BookingRequest(
                        request.store(),
                        request.day(),
                        request.start(),
                        request.advisor(),
                        request.bay(),
                        request.who(),
                        request.vehicle(),
                        "",
                        "",
                        request.mileageKm(),
                        "",
                        List.of(),
                        List.of(service, brakes, service),
                        List.of(),
                        Optional.empty(),
                        Channel.DESK,
                        false),
                at("08:00"));
        job("BY-10", "10,000 公里保养", 90, 99_900, "");
        var file = shop.asDealer(() -> desk.find(shop.clerk, made.appointment()));
        assertThat(file.minutes()).isEqualTo(105);
        assertThat(file.priceFen()).isEqualTo(86_700);
        assertThat(file.jobs()).extracting(AppointmentFile.PricedJob::name).containsExactly("10,000 公里保养", "前刹车片更换");
        var moved = (Answer.Made)
                shop.asDealer(() -> desk.move(shop.clerk, made.appointment(), move("11:00", 1), at("08:10")));
        assertThat(shop.asDealer(() -> desk.find(shop.clerk, moved.appointment()))
                        .priceFen())
                .isEqualTo(86_700);
    }

    @Test
    void AP_27_an_unknown_caller_is_taken_down_and_recognised_the_next_time() {
        var stranger = unknown("乔欢", "13912345678", "浙B·00001");
        var made = book(stranger, at("08:00"));
        var found = shop.asDealer(() -> desk.recognise(shop.clerk, Optional.empty(), "139 1234 5678"));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().name()).isEqualTo("乔欢");
        var file = shop.asDealer(() -> desk.find(shop.clerk, made.appointment()));
        assertThat(file.boughtHere()).contains(false);
        assertThat(file.line().plate()).contains("浙B00001");
        var byPlate = shop.asDealer(() -> desk.recognise(shop.clerk, Optional.empty(), "浙A·8K2E5"));
        assertThat(byPlate.getFirst().customer()).isEqualTo(shop.customer);
        assertThat(byPlate.getFirst().cars()).hasSize(1);
        var all = (Answer.Incomplete) shop.asDealer(() -> desk.book(shop.clerk, unknown(" ", "12", ""), at("08:00")));
        assertThat(all.faults()).extracting(Answer.Fault::field).containsExactlyInAnyOrder("name", "phone");
        assertThat(book(stranger, at("08:00")).place().start()).isEqualTo(LocalTime.of(10, 0));
        assertThat(text("select count(*) from customers.customer c where c.dealer_id = :dealer and c.name = '乔欢'"))
                .isEqualTo("1");
    }

    @Test
    void what_is_not_the_dealers_or_the_stores_is_not_found_and_who_may_not_is_refused() {
        assertThatThrownBy(() -> book(shop.wish("10:00", UUID.randomUUID()), at("08:00")))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(
                        () -> shop.asDealer(() -> desk.book(shop.manager, shop.wish("10:00", shop.liu), at("08:00"))))
                .isInstanceOf(NotAllowed.class);
        var other = new Workshop(builder, jdbc);
        var made = book(shop.wish("10:00", shop.liu), at("08:00"));
        assertThatThrownBy(() -> other.asDealer(() -> desk.find(other.clerk, made.appointment())))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void AP_13_the_day_shows_what_is_promised_and_how_full_the_days_around_are() {
        book(shop.wish("10:00", shop.liu), at("08:00"));
        var view = shop.asDealer(
                () -> desk.day(shop.clerk, shop.house.east(), FRIDAY, FRIDAY.minusDays(1), 5, at("08:00")));
        assertThat(view.lines()).hasSize(1);
        assertThat(view.strip()).extracting(DayView.DayCount::cars).containsExactly(0, 1, 0, 0, 0);
        assertThat(view.strip().get(1).capacity()).isEqualTo(2 * 18);
        assertThat(view.strip().get(2).open()).isFalse();
        assertThat(view.book().kind(LocalTime.of(12, 0))).isEqualTo(OfferKind.WINDOW);
        assertThat(shop.asDealer(() -> desk.changes(shop.clerk, shop.house.east(), FRIDAY)))
                .isEqualTo(1);
    }

    @Test
    void AP_18_the_board_is_made_before_closing_by_time_with_surnames_only_and_later_ones_are_added() {
        var monday = FRIDAY.plusDays(3);
        for (var start : List.of("14:00", "09:00", "10:00")) {
            book(shop.wish(monday, start, shop.liu), at("08:00"));
        }
        var gone = book(shop.wish(monday, "15:00", shop.liu), at("08:00"));
        shop.in(() -> {
            board.makeDue(shop.house.dealer(), at("17:19"));
            return true;
        });
        assertThat(rows("board")).isZero();
        for (int twice = 0; twice < 2; twice++) {
            shop.in(() -> {
                board.makeDue(shop.house.dealer(), at("17:20"));
                return true;
            });
        }
        assertThat(rows("board_row")).isEqualTo(4);
        book(shop.wish(monday, "11:00", shop.wang), at("17:25"));
        shop.asDealer(() -> desk.cancel(
                shop.clerk, gone.appointment(), new AppointmentDesk.Cancellation(false, "不来了", 1), at("17:26")));
        var shown = shop.asDealer(() -> board.of(shop.clerk, shop.house.east(), monday));
        assertThat(shown)
                .extracting(it -> it.start() + (it.added() ? "+" : ""))
                .containsExactly("09:00", "10:00", "11:00+", "14:00");
        assertThat(shown).extracting(BoardRow::guest).containsOnly("石先生");
        assertThat(rows("board_row")).isEqualTo(4);
        assertThat(board.guest("海通物流", false, "UNKNOWN")).isEqualTo("贵宾");
        assertThat(board.guest("乔欢", true, "UNKNOWN")).isEqualTo("乔先生/女士");
        assertThat(shop.in(() -> board.next(shop.house.east(), at("17:19"))).orElseThrow())
                .isEqualTo(at("17:20"));
        assertThat(shop.in(() -> board.next(shop.house.east(), at("17:20"))).orElseThrow())
                .isEqualTo(at(monday, "17:20"));
    }

    private int rows(String table) {
        var sql = table.equals("board")
                ? "select count(*) from appointments.board b where b.dealer_id = :dealer and b.store_id = :store"
                : "select count(*) from appointments.board_row r where r.dealer_id = :dealer and r.store_id = :store";
        return shop.in(() -> jdbc.sql(sql)
                .param("dealer", shop.house.dealer())
                .param("store", shop.house.east())
                .query(Integer.class)
                .single());
    }

    @Test
    void AP_4_of_many_who_want_one_place_one_gets_it_and_the_others_are_offered_what_is_free() throws Exception {
        var start = new CountDownLatch(1);
        var answers = new ArrayList<Future<Answer>>();
        try (var people = Executors.newFixedThreadPool(12)) {
            for (int i = 0; i < 12; i++) {
                answers.add(people.submit((Callable<Answer>) () -> {
                    start.await();
                    return shop.asDealer(() -> desk.book(shop.clerk, shop.wish("10:00", shop.liu), at("08:00")));
                }));
            }
            start.countDown();
            int made = 0;
            for (var answer : answers) {
                switch (answer.get()) {
                    case Answer.Made _ -> made++;
                    case Answer.Refused(var _, var rule, var offers) -> {
                        assertThat(rule).isEqualTo("AP-3");
                        assertThat(offers)
                                .isNotEmpty()
                                .noneMatch(it -> it.place().advisor().equals(shop.liu)
                                        && it.place().start().equals(LocalTime.of(10, 0)));
                    }
                    default -> throw new AssertionError();
                }
            }
            assertThat(made).isEqualTo(1);
        }
    }

    private Answer.Made book(BookingRequest request, Instant now) {
        return (Answer.Made) shop.asDealer(() -> desk.book(shop.clerk, request, now));
    }

    private Answer.Refused refused(BookingRequest request, Instant now) {
        return (Answer.Refused) shop.asDealer(() -> desk.book(shop.clerk, request, now));
    }

    private AppointmentDesk.Move move(String start, int version) {
        return new AppointmentDesk.Move(
                FRIDAY, LocalTime.parse(start), Optional.empty(), Optional.empty(), false, version);
    }

    private UUID job(String code, String name, int minutes, long fen, String skill) {
        return ((RosterAnswer.Saved) shop.asDealer(
                        () -> prices.put(shop.manager, code, name, minutes, fen, skill, true, at("08:00"))))
                .id();
    }

    private BookingRequest unknown(String name, String phone, String plate) {
        var it = shop.wish("10:00", shop.liu);
        return new BookingRequest(
                it.store(),
                it.day(),
                it.start(),
                Optional.empty(),
                Optional.empty(),
                new Who.Unknown(name, Customer.Sex.FEMALE),
                Optional.empty(),
                plate,
                phone,
                Optional.empty(),
                "首保",
                List.of(),
                List.of(),
                List.of(),
                Optional.of(false),
                Channel.PHONE,
                true);
    }

    private int copy(UUID appointment, UUID advisor, int bayPlace) {
        return shop.in(() -> jdbc.sql("""
                        insert into appointments.appointment (dealer_id, id, store_id, day, number, start_time, starts_at, advisor_id, bay_id,
                                                              bay_place, insertion, state, customer_id, phone, needs, minutes, price_fen,
                                                              channel, booked_at, booked_by)
                        select a.dealer_id, gen_random_uuid(), a.store_id, a.day, a.number || '-x', a.start_time, a.starts_at, :advisor,
                               a.bay_id, :place, false, 'BOOKED', a.customer_id, a.phone, a.needs, 0, 0, a.channel, a.booked_at, a.booked_by
                          from appointments.appointment a
                         where a.dealer_id = :dealer
                           and a.id = :id
                        """)
                .param("dealer", shop.house.dealer())
                .param("id", appointment)
                .param("advisor", advisor)
                .param("place", bayPlace)
                .update());
    }

    private String text(String sql) {
        return shop.in(() -> jdbc.sql(sql)
                .param("dealer", shop.house.dealer())
                .query(String.class)
                .single());
    }
}
