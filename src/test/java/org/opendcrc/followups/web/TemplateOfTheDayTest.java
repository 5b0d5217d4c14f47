package org.opendcrc.followups.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.followups.Visits;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A questionnaire is changed in the middle of a day, by its pages, while a call is open. */
@ApplicationTest
@Import(TestHouse.class)
class TemplateOfTheDayTest {

    private static final String DRAFT = "/questionnaires/service/general/draft";
    private static final Pattern FIELD = Pattern.compile(
            "<(?:input|textarea)\\b[^>]*?\\bname=\"([^\"]+)\"[^>]*?(?:\\bvalue=\"([^\"]*)\"[^>]*>|>([^<]*)</textarea>)");

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
    Actor lin;
    Actor he;

    @BeforeEach
    void two_orders_of_yesterday() {
        http = MockMvcBuilders.webAppContextSetup(context).build();
        visits = new Visits(builder, jdbc, events);
        zhou = visits.clerk("zhou");
        lin = visits.person("lin", visits.east(), Role.CRC_MANAGER);
        he = visits.person("shen", visits.east(), Role.CRC_MANAGER);
        var run = Ids.next();
        var yesterday = LocalDateTime.ofInstant(
                        Visits.at("2026-11-21T09:00").minus(1, ChronoUnit.DAYS), ZoneId.of("Asia/Shanghai"))
                .toString();
        visits.settled(run, visits.car("方志强", false, "+8613800006621"), "WT1", null, yesterday, yesterday);
        visits.settled(run, visits.car("严伟", false, "+8613700005520"), "WT2", null, yesterday, yesterday);
        visits.recorded(run, "2026-11-21T09:00", false);
    }

    @AfterEach
    void nobody_is_signed_in() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void FU_20_a_car_of_at_most_ten_thousand_kilometres_is_asked_what_the_manufacturer_asks() {
        mileage("WT1", 10_000);
        mileage("WT2", 10_001);
        take("WT1");
        take("WT2");
        assertThat(body(as(zhou, get(call("WT1"))))).contains("name=\"answer.convenient-hours\"", "剧本：一万公里以内");
        assertThat(body(as(zhou, get(call("WT2"))))).doesNotContain("name=\"answer.convenient-hours\"");
    }

    @Test
    void FU_9_a_version_published_at_noon_changes_no_answer_and_no_open_call() {
        var first = take("WT1");
        var shown = body(as(zhou, get(first)));
        var version = shown.replaceAll("(?s).*name=\"questionnaire\" value=\"([0-9a-f-]+)\".*", "$1");

        assertThat(as(zhou, post("/questionnaires/service/general/draft/beginning"))
                        .getStatus())
                .isEqualTo(403);
        assertThat(as(lin, post("/questionnaires/service/general/draft/beginning"))
                        .getRedirectedUrl())
                .isEqualTo(DRAFT);
        // Several options, words and a number, each by its button; what is typed goes along.
        for (var kind : new String[] {"MULTIPLE", "TEXT", "NUMBER"}) {
            assertThat(design(lin, Map.of("do", "add:" + kind)).getStatus()).isEqualTo(302);
        }
        var refused = design(lin, Map.of("do", "publish", "openingZh", "{称呼}，中午好。"));
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(body(refused)).contains("role=\"alert\"", "第 8 问缺中文简称或问法", "{称呼}，中午好。");
        var named = Map.of(
                "q.7.shortZh", "来店方式",
                "q.7.askZh", "您是怎么来店的？",
                "q.7.o.0.zh", "自驾",
                "q.7.o.0.points", "2",
                "q.7.o.1.zh", "拖车",
                "q.8.shortZh", "想要的服务",
                "q.8.askZh", "您还想要什么服务？",
                "q.9.shortZh", "等了几分钟",
                "q.9.askZh", "您等了几分钟？");
        assertThat(design(lin, named).getStatus()).isEqualTo(302);
        // Somebody else is slower: nothing of his is lost, nothing of hers is written over.
        var old = fields(body(as(he, get(DRAFT))));
        assertThat(design(lin, Map.of("q.9.most", "600")).getStatus()).isEqualTo(302);
        old.put("nameZh", "何的名字");
        var conflict = as(he, posted(old));
        assertThat(conflict.getStatus()).isEqualTo(409);
        assertThat(body(conflict)).contains("没有保存", "lin", "何的名字");

        // Meanwhile the open call is recorded: by the version that it shows, and the new one is refused for it.
        assertThat(as(
                                zhou,
                                post(first + "/drafts")
                                        .param("questionnaire", version)
                                        .param("answer.car-in-order", "minor"))
                        .getStatus())
                .isEqualTo(204);
        assertThat(design(lin, Map.of("do", "publish")).getRedirectedUrl())
                .isEqualTo("/questionnaires/service/general");
        assertThat(body(as(zhou, get(first))))
                .as("his draft goes on by the version that it was typed with")
                .contains(version)
                .doesNotContain("来店方式");
        assertThat(as(
                                zhou,
                                post(first)
                                        .param("questionnaire", version)
                                        .param("result", "SATISFIED")
                                        .param("answer.car-in-order", "minor")
                                        .param("answer.satisfaction", "8"))
                        .getStatus())
                .isEqualTo(302);
        var second = take("WT2");
        var now = body(as(zhou, get(second)));
        assertThat(now).contains("来店方式", "中午好。", "type=\"checkbox\" name=\"many.", "name=\"number.");
        var many = now.replaceAll("(?s).*name=\"(many\\.[^\"]+)\".*", "$1");
        var number = now.replaceAll("(?s).*name=\"(number\\.[^\"]+)\".*", "$1");
        var wrong = as(
                zhou,
                post(second)
                        .param("questionnaire", version(now))
                        .param("result", "SATISFIED")
                        .param(many, "on")
                        .param(number, "601"));
        assertThat(wrong.getStatus()).isEqualTo(422);
        assertThat(body(wrong)).contains("只能是 1 到 600 的整数", "value=\"601\"");
        assertThat(as(
                                zhou,
                                post(second)
                                        .param("questionnaire", Ids.next().toString())
                                        .param("result", "SATISFIED"))
                        .getStatus())
                .isEqualTo(422);
        assertThat(as(
                                zhou,
                                post(second)
                                        .param("questionnaire", version(now))
                                        .param("result", "SATISFIED")
                                        .param(many, "on")
                                        .param("answer.car-in-order", "yes")
                                        .param(number, "600"))
                        .getStatus())
                .isEqualTo(302);
        assertThat(total("WT1")).isEqualTo("15/25/1");
        assertThat(body(as(zhou, get("/follow-ups/" + task("WT2"))))).contains("来店方式", "拖车", "600");
        assertThat(total("WT2")).endsWith("/27/2");

        var versions = body(as(zhou, get("/questionnaires/service/general")));
        assertThat(versions).contains("第 2 版", "已被新版取代", "新加：来店方式", "lin").doesNotContain("/draft/beginning");
        assertThat(body(as(zhou, get("/questionnaires/service/general?version=1&in=en"))))
                .contains("Car in order now");
        assertThat(body(as(zhou, get("/questionnaires")))).contains("在用 v2", "一万公里以内", "出厂自带");
        assertThat(as(zhou, get(DRAFT)).getStatus()).isEqualTo(403);
        assertThat(as(lin, get(DRAFT)).getStatus()).isEqualTo(404);
    }

    private static String version(String page) {
        return page.replaceAll("(?s).*name=\"questionnaire\" value=\"([0-9a-f-]+)\".*", "$1");
    }

    /** Sends the designer's page as it stands, with what is typed over it. */
    private MockHttpServletResponse design(Actor who, Map<String, String> typed) {
        var all = fields(body(as(who, get(DRAFT))));
        all.putAll(typed);
        return as(who, posted(all));
    }

    private static MockHttpServletRequestBuilder posted(Map<String, String> all) {
        var request = post(DRAFT);
        all.forEach(request::param);
        return request;
    }

    /** What a browser would send of that page, but for what is not ticked. */
    private static Map<String, String> fields(String page) {
        var form = page.substring(page.indexOf("<form id=\"design\""));
        form = form.substring(0, form.indexOf("</form>"));
        var all = new LinkedHashMap<String, String>();
        var match = FIELD.matcher(form);
        while (match.find()) {
            if (!match.group().contains("type=\"checkbox\"") || match.group().contains(" checked")) {
                var value = match.group(2) == null ? match.group(3) : match.group(2);
                all.put(match.group(1), value);
            }
        }
        var chosen =
                Pattern.compile("<select[^>]*name=\"([^\"]+)\".*?</select>").matcher(form);
        while (chosen.find()) {
            var option = Pattern.compile("<option value=\"([^\"]*)\" selected").matcher(chosen.group());
            all.put(chosen.group(1), option.find() ? option.group(1) : "");
        }
        return all;
    }

    private void mileage(String orderNo, int km) {
        visits.in(() -> jdbc.sql("""
                        update followups.task t
                           set mileage_km = :km
                         where t.dealer_id = :dealer
                           and t.order_no = :no
                        """)
                .param("km", km)
                .param("no", orderNo)
                .param("dealer", zhou.dealerId())
                .update());
    }

    private String total(String orderNo) {
        return visits.in(() -> jdbc.sql("""
                        select r.total || '/' || r.total_possible || '/' || n.version
                          from questionnaires.response r
                          join questionnaires.questionnaire n on n.dealer_id = :dealer and n.id = r.questionnaire_id
                         where r.dealer_id = :dealer
                           and r.subject_id = :task
                        """)
                .param("dealer", zhou.dealerId())
                .param("task", visits.task(orderNo).id())
                .query(String.class)
                .single());
    }

    private String task(String orderNo) {
        return visits.task(orderNo).id().toString();
    }

    private String call(String orderNo) {
        return "/follow-ups/" + task(orderNo) + "/call";
    }

    private String take(String orderNo) {
        as(zhou, post("/follow-ups/claims").param("task", task(orderNo)));
        return call(orderNo);
    }

    private MockHttpServletResponse as(Actor who, MockHttpServletRequestBuilder request) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(who, null));
        return DealerContext.callAs(who.dealerId(), () -> {
            try {
                return http.perform(request.characterEncoding(StandardCharsets.UTF_8))
                        .andReturn()
                        .getResponse();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String body(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
