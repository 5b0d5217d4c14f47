package org.opendcrc.followups.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.appointments.Answer;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.appointments.PrepFact;
import org.opendcrc.appointments.PrepStep;
import org.opendcrc.appointments.PreparationDesk;
import org.opendcrc.appointments.Workshop;
import org.opendcrc.followups.Visits;
import org.opendcrc.organisation.NewToken;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.shared.Actor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls about appointments by page and by program. The appointment is on Friday, 27 November 2026, 10:00, with Liu, booked on Monday; the
 * clock stands where each story says.
 */
@ApplicationTest
@Import(TestHouse.class)
class AppointmentCallPagesTest {

    static final Instant MONDAY = Visits.at("2026-11-23T10:00");
    static final LocalDate FRIDAY = LocalDate.of(2026, 11, 27);

    @LocalServerPort
    int port;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TokenDesk tokens;

    @Autowired
    AppointmentDesk appointments;

    @Autowired
    PreparationDesk preparation;

    Workshop shop;
    Browser browser;
    UUID appointment = new UUID(0, 0);

    @BeforeEach
    void booked() {
        shop = new Workshop(builder, jdbc);
        browser = new Browser(port);
        builder.systemClock().set(MONDAY);
        appointment = ((Answer.Made) shop.asDealer(
                        () -> appointments.book(shop.clerk, shop.wish(FRIDAY, "10:00", shop.liu), MONDAY)))
                .appointment();
        drained();
    }

    // ---- pages

    @Test
    void AP_16_the_clerk_reads_what_was_promised_offers_another_place_and_the_next_call_is_owed() {
        var task = taken("zhou", "CONFIRM_72", "2026-11-24T10:05");
        var page = browser.get(call(task)).body();
        assertThat(page).contains("您预约了", "石先生", "30,000 公里保养；冷车抖动", "行驶证", "72小时确认", "确认来", "改时间", "liu");
        assertThat(browser.get("/follow-ups/" + task + "/places?appointment=" + appointment + "&moveDay=2026-11-30")
                        .body())
                .contains("name=\"place\" value=\"2026-11-30T");
        assertThat(browser.get("/follow-ups/" + task + "/places?appointment=" + appointment + "&moveDay=2026-11-29")
                        .body())
                .contains("不营业");
        var refused = browser.post(
                call(task),
                Map.of(
                        "result",
                        "MOVED",
                        "moveDay",
                        "2026-11-29",
                        "moveTime",
                        "10:00",
                        "version",
                        "1",
                        "remark",
                        "要周末"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("没有存", "要周末", "data-digit=\"1\"");
        var none = browser.post(call(task), Map.of("result", "MOVED", "version", "1"));
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body()).contains("没选新的时间");
        var place = refused.body().replaceAll("(?s).*?name=\"place\" value=\"([^\"]+)\".*", "$1");
        var stale = browser.post(call(task), Map.of("result", "MOVED", "place", place, "version", "7"));
        assertThat(stale.statusCode()).isEqualTo(409);
        var moved = browser.post(call(task), Map.of("result", "MOVED", "place", place, "version", "1"));
        assertThat(moved.statusCode()).isIn(302, 303);
        drained();
        assertThat(browser.get("/follow-ups/" + task).body()).contains("改时间");
        assertThat(open("CONFIRM_72")).as("the new one's").isNotEqualTo(task);
    }

    @Test
    void AP_17_an_advisor_finds_his_call_in_his_own_list_and_it_stands_on_the_appointment() {
        builder.systemClock().set(Visits.at("2026-11-27T08:59"));
        browser.signIn("liu@" + shop.house.code(), TestHouse.PASSWORD);
        assertThat(browser.get("/follow-ups").body()).doesNotContain("石磊");
        builder.systemClock().set(Visits.at("2026-11-27T09:00"));
        var list = browser.get("/follow-ups").body();
        assertThat(list).contains("石磊", "YY-20261127-001", "还有 1 通");
        var task = open("CONFIRM_1");
        browser.get("/follow-ups");
        assertThat(browser.post("/follow-ups/claims", Map.of()).headers().firstValue("Location"))
                .hasValueSatisfying(it -> assertThat(it).endsWith(call(task)));
        assertThat(browser.get(call(task)).body()).contains("我在门口接您");
        assertThat(browser.post(call(task), Map.of("result", "CONFIRMED", "version", "1"))
                        .statusCode())
                .isIn(302, 303);
        var file = browser.get("/appointments/" + appointment).body();
        assertThat(file).contains("一小时前已确认", "1小时确认", "确认，", "，liu", "dc-ap-ok");
        assertThat(browser.get("/appointments/" + appointment + "/form").body()).contains("☑ ");
    }

    @Test
    void a_call_of_any_kind_books_an_appointment_and_comes_back_with_what_was_typed() {
        var task = taken("zhou", "CONFIRM_72", "2026-11-24T10:05");
        var away = browser.post(call(task) + "/bookings", Map.of("result", "CONFIRMED", "remark", "还想约钣喷"));
        assertThat(away.headers().firstValue("Location").orElseThrow())
                .contains(
                        "/appointments/new?store=" + shop.house.east(),
                        "customer=" + shop.customer,
                        "vehicle=" + shop.car);
        var form = browser.get("/appointments/new?store=" + shop.house.east() + "&customer=" + shop.customer
                        + "&vehicle=" + shop.car + "&back=" + call(task))
                .body();
        assertThat(form).contains("name=\"back\" value=\"" + call(task) + "\"", "石磊");
        assertThat(browser.get("/appointments/new?store=" + shop.house.east() + "&back=https://example.org/")
                        .body())
                .doesNotContain("example.org\"");
        var made = browser.post(
                "/appointments",
                Map.of(
                        "store",
                        shop.house.east().toString(),
                        "day",
                        "2026-12-01",
                        "start",
                        "10:00",
                        "customer",
                        shop.customer.toString(),
                        "vehicle",
                        shop.car.toString(),
                        "needs",
                        "钣喷",
                        "sent",
                        "yes",
                        "back",
                        call(task)));
        assertThat(made.headers().firstValue("Location").orElseThrow()).endsWith(call(task));
        assertThat(browser.get(call(task)).body()).contains("还想约钣喷", "YY-20261201-001");
    }

    @Test
    void AP_22_what_is_missing_is_read_out_and_asked_is_only_whether_he_moves_keeps_or_cancels() {
        var late = "2026-11-26T10:01";
        builder.systemClock().set(Visits.at(late));
        shop.asDealer(() -> preparation.take(
                shop.manager,
                appointment,
                PrepStep.PARTS,
                PrepFact.Kind.SHORT,
                PrepFact.Details.missing("机油滤芯", java.util.Optional.of(FRIDAY.plusDays(1))),
                Visits.at("2026-11-25T10:00")));
        shop.in(() -> {
            preparation.decideDue(shop.house.dealer(), Visits.at(late));
            return true;
        });
        drained();
        var task = taken("zhou", "APPOINTMENT_NOT_READY", late);
        var page = browser.get(call(task)).body();
        assertThat(page)
                .contains(
                        "还差什么",
                        "机油滤芯缺货",
                        "委托书还没草拟",
                        "按原时间来",
                        "改时间",
                        "取消",
                        "name=\"byDealer\" value=\"yes\" checked",
                        "未备好")
                .doesNotContain("data-element", "满意", "确认来");
        var script = get(issue(shop.clerk), "/api/v1/follow-ups/" + task + "/script");
        assertThat(script.body().at("/questions").size()).isZero();
        assertThat(script.body().at("/answers").toString()).isEqualTo("[\"KEPT\",\"MOVED\",\"CANCELLED\"]");
        assertThat(script.body().has("questionnaire")
                        && !script.body().at("/questionnaire").isNull())
                .isFalse();
        var kept = browser.post(call(task), Map.of("result", "KEPT", "version", "1", "remark", "等半小时也行"));
        assertThat(kept.statusCode()).isIn(302, 303);
        drained();
        assertThat(browser.get("/follow-ups/" + task).body()).contains("按原时间来");
        assertThat(browser.get("/appointments/" + appointment + "/preparation").body())
                .contains("等半小时也行");
    }

    @Test
    void AP_22_a_program_that_moves_him_does_so_for_the_dealer_unless_it_says_otherwise() {
        builder.systemClock().set(Visits.at("2026-11-26T10:01"));
        shop.in(() -> {
            preparation.decideDue(shop.house.dealer(), Visits.at("2026-11-26T10:01"));
            return true;
        });
        drained();
        var zhou = issue(shop.clerk);
        var moved = post(
                zhou, open("APPOINTMENT_NOT_READY"), "answer", "{\"answer\":\"MOVED\",\"start\":\"2026-11-30T10:00\"}");
        assertThat(moved.status()).isEqualTo(201);
        assertThat(shop.in(() -> jdbc.sql(
                                "select a.moved_by_dealer from appointments.appointment a where a.dealer_id = :dealer and a.id = :id")
                        .param("dealer", shop.house.dealer())
                        .param("id", appointment)
                        .query(Boolean.class)
                        .single()))
                .isTrue();
    }

    // ---- programs

    @Test
    void AP_16_a_program_gets_the_same_refusals_and_the_same_answer() {
        builder.systemClock().set(Visits.at("2026-11-24T10:05"));
        var zhou = issue(shop.clerk);
        var task = open("CONFIRM_72");
        assertThat(post(zhou, task, "result", "{\"outcome\":\"SATISFIED\"}").at("/type"))
                .endsWith("/another-answer");
        var refused = post(zhou, task, "answer", "{\"answer\":\"MOVED\",\"start\":\"2026-11-29T10:00\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/type")).endsWith("/closed-that-day");
        assertThat(refused.body().at("/offers").size()).isPositive();
        assertThat(post(zhou, task, "answer", "{\"answer\":\"MOVED\",\"start\":\"soon\"}")
                        .at("/type"))
                .endsWith("/appointment-incomplete");
        assertThat(post(zhou, task, "answer", "{\"answer\":\"CANCELLED\",\"reason\":\"\"}")
                        .at("/type"))
                .endsWith("/appointment-incomplete");
        assertThat(post(zhou, task, "answer", "{\"answer\":\"CANCELLED\",\"reason\":\"x\",\"version\":9}")
                        .status())
                .isEqualTo(409);
        var told = post(zhou, task, "answer", "{\"answer\":\"CONFIRMED\"}");
        assertThat(told.status()).isEqualTo(201);
        assertThat(told.at("/what")).isEqualTo("CONFIRMED");
        assertThat(told.at("/task/state")).isEqualTo("ANSWERED");
        var file = get(zhou, "/api/v1/appointments/" + appointment);
        assertThat(file.at("/confirmations/0/step")).isEqualTo("H72");
        assertThat(file.at("/confirmations/0/by")).isEqualTo("zhou");
        assertThat(file.at("/appointment/state")).isEqualTo("CONFIRMED_72");
        var early = post(zhou, open("CONFIRM_24"), "answer", "{\"answer\":\"CONFIRMED\"}");
        assertThat(early.at("/type")).endsWith("/not-yet-due");
        assertThat(post(zhou, open("CONFIRM_1"), "answer", "{\"answer\":\"CONFIRMED\"}")
                        .status())
                .as("the advisor's alone")
                .isEqualTo(404);
        builder.systemClock().set(Visits.at("2026-11-27T09:00"));
        var liu = issue(shop.advisor);
        assertThat(get(liu, "/api/v1/follow-ups?view=OPEN").body().at("/items").size())
                .isOne();
        assertThat(post(liu, open("CONFIRM_1"), "answer", "{\"answer\":\"MOVED\",\"start\":\"2026-11-30T10:00\"}")
                        .status())
                .isEqualTo(201);
    }

    // ---- fixtures

    record Reply(int status, JsonNode body) {
        String at(String pointer) {
            return body.at(pointer).asString();
        }
    }

    static String call(UUID task) {
        return "/follow-ups/" + task + "/call";
    }

    /** Signs in and takes that call. */
    UUID taken(String login, String kind, String now) {
        builder.systemClock().set(Visits.at(now));
        browser.signIn(login + "@" + shop.house.code(), TestHouse.PASSWORD);
        var task = open(kind);
        browser.get("/follow-ups");
        browser.post("/follow-ups/claims", Map.of("task", task.toString()));
        return task;
    }

    UUID open(String kind) {
        return shop.in(() -> jdbc.sql("""
                        select t.id
                          from followups.task t
                         where t.dealer_id = :dealer
                           and t.kind = :kind
                           and t.state in ('PENDING', 'RETRY')
                        """)
                .param("dealer", shop.house.dealer())
                .param("kind", kind)
                .query(UUID.class)
                .single());
    }

    void drained() {
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

    String issue(Actor actor) {
        return ((NewToken.Issued) shop.asDealer(() -> tokens.issue(actor, "test", 30))).secret();
    }

    Reply post(String token, UUID task, String what, String body) {
        return send(
                token,
                HttpRequest.newBuilder()
                        .uri(URI.create("http://127.0.0.1:" + port + "/api/v1/follow-ups/" + task + "/" + what))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Reply get(String token, String path) {
        return send(token, HttpRequest.newBuilder().uri(URI.create("http://127.0.0.1:" + port + path)));
    }

    private static Reply send(String token, HttpRequest.Builder request) {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    request.header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
            return new Reply(answer.statusCode(), JsonMapper.shared().readTree(answer.body()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
