package org.opendcrc.appointments.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.appointments.Answer;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.appointments.Workshop;
import org.opendcrc.organisation.NewToken;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.reports.web.WrittenBook;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The gate and the comparison by page and by program, over the wire. The appointment is today, by the machine's clock. */
@ApplicationTest
@Import(TestHouse.class)
class GatePagesTest {

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

    Workshop shop;
    Actor guard;
    Browser browser;
    LocalDate today;
    UUID appointment;

    @BeforeEach
    void open() {
        shop = new Workshop(builder, jdbc);
        builder.employ(shop.house, "ma", Map.of(shop.house.east(), Set.of(Role.GUARD)));
        guard = builder.actor(shop.house, "ma");
        browser = new Browser(port);
        today = builder.systemClock()
                .instant()
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toLocalDate();
        appointment = switch (shop.asDealer(
                () -> desk.book(shop.clerk, shop.wish("10:00", shop.liu), Workshop.at("08:00")))) {
            case Answer.Made made -> made.appointment();
            case Answer other -> throw new AssertionError(other);
        };
        shop.in(() -> jdbc.sql("""
                        insert into appointments.book (dealer_id, store_id, day, last_number, changes) values (:dealer, :store, :day, 0, 0)
                        """)
                .param("dealer", shop.house.dealer())
                .param("store", shop.house.east())
                .param("day", today)
                .update());
        shop.in(() -> jdbc.sql("""
                        update appointments.appointment a
                           set day = :day, starts_at = :at
                         where a.dealer_id = :dealer
                           and a.id = :id
                        """)
                .param("dealer", shop.house.dealer())
                .param("id", appointment)
                .param("day", today)
                .param("at", java.sql.Timestamp.from(Workshop.at(today, "10:00")))
                .update());
    }

    @Test
    void A35_two_taps_write_an_arrival_and_the_guard_sees_plates_and_nothing_of_a_person() {
        assertThat(Browser.location(browser.signIn("ma@" + shop.house.code(), TestHouse.PASSWORD)))
                .isEqualTo("/gate");
        var page = browser.get("/gate");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("浙A·8K2E5", "10:00").doesNotContain("石", "138000", "保养");
        for (var forbidden : java.util.List.of(
                "/appointments", "/appointments/arrivals", "/customers/" + shop.customer, "/reports/rates")) {
            assertThat(browser.get(forbidden).statusCode()).as(forbidden).isEqualTo(403);
        }
        var sheet = browser.get("/gate?plate=浙A8K2E5").body();
        assertThat(sheet).contains("预约 10:00", "确认进厂");
        assertThat(browser.post("/gate/arrivals", arrival("浙A8K2E5", "k1", false))
                        .statusCode())
                .isEqualTo(302);
        var after = browser.get("/gate").body();
        assertThat(after).contains("进厂", "撤销").doesNotContain("data-gate=\"浙A8K2E5\"");

        // The same again: asked first, then a row of its own.
        assertThat(browser.post("/gate/arrivals", arrival("浙A8K2E5", "k1", false))
                        .statusCode())
                .isEqualTo(302);
        var asked = browser.post("/gate/arrivals", arrival("浙A8K2E5", "k2", false));
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(asked.body()).contains("真的又来了一次吗", "name=\"again\" value=\"true\"");
        assertThat(browser.post("/gate/arrivals", arrival("浙A8K2E5", "k2", true))
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/gate").body()).contains("又来一次");

        // A wrong one stays readable.
        var undo = Pattern.compile("/gate/arrivals/[0-9a-f-]+/correction")
                .matcher(browser.get("/gate").body());
        assertThat(undo.find()).isTrue();
        assertThat(browser.post(undo.group(), Map.of()).statusCode()).isEqualTo(302);
        assertThat(browser.get("/gate").body()).contains("登记错了", "浙A·8K2E5");
    }

    @Test
    void a_plate_typed_with_a_slip_is_offered_as_the_booked_one_and_no_plate_is_refused() {
        browser.signIn("ma@" + shop.house.code(), TestHouse.PASSWORD);
        assertThat(browser.get("/gate?plate=浙A8K2E6").body()).contains("是不是这台", "data-gate=\"浙A8K2E5\"", "按我输的登记");
        assertThat(browser.get("/gate?plate=浙A8K2E6&typed=true").body()).doesNotContain("是不是这台");
        assertThat(browser.get("/gate?plate=沪B12345").body()).contains("没有预约").doesNotContain("是不是这台");
        assertThat(browser.post("/gate/arrivals", arrival("沪B12345", "w1", false))
                        .statusCode())
                .isEqualTo(302);
        var none = browser.post("/gate/arrivals", arrival("无牌", "w2", false));
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body()).contains("请输入车牌");
    }

    @Test
    void the_service_manager_compares_the_day_and_takes_it_along() throws Exception {
        browser.signIn("ma@" + shop.house.code(), TestHouse.PASSWORD);
        browser.get("/gate");
        assertThat(browser.post("/gate/arrivals", arrival("浙A8K2E5", "k1", false))
                        .statusCode())
                .isEqualTo(302);
        var manager = new Browser(port);
        manager.signIn("shen@" + shop.house.code(), TestHouse.PASSWORD);
        var address = "/appointments/arrivals?store=" + shop.house.east() + "&day=" + today;
        var page = manager.get(address).body();
        assertThat(page).contains("到店对账", "石先生", "浙A·8K2E5", "/appointments/" + appointment);
        assertThat(manager.get(address + "&show=missed").body()).doesNotContain("石先生");
        assertThat(manager.post(
                                "/appointments/arrivals/comparison",
                                Map.of("store", shop.house.east().toString(), "day", today.toString()))
                        .statusCode())
                .isEqualTo(302);
        assertThat(manager.get("/appointments/" + appointment).body()).contains("已到店", "进厂登记");
        assertThat(manager.get("/appointments?store=" + shop.house.east() + "&day=" + today)
                        .body())
                .contains("到店对账");
        var book = WrittenBook.read(
                manager.bytes("/appointments/arrivals.xlsx?store=" + shop.house.east() + "&day=" + today));
        assertThat(book.hasFormula()).isFalse();
        assertThat(Objects.requireNonNull(book.sheets().get("预约")).toString()).contains("浙A8K2E5", "10:00");
    }

    @Test
    void AP_7_AP_9_a_camera_writes_once_is_asked_and_reads_the_day_compared() throws Exception {
        var body = "{\"store\": \"east\", \"plate\": \"浙A·8K2E5\", \"at\": \"%sT%s+08:00\", \"key\": \"%s\"%s}";
        // whatever the machine's clock says, yesterday's arrival is not ahead
        var yesterday = today.minusDays(1);
        shop.in(() -> jdbc.sql("""
                        insert into appointments.book (dealer_id, store_id, day, last_number, changes) values (:dealer, :store, :day, 0, 0)
                            on conflict do nothing
                        """)
                .param("dealer", shop.house.dealer())
                .param("store", shop.house.east())
                .param("day", yesterday)
                .update());
        shop.in(() -> jdbc.sql(
                        "update appointments.appointment a set day = :day, starts_at = :at where a.dealer_id = :dealer")
                .param("dealer", shop.house.dealer())
                .param("day", yesterday)
                .param("at", java.sql.Timestamp.from(Workshop.at(yesterday, "10:00")))
                .update());
        var seen = api(guard, "POST", "/arrivals", body.formatted(yesterday, "10:15:59", "cam-1", ""));
        assertThat(seen.statusCode()).as(seen.body()).isEqualTo(201);
        assertThat(seen.body()).contains("\"plate\":\"浙A8K2E5\"", "\"source\":\"PROGRAM\"");
        assertThat(api(guard, "POST", "/arrivals", body.formatted(yesterday, "10:15:59", "cam-1", ""))
                        .statusCode())
                .isEqualTo(200);
        var taken = api(guard, "POST", "/arrivals", body.formatted(yesterday, "11:00:00", "cam-1", ""));
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("/problems/arrival-key-taken");
        var asked = api(guard, "POST", "/arrivals", body.formatted(yesterday, "11:00:00", "cam-2", ""));
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(asked.body()).contains("/problems/arrival-already-in", "\"first\":{");
        assertThat(api(guard, "POST", "/arrivals", body.formatted(yesterday, "11:00:00", "cam-2", ", \"again\": true"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(api(guard, "POST", "/arrivals", body.formatted(today.plusDays(2), "11:00:00", "cam-3", ""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(api(shop.clerk, "POST", "/arrivals", body.formatted(yesterday, "11:00:00", "x", ""))
                        .statusCode())
                .isEqualTo(403);
        var day = api(shop.manager, "GET", "/arrivals/comparison?store=east&day=" + yesterday, "");
        assertThat(day.body())
                .as("seconds are cut: A24")
                .contains("\"result\":\"ON_TIME\"", "\"offMinutes\":15", "\"decidedBy\":\"GATE\"", "\"visits\":1");
        var id = Pattern.compile("\"id\":\"([0-9a-f-]+)\"").matcher(seen.body());
        assertThat(id.find()).isTrue();
        var corrected = api(guard, "POST", "/arrivals/" + id.group(1) + "/corrections", "{\"reason\": \"误识\"}");
        assertThat(corrected.body()).contains("\"correction\":\"误识\"", "\"correctedBy\":\"ma\"");
        assertThat(api(
                                shop.manager,
                                "POST",
                                "/arrivals/comparison",
                                "{\"store\": \"east\", \"day\": \"" + yesterday + "\"}")
                        .body())
                .contains("\"result\":\"LATE\"", "\"offMinutes\":60");
        assertThat(api(shop.manager, "GET", "/arrivals?store=east&day=" + yesterday, "")
                        .body())
                .contains("cam-1", "cam-2", "误识");
    }

    private Map<String, String> arrival(String plate, String key, boolean again) {
        return Map.of(
                "store", shop.house.east().toString(), "plate", plate, "key", key, "again", Boolean.toString(again));
    }

    private HttpResponse<String> api(Actor actor, String method, String path, String body) throws Exception {
        var token = shop.asDealer(() -> ((NewToken.Issued) tokens.issue(actor, "测试", 1)).secret());
        try (var program = HttpClient.newHttpClient()) {
            return program.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
