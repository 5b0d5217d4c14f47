package org.opendcrc.casebook.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.organisation.TestHouse.PASSWORD;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.TestRows;
import org.opendcrc.casebook.AttachmentDesk;
import org.opendcrc.casebook.TestCases;
import org.opendcrc.organisation.NewToken;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.jobs.Job;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Papers, forms, the weekly summary, figures and lessons on PostgreSQL, over the wire. */
@ApplicationTest
@Import(TestHouse.class)
class CasebookTest {

    private static final ZoneId HANGZHOU = ZoneId.of("Asia/Shanghai");
    private static final byte[] PHOTO =
            java.util.HexFormat.of().parseHex("FFD8FFE000104A46494600010101004800480000FFD9");

    @LocalServerPort
    private int port;

    @Autowired
    private TokenDesk tokens;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private ObjectProvider<Job> jobs;

    @Autowired
    private JdbcClient jdbc;

    private House house;
    private String clerk = "";
    private String manager = "";
    private UUID staff = Ids.next();
    private UUID customer = Ids.next();
    private UUID vehicle = Ids.next();
    private UUID complaint = Ids.next();

    @BeforeEach
    void open() {
        builder.systemClock().set(at("2026-11-16T10:00"));
        house = builder.open();
        staff = builder.agent(house, "zhou");
        builder.employ(house, "guan", Map.of(house.east(), Set.of(Role.CRC_MANAGER)));
        clerk = token("zhou");
        manager = token("guan");
        builder.in(house, () -> {
            customer = TestRows.customer(jdbc, "钱雪梅", "FEMALE");
            vehicle = TestRows.vehicle(jdbc, customer, "浙A5Q8L0");
            complaint = TestCases.received(
                    jdbc,
                    house.east(),
                    customer,
                    vehicle,
                    staff,
                    "TS-20261110-001",
                    "RECEPTION",
                    at("2026-11-10T09:00"));
            return true;
        });
    }

    @Test
    void CP_25_a_photo_is_kept_sealed_and_comes_back_as_a_download_and_nothing_else() throws Exception {
        var kept = upload(clerk, complaint, "照片.jpg", PHOTO);
        assertThat(kept.statusCode()).isEqualTo(201);
        assertThat(kept.body()).contains("\"type\":\"JPEG\"", "\"name\":\"照片.jpg\"");
        var path = kept.headers().firstValue("Location").orElseThrow();
        var back = bytes(clerk, path);
        assertThat(back.body()).isEqualTo(PHOTO);
        assertThat(back.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment;");
        assertThat(back.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(back.headers().allValues("Content-Security-Policy")).anyMatch(it -> it.contains("sandbox"));
        assertThat(back.headers().firstValue("Content-Type")).contains("image/jpeg");
        var sealed = builder.in(
                house,
                () -> jdbc.sql("select a.sealed from casebook.attachment a where a.dealer_id = :dealer")
                        .param("dealer", house.dealer())
                        .query(byte[].class)
                        .single());
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .as("not readable from the database alone")
                .doesNotContain("JFIF");
        assertThat(opened()).as("who looked is written down").isEqualTo(1);
    }

    @Test
    void a_program_that_calls_itself_a_photo_is_refused() throws Exception {
        var refused = upload(clerk, complaint, "照片.jpg", "MZ\u0090 this program cannot be run".getBytes(UTF_8));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("/problems/attachment-of-another-kind");
        assertThat(upload(clerk, complaint, "a.svg", "<svg onload=alert(1)></svg>".getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(422);
        assertThat(upload(clerk, complaint, "a.jpg", new byte[0]).body()).contains("attachment-missing");
    }

    @Test
    void the_largest_paper_is_kept_and_one_byte_more_is_not() throws Exception {
        var largest = new byte[AttachmentDesk.LARGEST];
        System.arraycopy(PHOTO, 0, largest, 0, 12);
        assertThat(upload(clerk, complaint, "a.jpg", largest).statusCode()).isEqualTo(201);
        var more = new byte[AttachmentDesk.LARGEST + 1];
        System.arraycopy(PHOTO, 0, more, 0, 12);
        var refused = upload(clerk, complaint, "b.jpg", more);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("attachment-too-large", "20 MB");
        assertThat(upload(clerk, complaint, "c.jpg", largest).body())
                .as("the same once more")
                .contains("attachment-there-already");
    }

    @Test
    void who_may_not_see_the_case_sees_none_of_its_papers() throws Exception {
        var path = upload(clerk, complaint, "a.jpg", PHOTO)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        builder.employ(house, "west", Map.of(house.west(), Set.of(Role.CRC_MANAGER)));
        builder.employ(house, "bei", Map.of(house.east(), Set.of(Role.PARTS)));
        assertThat(bytes(token("west"), path).statusCode()).isEqualTo(404);
        assertThat(upload(token("west"), complaint, "b.jpg", PHOTO).statusCode())
                .isEqualTo(404);
        assertThat(bytes(token("bei"), path).statusCode()).isEqualTo(403);
        var other = builder.open();
        builder.employ(other, "wai", Map.of(other.east(), Set.of(Role.CRC_MANAGER)));
        var stranger = DealerContext.callAs(
                other.dealer(), () -> ((NewToken.Issued) tokens.issue(builder.actor(other, "wai"), "测试", 1)).secret());
        assertThat(bytes(stranger, path).statusCode()).isEqualTo(404);
    }

    @Test
    void A22_only_managers_and_above_learn_who_is_complained_about() throws Exception {
        builder.in(
                house,
                () -> jdbc.sql("update complaints.complaint c set accused_id = :staff where c.dealer_id = :dealer")
                        .param("dealer", house.dealer())
                        .param("staff", builder.hire(house, "sun", "孙磊", Map.of(house.east(), Set.of(Role.ADVISOR))))
                        .update());
        var path = "/api/v1/complaints/" + complaint + "/forms";
        assertThat(api(clerk, "GET", path, "").body()).contains("kh-03-01").doesNotContain("孙磊");
        assertThat(api(manager, "GET", path, "").body()).contains("孙磊");
    }

    @Test
    void CP_25_RP_13_the_weekly_summary_is_posted_on_monday_and_stays_as_it_was() throws Exception {
        builder.in(house, () -> {
            TestCases.received(
                    jdbc, house.east(), customer, vehicle, staff, "TS-20261115-001", "PARTS", at("2026-11-15T23:59"));
            TestCases.received(
                    jdbc, house.east(), customer, vehicle, staff, "TS-20261116-001", "PRODUCT", at("2026-11-16T00:00"));
            TestCases.closed(jdbc, complaint, staff, "前台", "PEOPLE", at("2026-11-12T09:00"));
            return true;
        });
        var week = "/api/v1/casebook/weeks/" + house.east() + "/2026-11-09";
        var job = jobs.stream()
                .filter(it -> it.name().equals("casebook.week"))
                .findFirst()
                .orElseThrow();
        job.run(at("2026-11-16T08:29"));
        assertThat(posted()).isZero();
        job.run(at("2026-11-16T08:30"));
        job.run(at("2026-11-16T08:30"));
        assertThat(posted()).isEqualTo(1);
        builder.in(
                house,
                () -> jdbc.sql("update complaints.complaint c set kind = 'PURCHASE' where c.dealer_id = :dealer")
                        .param("dealer", house.dealer())
                        .update());
        var form = api(manager, "GET", week, "").body();
        assertThat(form)
                .contains("TS-20261110-001", "TS-20261115-001", "\"0\",\"0\",\"0\",\"1\",\"0\",\"1\",\"0\",\"2\"")
                .doesNotContain("TS-20261116-001");
        var browser = new Browser(port);
        browser.signIn("guan@" + house.code(), PASSWORD);
        var page = browser.get("/casebook/weeks/" + house.east() + "/2026-11-09");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("kh-03-03 (ku-03-03)", "2026 年第 46 周", "2026-11-16 08:30 冻结");
        assertThat(browser.post(
                                "/casebook/weeks/" + house.east() + "/2026-11-09/remarks",
                                Map.of("words", "前台两件", "measures", "周五培训"))
                        .statusCode())
                .isEqualTo(302);
        browser.post("/casebook/weeks/" + house.east() + "/2026-11-09/signatures", Map.of());
        var signed =
                browser.get("/casebook/weeks/" + house.east() + "/2026-11-09").body();
        assertThat(signed).contains("guan 2026-11-16", "前台两件").doesNotContain("/remarks");
    }

    @Test
    void RP_12_RP_23_the_figures_open_down_to_their_cases() throws Exception {
        builder.in(house, () -> {
            TestCases.closed(jdbc, complaint, staff, "前台", "PEOPLE", at("2026-11-12T09:00"));
            TestCases.received(
                    jdbc, house.east(), customer, vehicle, staff, "TS-20261112-001", "PARTS", at("2026-11-12T10:00"));
            TestCases.received(
                    jdbc, house.west(), customer, vehicle, staff, "TS-20261112-002", "PARTS", at("2026-11-12T10:00"));
            return true;
        });
        var figures = api(manager, "GET", "/api/v1/casebook/figures?month=2026-11", "");
        assertThat(figures.statusCode()).isEqualTo(200);
        assertThat(figures.body())
                .as("the western store is not his")
                .contains("\"cases\":2", "\"value\":\"前台\"", "{\"band\":\"WEEK\",\"cases\":1");
        assertThat(api(clerk, "GET", "/api/v1/casebook/figures", "").statusCode())
                .isEqualTo(403);
        var browser = new Browser(port);
        browser.signIn("guan@" + house.code(), PASSWORD);
        var page = browser.get("/casebook?month=2026-11");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("data-figures", "按责任部门", "前台", "50.0%", "四到七天");
        var rows = browser.get("/casebook/rows?month=2026-11&by=DEPARTMENT&value=%E5%89%8D%E5%8F%B0")
                .body();
        assertThat(rows).contains("TS-20261110-001", "/complaints/" + complaint).doesNotContain("TS-20261112-001");
        assertThat(browser.get("/casebook/rows?band=WEEK").body())
                .contains("TS-20261112-001")
                .doesNotContain("TS-20261110-001");
        assertThat(new String(browser.bytes("/casebook.xlsx?month=2026-11"), UTF_8))
                .startsWith("PK");
    }

    @Test
    void CP_25_a_measure_has_somebody_and_a_day_and_a_training_is_looked_at_again() throws Exception {
        var browser = new Browser(port);
        browser.signIn("guan@" + house.code(), PASSWORD);
        browser.get("/casebook/lessons");
        var measure = Map.of(
                "responsible", house.east() + "/" + staff, "words", "增项先签字", "about", "前台", "dueOn", "2026-11-15");
        assertThat(browser.post("/casebook/lessons/measures", measure).statusCode())
                .isEqualTo(302);
        var training = Map.of(
                "store",
                house.east().toString(),
                "topic",
                "增项流程",
                "content",
                "先报价再施工",
                "heldOn",
                "2026-11-14",
                "who",
                "前台全体",
                "lookOn",
                "2026-11-28");
        assertThat(browser.post("/casebook/lessons/trainings", training).statusCode())
                .isEqualTo(302);
        var early = new java.util.HashMap<>(training);
        early.put("lookOn", "2026-11-13");
        assertThat(browser.post("/casebook/lessons/trainings", early).statusCode())
                .isEqualTo(422);
        browser.post(
                "/casebook/lessons/experience",
                Map.of("store", house.east().toString(), "question", "增项怎么报价", "answer", "先签字"));
        var page = browser.get("/casebook/lessons").body();
        assertThat(page).contains("增项先签字", "dc-bad\">2026-11-15", "增项流程", "增项怎么报价", "草稿");
        var id = page.replaceAll("(?s).*/casebook/lessons/trainings/([0-9a-f-]{36})/look.*", "$1");
        var look = Map.of("helped", "true", "result", "没有再发生", "version", "1");
        assertThat(browser.post("/casebook/lessons/trainings/" + id + "/look", look)
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.post("/casebook/lessons/trainings/" + id + "/look", look)
                        .statusCode())
                .as("somebody has looked already")
                .isEqualTo(409);
        assertThat(browser.get("/casebook/lessons").body()).contains("没有再发生", "有用");
        var own = api(manager, "GET", "/api/v1/casebook/measures?open=true", "");
        assertThat(own.body()).contains("增项先签字");
        var foreign = """
                {"store":"%s","words":"x","responsible":"%s","dueOn":"2026-11-30"}""".formatted(house.east(), Ids.next());
        assertThat(api(manager, "POST", "/api/v1/casebook/measures", foreign).body())
                .contains("casebook-not-of-this-store");
    }

    @Test
    void the_page_of_papers_leads_to_both_forms() {
        var browser = new Browser(port);
        browser.signIn("zhou@" + house.code(), PASSWORD);
        assertThat(browser.get("/complaints/" + complaint + "/papers").body())
                .contains("还没有附件", "/kh-03-01", "/kh-03-02", "multipart/form-data");
        assertThat(browser.get("/complaints/" + complaint + "/kh-03-01").body())
                .contains("TS-20261110-001", "钱雪梅", "浙A5Q8L0", "138****6621")
                .doesNotContain("13800006621");
        assertThat(browser.get("/complaints/" + complaint + "/kh-03-02").statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/complaints/" + Ids.next() + "/kh-03-01").statusCode())
                .isEqualTo(404);
    }

    private int posted() {
        return builder.in(
                house,
                () -> jdbc.sql(
                                "select count(*) from casebook.week w where w.dealer_id = :dealer and w.store_id = :store")
                        .param("dealer", house.dealer())
                        .param("store", house.east())
                        .query(Integer.class)
                        .single());
    }

    private int opened() {
        return builder.in(
                house,
                () -> jdbc.sql("""
                        select count(*) from audit.entry e where e.dealer_id = :dealer and e.action = 'complaint.paper-opened'
                        """)
                        .param("dealer", house.dealer())
                        .query(Integer.class)
                        .single());
    }

    private String token(String login) {
        return DealerContext.callAs(
                house.dealer(), () -> ((NewToken.Issued) tokens.issue(builder.actor(house, login), "测试", 1)).secret());
    }

    private HttpResponse<String> upload(String token, UUID complaint, String name, byte[] content)
            throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        body.write(("--zz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: image/jpeg\r\n\r\n")
                .getBytes(UTF_8));
        body.write(content);
        body.write("\r\n--zz--\r\n".getBytes(UTF_8));
        try (var program = HttpClient.newHttpClient()) {
            return program.send(
                    HttpRequest.newBuilder(URI.create(
                                    "http://127.0.0.1:" + port + "/api/v1/complaints/" + complaint + "/papers"))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "multipart/form-data; boundary=zz")
                            .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private HttpResponse<byte[]> bytes(String token, String path) throws IOException, InterruptedException {
        try (var program = HttpClient.newHttpClient()) {
            return program.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }

    private HttpResponse<String> api(String token, String method, String path, String body)
            throws IOException, InterruptedException {
        try (var program = HttpClient.newHttpClient()) {
            return program.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(HANGZHOU).toInstant();
    }
}
