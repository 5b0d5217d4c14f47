package org.opendcrc.appointments.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.appointments.Workshop;
import org.opendcrc.organisation.NewToken;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.shared.Actor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Appointments by page and by program, over the wire. The day is the Monday after the machine's. */
@ApplicationTest
@Import(TestHouse.class)
class AppointmentPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TokenDesk tokens;

    Workshop shop;
    Browser browser;
    LocalDate monday;

    @BeforeEach
    void open() {
        shop = new Workshop(builder, jdbc);
        browser = new Browser(port);
        monday = builder.systemClock()
                .instant()
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toLocalDate()
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }

    @Test
    void a_clerk_recognises_the_caller_is_refused_takes_the_offer_moves_and_cancels() {
        browser.signIn("zhou@" + shop.house.code(), TestHouse.PASSWORD);
        assertThat(browser.get(day()).body()).contains("liu", "预检 1", "dc-win", "dc-free");
        var form = browser.get("/appointments/new?" + where() + "&start=10:00&advisor=" + shop.liu + "&q=浙A8K2E5");
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.body()).contains("石磊", "岚峰 S5", "name=\"customer\" value=\"" + shop.customer);
        var fields = new java.util.HashMap<>(Map.of(
                "store",
                shop.house.east().toString(),
                "day",
                monday.toString(),
                "start",
                "10:00",
                "advisor",
                shop.liu.toString(),
                "customer",
                shop.customer.toString(),
                "vehicle",
                shop.car.toString(),
                "needs",
                "保养 <b>",
                "q",
                "浙A8K2E5",
                "sent",
                "yes",
                "text",
                "yes"));
        var booked = browser.post("/appointments", fields);
        assertThat(booked.statusCode()).isEqualTo(302);
        var file = browser.get(location(booked)).body();
        assertThat(file).contains("YY-" + monday.toString().replace("-", "") + "-001", "保养 &lt;b&gt;", "已约");

        fields.put("start", "10:15");
        var refused = browser.post("/appointments", fields);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("10:15 约不上", "两台至少隔 30 分钟", "有效时段", "name=\"offer\"");
        fields.put("offer", monday + "T10:30/" + shop.liu);
        var second = browser.post("/appointments", fields);
        assertThat(second.statusCode()).isEqualTo(302);
        var grid = browser.get(day()).body();
        assertThat(grid).contains("可插<br>10:15", "石先生");

        var move = location(second) + "/moves";
        assertThat(browser.get(day() + "&move=" + location(second).substring("/appointments/".length()))
                        .body())
                .contains("正在移动", "value=\"" + monday + "T12:00/" + shop.wang);
        var tooNear = browser.post(move, Map.of("place", monday + "T10:20/" + shop.liu, "version", "1"));
        assertThat(tooNear.statusCode()).isEqualTo(422);
        assertThat(tooNear.body()).contains("10:20 约不上", "name=\"place\"");
        var moved = browser.post(move, Map.of("place", monday + "T12:00/" + shop.wang, "version", "1"));
        assertThat(moved.statusCode()).isEqualTo(302);
        assertThat(browser.post(move, Map.of("place", monday + "T14:00/" + shop.wang, "version", "1"))
                        .statusCode())
                .isEqualTo(409);
        var cancel = location(moved) + "/cancellation";
        assertThat(browser.post(cancel, Map.of("version", "1")).body()).contains("写一句为什么取消");
        assertThat(browser.post(cancel, Map.of("version", "1", "reason", "客户改主意"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get(location(moved)).body()).contains("客户取消", "客户改主意");
        assertThat(browser.get(location(booked) + "/form").body()).contains("第一联 客服", "第四联 车间", "石磊", "预约登记表");
        assertThat(browser.get("/customers/" + shop.customer).body())
                .contains("/appointments/new?customer=" + shop.customer);
    }

    @Test
    void a_page_that_looks_again_gets_nothing_while_nothing_has_changed() {
        browser.signIn("liu@" + shop.house.code(), TestHouse.PASSWORD);
        var seen = Pattern.compile("seen=([0-9-]+)").matcher(browser.get(day()).body());
        assertThat(seen.find()).isTrue();
        assertThat(browser.get(day() + "&seen=" + seen.group(1)).statusCode()).isEqualTo(204);
        assertThat(browser.get(day() + "&seen=7-0").statusCode()).isEqualTo(200);
    }

    @Test
    void the_desk_of_who_makes_no_calls_begins_with_the_cars_that_come() {
        browser.signIn("liu@" + shop.house.code(), TestHouse.PASSWORD);
        assertThat(browser.get("/").body())
                .contains("id=\"desk-cars\"", "我的预约车")
                .doesNotContain("desk-help");
        var manager = new Browser(port);
        manager.signIn("shen@" + shop.house.code(), TestHouse.PASSWORD);
        assertThat(manager.get("/").body()).contains("id=\"desk-cars\"", "预约到店");
        var clerk = new Browser(port);
        clerk.signIn("zhou@" + shop.house.code(), TestHouse.PASSWORD);
        assertThat(clerk.get("/").body()).doesNotContain("id=\"desk-cars\"");
    }

    @Test
    void AP_27_a_caller_nobody_knows_is_taken_down_with_what_is_missing_said_at_the_field() {
        browser.signIn("zhou@" + shop.house.code(), TestHouse.PASSWORD);
        var form = browser.get("/appointments/new?" + where() + "&start=09:00&q=13987654321");
        assertThat(form.body()).contains("没有找到", "value=\"13987654321\"", "在本店买的车");
        var fields = new java.util.HashMap<>(Map.of(
                "store", shop.house.east().toString(), "day", monday.toString(), "start", "09:00", "unknown", "yes"));
        var incomplete = browser.post("/appointments", fields);
        assertThat(incomplete.statusCode()).isEqualTo(422);
        assertThat(incomplete.body()).contains("写下客户的称呼", "写一个能打通的号码", "写一句客户来做什么");
        fields.put("name", "乔欢");
        fields.put("phone", "13987654321");
        fields.put("needs", "首保");
        fields.put("bought", "no");
        assertThat(browser.post("/appointments", fields).statusCode()).isEqualTo(302);
        fields.put("start", "soon");
        assertThat(browser.post("/appointments", fields).body()).contains("写清日期和时间");
    }

    @Test
    void the_service_manager_keeps_roster_and_prices_and_others_do_not() {
        browser.signIn("shen@" + shop.house.code(), TestHouse.PASSWORD);
        var roster = "/appointments/roster?store=" + shop.house.east();
        assertThat(browser.get(roster).body()).contains("liu", "wang");
        var at = "/appointments/roster/" + shop.liu;
        var store = shop.house.east().toString();
        assertThat(browser.post(at + "/shifts", Map.of("store", store, "shifts", "1 08:30-12:00\n1 13:00–17:30"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get(roster).body()).contains("1 13:00-17:30");
        assertThat(browser.post(at + "/shifts", Map.of("store", store, "shifts", "Monday"))
                        .body())
                .contains("看不懂这一行");
        assertThat(browser.post(at + "/skills", Map.of("store", store, "skills", "钣喷，新能源"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.post(at + "/absences/now", Map.of("store", store)).statusCode())
                .isEqualTo(302);
        assertThat(browser.get(roster).body()).contains("离岗", "回来了");
        assertThat(browser.post(
                                at + "/absences",
                                Map.of("store", store, "since", monday + "T12:00", "until", monday + "T08:00"))
                        .body())
                .contains("结束要晚于开始");
        assertThat(browser.post(
                                at + "/absences",
                                Map.of(
                                        "store",
                                        store,
                                        "since",
                                        monday + "T00:00",
                                        "until",
                                        monday + "T23:59",
                                        "note",
                                        "年假"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get(day()).body()).contains("年假");
        assertThat(browser.get("/administration/settings/east").body()).contains("有效时段", "12:00-13:00");

        var job = Map.of("code", "BY-10", "name", "保养", "minutes", "60", "price", "468.5", "active", "yes");
        assertThat(browser.post("/appointments/jobs", job).statusCode()).isEqualTo(302);
        assertThat(browser.get("/appointments/jobs").body()).contains("BY-10", "468.50");
        assertThat(browser.post("/appointments/jobs", Map.of("code", "X", "name", "Y", "minutes", "5", "price", "viel"))
                        .body())
                .contains("价格写成");
        assertThat(browser.get("/appointments/new?" + where()).statusCode()).isEqualTo(403);

        var clerk = new Browser(port);
        clerk.signIn("zhou@" + shop.house.code(), TestHouse.PASSWORD);
        assertThat(clerk.get(roster).statusCode()).isEqualTo(403);
        assertThat(clerk.post("/appointments/jobs", job).statusCode()).isEqualTo(403);
    }

    @Test
    void a_program_asks_for_places_books_moves_and_cancels() throws Exception {
        var slots = api(shop.clerk, "GET", "/appointments/slots?store=east&day=" + monday, "");
        assertThat(slots.statusCode()).isEqualTo(200);
        assertThat(slots.body().indexOf("T12:00"))
                .isPositive()
                .isLessThan(slots.body().indexOf("T10:00"));
        assertThat(slots.body()).contains("\"kind\":\"WINDOW\"", "\"open\":true");
        var wish = """
                {"store": "east", "start": "%s", "advisor": "%s", "customer": "%s", "needs": "保养"}
                """;
        var made = api(shop.clerk, "POST", "/appointments", wish.formatted(monday + "T10:00", shop.liu, shop.customer));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.body()).contains("\"start\":\"10:00", "\"state\":\"BOOKED\"");
        var id = made.headers().firstValue("Location").orElseThrow();
        var refused = api(
                shop.clerk,
                "POST",
                "/appointments",
                wish.formatted(monday + "T10:15:00+08:00", shop.liu, shop.customer));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("/problems/too-close-to-neighbour", "\"rule\":\"AP-5\"", "\"offers\":[{", "T10:30");
        assertThat(api(
                                shop.clerk,
                                "POST",
                                "/appointments",
                                wish.formatted(monday + "T10:00:30", shop.liu, shop.customer))
                        .body())
                .contains("/problems/appointment-incomplete");
        assertThat(api(
                                shop.clerk,
                                "POST",
                                "/appointments",
                                "{\"store\": \"east\", \"start\": \"" + monday + "T11:00\"}")
                        .body())
                .contains("\"field\":\"name\"", "\"field\":\"phone\"", "\"field\":\"needs\"");
        var early =
                api(shop.advisor, "POST", "/appointments", wish.formatted("2026-01-05T10:00", shop.liu, shop.customer));
        assertThat(early.body()).contains("\"rule\":\"AP-1\"", "/problems/notice-too-short");
        var moved = api(
                shop.clerk,
                "POST",
                id.substring("/api/v1".length()) + "/moves",
                "{\"start\": \"" + monday + "T11:00\", \"version\": 1}");
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(201);
        var next = moved.headers().firstValue("Location").orElseThrow().substring("/api/v1".length());
        assertThat(api(shop.clerk, "GET", id.substring("/api/v1".length()), "").body())
                .contains("RESCHEDULED", "\"movedTo\":");
        assertThat(api(shop.clerk, "GET", "/appointments?store=east&day=" + monday, "")
                        .body())
                .contains("\"start\":\"11:00")
                .doesNotContain("\"start\":\"10:00");
        var gone = api(
                shop.clerk,
                "POST",
                next + "/cancellations",
                "{\"byDealer\": false, \"reason\": \"改天\", \"version\": 1}");
        assertThat(gone.statusCode()).isEqualTo(200);
        assertThat(gone.body()).contains("CANCELLED_BY_CUSTOMER");
        assertThat(api(
                                shop.clerk,
                                "POST",
                                next + "/cancellations",
                                "{\"byDealer\": true, \"reason\": \"x\", \"version\": 2}")
                        .body())
                .contains("/problems/appointment-not-ahead");

        var rosters = "/rosters/" + shop.house.east();
        assertThat(api(shop.manager, "GET", rosters, "").body()).contains("\"shifts\":[]");
        assertThat(api(
                                shop.manager,
                                "PUT",
                                rosters + "/" + shop.liu + "/shifts",
                                "[{\"weekday\": \"MONDAY\", \"from\": \"08:30\", \"to\": \"12:00\"}]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api(shop.manager, "POST", rosters + "/" + shop.liu + "/absences", "{}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(api(shop.clerk, "GET", rosters, "").statusCode()).isEqualTo(403);
        assertThat(api(shop.manager, "PUT", "/jobs/BY-10", "{\"name\": \"保养\", \"minutes\": 60, \"priceFen\": 46800}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api(shop.clerk, "GET", "/jobs", "").body()).contains("BY-10");
    }

    private String where() {
        return "store=" + shop.house.east() + "&day=" + monday;
    }

    private String day() {
        return "/appointments?" + where();
    }

    private static String location(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
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
