package org.opendcrc.followups.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.followups.Visits;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
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

/** Calls to buyers on pages and by the interface. It is Saturday 21 November 2026, 09:00; the cars were sold that month. */
@ApplicationTest
@Import(TestHouse.class)
class SalePagesTest {

    @Autowired
    WebApplicationContext context;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    MockMvc http = MockMvcBuilders.standaloneSetup().build();
    Visits visits;
    Actor zhou;
    Actor sun;
    Actor boss;
    Visits.Car car = new Visits.Car(UUID.randomUUID(), UUID.randomUUID());

    @BeforeEach
    void three_cars_are_sold() {
        http = MockMvcBuilders.webAppContextSetup(context).build();
        visits = new Visits(builder, jdbc, events);
        zhou = visits.clerk("zhou");
        sun = visits.person("sun", visits.east(), Role.CONSULTANT);
        boss = visits.person("boss", visits.east(), Role.SALES_MANAGER);
        var qian = visits.person("qian", visits.east(), Role.CONSULTANT);
        car = visits.car("方志强", false, "+8613800006621");
        var night = "2026-11-20T23:30";
        visits.sold("S1", visits.east(), car, sun.staffId(), "2026-11-16", "2026-11-18", night);
        visits.sold(
                "S2",
                visits.east(),
                visits.car("李敏", false, "+8613800006622"),
                sun.staffId(),
                "2026-11-15",
                "2026-11-28",
                night);
        visits.sold(
                "S3",
                visits.east(),
                visits.car("王伟", false, "+8613800006623"),
                qian.staffId(),
                "2026-11-17",
                "2026-11-17",
                night);
        visits.sold(
                "S4",
                visits.west(),
                visits.car("赵静", false, "+8613800006624"),
                null,
                "2026-11-17",
                "2026-11-17",
                night);
    }

    @AfterEach
    void nobody_is_signed_in() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void FU_17_a_buyer_is_called_from_the_list_his_file_is_checked_and_the_consultant_puts_it_right() {
        assertThat(body(as(zhou, get("/follow-ups?view=SALES"))))
                .contains("方志强", "李敏", "王伟", "sales-switch", "按提车日期", "销售回访", "11-29起可打", "data-key=\"9\"")
                .doesNotContain("赵静");
        assertThat(body(as(
                        zhou, get("/follow-ups?view=SALES&sort=PICKED_UP&pickedFrom=2026-11-18&pickedTo=2026-11-18"))))
                .contains("方志强", "提车")
                .doesNotContain("李敏", "王伟");
        assertThat(body(as(zhou, get("/follow-ups?view=SALES&q=s1"))))
                .contains("方志强")
                .doesNotContain("李敏");
        assertThat(as(zhou, get("/follow-ups.xlsx?view=SALES")).getContentAsByteArray())
                .startsWith("PK".getBytes(StandardCharsets.US_ASCII));
        var call = call("S1");
        assertThat(body(as(zhou, get(call))))
                .contains("销售单 S1", "sun", "name=\"check.NAME\"", "name=\"right.ADDRESS\"", "138 0000 6621", "恭喜您")
                .contains("value=\"PURCHASE\"", "data-key=\"O\"", "data-key=\"R\"");
        var refused = as(
                zhou,
                post(call)
                        .param("result", "DISSATISFIED")
                        .param("check.NAME", "NO")
                        .param("right.NAME", "方志刚"));
        assertThat(refused.getStatus()).as("the complaint says nothing").isEqualTo(422);
        assertThat(body(refused)).as("what was typed is still there").contains("方志刚");
        assertThat(as(
                                zhou,
                                post(call)
                                        .param("result", "DISSATISFIED")
                                        .param("complaintKind", "PURCHASE")
                                        .param("complaintWords", "少一把钥匙")
                                        .param("check.NAME", "NO")
                                        .param("right.NAME", "方志刚")
                                        .param("check.PHONE", "YES"))
                        .getStatus())
                .isEqualTo(302);
        assertThat(body(as(zhou, get("/follow-ups/" + visits.saleTask("S1"))))).contains("档案核实", "不对，应为 方志刚", "没问");
        var list = body(as(sun, get("/corrections")));
        assertThat(list).contains("客户说：方志刚", "姓名").doesNotContain("href=\"/customers/", "href=\"/follow-ups/");
        var right = list.replaceAll("(?s).*action=\"(/corrections/[0-9a-f-]+/number)\".*", "$1");
        assertThat(as(sun, post(right).param("number", "方志刚")).getRedirectedUrl())
                .isEqualTo("/corrections");
        assertThat(body(as(zhou, get("/customers/" + car.customer())))).contains("方志刚");
    }

    @Test
    void FU_24_the_other_paths_lead_back_to_the_call_and_nothing_typed_is_lost() {
        var call = call("S1");
        var left = as(
                zhou,
                post(call + "/paths/opportunities").param("remark", "说到一半").param("check.NAME", "YES"));
        var form = Objects.requireNonNull(left.getRedirectedUrl());
        assertThat(form).endsWith("/opportunities");
        assertThat(body(as(zhou, get(form)))).contains("另添一台", "回到电话");
        var refused = as(zhou, post(form).param("purchase", "ADDITIONAL").param("planned", "YEAR"));
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(body(refused)).contains("请写想要的车型", "value=\"YEAR\" selected");
        assertThat(as(zhou, post(form).param("purchase", "ADDITIONAL").param("wish", "岚峰 X5"))
                        .getRedirectedUrl())
                .isEqualTo(call);
        assertThat(body(as(zhou, get(call)))).as("as it was left").contains("说到一半");
        var referral = form.replace("opportunities", "referrals");
        assertThat(body(as(zhou, get(referral)))).contains("个人信息保护法");
        var incomplete = as(zhou, post(referral).param("name", "李建").param("phone", "12"));
        assertThat(body(incomplete)).contains("李建", "请写能打通的电话号码");
        as(
                zhou,
                post(referral).param("name", "李建").param("phone", "13900000417").param("relation", "同事"));
        var wrong = form.replace("opportunities", "wrong-data");
        assertThat(as(zhou, post(wrong).param("item", "ADDRESS")).getStatus()).isEqualTo(422);
        assertThat(as(zhou, post(wrong).param("item", "ADDRESS").param("wish", "文三路 1 号"))
                        .getRedirectedUrl())
                .isEqualTo(call);
        assertThat(body(as(sun, get("/corrections")))).contains("文三路 1 号");
        assertThat(body(as(boss, get("/leads")))).contains("岚峰 X5", "李建", "139 0000 0417", "未经本人同意");
        assertThat(body(as(boss, get("/leads?kind=REFERRAL")))).contains("李建").doesNotContain("岚峰 X5");
        assertThat(as(boss, get("/leads.xlsx")).getContentAsByteArray())
                .startsWith("PK".getBytes(StandardCharsets.US_ASCII));
        assertThat(body(as(zhou, get("/customers/" + car.customer())))).contains("想再买车", "推荐了 李建");
        assertThat(body(as(visits.person("west", visits.west(), Role.SALES_MANAGER), get("/leads"))))
                .contains("还没有意向和推荐");
        assertThat(as(sun, get("/leads")).getStatus()).isEqualTo(403);
    }

    @Test
    void RP_19_the_figures_agree_with_the_rows_that_they_open() {
        check("S1", "YES", "NO");
        check("S3", "YES", "YES");
        var report = api(boss, "/api/v1/reports/truth?month=2026-11");
        assertThat(report.at("/all/sales").asInt()).isEqualTo(3);
        assertThat(report.at("/all/truth/part").asInt()).isEqualTo(3);
        assertThat(report.at("/all/truth/whole").asInt()).isEqualTo(4);
        assertThat(report.at("/all/truth/value").asString()).isEqualTo("0.75");
        report.at("/consultants").forEach(line -> {
            for (var part : new String[] {"SALES", "ASKED", "WRONG"}) {
                var rows = api(
                        boss,
                        "/api/v1/reports/truth/rows?month=2026-11&part=" + part + "&consultant="
                                + line.at("/consultant").asString());
                var figure = switch (part) {
                    case "SALES" -> "/figures/sales";
                    case "ASKED" -> "/figures/called";
                    default -> "/figures/wrong";
                };
                assertThat(rows.at("/count").asInt())
                        .as(part + line)
                        .isEqualTo(line.at(figure).asInt());
                if (part.equals("SALES")) {
                    var asked = 0;
                    var confirmed = 0;
                    var filled = 0;
                    for (var row : rows.at("/rows")) {
                        asked += row.at("/asked").asInt();
                        confirmed += row.at("/confirmed").asInt();
                        filled += row.at("/filled").asInt();
                    }
                    assertThat(line.at("/figures/truth/whole").asInt()).isEqualTo(asked);
                    assertThat(line.at("/figures/truth/part").asInt()).isEqualTo(confirmed);
                    assertThat(line.at("/figures/completeness/part").asInt()).isEqualTo(filled);
                    assertThat(line.at("/figures/completeness/whole").asInt())
                            .isEqualTo(21 * rows.at("/count").asInt());
                }
            }
        });
        assertThat(api(boss, "/api/v1/reports/truth?month=2026-10")
                        .at("/all/truth/value")
                        .isNumber())
                .as("of nothing neither 0 nor 100 per cent")
                .isFalse();
        var own = api(sun, "/api/v1/reports/truth?month=2026-11");
        assertThat(own.at("/own").asBoolean()).isTrue();
        assertThat(own.at("/all/sales").asInt()).as("a consultant sees his own").isEqualTo(2);
        assertThat(api(zhou, "/api/v1/follow-ups/" + visits.saleTask("S1"))
                        .at("/file")
                        .size())
                .isEqualTo(3);
        assertThat(body(as(boss, get("/reports/truth?month=2026-11")))).contains("75.00%", "3 / 4", "sun", "qian");
        assertThat(body(as(boss, get("/reports/truth?month=2026-10")))).contains("这个月没有销售单");
        assertThat(body(as(boss, get("/reports/truth/rows?month=2026-11&part=WRONG"))))
                .contains("S1")
                .doesNotContain("S3");
        assertThat(as(boss, get("/reports/truth.xlsx?month=2026-11")).getContentAsByteArray())
                .startsWith("PK".getBytes(StandardCharsets.US_ASCII));
        assertThat(as(visits.person("chen", visits.east(), Role.ADVISOR), get("/reports/truth"))
                        .getStatus())
                .isEqualTo(403);
        assertThat(body(as(boss, get("/reports")))).contains("RP-19");
    }

    @Test
    void the_interface_knows_all_of_it() {
        var listed = api(zhou, "/api/v1/follow-ups?kind=SALES");
        assertThat(listed.at("/items").size()).as("who waits for his car, too").isEqualTo(3);
        assertThat(api(zhou, "/api/v1/follow-ups?view=SALES&pickedFrom=2026-11-28")
                        .at("/items/0/pickedUpOn")
                        .asString())
                .isEqualTo("2026-11-28");
        var s1 = "/api/v1/follow-ups/" + visits.saleTask("S1");
        assertThat(send(zhou, s1 + "/referrals", "{\"name\":\"李建\",\"phone\":\"138 0000 6621\"}")
                        .getStatus())
                .isEqualTo(422);
        assertThat(send(zhou, s1 + "/opportunities", "{\"purchase\":\"REPLACEMENT\",\"wish\":\"X7\"}")
                        .getStatus())
                .isEqualTo(201);
        assertThat(send(zhou, s1 + "/wrong-data", "{\"item\":\"POSTCODE\",\"right\":\"310012\"}")
                        .getStatus())
                .isEqualTo(204);
        assertThat(api(boss, "/api/v1/leads").at("/items/0/purchase").asString())
                .isEqualTo("REPLACEMENT");
        var wrong = api(sun, "/api/v1/corrections").at("/items/0");
        assertThat(wrong.at("/item").asString()).isEqualTo("POSTCODE");
        assertThat(as(
                                sun,
                                put("/api/v1/corrections/" + wrong.at("/id").asString() + "/answer")
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .content("{\"value\":\"310012\"}"))
                        .getStatus())
                .isEqualTo(200);
        assertThat(send(boss, s1 + "/opportunities", "{\"purchase\":\"REPLACEMENT\",\"wish\":\"X7\"}")
                        .getStatus())
                .as("a sales manager makes no calls")
                .isEqualTo(403);
    }

    // ---- fixtures

    private String call(String sale) {
        return Objects.requireNonNull(as(
                        zhou,
                        post("/follow-ups/claims")
                                .param("task", visits.saleTask(sale).toString()))
                .getRedirectedUrl());
    }

    private void check(String sale, String name, String address) {
        var answer = send(
                zhou,
                "/api/v1/follow-ups/" + visits.saleTask(sale) + "/result",
                "{\"outcome\":\"SATISFIED\",\"file\":[{\"item\":\"NAME\",\"answer\":\"%s\"},{\"item\":\"ADDRESS\",\"answer\":\"%s\"}]}"
                        .formatted(name, address));
        assertThat(answer.getStatus()).isEqualTo(201);
    }

    private MockHttpServletResponse send(Actor actor, String address, String json) {
        return as(actor, post(address).contentType(MediaType.APPLICATION_JSON).content(json));
    }

    private JsonNode api(Actor actor, String address) {
        var answer = as(actor, get(address));
        assertThat(answer.getStatus()).as(address + body(answer)).isEqualTo(200);
        return JsonMapper.shared().readTree(body(answer));
    }

    private MockHttpServletResponse as(Actor actor, MockHttpServletRequestBuilder request) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(actor, null));
        return DealerContext.callAs(actor.dealerId(), () -> {
            try {
                return http.perform(request.characterEncoding(StandardCharsets.UTF_8))
                        .andReturn()
                        .getResponse();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    private static String body(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
