package org.opendcrc.customers.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.dms.FileKind;
import org.opendcrc.dms.ImportDesk;
import org.opendcrc.organisation.NewToken;
import org.opendcrc.organisation.SettingsDesk;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What the customer manager decides and what a clerk is told, over the wire. */
@ApplicationTest
@Import(TestHouse.class)
class OwnerChangesOverHttpTest {

    private static final Pattern REQUEST = Pattern.compile("action=\"(/owner-changes/[0-9a-f-]+)/approval\"");

    @LocalServerPort
    private int port;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private ImportDesk imports;

    @Autowired
    private SettingsDesk settings;

    @Autowired
    private TokenDesk tokens;

    @Autowired
    private JdbcClient jdbc;

    private House house;

    @BeforeEach
    void open() {
        house = builder.open();
        builder.agent(house, "zhou");
        builder.employ(house, "lin", Map.of(house.east(), Set.of(Role.CRC_MANAGER)));
        builder.employ(house, "admin", Map.of(house.east(), Set.of(Role.ADMINISTRATOR)));
        var admin = builder.actor(house, "admin");
        DealerContext.runAs(
                house.dealer(), () -> settings.change(admin, house.east(), "profile.owner-approval", "true"));
        bring("customer_no,name,phone,address\nK1,陈建国,13800138000,文三路1号\n");
    }

    @Test
    void A33_the_manager_approves_on_the_page_and_a_clerk_may_not_look() {
        bring("customer_no,name,phone,address\nK1,陈建国,13800138000,<b>文三路2号\n");
        var clerk = new Browser(port);
        clerk.signIn("zhou@" + house.code(), TestHouse.PASSWORD);
        assertThat(clerk.get("/owner-changes").statusCode()).isEqualTo(403);

        var manager = new Browser(port);
        manager.signIn("lin@" + house.code(), TestHouse.PASSWORD);
        var page = manager.get("/owner-changes").body();
        assertThat(page).contains("文三路1号", "&lt;b").doesNotContain("<b>文三路");
        var found = REQUEST.matcher(page);
        assertThat(found.find()).isTrue();
        assertThat(manager.post(found.group(1) + "/approval", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(value("select c.address from customers.customer c where c.dealer_id = :dealer"))
                .isEqualTo("<b>文三路2号");
        var late = manager.post(found.group(1) + "/refusal", Map.of("words", "不对"));
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("dc-note-warn", "没有待批的变更");
    }

    @Test
    void FU_14_a_program_notes_that_somebody_does_not_want_calls() throws Exception {
        var id = value("select c.id from customers.customer c where c.dealer_id = :dealer");
        assertThat(put("zhou", id, "{\"dnd\": true, \"reason\": \"太忙\"}")).isEqualTo(200);
        assertThat(value("select c.dnd_reason from customers.customer c where c.dealer_id = :dealer"))
                .isEqualTo("太忙");
        assertThat(put("admin", id, "{\"dnd\": false}")).isEqualTo(403);
        assertThat(value("select c.dnd from customers.customer c where c.dealer_id = :dealer"))
                .isEqualTo("true");
    }

    @Test
    void A33_a_program_lists_and_decides_once() throws Exception {
        bring("customer_no,name,phone,address,postcode\nK1,陈建国,13800138000,文三路2号,310000\n");
        var first = send("lin", "GET", "/api/v1/owner-changes?limit=1", "");
        assertThat(first.statusCode()).isEqualTo(200);
        var answer = JsonMapper.shared().readTree(first.body());
        assertThat(answer.get("items")).hasSize(1);
        var request = answer.at("/items/0");
        assertThat(request.get("customerNo").asString()).isEqualTo("K1");
        assertThat(UUID.fromString(request.get("id").asString()).version()).isEqualTo(7);
        var next = send(
                "lin",
                "GET",
                "/api/v1/owner-changes?after=" + answer.get("next").asString(),
                "");
        assertThat(JsonMapper.shared().readTree(next.body()).get("items")).hasSize(1);

        var place = "/api/v1/owner-changes/" + request.get("id").asString() + "/decision";
        assertThat(send("zhou", "PUT", place, "{\"approved\": true}").statusCode())
                .isEqualTo(403);
        assertThat(send("lin", "PUT", place, "{}").statusCode()).isEqualTo(422);
        assertThat(send("lin", "PUT", place, "{\"approved\": false, \"words\": \"旧地址\"}")
                        .statusCode())
                .isEqualTo(204);
        var late = send("lin", "PUT", place, "{\"approved\": true}");
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("/problems/no-longer-open", "A33");
        assertThat(send(
                                "lin",
                                "PUT",
                                "/api/v1/owner-changes/" + UUID.randomUUID() + "/decision",
                                "{\"approved\": true}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(value("select count(*) from customers.owner_change_staging o where o.dealer_id = :dealer"))
                .isEqualTo("0");
    }

    @Test
    void A34_what_a_customer_agrees_to_and_takes_back_counts_at_once() throws Exception {
        var id = value("select c.id from customers.customer c where c.dealer_id = :dealer");
        var place = "/api/v1/customers/" + id + "/consents";
        var without = "{\"purpose\": \"TEXTS\", \"given\": true, \"channel\": \"PHONE\"}";
        var refused = send("zhou", "POST", place, without);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("/problems/evidence-missing");
        assertThat(send("zhou", "POST", place, without.replace("true", "false")).statusCode())
                .as("to take back is as easy as can be")
                .isEqualTo(200);
        assertThat(value("select c.sms_consent from customers.customer c where c.dealer_id = :dealer"))
                .isEqualTo("false");
        bring("customer_no,name,phone,address,sms_consent\nK1,陈建国,13800138000,文三路1号,是\n");
        assertThat(value("select c.sms_consent from customers.customer c where c.dealer_id = :dealer"))
                .as("the dealer system's word no longer counts")
                .isEqualTo("false");
        assertThat(send("admin", "POST", place, without).statusCode()).isEqualTo(403);
        assertThat(send("zhou", "POST", place, without.replace("true", "\"x\"")).statusCode())
                .isEqualTo(422);
        var calls = "{\"purpose\": \"CALLS\", \"given\": false, \"channel\": \"IN_PERSON\", \"evidence\": \"太忙\"}";
        assertThat(send("zhou", "POST", place, calls).statusCode()).isEqualTo(200);
        assertThat(value("select c.dnd || ' ' || c.dnd_reason from customers.customer c where c.dealer_id = :dealer"))
                .isEqualTo("true 太忙");
        assertThat(value("""
                        select string_agg(e.purpose || ' ' || e.given || ' ' || e.channel, ', ' order by e.said_at)
                          from customers.consent e
                         where e.dealer_id = :dealer
                        """)).isEqualTo("TEXTS false PHONE, CALLS false IN_PERSON");
        assertThat(
                        value(
                                "select count(*) from audit.entry e where e.dealer_id = :dealer and e.action in ('consent-withdrawn', 'do-not-disturb-changed')"))
                .isEqualTo("2");
    }

    private HttpResponse<String> send(String login, String method, String place, String body) throws Exception {
        var actor = builder.actor(house, login);
        var token =
                DealerContext.callAs(house.dealer(), () -> ((NewToken.Issued) tokens.issue(actor, "测试", 1)).secret());
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, place)))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private int put(String login, String id, String body) throws Exception {
        var actor = builder.actor(house, login);
        var token =
                DealerContext.callAs(house.dealer(), () -> ((NewToken.Issued) tokens.issue(actor, "测试", 1)).secret());
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/customers/%s/do-not-disturb"
                                            .formatted(port, id)))
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .PUT(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private void bring(String text) {
        DealerContext.runAs(
                house.dealer(),
                () -> imports.takeDemo(
                        FileKind.CUSTOMERS,
                        "customers.csv",
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    private String value(String sql) {
        return builder.in(
                house,
                () -> String.valueOf(
                        jdbc.sql(sql).param("dealer", house.dealer()).query().singleValue()));
    }
}
