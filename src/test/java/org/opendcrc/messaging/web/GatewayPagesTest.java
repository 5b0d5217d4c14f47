package org.opendcrc.messaging.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.TestRows;
import org.opendcrc.messaging.wire.Smsc;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

/** Lines are set up, tried and told at over the wire; replies land before the clerk. */
@ApplicationTest
@Import(TestHouse.class)
class GatewayPagesTest {

    private static final String HOME = "/administration/gateways";
    private static final Pattern DOOR = Pattern.compile("/hooks/texts/([0-9a-f]{48})/receipts");
    private static final Pattern REPLY = Pattern.compile("/text-replies/([0-9a-f-]+)/reading");

    @LocalServerPort
    private int port;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private JdbcClient jdbc;

    private House house;
    private Browser administrator;

    @BeforeEach
    void open() {
        house = builder.open();
        builder.agent(house, "zhou");
        builder.employ(house, "wang", Map.of(house.east(), Set.of(Role.ADVISOR)));
        administrator = signedIn("he");
    }

    @Test
    void a_line_is_set_up_tried_changed_and_removed_and_its_secret_never_shown() throws Exception {
        try (var smsc = new Smsc()) {
            assertThat(administrator.get(HOME).body()).contains("还没有短信网关");
            assertThat(administrator.get(HOME + "/new?kind=SMPP").body()).contains("SMPP 3.4", "等待答复（毫秒）");
            var form = new HashMap<>(Map.of(
                    "kind", "SMPP",
                    "name", "移动",
                    "service", "true",
                    "place", "1",
                    "perSecond", "10",
                    "secret", Smsc.PASSWORD,
                    "knob.host", "127.0.0.1",
                    "knob.port", "99999",
                    "version", "0"));
            var refused = administrator.post(HOME, form);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("请填 1 到 65,535 的整数。", "必填。").doesNotContain(Smsc.PASSWORD);
            form.put("knob.port", Integer.toString(smsc.port()));
            form.put("knob.account", Smsc.ACCOUNT);
            var saved = administrator.post(HOME, form);
            assertThat(saved.statusCode()).isEqualTo(302);
            var page = saved.headers().firstValue("Location").orElseThrow();
            page = page.substring(page.indexOf(HOME));
            assertThat(administrator.get(page).body()).contains("移动", "未启用").doesNotContain(Smsc.PASSWORD);
            assertThat(administrator
                            .post(page + "/trials", Map.of("phone", "12"))
                            .statusCode())
                    .isEqualTo(422);
            assertThat(administrator
                            .post(page + "/trials", Map.of("phone", "13800138000"))
                            .statusCode())
                    .isEqualTo(302);
            assertThat(administrator.get(page).body()).contains("网关已接收", "138****8000");
            assertThat(smsc.submitted)
                    .singleElement()
                    .satisfies(it -> assertThat(it.words()).isEqualTo("【OpenDCRC】这是一条测试短信。"));

            form.put("version", "1");
            form.put("secret", "");
            form.put("name", "移动二");
            assertThat(administrator.post(page, form).statusCode()).isEqualTo(302);
            assertThat(administrator.post(page, form).statusCode()).isEqualTo(409);
            administrator.post(page + "/trials", Map.of("phone", "13800138000"));
            assertThat(smsc.submitted).hasSize(2);
            form.put("version", "2");
            form.put("secret", "wrong");
            administrator.post(page, form);
            administrator.post(page + "/trials", Map.of("phone", "13800138000"));
            assertThat(administrator.get(page).body()).contains("没有连接：密码错误");
            assertThat(administrator.get(HOME).body()).contains("移动二");
            assertThat(administrator
                            .post(page + "/removal", Map.of("version", "3"))
                            .statusCode())
                    .isEqualTo(302);
            assertThat(administrator.get(HOME).body()).doesNotContain("移动二");
            assertThat(administrator.get(page).statusCode()).isEqualTo(404);
            assertThat(
                            texts(
                                    "select e.action from audit.entry e where e.dealer_id = :dealer and e.entity = 'gateway' order by e.at, e.id"))
                    .containsExactly("gateway-opened", "gateway-changed", "gateway-changed", "gateway-removed");
        }
    }

    @Test
    void nobody_but_the_administrator_sees_lines() {
        for (var login : List.of("zhou", "wang")) {
            var other = signedIn(login);
            assertThat(other.get(HOME).statusCode()).isEqualTo(403);
            assertThat(other.get(HOME + "/new?kind=HTTP").statusCode()).isEqualTo(403);
        }
        assertThat(signedIn("wang").get("/text-replies").statusCode()).isEqualTo(403);
    }

    @Test
    void a_provider_tells_with_his_signature_and_a_clerk_reads_what_customers_answer() throws Exception {
        administrator.get(HOME);
        var page = administrator.post(
                HOME,
                Map.of(
                        "kind", "HTTP",
                        "name", "云",
                        "on", "true",
                        "service", "true",
                        "place", "1",
                        "perSecond", "10",
                        "secret", "s3cret",
                        "knob.url", "http://127.0.0.1:9/send",
                        "version", "0"));
        assertThat(page.statusCode()).isEqualTo(302);
        var location = page.headers().firstValue("Location").orElseThrow();
        location = location.substring(location.indexOf(HOME));
        var found = DOOR.matcher(administrator.get(location).body());
        assertThat(found.find()).isTrue();
        var door = "/hooks/texts/" + found.group(1);
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
        var words = "{\"id\":\"r1\",\"phone\":\"13800006621\",\"text\":\"周日开门吗？\"}";
        assertThat(tell(door + "/replies", words, "s3cret")).isEqualTo(200);
        assertThat(tell(door + "/replies", words, "s3cret")).isEqualTo(200); // told twice
        assertThat(tell(door + "/replies", words, "guessed")).isEqualTo(404);
        assertThat(tell("/hooks/texts/" + "0".repeat(48) + "/replies", words, "s3cret"))
                .isEqualTo(404);
        assertThat(tell(door + "/replies", "no", "s3cret")).isEqualTo(400);
        assertThat(tell(door + "/receipts", "{\"id\":\"never-sent\",\"state\":\"delivered\"}", "s3cret"))
                .isEqualTo(200);
        assertThat(tell(door + "/replies", "{\"id\":\"r2\",\"phone\":\"13800006621\",\"text\":\"退订!!\"}", "s3cret"))
                .isEqualTo(200);

        var clerk = signedIn("zhou");
        var replies = clerk.get("/text-replies").body();
        assertThat(replies).contains("周日开门吗？", "欧阳志强", "138****6621").doesNotContain("退订!!");
        assertThat(clerk.get("/").body()).contains("短信待办", "回复待阅");
        assertThat(clerk.get("/text-replies?all=true").body()).contains("退订!!", "已退订，立即生效");
        var id = REPLY.matcher(replies);
        assertThat(id.find()).isTrue();
        clerk.post("/text-replies/" + UUID.fromString(id.group(1)) + "/reading", Map.of());
        assertThat(clerk.get("/text-replies").body()).contains("没有待阅的回复");
        administrator.post(location + "/removal", Map.of("version", "1"));
        assertThat(tell(door + "/replies", words, "s3cret")).isEqualTo(404);
    }

    private int tell(String path, String body, String secret) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .header(
                                            "X-Signature",
                                            HexFormat.of()
                                                    .formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8))))
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        }
    }

    private Browser signedIn(String name) {
        var browser = new Browser(port);
        browser.signIn(name + "@" + house.code(), TestHouse.PASSWORD);
        return browser;
    }

    private List<String> texts(String sql) {
        return builder.in(
                house,
                () -> jdbc.sql(sql).param("dealer", house.dealer()).query(String.class).list().stream()
                        .map(HtmlUtils::htmlUnescape)
                        .toList());
    }
}
