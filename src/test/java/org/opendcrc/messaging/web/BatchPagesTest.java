package org.opendcrc.messaging.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.TestRows;
import org.opendcrc.organisation.NewToken;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Texts to many, proposed wordings and figures, over the wire. */
@ApplicationTest
@Import(TestHouse.class)
class BatchPagesTest {

    private static final Pattern FOUND = Pattern.compile("<option value=\"([0-9a-f-]{36})\"[^>]*>我的名单");
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final Pattern PROPOSAL = Pattern.compile("/text-templates/proposals/([0-9a-f-]+)/decision");

    @LocalServerPort
    private int port;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private JdbcClient jdbc;

    private House house;
    private Browser manager;
    private Browser clerk;
    private final Map<String, String> tokenOf = new HashMap<>();

    @Autowired
    private TokenDesk tokens;

    @BeforeEach
    void open() {
        house = builder.open();
        builder.agent(house, "zhou");
        builder.employ(house, "quan", Map.of(house.east(), Set.of(Role.CRC_MANAGER)));
        builder.employ(house, "rui", Map.of(house.east(), Set.of(Role.GENERAL_MANAGER)));
        manager = signedIn("quan");
        clerk = signedIn("zhou");
        builder.in(house, () -> {
            var customer = TestRows.customer(jdbc, "欧阳志强", "MALE");
            return jdbc.sql("""
                            insert into customers.phone (dealer_id, customer_id, e164, position)
                            values (:dealer, :customer, '+8613800006621', 1)
                            """)
                    .param("dealer", house.dealer())
                    .param("customer", customer)
                    .update();
        });
    }

    @Test
    void a_batch_is_prepared_looked_at_given_up_and_read_by_clerks_who_cannot_send_it() {
        assertThat(manager.get("/text-batches").body()).contains("还没有批量短信");
        assertThat(manager.get("/text-batches/new").body()).contains("发给谁").doesNotContain("感谢到店");
        var form = new HashMap<>(Map.of(
                "name", "十一月优惠",
                "template", "offer",
                "language", "zh",
                "perMinute", "0",
                "audience", "TYPED",
                "lines", "13800006621\r\n13800138000\r\n13800006621"));
        var refused = manager.post("/text-batches", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("每分钟条数应为 1 到 1,000 的整数", "十一月优惠", "13800138000");
        form.put("perMinute", "30");
        assertThat(manager.post("/text-batches/new", form).body())
                .contains("共 1 位客户，其中 1 位同意", "另有 1 行", "13800138000");
        assertThat(clerk.post("/text-batches/new", form).statusCode()).isEqualTo(403);
        assertThat(clerk.post("/text-batches", form).statusCode()).isEqualTo(403);
        var prepared = manager.post("/text-batches", form);
        assertThat(prepared.statusCode()).isEqualTo(302);
        var page = prepared.headers().firstValue("Location").orElseThrow();
        page = page.substring(page.indexOf("/text-batches"));
        assertThat(manager.get(page).body())
                .contains("待审批", "【杭州城东店】欧阳先生", "拒收请回复R", "号码在名单中重复", "没有客户使用这个号码、编号或车牌", "138****6621", "由您准备")
                .doesNotContain("+8613800006621", "审批并发送");
        var another = signedIn("rui");
        assertThat(another.get(page).body()).contains("审批并发送").doesNotContain("由您准备");
        var own = manager.post(page + "/approval", Map.of());
        assertThat(own.statusCode()).isEqualTo(422);
        assertThat(own.body()).contains("不能自己审批");
        assertThat(clerk.get(page).body()).contains("待审批").doesNotContain("审批并发送");
        assertThat(clerk.post(page + "/approval", Map.of()).statusCode()).isEqualTo(403);
        assertThat(manager.get(page + "/lines.xlsx").statusCode()).isEqualTo(200);
        assertThat(manager.post(page + "/stop", Map.of()).statusCode()).isEqualTo(409);
        assertThat(manager.post(page + "/dropping", Map.of()).statusCode()).isEqualTo(302);
        assertThat(manager.post(page + "/approval", Map.of()).statusCode()).isEqualTo(409);
        assertThat(manager.get("/text-batches").body()).contains("十一月优惠", "已放弃");
        assertThat(manager.get("/text-batches/00000000-0000-7000-8000-000000000001")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_batch_over_the_interface_keeps_to_the_same_rules() throws Exception {
        builder.in(
                house,
                () -> jdbc.sql("""
                        insert into followups.saved_view (dealer_id, id, staff_id, name, filter, saved_at)
                        values (:dealer, :id, :staff, '我的名单', 'view=OPEN&sentFrom=2026-01-01&assigned=me', '2026-11-01 00:00Z')
                        """)
                        .param("dealer", house.dealer())
                        .param("id", Ids.next())
                        .param("staff", builder.actor(house, "quan").staffId())
                        .update());
        assertThat(manager.get("/text-batches/new").body()).contains("我的名单", "按车辆和到店情况选择客户");
        var list = FOUND.matcher(manager.get("/text-batches/new").body());
        assertThat(list.find()).isTrue();
        assertThat(api("quan", "POST", "/text-batches/counts", to("\"list\": \"" + list.group(1) + "\"")))
                .isEqualTo("200 {\"customers\":0,\"agreeing\":0,\"unknown\":0}");
        assertThat(api("quan", "POST", "/text-batches/counts", to("\"filter\": {}")))
                .isEqualTo("200 {\"customers\":1,\"agreeing\":1,\"unknown\":0}");
        assertThat(api("quan", "POST", "/text-batches/counts", to("\"filter\": {\"brand\": \"无\"}")))
                .startsWith("200 {\"customers\":0");
        assertThat(api("quan", "POST", "/text-batches", wish("offer", 60, "\"list\": \"x\"")))
                .startsWith("422 ")
                .contains("/problems/no-list");
        assertThat(api("quan", "POST", "/text-batches", wish("offer", 60, "\"list\": \"x\", \"filter\": {}")))
                .startsWith("422 ")
                .contains("/problems/two-audiences");
        assertThat(api("quan", "POST", "/text-batches", wish("offer", 0, "\"filter\": {}")))
                .startsWith("422 ")
                .contains("/problems/bad-pace", "\"to\":1000");
        assertThat(api("quan", "POST", "/text-batches", wish("visit-thanks", 60, "\"filter\": {}")))
                .startsWith("422 ")
                .contains("/problems/field-unknown", "\"rule\":\"A20\"");
        assertThat(api("zhou", "POST", "/text-batches", wish("offer", 60, "\"filter\": {}")))
                .startsWith("403 ");
        var made = api("quan", "POST", "/text-batches", wish("offer", 60, "\"recipients\": [\"13800006621\", \"没有\"]"));
        assertThat(made).startsWith("201 ").contains("\"state\":\"PREPARED\"", "\"leftOut\":{\"nobody\":1}");
        var id = ID.matcher(made);
        assertThat(id.find()).isTrue();
        var one = "/text-batches/" + id.group(1);
        assertThat(api("quan", "GET", one + "/lines?limit=1", ""))
                .contains("138****6621", "【杭州城东店】欧阳先生", "\"next\":1")
                .doesNotContain("+8613800006621");
        assertThat(api("quan", "GET", one + "/lines?after=1", ""))
                .contains("\"given\":\"没有\"", "\"reason\":\"nobody\"");
        assertThat(api("quan", "POST", one + "/approval", ""))
                .startsWith("422 ")
                .contains("/problems/same-person");
        assertThat(api("quan", "POST", one + "/stop", "")).startsWith("409 ").contains("/problems/batch-decided");
        assertThat(api("rui", "POST", one + "/approval", "")).startsWith("200 ").contains("\"approvedBy\":\"rui\"");
        assertThat(api("rui", "POST", one + "/approval", "")).startsWith("409 ");
        assertThat(api("rui", "POST", one + "/stop", "")).startsWith("403 ");
        assertThat(api("zhou", "GET", "/text-batches", "")).startsWith("200 ").contains("十一月优惠");
        assertThat(api("quan", "GET", "/text-batches/00000000-0000-7000-8000-000000000001", ""))
                .startsWith("404 ");
        assertThat(api("quan", "GET", "/v3/api-docs", ""))
                .contains("/api/v1/text-batches/{id}/approval", "TextBatchReport");
    }

    private String to(String audience) {
        return "{\"store\": \"" + house.east() + "\", \"to\": {" + audience + "}}";
    }

    private String wish(String template, int perMinute, String audience) {
        return "{\"store\": \"" + house.east() + "\", \"name\": \"十一月优惠\", \"template\": \"" + template
                + "\", \"perMinute\": " + perMinute + ", \"to\": {" + audience + "}}";
    }

    /** The status and the body. */
    private String api(String login, String method, String path, String body) throws Exception {
        var actor = builder.actor(house, login);
        var token = tokenOf.computeIfAbsent(
                login,
                _ -> DealerContext.callAs(
                        house.dealer(), () -> ((NewToken.Issued) tokens.issue(actor, "测试", 1)).secret()));
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s%s"
                                    .formatted(port, path.startsWith("/v3/") ? "" : "/api/v1", path)))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }

    @Test
    void a_clerk_proposes_a_wording_and_the_manager_decides() {
        var form = new HashMap<>(Map.of(
                "name", "请回电",
                "chinese", "{称呼}，请回电{本店电话}。",
                "english", "",
                "version", "0"));
        assertThat(clerk.get("/text-templates/call-back-please").body()).contains("提交经理审批", "允许长短信");
        assertThat(clerk.post("/text-templates/call-back-please", form).statusCode())
                .isEqualTo(403);
        assertThat(clerk.post("/text-templates/call-back-please/proposals", form)
                        .statusCode())
                .isEqualTo(302);
        form.put("textClass", "SERVICE");
        assertThat(clerk.post("/text-templates/new/proposals", form).statusCode())
                .isEqualTo(302);
        form.put("chinese", "{不知道}");
        assertThat(clerk.post("/text-templates/new/proposals", form).statusCode())
                .isEqualTo(422);
        assertThat(clerk.get("/text-templates").body()).contains("待经理审批").doesNotContain("name=\"approved\"");
        assertThat(manager.get("/").body()).contains("待批模板");
        var shown = manager.get("/text-templates").body();
        var found = PROPOSAL.matcher(shown);
        assertThat(found.find()).isTrue();
        var decision = found.group();
        assertThat(clerk.post(decision, Map.of("approved", "true")).statusCode())
                .isEqualTo(403);
        assertThat(manager.post(decision, Map.of("approved", "true", "note", "很好"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(manager.post(decision, Map.of("approved", "false")).statusCode())
                .isEqualTo(409);
        assertThat(clerk.get("/text-templates").body()).contains("quan 已批准", "很好");
        assertThat(manager.get("/text-templates/call-back-please").body()).contains("{称呼}，请回电{本店电话}。");
    }

    @Test
    void figures_and_replies_are_searched_and_exported() {
        assertThat(manager.get("/text-figures").body()).contains("短信月度统计", "还没有短信");
        assertThat(manager.get("/text-figures.xlsx").statusCode()).isEqualTo(200);
        assertThat(clerk.get("/text-replies?all=true&search=" + "%E9%80%80%E8%AE%A2")
                        .body())
                .contains("没有待阅的回复");
        assertThat(clerk.get("/text-replies.xlsx?all=true").statusCode()).isEqualTo(200);
        assertThat(clerk.get("/text-figures").statusCode()).isEqualTo(200);
    }

    private Browser signedIn(String name) {
        var browser = new Browser(port);
        browser.signIn(name + "@" + house.code(), TestHouse.PASSWORD);
        return browser;
    }
}
