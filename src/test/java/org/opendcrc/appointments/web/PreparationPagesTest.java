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
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.appointments.Answer;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.appointments.BookingRequest;
import org.opendcrc.appointments.PriceList;
import org.opendcrc.appointments.RosterAnswer;
import org.opendcrc.appointments.SupplyDesk;
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

/** Preparation by page and by program, over the wire. The day is the Monday after the machine's. */
@ApplicationTest
@Import(TestHouse.class)
class PreparationPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TokenDesk tokens;

    @Autowired
    AppointmentDesk book;

    @Autowired
    PriceList prices;

    @Autowired
    SupplyDesk supplies;

    Workshop shop;
    LocalDate monday;
    UUID car;

    @BeforeEach
    void open() {
        shop = new Workshop(builder, jdbc);
        builder.employ(shop.house, "bei", Map.of(shop.house.east(), Set.of(Role.PARTS)));
        monday = builder.systemClock()
                .instant()
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toLocalDate()
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        car = ((Answer.Made) shop.asDealer(() -> book.book(
                        shop.clerk,
                        shop.wish(monday, "17:00", shop.liu),
                        builder.systemClock().instant())))
                .appointment();
    }

    @Test
    void AP_19_AP_21_AP_22_a_form_goes_round_and_each_page_shows_the_next_step() {
        var manager = browser("shen");
        var board = "/appointments/preparation?store=" + shop.house.east() + "&day=" + monday;
        assertThat(manager.get(board).body()).contains("1 份预约单待转交", "石先生", "浙A·8K2E5", "data-live=\"preparation\"");
        assertThat(manager.get("/").body()).contains("desk-preparation", "待转交");
        assertThat(manager.post(
                                "/appointments/preparation/copies",
                                Map.of(
                                        "store",
                                        shop.house.east().toString(),
                                        "day",
                                        monday.toString(),
                                        "form",
                                        car.toString()))
                        .statusCode())
                .isEqualTo(302);
        assertThat(manager.get(board).body()).doesNotContain("待转交的");

        var clerk = browser("bei");
        var file = "/appointments/" + car + "/preparation";
        assertThat(clerk.get("/appointments/preparation?day=" + monday).body()).contains("备好，写货架", "未阅");
        assertThat(clerk.get(file).body()).contains("收到", "第三联 备件", "href=\"/appointments/" + car + "/form\"");
        assertThat(clerk.post("/appointments/" + car + "/copies/PARTS/receipt", Map.of())
                        .statusCode())
                .isEqualTo(302);
        var refused = clerk.post(file + "/PARTS", Map.of("shelf", "", "label", "浙A8K2E5"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("写明备件放在哪个货架", "role=\"alert\"");
        assertThat(clerk.post(file + "/PARTS", Map.of("shelf", "A-03", "label", "浙A9K2E5"))
                        .body())
                .contains("这台车是 浙A8K2E5", "value=\"A-03\"");
        assertThat(clerk.post(file + "/PARTS", Map.of("shelf", "A-<03>", "label", "浙A·8K2E5"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(clerk.get(file).body()).contains("A-&lt;03&gt;", "挂牌 浙A·8K2E5", "收回");
        assertThat(clerk.post(file + "/ADVISOR", Map.of()).statusCode()).isEqualTo(403);
        assertThat(clerk.get("/appointments/preparation?lane=PARTS&day=" + monday)
                        .body())
                .contains("本部门都备好了");

        var advisor = browser("liu");
        assertThat(advisor.post(file + "/MANAGER", Map.of()).statusCode()).isEqualTo(403);
        assertThat(advisor.post(file + "/WORKSHOP", Map.of("technician", "丁伟", "bay", "3 号", "tools", "举升机"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(advisor.post(file + "/ADVISOR", Map.of("back", "true")).statusCode())
                .isEqualTo(302);
        assertThat(manager.post(file + "/MANAGER", Map.of("back", "true")).statusCode())
                .isEqualTo(302);
        assertThat(manager.get(board).body()).contains("全部备好", "已报客服", "1 台，备好 1");
        var centre = browser("zhou");
        assertThat(centre.get(board + "&lane=ALL").body()).contains("已告诉客户");
        assertThat(centre.post(file + "/CUSTOMER", Map.of()).statusCode()).isEqualTo(302);
        assertThat(centre.get(file + "/CUSTOMER").statusCode()).isEqualTo(302);
        assertThat(clerk.post(file + "/PARTS", Map.of("kind", "UNDONE", "note", "拿错了"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(manager.get(file).body()).contains("随备件收回", "拿错了");
        assertThat(clerk.post(
                                file + "/PARTS",
                                Map.of("kind", "SHORT", "part", "机油滤芯 1", "expectedOn", monday.toString()))
                        .statusCode())
                .isEqualTo(302);
        assertThat(manager.get(board + "&lane=ALL").body()).contains("缺 机油滤芯 1", "到货");
    }

    @Test
    void AP_23_the_draft_is_edited_printed_on_one_page_and_filed() {
        var advisor = browser("liu");
        var at = "/appointments/" + car + "/draft";
        assertThat(advisor.get(at).body()).contains("30,000 公里保养", "name=\"line-name\"");
        var wrong = advisor.post(at, Map.of("version", "1", "needs", "保养", "line-name", "路试", "line-quantity", "viel"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("第 1 行：数量写成大于零的数", "路试");
        var fields = Map.of(
                "version",
                "1",
                "needs",
                "=保养",
                "mileage",
                "30,100",
                "documents",
                "行驶证、驾驶证",
                "line-name",
                "路试",
                "line-quantity",
                "0.5",
                "line-amount",
                "120",
                "line-kind",
                "LABOUR");
        assertThat(advisor.post(at, fields).statusCode()).isEqualTo(302);
        assertThat(advisor.post(at, fields).statusCode()).as("an older version").isEqualTo(409);
        assertThat(advisor.get(at + "/print").body()).contains("任务委托书", "路试", "120.00", "id=\"draft-page\"");
        var file = advisor.post(
                "/appointments/drafts.csv", Map.of("store", shop.house.east().toString(), "day", monday.toString()));
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("order_drafts-");
        assertThat(file.body()).startsWith("\uFEFFappointment_no,").contains("路试", "'=保养", "浙A8K2E5");
        var parts = browser("bei");
        assertThat(parts.get(at).body()).contains("路试").doesNotContain("name=\"line-name\"");
        assertThat(parts.post(at, fields).statusCode()).isEqualTo(403);
        assertThat(parts.post(
                                "/appointments/drafts.csv",
                                Map.of("store", shop.house.east().toString(), "day", monday.toString()))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void AP_25_parts_campaigns_and_skills_are_kept_on_a_page() {
        var manager = browser("shen");
        var store = shop.house.east().toString();
        var at = "/appointments/supplies";
        manager.post(
                "/appointments/jobs",
                Map.of("code", "BY", "name", "保养", "minutes", "60", "price", "1", "active", "yes"));
        assertThat(manager.post(
                                at + "/parts",
                                Map.of("store", store, "job", "BY", "partNo", "LX-1", "name", "滤芯", "quantity", "1"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(manager.post(
                                at + "/parts",
                                Map.of("store", store, "job", "BY", "partNo", "LX-1", "quantity", "viel"))
                        .body())
                .contains("数量写成不小于零的数");
        assertThat(manager.post(
                                at + "/arrivals",
                                Map.of("store", store, "partNo", "LX-1", "day", monday.toString(), "quantity", "4"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(manager.post(
                                at + "/arrivals",
                                Map.of("store", store, "partNo", "LX-1", "day", "2026-01-01", "quantity", "4"))
                        .body())
                .contains("已经过去了");
        assertThat(manager.post(
                                at + "/campaigns",
                                Map.of(
                                        "store",
                                        store,
                                        "name",
                                        "春检",
                                        "first",
                                        monday.toString(),
                                        "last",
                                        monday.toString(),
                                        "places",
                                        "3",
                                        "job",
                                        "BY",
                                        "from",
                                        "09:00",
                                        "to",
                                        "10:00",
                                        "active",
                                        "yes"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(manager.post(
                                at + "/campaigns",
                                Map.of(
                                        "store",
                                        store,
                                        "name",
                                        "夏检",
                                        "first",
                                        monday.toString(),
                                        "last",
                                        monday.toString(),
                                        "places",
                                        "3",
                                        "job",
                                        "BY",
                                        "from",
                                        "10:00",
                                        "active",
                                        "yes"))
                        .body())
                .contains("时段要么两头都写");
        assertThat(manager.get(at).body()).contains("LX-1 滤芯", "春检", "09:00–10:00", "还没有车间的人");
        assertThat(browser("zhou")
                        .post(at + "/campaigns", Map.of("store", store))
                        .statusCode())
                .as("who may not learns nothing of the form")
                .isIn(403, 422);
        assertThat(browser("bei").get(at).body()).contains("登记到货").doesNotContain("保存活动");
    }

    @Test
    void AP_19_AP_21_the_printed_form_has_the_parts_of_the_jobs_with_shelf_and_plate_and_what_is_ready() {
        var car = bookedWithParts(8);
        var manager = browser("shen");
        var form = manager.get("/appointments/" + car + "/form").body();
        assertThat(form)
                .contains("LX-1", "滤芯 1", "LX-6", "还有 2 种备件", "<td>A-07 浙A·8K2E5</td>")
                .doesNotContain("LX-7");
        assertThat(form.split("LX-1<", -1)).as("four copies").hasSize(5);
        assertThat(form).contains("<td>2</td><td>1</td>");
        var bei = browser("bei");
        bei.post("/appointments/" + car + "/preparation/PARTS", Map.of("shelf", "B-01", "label", "浙A8K2E5"));
        assertThat(bei.get("/appointments/" + car + "/form").body())
                .contains("<td>B-01 浙A·8K2E5</td><td>bei</td>", "☑ 备好");
        assertThat(bei.get("/appointments/" + this.car + "/form").body())
                .as("a job without parts leaves the rows to the pen")
                .contains("<td>浙A·8K2E5</td><td></td>");
    }

    @Test
    void the_board_is_taken_along_as_a_workbook() throws Exception {
        var manager = browser("shen");
        var at = "/appointments/preparation.xlsx?store=" + shop.house.east() + "&day=" + monday;
        assertThat(manager.get("/appointments/preparation?store=" + shop.house.east() + "&day=" + monday)
                        .body())
                .contains(at.replace("&", "&amp;"));
        browser("bei").post("/appointments/" + car + "/preparation/PARTS", Map.of("shelf", "=A1", "label", "浙A8K2E5"));
        var written = WrittenBook.read(manager.bytes(at));
        assertThat(written.hasFormula()).isFalse();
        assertThat(written.sheets().values().toString()).contains("浙A8K2E5", "17:00", "=A1", "bei", "已约");
        assertThat(manager.get("/appointments/preparation.xlsx?store=" + new UUID(1, 1) + "&day=" + monday)
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser("bei").get(at).statusCode()).isEqualTo(200);
    }

    /** A car for a job with so many parts, two of each, of which one is there. */
    private UUID bookedWithParts(int parts) {
        var now = builder.systemClock().instant();
        return shop.asDealer(() -> {
            var job = ((RosterAnswer.Saved) prices.put(shop.manager, "BY30", "保养", 90, 1, "", true, now)).id();
            for (int n = 1; n <= parts; n++) {
                supplies.setPart(shop.manager, "BY30", "LX-" + n, "滤芯 " + n, java.math.BigDecimal.TWO, now);
            }
            var it = shop.wish(monday, "15:00", shop.liu);
            var made = (Answer.Made) book.book(
                    shop.clerk,
                    new BookingRequest(
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
                            java.util.List.of(job),
                            it.documents(),
                            it.boughtHere(),
                            it.channel(),
                            false),
                    now);
            shop.in(() -> jdbc.sql("""
                            insert into vehicles.part_stock (dealer_id, store_id, part_no, name, quantity, shelf, changed_at)
                            select p.dealer_id, :store, p.part_no, p.name, 1, 'A-07', '2026-01-01 00:00Z'
                              from appointments.job_part p
                             where p.dealer_id = :dealer
                            """)
                    .param("dealer", shop.house.dealer())
                    .param("store", shop.house.east())
                    .update());
            return made.appointment();
        });
    }

    @Test
    void a_program_hands_on_prepares_and_files_with_the_same_refusals() throws Exception {
        var at = "/appointments/" + car;
        var bei = builder.actor(shop.house, "bei");
        assertThat(api(shop.manager, "GET", "/appointments/preparation?store=east&day=" + monday, "")
                        .body())
                .contains("\"waiting\":[{", "\"next\":[\"PARTS\",\"WORKSHOP\",\"ADVISOR\"]");
        assertThat(api(shop.manager, "POST", at + "/copies", "{}").body()).contains("\"reader\":\"WORKSHOP\"");
        assertThat(api(shop.manager, "POST", at + "/copies", "{}").body())
                .contains("/problems/copies-handed-on", "AP-19");
        assertThat(api(shop.manager, "POST", "/appointments/copies", "{\"appointments\": [\"" + car + "\"]}")
                        .body())
                .contains("\"forms\":0");
        assertThat(api(bei, "POST", at + "/copies/PARTS/receipt", "").body()).contains("\"readBy\":\"bei\"");
        var missing = api(bei, "POST", at + "/preparation", "{\"step\": \"PARTS\", \"label\": \"浙A8K2E5\"}");
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(missing.body())
                .contains("/problems/preparation-incomplete", "\"rule\":\"AP-21\"", "\"field\":\"shelf\"");
        assertThat(api(
                                bei,
                                "POST",
                                at + "/preparation",
                                "{\"step\": \"PARTS\", \"shelf\": \"A-03\", \"label\": \"浙A8K2E5\"}")
                        .body())
                .contains("\"done\":[\"PARTS\"]", "\"shelf\":\"A-03\"");
        assertThat(api(bei, "POST", at + "/preparation", "{\"step\": \"ADVISOR\"}")
                        .statusCode())
                .isEqualTo(403);
        var early = api(shop.manager, "POST", at + "/preparation", "{\"step\": \"MANAGER\"}");
        assertThat(early.body())
                .contains("/problems/step-before-is-open", "\"rule\":\"AP-22\"", "\"open\":[\"WORKSHOP\",\"ADVISOR\"]");
        assertThat(api(shop.manager, "POST", at + "/preparation", "{\"step\": \"PARTS\", \"kind\": \"UNDONE\"}")
                        .body())
                .contains("\"kind\":\"UNDONE\"", "\"done\":[]");

        assertThat(api(shop.advisor, "GET", at + "/draft", "").body()).contains("\"version\":1");
        var change = """
                {"needs": "保养", "lines": [{"kind": "PART", "name": "滤芯", "quantity": 1, "amountFen": 3800}], "version": %d}
                """;
        assertThat(api(shop.advisor, "PUT", at + "/draft", change.formatted(1)).body())
                .contains("\"amountFen\":3800", "\"version\":2");
        assertThat(api(shop.advisor, "PUT", at + "/draft", change.formatted(1)).statusCode())
                .isEqualTo(409);
        assertThat(api(shop.advisor, "PUT", at + "/draft", "{\"version\": 2}").body())
                .contains("/problems/draft-incomplete");
        assertThat(api(shop.advisor, "GET", "/appointments/drafts?store=east&day=" + monday, "")
                        .body())
                .contains("滤芯");
        assertThat(api(
                                shop.advisor,
                                "POST",
                                "/appointments/drafts/file",
                                "{\"store\": \"east\", \"day\": \"" + monday + "\"}")
                        .body())
                .contains("38.00");

        var east = "/supplies/" + shop.house.east();
        api(shop.manager, "PUT", "/jobs/BY", "{\"name\": \"保养\", \"minutes\": 60, \"priceFen\": 1}");
        assertThat(api(shop.manager, "PUT", "/jobs/BY/parts/LX-1", "{\"quantity\": 1}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api(bei, "PUT", east + "/arrivals/LX-1", "{\"day\": \"" + monday + "\", \"quantity\": 2}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api(
                                shop.manager,
                                "PUT",
                                east + "/campaigns/CJ",
                                "{\"first\": \"" + monday + "\", \"last\": \"" + monday
                                        + "\", \"places\": 0, \"jobs\": [\"BY\"]}")
                        .body())
                .contains("/problems/supplies-refused", "AP-25");
        assertThat(api(shop.clerk, "GET", east, "").body()).contains("\"partNo\":\"LX-1\"", "\"quantity\":2");
        assertThat(api(shop.clerk, "PUT", "/jobs/BY/parts/LX-1", "{\"quantity\": 1}")
                        .statusCode())
                .isEqualTo(403);
    }

    private Browser browser(String login) {
        var browser = new Browser(port);
        browser.signIn(login + "@" + shop.house.code(), TestHouse.PASSWORD);
        browser.get("/appointments/supplies"); // with the token of its forms
        return browser;
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
