package org.opendcrc.messaging.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.TestRows;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Texts to many, proposed wordings and figures, over the wire. */
@ApplicationTest
@Import(TestHouse.class)
class BatchPagesTest {

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

    @BeforeEach
    void open() {
        house = builder.open();
        builder.agent(house, "zhou");
        builder.employ(house, "quan", Map.of(house.east(), Set.of(Role.CRC_MANAGER)));
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
        assertThat(clerk.post("/text-batches", form).statusCode()).isEqualTo(403);
        var prepared = manager.post("/text-batches", form);
        assertThat(prepared.statusCode()).isEqualTo(302);
        var page = prepared.headers().firstValue("Location").orElseThrow();
        page = page.substring(page.indexOf("/text-batches"));
        assertThat(manager.get(page).body())
                .contains("待审批", "【杭州城东店】欧阳先生", "拒收请回复R", "号码在名单中重复", "没有客户使用这个号码或编号", "138****6621", "审批并发送")
                .doesNotContain("+8613800006621");
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
