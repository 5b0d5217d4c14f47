package org.opendcrc.workbench.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Vault;
import org.opendcrc.workbench.CountedStatements;
import org.opendcrc.workbench.CustomerRows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of a customer and his history for machines, on PostgreSQL. Who is signed in is set by the test. */
@ApplicationTest
@Import({TestHouse.class, CountedStatements.class})
class CustomerPagesTest {

    private static final String EVIL = "<script>alert(1)</script>";

    @Autowired
    WebApplicationContext context;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Vault vault;

    MockMvc http = MockMvcBuilders.standaloneSetup().build();
    CustomerRows rows;
    Actor zhou;
    UUID fang;
    UUID car;
    UUID task;
    UUID complaint;

    @BeforeEach
    void a_life() {
        http = MockMvcBuilders.webAppContextSetup(context).build();
        rows = new CustomerRows(builder, jdbc, vault);
        zhou = rows.zhou();
        fang = rows.customer("方" + EVIL, true);
        car = rows.car(fang, "浙A7K3F9");
        task = rows.task(rows.order(rows.house.east(), fang, car, "WT1", "2026-11-19T09:00"), "RETRY", true);
        rows.attempt(task, "2026-11-20T10:00", "SWITCHED_OFF");
        var earlier = rows.task(
                rows.order(rows.house.east(), fang, car, "WT0", "2025-05-19T09:00"), "SUCCESS_SATISFIED", false);
        rows.satisfied(earlier, "2025-05-22T10:00");
        rows.remark(earlier, "2025-05-23T10:00", "备注" + EVIL);
        complaint =
                rows.complaint(rows.house.east(), fang, car, "TS-20261120-004", "2026-11-20T22:00", false, "投诉" + EVIL);
        rows.text(rows.house.east(), fang, "2026-03-01T10:00", "短信" + EVIL);
        rows.change(
                fang,
                "2026-02-01T10:00",
                "{\"phone\": \"+8613800000001\", \"name\": \"" + EVIL + "\"}",
                "{\"phone\": \"+8613800006621\", \"name\": \"方\", \"from_elsewhere\": \"1\"}");
    }

    @AfterEach
    void nobody_is_signed_in() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void the_page_shows_everything_in_chinese_and_escapes_what_people_wrote() {
        var page = body(as(zhou, get("/customers/" + fang)));
        assertThat(page)
                .contains("免打扰", "138****6621", "0571-8***2210", "dc-struck", "错号", "****002X", "黄女士", "139****0417")
                .contains("浙A·7K3F9", "质保到", "12-02", "剩 11 天", "JD")
                .contains("三日电访：关机", "三日电访：满意", "总分 96 / 100", "满意度 9 分", "三日电访：追加备注")
                .contains("维修 WT1 已结算", "1,286.00", "投诉 TS-20261120-004 修理费用", "短信未发送：没有短信网关")
                .contains("电话 138****0001 → 138****6621", "from_elsewhere 1", "系统")
                .contains("2025 年")
                .contains(
                        "href=\"/follow-ups/" + task + "\"", "href=\"/complaints/" + complaint + "\"", "data-key=\"N\"")
                .contains("今天要打", "免打扰，以短信代访", "1 件待联系")
                .contains("&lt;script&gt;")
                .contains("\"historyCacheSize\":0")
                .doesNotContain(
                        EVIL, "style=", "13800006621", "88882210", "13900000417", CustomerRows.ID_NUMBER, "2026 年");
    }

    @Test
    void the_page_speaks_english() {
        var zhouInEnglish = inEnglish(zhou);
        var page = body(as(zhouInEnglish, get("/customers/" + fang)));
        assertThat(page)
                .contains("No calls", "Wrong number", "Warranty until", "11 days left", "1 vehicle")
                .contains("Three-day call: switched off", "Repair WT1, settled", "Satisfaction 9", "text instead")
                .contains("To call today", "History")
                .doesNotContain(EVIL, "13800006621");
        for (var kind : new String[] {"REPAIRS", "CALLS", "COMPLAINTS", "TEXTS", "CHANGES"}) {
            assertThat(as(zhouInEnglish, get("/customers/" + fang + "?kind=" + kind))
                            .getStatus())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_filter_and_a_car_stay_chosen_while_one_goes_back_in_time() {
        for (int n = 0; n < 30; n++) {
            rows.order(rows.house.east(), fang, car, "WT-" + n, "2026-06-01T09:00");
        }
        var address = "/customers/" + fang + "?kind=REPAIRS&vehicle=" + car;
        var page = body(as(zhou, get(address)));
        assertThat(page).contains("id=\"story-earlier\"", "id=\"all-cars\"").doesNotContain("id=\"story-latest\"");
        var earlier = page.replace("&amp;", "&").replaceAll("(?s).*id=\"story-earlier\" href=\"([^\"]+)\".*", "$1");
        assertThat(earlier).startsWith(address + "&after=");
        assertThat(body(as(zhou, get(earlier))))
                .contains("id=\"story-latest\"", "WT0", "2025 年")
                .doesNotContain("id=\"story-earlier\"", "WT1 ");
    }

    @Test
    void whole_numbers_are_shown_once_in_the_answer_and_nowhere_else() {
        var shown = as(zhou, post("/customers/" + fang + "/disclosures").param("subject", "ID_NUMBER"));
        assertThat(shown.getStatus()).isEqualTo(200);
        assertThat(body(shown)).contains(CustomerRows.ID_NUMBER, "只显示这一次").doesNotContain("13800006621");
        assertThat(body(as(zhou, post("/customers/" + fang + "/disclosures").param("subject", "PHONES"))))
                .contains("13800006621", "0571-88882210", "dc-struck")
                .doesNotContain(CustomerRows.ID_NUMBER, "13900000417");
        assertThat(body(as(zhou, post("/customers/" + fang + "/disclosures").param("subject", "CONTACTS"))))
                .contains("13900000417")
                .doesNotContain("13800006621");
        assertThat(as(zhou, get("/customers/" + fang + "/disclosures")).getRedirectedUrl())
                .isEqualTo("/customers/" + fang);
        assertThat(body(as(zhou, get("/customers/" + fang)))).doesNotContain(CustomerRows.ID_NUMBER, "13800006621");
    }

    @Test
    void who_may_not_see_does_not_see() {
        var advisor = rows.person("liu", rows.house.east(), Role.ADVISOR);
        assertThat(body(as(advisor, get("/customers/" + fang))))
                .contains("维修 WT1", "请找客服专员")
                .doesNotContain("disclosures", "TS-20261120-004", "三日电访", "data-key=\"N\"", "今天要打");
        assertThat(as(advisor, post("/customers/" + fang + "/disclosures").param("subject", "PHONES"))
                        .getStatus())
                .isEqualTo(403);
        assertThat(as(advisor, get("/customers/" + fang + "?kind=CALLS")).getStatus())
                .isEqualTo(403);
        assertThat(as(advisor, get("/api/v1/customers/" + fang + "/story?kind=CALLS"))
                        .getStatus())
                .isEqualTo(403);
        var guard = rows.person("bao", rows.house.east(), Role.GUARD);
        assertThat(as(guard, get("/customers/" + fang)).getStatus()).isEqualTo(403);
        assertThat(as(guard, get("/api/v1/customers/" + fang + "/story")).getStatus())
                .isEqualTo(403);
        var manager = rows.person("lin", rows.house.east(), Role.GENERAL_MANAGER);
        assertThat(body(as(manager, get("/customers/" + fang))))
                .contains("三日电访")
                .doesNotContain("data-key=\"N\"");
        assertThat(as(zhou, get("/customers/" + UUID.randomUUID())).getStatus()).isEqualTo(404);
        assertThat(as(zhou, get("/customers/neither")).getStatus()).isEqualTo(404);
        assertThat(as(zhou, get("/api/v1/customers/" + UUID.randomUUID() + "/story"))
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void the_address_of_who_was_merged_leads_to_the_other() {
        var twin = rows.customer("方志强", false);
        rows.merged(twin, fang);
        assertThat(as(zhou, get("/customers/" + twin)).getRedirectedUrl()).isEqualTo("/customers/" + fang);
    }

    @Test
    void what_the_further_files_bring_is_shown_in_both_languages() {
        var order = rows.order(rows.house.east(), fang, car, "WT2", "2026-11-16T09:00");
        rows.line(order, "01", "机油" + EVIL);
        rows.advised(order, "雨刮片" + EVIL, false);
        rows.earlierCall(order, false, "2026-11-18T10:00");
        rows.sale(fang, car, "XS1", "2026-02-01");
        rows.earlierComplaint(fang, car, "OLD-1", "2026-03-01T10:00");
        rows.arrived(rows.house.west(), "浙A7K3F9", "2026-11-16T08:45");
        rows.asksForAnotherPhone(fang, "+8613700001111");
        rows.expected(car, "2026-10-01");
        assertThat(body(as(zhou, get("/customers/" + fang))))
                .contains(
                        "以前的回访：满意",
                        "总分 92.5",
                        "购车 XS1",
                        "提车 02-05",
                        "投诉 OLD-1 服务态度",
                        "已关闭",
                        "进店（门岗登记）",
                        "离店 11-16 14:45")
                .contains(
                        "未做的维修建议",
                        "11-16 暂缓",
                        "可用到 2027-01-31 · 可用到 45,000 km",
                        "待批：手机 137****1111（11-12 提出）",
                        "03-15 夜班")
                .contains("下次保养", "10-01", "该来没来")
                .doesNotContain(EVIL, "13700001111");
        assertThat(body(as(inEnglish(zhou), get("/customers/" + fang))))
                .contains(
                        "Earlier follow-up: satisfied",
                        "Bought, XS1",
                        "Arrived (gate log)",
                        "Advised, not done",
                        "Waits for approval")
                .doesNotContain(EVIL);
    }

    private static Actor inEnglish(Actor it) {
        return new Actor(it.dealerId(), it.staffId(), it.login(), it.name(), it.roles(), Locale.ENGLISH, true);
    }

    @Test
    void a_customer_without_a_life_has_a_page_too() {
        var bare = rows.customer("孟凡超", false);
        assertThat(body(as(zhou, get("/customers/" + bare)))).contains("孟凡超 先生", "名下没有车", "这里还没有记录", "没有欠着的回访");
    }

    @Test
    void A34_what_he_says_is_recorded_on_the_page_by_those_who_may() {
        var form = body(as(zhou, get("/customers/" + fang)));
        assertThat(form).contains("记录客户的意思", "action=\"/customers/" + fang + "/consents\"");
        var without = as(
                zhou,
                post("/customers/" + fang + "/consents")
                        .param("purpose", "TEXTS")
                        .param("given", "true")
                        .param("channel", "MESSAGE")
                        .param("evidence", "  "));
        assertThat(without.getStatus()).isEqualTo(422);
        assertThat(body(without)).contains("role=\"alert\"", "要写明凭据", "value=\"MESSAGE\" selected");
        var recorded = as(
                zhou,
                post("/customers/" + fang + "/consents")
                        .param("purpose", "TEXTS")
                        .param("given", "true")
                        .param("channel", "WRITTEN")
                        .param("evidence", "签字单 7 号柜" + EVIL));
        assertThat(recorded.getRedirectedUrl()).isEqualTo("/customers/" + fang + "#consent");
        assertThat(body(as(zhou, get("/customers/" + fang))))
                .contains("书面 · 签字单 7 号柜&lt;script&gt;", "客户同意")
                .doesNotContain(EVIL);
        var advisor = rows.person("liu", rows.house.east(), Role.ADVISOR);
        assertThat(body(as(advisor, get("/customers/" + fang)))).doesNotContain("记录客户的意思");
        assertThat(as(
                                advisor,
                                post("/customers/" + fang + "/consents")
                                        .param("purpose", "TEXTS")
                                        .param("given", "false")
                                        .param("channel", "PHONE"))
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void the_whole_page_with_its_frame_needs_six_statements() {
        as(zhou, get("/customers/" + fang)); // the names of the stores are read once a minute
        assertThat(CountedStatements.during(() -> as(zhou, get("/customers/" + fang))))
                .hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void machines_read_the_history_in_pieces() {
        var address = "/api/v1/customers/" + fang + "/story?limit=3";
        var ids = new ArrayList<String>();
        var kinds = new ArrayList<String>();
        var next = Optional.<String>empty();
        do {
            var answer =
                    json(as(zhou, get(address + next.map(it -> "&after=" + it).orElse(""))));
            answer.get("items").forEach(it -> {
                ids.add(it.get("id").asString());
                kinds.add(it.get("kind").asString());
            });
            next = Optional.ofNullable(answer.get("next"))
                    .filter(it -> !it.isNull())
                    .map(JsonNode::asString);
        } while (next.isPresent());
        assertThat(ids).hasSize(8).doesNotHaveDuplicates();
        assertThat(kinds)
                .containsExactly("COMPLAINTS", "CALLS", "REPAIRS", "TEXTS", "CHANGES", "CALLS", "CALLS", "REPAIRS");
        var text = json(as(zhou, get("/api/v1/customers/" + fang + "/story?kind=TEXTS")))
                .at("/items/0/facts");
        assertThat(text.get("phone").asString()).isEqualTo("138****6621");
        assertThat(text.get("state").asString()).isEqualTo("NOT_SENT");
        assertThat(json(as(zhou, get("/api/v1/customers/" + fang + "/story?vehicle=" + car)))
                        .get("items"))
                .hasSize(6);
        assertThat(as(zhou, get(address + "&kind=NONE")).getStatus()).isEqualTo(422);
    }

    private MockHttpServletResponse as(Actor actor, MockHttpServletRequestBuilder request) {
        var token = new TestingAuthenticationToken(actor, null);
        SecurityContextHolder.getContext().setAuthentication(token);
        return DealerContext.callAs(actor.dealerId(), () -> {
            try {
                return http.perform(request.principal(token).characterEncoding(StandardCharsets.UTF_8))
                        .andReturn()
                        .getResponse();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    private static JsonNode json(MockHttpServletResponse response) {
        assertThat(response.getStatus()).isEqualTo(200);
        return JsonMapper.shared().readTree(body(response));
    }

    private static String body(MockHttpServletResponse response) {
        try {
            return response.getContentAsString(StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
