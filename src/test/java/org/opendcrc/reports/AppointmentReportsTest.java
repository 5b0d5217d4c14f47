package org.opendcrc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.appointments.Workshop.FRIDAY;
import static org.opendcrc.appointments.Workshop.at;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.appointments.Answer;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.appointments.ReconciliationDesk;
import org.opendcrc.appointments.Workshop;
import org.opendcrc.organisation.NewToken;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.reports.web.WrittenBook;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotAllowed;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** RP-5, RP-6, RP-7 and RP-21 from the tables of the other chapters to page, workbook, wall and interface; Friday, 10 April 2026. */
@ApplicationTest
@Import(TestHouse.class)
class AppointmentReportsTest {

    @LocalServerPort
    int port;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TokenDesk tokens;

    @Autowired
    AppointmentDesk desk;

    @Autowired
    ReconciliationDesk comparison;

    @Autowired
    Freezing freezing;

    @Autowired
    ReportTables stores;

    @Autowired
    DayLists lists;

    @Autowired
    Rates rates;

    @Autowired
    ArrivalCurveReport curves;

    Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(builder, jdbc);
    }

    @Test
    void
            RP_5_AP_15_the_summary_is_ready_at_nine_of_the_next_opening_day_and_what_comes_later_moves_the_live_figure_only() {
        book("09:00", shop.liu);
        book("12:00", shop.liu);
        book("14:00", shop.wang);
        gate("浙A8K2E5", "09:05");
        order(shop.car, "R1", "09:20", "V1", shop.liu);
        order(car("浙A10001", "江铃"), "R2", "10:00", null, shop.wang);
        compare(at(FRIDAY.plusDays(1), "08:00"));
        freeze(at(FRIDAY.plusDays(3), "08:59")); // closed on the weekend
        assertThat(appointments().frozen()).isEmpty();
        freeze(at(FRIDAY.plusDays(3), "09:00"));
        var on = appointments();
        assertThat(on.frozen()).singleElement().matches(it -> it.frozenAt().equals(at(FRIDAY.plusDays(3), "09:00")));
        var figures = on.frozenFigures().orElseThrow();
        assertThat(figures.all())
                .containsEntry("booked", 3)
                .containsEntry("kept", 1)
                .containsEntry("onTime", 1)
                .containsEntry("missed", 2)
                .containsEntry("visits", 2)
                .containsEntry("walkIns", 1);
        assertThat(on.moved()).isFalse();
        gate("浙A8K2E5", "12:10");
        compare(at(FRIDAY.plusDays(3), "10:00"));
        var later = appointments();
        assertThat(later.frozenFigures().orElseThrow().count("onTime")).isOne();
        assertThat(later.live().count("onTime")).isEqualTo(2);
        assertThat(later.live().count("inWindows")).isOne();
        assertThat(later.moved()).isTrue();

        // The month counts the posted day as it was posted.
        var month = rates(shop.manager);
        assertThat(month.posted()).containsExactly(FRIDAY, FRIDAY.plusDays(1), FRIDAY.plusDays(2));
        assertThat(brand(month, "岚峰").counts().onTime()).isOne();
        assertThat(brand(month, "岚峰").counts().visits()).isOne();
        assertThat(brand(month, "江铃").counts().onTimeRate().passes()).contains(false);
        assertThat(brand(month, "岚峰").advisors())
                .extracting(RatesReport.Line::value)
                .containsExactlyInAnyOrder(shop.liu.toString(), shop.wang.toString());

        // An advisor sees his own; who may read no appointments sees none.
        var own = rates(shop.advisor);
        assertThat(own.own()).isTrue();
        assertThat(own.rows()).allMatch(it -> it.fact("advisor").equals(shop.liu.toString()));
        builder.employ(shop.house, "ma", Map.of(shop.house.east(), Set.of(org.opendcrc.shared.Role.GUARD)));
        var guard = builder.actor(shop.house, "ma");
        assertThatThrownBy(() -> rates(guard)).isInstanceOf(NotAllowed.class);
    }

    @Test
    void RP_6_RP_7_pages_workbook_wall_and_interface_say_the_same() throws Exception {
        book("09:00", shop.liu);
        book("12:00", shop.liu);
        gate("浙A8K2E5", "12:05");
        order(shop.car, "R1", "12:20", null, shop.liu);
        compare(at(FRIDAY.plusDays(1), "08:00"));
        freeze(at(FRIDAY.plusDays(3), "09:00"));
        var browser = new Browser(port);
        browser.signIn("shen@" + shop.house.code(), TestHouse.PASSWORD);
        for (var span : List.of("day", "week", "month")) {
            assertThat(browser.get("/reports/rates?store=east&day=2026-04-10&span=" + span)
                            .body())
                    .as(span)
                    .contains("岚峰", "100.00%", "1 / 1", "目标 40%", "目标 25%", "达标");
        }
        assertThat(browser.get("/reports/rates?store=east&day=2026-03-10&span=month")
                        .body())
                .contains("–")
                .doesNotContain("未达标");
        assertThat(browser.get(
                                "/reports/rates/rows?store=east&day=2026-04-10&span=month&figure=inWindows&brand=岚峰&on=2026-04-10")
                        .body())
                .contains("YY-20260410-002", "12:00–13:00", "12:05", "准时")
                .doesNotContain("YY-20260410-001");
        assertThat(browser.get("/reports/appointments?store=east&day=2026-04-10")
                        .body())
                .contains("预约汇总", "12:00–13:00", "未到店");
        assertThat(browser.get("/reports/appointments/rows?store=east&day=2026-04-10&figure=missed&frozen=false")
                        .body())
                .contains("YY-20260410-001", "/appointments/");
        var wall = shop.asDealer(() -> {
            var store = rates.store(shop.manager, "east");
            var posted = java.util.Objects.requireNonNull(
                    lists.wall(shop.manager, store, FRIDAY).figures().get(DailyList.APPOINTMENTS));
            return rates.wall(shop.manager, store, posted);
        });
        assertThat(wall).singleElement().satisfies(it -> {
            assertThat(it.brand()).isEqualTo("岚峰");
            assertThat(it.counts().onTimeRate().passes()).contains(true);
        });
        assertThat(browser.get("/reports").body()).contains("RP-6, RP-7", "RP-21", "/reports/appointments");
        var book = WrittenBook.read(browser.bytes("/reports/rates.xlsx?store=east&day=2026-04-10&span=month"));
        assertThat(Objects.requireNonNull(book.sheets().get("品牌")).get(3)).contains("岚峰", "1", "0.4", "0.25");
        var answer = api(shop.manager, "/reports/rates?store=east&day=2026-04-10&span=month");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"brand\":\"岚峰\"",
                        "\"visits\":1",
                        "\"target\":40",
                        "\"passes\":true",
                        "\"posted\":[\"2026-04-10\",");
        assertThat(api(shop.manager, "/reports/rates/rows?store=east&day=2026-04-10&span=day&figure=onTime")
                        .body())
                .contains("\"count\":1");
        assertThat(api(shop.manager, "/reports/rates/rows?store=east&day=2026-04-10&figure=nothing")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void RP_21_the_arrival_curve_is_the_average_of_the_last_weeks_by_half_hour_and_weekday() throws Exception {
        var now = builder.systemClock().instant().atZone(java.time.ZoneId.of("Asia/Shanghai"));
        var day = now.toLocalDate().minusWeeks(1);
        orderOn(day, shop.car, "C1", "09:00");
        orderOn(day, shop.car, "C2", "09:00"); // the same car and moment: one arrival
        orderOn(day.minusWeeks(1), shop.car, "C3", "09:29");
        orderOn(day.minusWeeks(1), shop.car, "C4", "09:30");
        orderOn(day.minusWeeks(4), shop.car, "C5", "09:00"); // five weeks ago
        var curve = curve();
        assertThat(curve.weeks()).isEqualTo(4);
        assertThat(curve.cars(day.getDayOfWeek(), LocalTime.of(9, 0))).isEqualTo(2);
        assertThat(curve.average(day.getDayOfWeek(), LocalTime.of(9, 0))).isEqualByComparingTo("0.5");
        assertThat(curve.cars(day.getDayOfWeek(), LocalTime.of(9, 30))).isOne();
        assertThat(curve.all()).isEqualTo(3);
        shop.in(() -> jdbc.sql("""
                        insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                        values (:dealer, :store, 'appointment.curve-weeks', '5', '2026-01-01 00:00Z')
                        """)
                .param("dealer", shop.house.dealer())
                .param("store", shop.house.east())
                .update());
        assertThat(curve().all()).isEqualTo(4);
        var browser = new Browser(port);
        browser.signIn("zhou@" + shop.house.code(), TestHouse.PASSWORD);
        assertThat(browser.get("/reports/arrival-curve?store=east").body()).contains("进厂峰谷分布", "09:30", "0.6");
        assertThat(browser.get("/reports/arrival-curve/rows?store=east&weekday="
                                + day.getDayOfWeek().getValue() + "&at=09:00")
                        .body())
                .contains("C1", "C3")
                .doesNotContain("C4");
        assertThat(browser.bytes("/reports/arrival-curve.xlsx?store=east")).isNotEmpty();
        assertThat(api(shop.clerk, "/reports/arrival-curve?store=east").body())
                .contains("\"weeks\":5", "\"halfHour\":\"09:00", "\"cars\":3");
    }

    private ArrivalCurveReport.Curve curve() {
        return shop.asDealer(() -> curves.of(shop.manager, curves.store(shop.manager, "east")));
    }

    private DayLists.On appointments() {
        return shop.asDealer(() -> lists.on(
                shop.manager,
                lists.store(shop.manager, DailyList.APPOINTMENTS, "east"),
                new DayLists.Wish(DailyList.APPOINTMENTS, Period.day(FRIDAY), "")));
    }

    private Rates.On rates(Actor actor) {
        return shop.asDealer(
                () -> rates.on(actor, rates.store(actor, "east"), RatePeriod.of(RatePeriod.Span.MONTH, FRIDAY)));
    }

    private static RatesReport.OfBrand brand(Rates.On on, String name) {
        return on.report().brands().stream()
                .filter(it -> it.brand().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void freeze(Instant due) {
        shop.in(() -> {
            freezing.freezeUpTo(
                    shop.house.dealer(),
                    stores.stores(shop.house.dealer()).stream()
                            .filter(it -> it.code().equals("east"))
                            .findFirst()
                            .orElseThrow(),
                    due);
            return true;
        });
    }

    private void compare(Instant now) {
        shop.asDealer(() -> comparison.compare(shop.manager, shop.house.east(), FRIDAY, now));
    }

    private UUID book(String start, UUID advisor) {
        return switch (shop.asDealer(() -> desk.book(shop.clerk, shop.wish(start, advisor), at("07:00")))) {
            case Answer.Made made -> made.appointment();
            case Answer other -> throw new AssertionError(other);
        };
    }

    private void gate(String plate, String time) {
        shop.in(() -> jdbc.sql("""
                        insert into vehicles.gate_record (dealer_id, id, store_id, plate, in_at, changed_at)
                        values (:dealer, :id, :store, :plate, :at, :at)
                        """)
                .param("dealer", shop.house.dealer())
                .param("id", Ids.next())
                .param("store", shop.house.east())
                .param("plate", plate)
                .param("at", Timestamp.from(at(time)))
                .update());
    }

    private UUID car(String plate, String brand) {
        var id = Ids.next();
        shop.in(() -> jdbc.sql("""
                        insert into vehicles.vehicle (dealer_id, id, vin, plate, brand, customer_id, created_at, changed_at)
                        values (:dealer, :id, :vin, :plate, :brand, :customer, '2026-01-01 00:00Z', '2026-01-01 00:00Z')
                        """)
                .param("dealer", shop.house.dealer())
                .param("id", id)
                .param("vin", id.toString())
                .param("plate", plate)
                .param("brand", brand)
                .param("customer", shop.customer)
                .update());
        return id;
    }

    private void orderOn(java.time.LocalDate day, UUID car, String number, String time) {
        order(car, number, at(day, time), null, Optional.empty());
    }

    private void order(UUID car, String number, String time, @Nullable String visit, UUID advisor) {
        order(car, number, at(time), visit, Optional.of(advisor));
    }

    private void order(UUID car, String number, Instant at, @Nullable String visit, Optional<UUID> advisor) {
        shop.in(() -> jdbc.sql("""
                        insert into vehicles.repair_order (dealer_id, id, store_id, order_no, vehicle_id, customer_id, kind, kind_given, sent_in_at,
                                                           visit_no, status, advisor_id, created_at, changed_at)
                        values (:dealer, :id, :store, :number, :car, :customer, 'MAINTENANCE', '保养', :at,
                                :visit, 'IN_REPAIR', :advisor, :at, :at)
                        """)
                .param("dealer", shop.house.dealer())
                .param("id", Ids.next())
                .param("store", shop.house.east())
                .param("number", number)
                .param("car", car)
                .param("customer", shop.customer)
                .param("at", Timestamp.from(at))
                .param("visit", visit)
                .param("advisor", advisor.orElse(null), Types.OTHER)
                .update());
    }

    private HttpResponse<String> api(Actor actor, String path) throws Exception {
        var token = shop.asDealer(() -> ((NewToken.Issued) tokens.issue(actor, "测试", 1)).secret());
        try (var program = HttpClient.newHttpClient()) {
            return program.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
