package org.opendcrc.complaints.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.TestRows;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.complaints.ComplaintOffice;
import org.opendcrc.complaints.ComplaintSource;
import org.opendcrc.complaints.Intake;
import org.opendcrc.complaints.Received;
import org.opendcrc.organisation.NewToken;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Complaints by page and by program, over the wire. */
@ApplicationTest
@Import(TestHouse.class)
class ComplaintsOverHttpTest {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static final Pattern CHOICE = Pattern.compile("value=\"([^\"]+)\" selected>俞建平");

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @LocalServerPort
    private int port;

    @Autowired
    private ComplaintOffice office;

    @Autowired
    private TokenDesk tokens;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private House house;
    private Actor clerk;
    private String csrf = "";
    private Instant received = Instant.EPOCH;

    @BeforeEach
    void open() {
        house = builder.open();
        builder.agent(house, "zhou");
        clerk = builder.actor(house, "zhou");
        received = clock.instant().minus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.SECONDS);
    }

    @Test
    void a_clerk_finds_the_complaint_is_refused_and_then_records_the_contact() throws Exception {
        var id = receive();
        page("GET", "/login", Map.of());
        page("POST", "/login", Map.of("username", "zhou@" + house.code(), "password", TestHouse.PASSWORD));
        assertThat(page("GET", "/complaints", Map.of()).body()).contains("/complaints/" + id, "剩");
        var file = page("GET", "/complaints/" + id, Map.of());
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).contains("空调又不制热", "name=\"version\" value=\"1\"");
        var contacts = "/complaints/" + id + "/contacts";
        var refused = page("POST", contacts, Map.of("at", "2099-01-01T10:00", "words", "道歉了", "version", "1"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("role=\"alert\"", "联系时间晚于现在", "2099-01-01T10:00", "道歉了");
        assertThat(page("POST", contacts, Map.of("at", "昨天", "words", "道歉了", "version", "1"))
                        .body())
                .contains("联系时间看不懂");
        var now = clock.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalDateTime();
        var fields = Map.of("at", now.truncatedTo(ChronoUnit.SECONDS).toString(), "words", "道歉了", "version", "1");
        assertThat(page("POST", contacts, fields).statusCode()).isEqualTo(302);
        assertThat(page("GET", "/complaints/" + id, Map.of()).body())
                .contains("联系了客户：道歉了", "用时 30 分")
                .doesNotContain("case-contact");
        assertThat(page("POST", contacts, fields).statusCode()).isEqualTo(409);
        assertThat(page("GET", "/complaints", Map.of()).body()).contains("没有在计时的投诉");
        assertThat(page("GET", "/complaints?view=ALL", Map.of()).body()).contains("/complaints/" + id, "已联系");
        assertThat(page("GET", "/complaints/" + Ids.next(), Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(page("GET", "/texts", Map.of()).body()).contains("还没有短信");
    }

    @Test
    void a_program_lists_reads_and_records() throws Exception {
        var first = receive();
        var second = receive();
        var token =
                DealerContext.callAs(house.dealer(), () -> ((NewToken.Issued) tokens.issue(clerk, "测试", 1)).secret());
        var list = api(token, "GET", "?state=RUNNING&limit=1&store=" + house.east(), "");
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body()).contains(first.toString(), "\"next\":\"").doesNotContain(second.toString());
        var next = list.body().replaceAll("(?s).*\"next\":\"([^\"]+)\".*", "$1");
        assertThat(api(token, "GET", "?state=RUNNING&limit=1&after=" + next, "").body())
                .contains(second.toString());
        assertThat(api(token, "GET", "?after=nonsense", "").statusCode()).isEqualTo(422);
        assertThat(api(token, "GET", "?limit=0", "").statusCode()).isEqualTo(422);
        assertThat(api(token, "GET", "/" + first, "").body()).contains("\"version\":1", "\"what\":\"received\"");
        assertThat(api(token, "GET", "/" + Ids.next(), "").statusCode()).isEqualTo(404);
        var early = api(token, "POST", "/" + first + "/contacts", contact(received.minusSeconds(60)));
        assertThat(early.statusCode()).isEqualTo(422);
        assertThat(early.body()).contains("/problems/contact-before-receipt", "\"rule\":\"CP-1\"");
        var made = api(token, "POST", "/" + first + "/contacts", contact(clock.instant()));
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).contains("\"contactedAt\":", "\"what\":\"contacted\"");
        assertThat(api(token, "POST", "/" + first + "/contacts", contact(clock.instant()))
                        .statusCode())
                .isEqualTo(409);
        assertThat(api(token, "POST", "/" + second + "/contacts", "{}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void whom_the_number_means_is_seen_before_saving_and_may_be_none_of_them() throws Exception {
        page("GET", "/login", Map.of());
        page("POST", "/login", Map.of("username", "zhou@" + house.code(), "password", TestHouse.PASSWORD));
        builder.in(house, () -> TestRows.vehicle(jdbc, TestRows.customer(jdbc, "俞建平", "MALE"), "浙A0R7G6"));
        var asked = "/complaints/known?store=" + house.east() + "&phone=&plate=";
        assertThat(page("GET", asked, Map.of()).body()).doesNotContain("new-known", "档案里没有");
        assertThat(page("GET", asked + encoded("浙A0R7G7"), Map.of()).body()).contains("档案里没有");
        var found = page("GET", asked + encoded("浙a·0r7g6"), Map.of()).body();
        assertThat(found).contains("俞建平", "浙A0R7G6", "都不是").containsPattern("value=\"[^\"]+\" selected>俞建平");
        assertThat(page("GET", "/complaints/known?store=" + house.west() + "&plate=" + encoded("浙A0R7G6"), Map.of())
                        .body())
                .as("another store's clerk asks in his own")
                .doesNotContain("俞建平");

        assertThat(page("GET", "/complaints/new", Map.of()).body()).contains("new-found");
        // Chosen without a word of number or plate, as when the form is opened from the customer's page.
        var chosen = CHOICE.matcher(found).results().findFirst().orElseThrow().group(1);
        var kept = page(
                "POST",
                "/complaints",
                Map.of("store", house.east().toString(), "source", "PHONE", "kind", "PARTS", "known", chosen));
        assertThat(kept.statusCode()).isEqualTo(422);
        assertThat(kept.body()).as("A29").contains("value=\"" + chosen + "\" selected");

        var form = new HashMap<>(Map.of(
                "store",
                house.east().toString(),
                "source",
                "PHONE",
                "kind",
                "PARTS",
                "plate",
                "浙A0R7G6",
                "phone",
                "13800006622",
                "name",
                "邱明",
                "known",
                "NONE"));
        var blank = page("POST", "/complaints", form);
        assertThat(blank.statusCode()).isEqualTo(422);
        assertThat(blank.body()).contains("value=\"NONE\" selected");
        form.put("content", "车主的朋友来说，配件等了一个月");
        var opened = page("POST", "/complaints", form);
        assertThat(opened.statusCode()).isEqualTo(302);
        var home = opened.headers().firstValue("Location").orElseThrow().replaceAll("^.*(/complaints/)", "$1");
        assertThat(page("GET", home, Map.of()).body()).contains("邱明").doesNotContain("俞建平");
    }

    @Test
    void a_clerk_takes_a_complaint_in_and_nothing_typed_is_lost_when_somebody_was_faster() throws Exception {
        page("GET", "/login", Map.of());
        page("POST", "/login", Map.of("username", "zhou@" + house.code(), "password", TestHouse.PASSWORD));
        assertThat(page("GET", "/complaints/new", Map.of()).body()).contains("登记投诉", "name=\"content\"");
        var blank = page(
                "POST",
                "/complaints",
                Map.of("store", house.east().toString(), "source", "LETTER", "kind", "PARTS", "content", "等了一个月配件"));
        assertThat(blank.statusCode()).isEqualTo(422);
        assertThat(blank.body()).contains("不知道是谁在投诉", "等了一个月配件");
        assertThat(page("POST", "/complaints/drafts", Map.of("content", "说到一半")).statusCode())
                .isEqualTo(204);
        assertThat(page("GET", "/complaints/new", Map.of()).body()).contains("说到一半", "上次没有保存的内容还在");
        var opened = page(
                "POST",
                "/complaints",
                Map.of(
                        "store",
                        house.east().toString(),
                        "source",
                        "LETTER",
                        "kind",
                        "PARTS",
                        "phone",
                        "13800006621",
                        "name",
                        "钱雪梅",
                        "content",
                        "等了一个月配件"));
        assertThat(opened.statusCode()).isEqualTo(302);
        var home = opened.headers().firstValue("Location").orElseThrow().replaceAll("^.*(/complaints/)", "$1");
        assertThat(page("GET", home, Map.of()).body()).contains("钱雪梅", "先联系客户", "等了一个月配件");
        var stale = page(
                "POST",
                home + "/steps",
                Map.of("action", "ESCALATE", "version", "99", "to", "DIRECTOR", "words", "配件部没有回音"));
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("配件部没有回音", "已经有人先写过了", "name=\"version\" value=\"1\"");
        var escalated = page(
                "POST",
                home + "/steps",
                Map.of("action", "ESCALATE", "version", "1", "to", "DIRECTOR", "words", "配件部没有回音"));
        assertThat(escalated.statusCode()).isEqualTo(302);
        assertThat(page("GET", home, Map.of()).body()).contains("升级到总监", "配件部没有回音");
        var crisis =
                page("POST", home + "/steps", Map.of("action", "DECLARE_CRISIS", "version", "2", "words", "客户拉横幅"));
        assertThat(crisis.statusCode()).isEqualTo(302);
        assertThat(page("GET", home + "/crisis", Map.of()).body())
                .contains("立刻要做的", "报告区域经理", "客户拉横幅")
                .doesNotContain("complaint.");
        assertThat(page("GET", "/complaints/terms", Map.of()).statusCode()).isEqualTo(403);
    }

    @Test
    void a_program_takes_in_and_does_steps_with_the_same_refusals() throws Exception {
        var customer = builder.in(house, () -> TestRows.customer(jdbc, "钱雪梅", "FEMALE"));
        var token =
                DealerContext.callAs(house.dealer(), () -> ((NewToken.Issued) tokens.issue(clerk, "测试", 1)).secret());
        var nobody = api(
                token,
                "POST",
                "",
                "{\"store\":\"%s\",\"source\":\"CAC\",\"kind\":\"PRODUCT\",\"content\":\"异响\"}"
                        .formatted(house.east()));
        assertThat(nobody.statusCode()).isEqualTo(422);
        assertThat(nobody.body()).contains("/problems/nobody-complains");
        var opened = api(
                token,
                "POST",
                "",
                "{\"store\":\"%s\",\"source\":\"CAC\",\"kind\":\"PRODUCT\",\"content\":\"异响\",\"customer\":\"%s\"}"
                        .formatted(house.east(), customer));
        assertThat(opened.statusCode()).isEqualTo(201);
        var id = opened.body().replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
        assertThat(api(token, "GET", "/" + id + "/case", "").body())
                .contains("\"state\":\"RECEIVED\"", "\"next\":\"CONTACT\"", "\"rule\":\"CP-33\"");
        var refused = api(
                token,
                "POST",
                "/" + id + "/steps",
                "{\"action\":\"CLOSE\",\"version\":1,\"fields\":{\"words\":\"好\"}}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("/problems/not-now");
        var wrong = api(
                token,
                "POST",
                "/" + id + "/steps",
                "{\"action\":\"PROMISE\",\"version\":1,\"fields\":{\"words\":\"好\",\"answerBy\":\"明天\"}}");
        assertThat(wrong.body()).contains("/problems/field-unreadable", "answerBy");
        var note = api(
                token,
                "POST",
                "/" + id + "/steps",
                "{\"action\":\"NOTE\",\"version\":1,\"fields\":{\"words\":\"客户在店里\"}}");
        assertThat(note.statusCode()).isEqualTo(201);
        assertThat(api(token, "POST", "/" + id + "/steps", "{\"action\":\"WITHDRAW\",\"version\":7,\"fields\":{}}")
                        .statusCode())
                .isEqualTo(409);
    }

    private static String contact(Instant at) {
        return "{\"at\": \"%s\", \"words\": \"道歉了\", \"version\": 1}".formatted(at);
    }

    private UUID receive() {
        return builder.in(house, () -> {
            var intake = new Intake(
                    house.east(),
                    ComplaintSource.FOLLOW_UP,
                    ComplaintKind.PRODUCT,
                    false,
                    Optional.of(TestRows.customer(jdbc, "钱雪梅", "FEMALE")),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Ids.next()),
                    "空调又不制热",
                    received,
                    false);
            return ((Received.Opened) office.receive(intake, clerk, clock.instant())).complaintId();
        });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private HttpResponse<String> page(String method, String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(form(fields)));
        var answer = browser.send(request.build(), BodyHandlers.ofString());
        var found = CSRF.matcher(answer.body());
        if (found.find()) {
            csrf = found.group(1);
        }
        return answer;
    }

    private String form(Map<String, String> fields) {
        return fields.isEmpty()
                ? ""
                : "_csrf=" + URLEncoder.encode(csrf, UTF_8) + "&"
                        + fields.entrySet().stream()
                                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
                                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> api(String token, String method, String path, String body)
            throws IOException, InterruptedException {
        try (var program = HttpClient.newHttpClient()) {
            return program.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/complaints" + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
