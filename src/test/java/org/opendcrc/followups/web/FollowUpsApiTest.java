package org.opendcrc.followups.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.followups.Visits;
import org.opendcrc.organisation.NewToken;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The queue over HTTP. It is Saturday 21 November 2026, 09:00 in the store; the orders were settled on Thursday. */
@ApplicationTest
@Import(TestHouse.class)
class FollowUpsApiTest {

    @LocalServerPort
    int port;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TokenDesk tokens;

    Visits visits;
    Actor zhou;
    String token = "";

    record Answer(int status, JsonNode body) {
        String at(String pointer) {
            return body.at(pointer).asString();
        }
    }

    @BeforeEach
    void three_orders() {
        visits = new Visits(builder, jdbc, events);
        var run = Ids.next();
        for (var orderNo : new String[] {"WT1", "WT2", "WT3"}) {
            visits.settled(
                    run,
                    visits.car("方志强", false, "+8613800006621"),
                    orderNo,
                    null,
                    "2026-11-19T09:00",
                    "2026-11-19T16:00");
        }
        visits.settled(
                run, visits.car("孟凡超", false, "+8613800006622"), "WT4", null, "2026-11-21T00:00", "2026-11-21T08:30");
        visits.recorded(run, "2026-11-21T08:45", false);
        zhou = visits.clerk("zhou");
        token = issue(zhou);
    }

    @Test
    void FU_15_the_list_holds_what_is_owed_today_and_pages_by_key() {
        var first = get("/api/v1/follow-ups?limit=2");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().at("/items").size()).isEqualTo(2);
        var rest = get("/api/v1/follow-ups?limit=2&after=" + first.at("/next"));
        assertThat(rest.body().at("/items").size()).isOne();
        var orders = new HashSet<String>();
        first.body().at("/items").forEach(it -> orders.add(it.at("/orderNo").asString()));
        rest.body().at("/items").forEach(it -> orders.add(it.at("/orderNo").asString()));
        assertThat(orders).containsExactlyInAnyOrder("WT1", "WT2", "WT3");
        assertThat(get("/api/v1/follow-ups?state=SUCCESS_SATISFIED")
                        .body()
                        .at("/items")
                        .size())
                .isZero();
    }

    @Test
    void FU_16_all_stores_can_be_asked_for_by_a_word_and_nonsense_is_said_to_be_so() {
        assertThat(get("/api/v1/follow-ups?store=all").body().at("/items").size())
                .isEqualTo(3);
        assertThat(get("/api/v1/follow-ups?store=" + visits.east())
                        .body()
                        .at("/items")
                        .size())
                .isEqualTo(3);
        assertThat(get("/api/v1/follow-ups?store=nowhere").status()).isEqualTo(422);
        assertThat(get("/api/v1/follow-ups?assigned=somebody").status()).isEqualTo(422);
        assertThat(get("/api/v1/follow-ups?store=" + visits.west()).status()).isEqualTo(403);
    }

    @Test
    void FU_20_FU_7_a_program_reads_what_is_said_and_when_a_missed_call_counts_next() {
        var task = task("WT1");
        var script = get(path(task, "script"));
        assertThat(script.status()).isEqualTo(200);
        assertThat(script.at("/kind")).isEqualTo("SERVICE");
        assertThat(script.at("/number")).isEqualTo("2");
        assertThat(script.at("/opening")).contains("方先生您好", "zhou");
        assertThat(script.at("/own")).isEqualTo("false");
        assertThat(script.body().at("/questions").size()).isEqualTo(7);
        assertThat(script.at("/questions/0/ask")).doesNotContain("{");
        assertThat(script.at("/ifMissed/counts")).isEqualTo("true");
        assertThat(script.at("/ifMissed/nextCountsFrom")).isEqualTo("2026-11-22T03:30:00Z");
        var kept = post(path(task, "attempts"), "{\"outcome\":\"BUSY\"}");
        assertThat(kept.at("/nextCountsFrom")).isEqualTo("2026-11-22T03:30:00Z");
        assertThat(kept.body().at("/nextDayparts").toString()).isEqualTo("[\"NOON\",\"AFTERNOON\",\"EVENING\"]");
        var west = visits.person("bai", visits.west(), Role.AGENT);
        token = issue(west);
        assertThat(get(path(task, "script")).status()).isEqualTo(404);
    }

    @Test
    void each_claim_takes_a_further_contact_until_there_is_none() {
        var contacts = new HashSet<String>();
        for (int n = 0; n < 3; n++) {
            var claim = post("/api/v1/follow-ups/claims", "{}");
            assertThat(claim.status()).isEqualTo(201);
            contacts.add(claim.at("/contact/id"));
        }
        assertThat(contacts).hasSize(3);
        assertThat(post("/api/v1/follow-ups/claims", "{}").status()).isEqualTo(204);
    }

    @Test
    void what_another_clerk_holds_is_refused_until_he_gives_it_back() {
        var task = task("WT1");
        var lin = issue(visits.clerk("lin"));
        assertThat(post(path(task, "claim"), "").status()).isEqualTo(201);
        var mine = token;
        token = lin;
        var refused = post(path(task, "attempts"), "{\"outcome\":\"BUSY\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/type")).isEqualTo("/problems/held-by");
        assertThat(refused.at("/heldBy")).isEqualTo("zhou");
        token = mine;
        assertThat(send("DELETE", path(task, "claim"), "").status()).isEqualTo(204);
        token = lin;
        var kept = post(path(task, "attempts"), "{\"outcome\":\"BUSY\"}");
        assertThat(kept.status()).isEqualTo(201);
        assertThat(kept.at("/what")).isEqualTo("NEEDS_ANOTHER_CALL");
        assertThat(kept.at("/made")).isEqualTo("1");
        assertThat(kept.at("/task/state")).isEqualTo("RETRY");
    }

    @Test
    void FU_7_FU_14_FU_15_a_refusal_carries_its_rule() {
        var closure = post(path(task("WT1"), "closure"), "");
        assertThat(closure.status()).isEqualTo(422);
        assertThat(closure.at("/type")).isEqualTo("/problems/too-few-attempts");
        assertThat(closure.at("/rule")).isEqualTo("FU-7");
        assertThat(closure.at("/required")).isEqualTo("3");
        assertThat(post(path(task("WT1"), "text"), "").at("/rule")).isEqualTo("FU-14");
        assertThat(post(path(task("WT4"), "attempts"), "{\"outcome\":\"BUSY\"}").at("/rule"))
                .isEqualTo("FU-15");
        assertThat(post(path(task("WT1"), "attempts"), "{\"outcome\":\"CONNECTED\"}")
                        .at("/type"))
                .isEqualTo("/problems/connected-is-a-result");
        assertThat(post(path(task("WT1"), "attempts"), "{\"outcome\":\"LOST\"}").status())
                .isEqualTo(422);
    }

    @Test
    void FU_9_FU_25_a_result_is_kept_once_with_two_figures() {
        var result = """
                {"outcome":"SATISFIED","answers":{"car-in-order":"yes","fixed-first-time":null},"satisfaction":9,"remark":"一切都好"}
                """;
        var kept = post(path(task("WT1"), "result"), result);
        assertThat(kept.status()).isEqualTo(201);
        assertThat(kept.at("/task/state")).isEqualTo("SUCCESS_SATISFIED");
        var file = get("/api/v1/follow-ups/" + task("WT1"));
        assertThat(file.at("/result/answers/satisfaction")).isEqualTo("9");
        assertThat(file.at("/result/answers/total")).isEqualTo("25");
        assertThat(file.at("/tries/0/outcome")).isEqualTo("CONNECTED");
        assertThat(file.at("/remarks/0/words")).isEqualTo("一切都好");
        var again = post(path(task("WT1"), "result"), result);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/rule")).isEqualTo("FU-9");
        assertThat(post(path(task("WT1"), "remarks"), "{\"words\":\"客户又来电\"}").status())
                .isEqualTo(201);
        assertThat(post(path(task("WT1"), "remarks"), "{\"words\":\" \"}").status())
                .isEqualTo(422);
    }

    @Test
    void FU_10_a_dissatisfied_result_needs_its_complaint_and_names_it() {
        var bare = post(path(task("WT1"), "result"), "{\"outcome\":\"DISSATISFIED\",\"answers\":{}}");
        assertThat(bare.status()).isEqualTo(422);
        assertThat(bare.at("/rule")).isEqualTo("FU-10");
        var kept = post(path(task("WT1"), "result"), """
                {"outcome":"DISSATISFIED","answers":{"car-in-order":"no"},
                 "complaint":{"kind":"REPAIR_SKILL","content":"刹车第二天又响","spokenAbout":true,"grievanceSolved":false}}
                """);
        assertThat(kept.status()).isEqualTo(201);
        assertThat(kept.at("/complaintNumber")).startsWith("TS-20261121-");
    }

    @Test
    void another_stores_task_is_not_there_and_a_guard_has_no_business_here() {
        var task = task("WT1");
        token = issue(visits.person("wang", visits.west(), Role.AGENT));
        assertThat(get("/api/v1/follow-ups/" + task).status()).isEqualTo(404);
        assertThat(post(path(task, "claim"), "").status()).isEqualTo(404);
        token = issue(visits.person("bao", visits.east(), Role.GUARD));
        assertThat(get("/api/v1/follow-ups").status()).isEqualTo(403);
        assertThat(post("/api/v1/follow-ups/claims", "{}").status()).isEqualTo(403);
    }

    // ---- fixtures

    private UUID task(String orderNo) {
        return visits.task(orderNo).id();
    }

    private static String path(UUID task, String what) {
        return "/api/v1/follow-ups/" + task + "/" + what;
    }

    private String issue(Actor actor) {
        return DealerContext.callAs(
                actor.dealerId(), () -> ((NewToken.Issued) tokens.issue(actor, "test", 30)).secret());
    }

    private Answer get(String path) {
        return send("GET", path, "");
    }

    private Answer post(String path, String body) {
        return send("POST", path, body);
    }

    private Answer send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, application/problem+json");
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body().isEmpty()
                            ? JsonMapper.shared().createObjectNode()
                            : JsonMapper.shared().readTree(response.body()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
