package org.opendcrc.followups.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.followups.AttemptOutcome;
import org.opendcrc.followups.Drafts;
import org.opendcrc.followups.FollowUpDesk;
import org.opendcrc.followups.QueueView;
import org.opendcrc.followups.Visits;
import org.opendcrc.messaging.TemplateDesk;
import org.opendcrc.messaging.TemplateSaved;
import org.opendcrc.messaging.TextClass;
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

/** The pages on PostgreSQL, from the list to what is kept. Who is signed in is set by the test. */
@ApplicationTest
@Import(TestHouse.class)
class FollowUpPagesTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @Autowired
    WebApplicationContext context;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    FollowUpDesk desk;

    @Autowired
    Drafts drafts;

    @Autowired
    TemplateDesk templates;

    MockMvc http = MockMvcBuilders.standaloneSetup().build();
    Visits visits;
    Actor zhou;
    Actor li;

    @BeforeEach
    void two_orders_of_yesterday() {
        http = MockMvcBuilders.webAppContextSetup(context).build();
        visits = new Visits(builder, jdbc, events);
        zhou = visits.clerk("zhou");
        li = visits.clerk("li");
        var run = Ids.next();
        var yesterday = local(Visits.at("2026-11-21T09:00").minus(1, ChronoUnit.DAYS));
        visits.settled(
                run, visits.car("方志强", false, "+8613800006621", "+8613900000417"), "WT1", null, yesterday, yesterday);
        visits.settled(run, visits.car("严伟", true, "+8613700005520"), "WT2", null, yesterday, yesterday);
        visits.recorded(run, local(Visits.at("2026-11-21T09:00")), false);
    }

    @AfterEach
    void nobody_is_signed_in() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void a_call_goes_from_the_list_to_what_is_kept() {
        assertThat(body(as(zhou, get("/follow-ups?view=OPEN"))))
                .contains("方志强", "WT1")
                .doesNotContain("严伟");
        assertThat(body(as(zhou, get("/follow-ups?view=TEXT")))).contains("严伟").doesNotContain("方志强"); // FU-14
        var call = next(zhou);
        assertThat(call).isEqualTo("/follow-ups/" + task("WT1") + "/call");
        assertThat(body(as(zhou, get(call))))
                .contains("方志强 先生", "138 0000 6621", "第 1 / 3 次", "name=\"answer.car-in-order\"");
        var saved = as(
                zhou,
                post(call)
                        .param("result", "SATISFIED")
                        .param("answer.car-in-order", "yes")
                        .param("answer.satisfaction", "9")
                        .param("answer.advisor", "")
                        .param("remark", "客户赶时间"));
        assertThat(saved.getRedirectedUrl()).isEqualTo("/follow-ups");
        assertThat(body(as(zhou, get("/follow-ups/" + task("WT1")))))
                .contains("满意", "客户赶时间", "拒答", "只能追加")
                .doesNotContain("name=\"answer.");
        assertThat(as(zhou, get(call)).getRedirectedUrl()).isEqualTo("/follow-ups/" + task("WT1"));
        assertThat(body(as(zhou, get("/follow-ups?view=DONE")))).contains("方志强");
        assertThat(as(zhou, post("/follow-ups/" + task("WT1") + "/remarks").param("words", "  "))
                        .getStatus())
                .isEqualTo(422);
        assertThat(as(zhou, post("/follow-ups/" + task("WT1") + "/remarks").param("words", "又想起一件事"))
                        .getRedirectedUrl())
                .isEqualTo("/follow-ups/" + task("WT1"));
        assertThat(body(as(zhou, get("/follow-ups/" + task("WT1"))))).contains("又想起一件事");
    }

    @Test
    void every_list_is_shown_and_exported() {
        for (var view : QueueView.values()) {
            assertThat(as(zhou, get("/follow-ups?view=" + view)).getStatus()).isEqualTo(200);
            assertThat(as(zhou, get("/follow-ups.xlsx?view=" + view)).getContentAsByteArray())
                    .startsWith("PK".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void what_somebody_else_has_in_his_hand_says_so() {
        var call = next(zhou);
        assertThat(body(as(li, get(call)))).contains("正在打这通电话").doesNotContain("name=\"answer.");
        assertThat(as(li, post("/follow-ups/claims").param("task", task("WT1"))).getRedirectedUrl())
                .isEqualTo(call);
        assertThat(as(li, post("/follow-ups/claims")).getRedirectedUrl()).isEqualTo("/follow-ups");
        var refused = as(li, post(call).param("result", "SATISFIED").param("answer.car-in-order", "yes"));
        assertThat(refused.getStatus()).isEqualTo(409);
        assertThat(body(refused)).contains("role=\"alert\"", "请先打下一通");
        assertThat(as(zhou, post(call.replace("/call", "/releases"))).getRedirectedUrl())
                .isEqualTo("/follow-ups");
        assertThat(body(as(li, get(call)))).contains("这通电话还没有人在打");
        assertThat(next(li)).isEqualTo(call);
    }

    @Test
    void FU_10_a_dissatisfied_customer_is_not_saved_without_his_complaint() {
        var call = next(zhou);
        var without = as(
                zhou,
                post(call)
                        .param("result", "DISSATISFIED")
                        .param("answer.car-in-order", "no")
                        .param("complaintWords", "又响了")
                        .param("remark", "请尽快"));
        assertThat(without.getStatus()).isEqualTo(422);
        assertThat(body(without)).contains("没有保存：投诉单还差类别", "又响了", "请尽快");
        var saved = as(
                zhou,
                post(call)
                        .param("result", "DISSATISFIED")
                        .param("answer.car-in-order", "no")
                        .param("complaintKind", "REPAIR_SKILL")
                        .param("complaintWords", "又响了"));
        assertThat(saved.getStatus()).isEqualTo(302);
        assertThat(body(as(zhou, get("/follow-ups/" + task("WT1"))))).contains("不满意", "href=\"/complaints/");
    }

    @Test
    void FU_8_FU_26_a_wrong_number_leads_to_the_next_one_and_a_missed_call_to_the_list_of_those_to_be_called_again() {
        var call = next(zhou);
        assertThat(as(zhou, post(call)).getStatus()).as("no result").isEqualTo(422);
        var wrong = as(zhou, post(call).param("result", "WRONG_NUMBER").param("wrongPhone", "+8613800006621"));
        assertThat(wrong.getRedirectedUrl()).isEqualTo(call);
        assertThat(body(as(zhou, get(call)))).contains("dc-struck\">138 0000 6621", "href=\"tel:+8613900000417\"");
        var past = as(
                zhou,
                post(call)
                        .param("result", "CALL_BACK")
                        .param("backDay", "2020-01-01")
                        .param("backTime", "10:00"));
        assertThat(past.getStatus()).isEqualTo(422);
        assertThat(body(as(zhou, get("/follow-ups?view=AGAIN")))).doesNotContain("方志强");
        var missed = as(zhou, post(call).param("result", "NOT_CONNECTED").param("reason", "BUSY"));
        assertThat(missed.getRedirectedUrl()).isEqualTo("/follow-ups");
        assertThat(body(as(zhou, get("/follow-ups?view=AGAIN")))).contains("方志强"); // FU-8
        assertThat(body(as(zhou, get("/follow-ups/" + task("WT1"))))).contains("占线");
    }

    @Test
    void FU_14_a_text_goes_to_who_wants_no_calls() {
        var call = target(as(zhou, post("/follow-ups/claims").param("task", task("WT2"))));
        assertThat(body(as(zhou, get(call)))).contains("不愿接电话").doesNotContain("href=\"tel:");
        assertThat(as(zhou, post(call).param("result", "TEXT_INSTEAD")).getStatus())
                .isEqualTo(302);
        // Without a gateway the text is never sent, which is heard after the save (A31).
        await().untilAsserted(() -> assertThat(visits.task("WT2").state()).isEqualTo("UNREACHED"));
    }

    @Test
    void FU_7_A25_the_manager_decides_how_often_a_store_tries_and_finds_back_to_the_handbook() {
        var lin = visits.person("lin", visits.east(), Role.CRC_MANAGER);
        var page = "/administration/calls/east";
        assertThat(as(lin, get("/administration/calls")).getRedirectedUrl()).isEqualTo(page);
        assertThat(body(as(lin, get(page))))
                .contains("三日电访", "首保电访", "索赔电访", "投诉回访", "FU-27", "= 手册", "没有结束的电话")
                .doesNotContain("恢复手册值");
        var refused = as(lin, post(page + "/follow-up.dayparts").param("value", "MORNING", "NOON"));
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(body(refused)).contains("role=\"alert\"", "3 次放不进 2 个时段");
        assertThat(as(lin, post(page + "/follow-up.attempts").param("value", "5"))
                        .getStatus())
                .isEqualTo(422);
        assertThat(as(lin, post(page + "/follow-up.attempts").param("value", "2"))
                        .getRedirectedUrl())
                .isEqualTo(page + "#policy-follow-up-attempts");
        assertThat(as(lin, post(page + "/follow-up.dayparts").param("value", "MORNING", "NOON"))
                        .getStatus())
                .isEqualTo(302);
        assertThat(body(as(lin, get(page)))).contains("上午、中午", "恢复手册值");
        assertThat(body(as(zhou, get(next(zhou))))).contains("第 1 / 2 次");
        assertThat(as(lin, post(page + "/follow-up.dayparts/default")).getStatus())
                .isEqualTo(302);
        assertThat(as(lin, post(page + "/follow-up.attempts/default")).getStatus())
                .isEqualTo(302);
        assertThat(body(as(lin, get(page)))).doesNotContain("恢复手册值");
        var director = visits.person("gao", visits.east(), Role.SERVICE_DIRECTOR);
        assertThat(body(as(director, get(page))))
                .contains("三日电访")
                .doesNotContain("<form method=\"post\" action=\"" + page);
    }

    @Test
    void A29_what_is_typed_outlives_the_browser_and_goes_with_the_save() {
        var call = next(zhou);
        assertThat(as(zhou, post(call + "/drafts").param("remark", "客户在开会").param("answer.car-in-order", "yes"))
                        .getStatus())
                .isEqualTo(204);
        as(li, post(call + "/drafts").param("remark", "不是我的电话"));
        assertThat(drafts()).isEqualTo(1);
        assertThat(body(as(zhou, get(call)))).contains("客户在开会", "的草稿", "data-answered>1<");
        assertThat(as(zhou, post(call + "/drafts/removals")).getRedirectedUrl()).isEqualTo(call);
        assertThat(body(as(zhou, get(call)))).doesNotContain("客户在开会", "的草稿");
        as(zhou, post(call + "/drafts").param("remark", "又打了一遍"));
        as(
                zhou,
                post(call)
                        .param("result", "SATISFIED")
                        .param("answer.car-in-order", "yes")
                        .param("servicesTold", "yes"));
        assertThat(drafts()).isZero();
        as(zhou, post(call + "/drafts").param("remark", "来晚了"));
        assertThat(drafts()).as("what arrives after the save").isZero();
        assertThat(visits.in(
                        () -> jdbc.sql("select r.services_told from followups.result r where r.dealer_id = :dealer")
                                .param("dealer", zhou.dealerId())
                                .query(Boolean.class)
                                .single()))
                .as("FU-28")
                .isTrue();
    }

    @Test
    void A29_a_draft_on_its_way_while_the_call_is_saved_as_not_connected_is_late() {
        var call = next(zhou);
        var task = visits.task("WT1").id();
        var missed = new FollowUpDesk.AttemptRequest(
                AttemptOutcome.NO_ANSWER, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        var began = new CountDownLatch(1);
        var late = visits.in(() -> {
            desk.attempt(zhou, task, missed, Visits.at("2026-11-21T09:00"));
            var draft = CompletableFuture.runAsync(() -> visits.in(() -> {
                began.countDown();
                drafts.keep(zhou, task, Map.of("remark", "在路上"), Visits.at("2026-11-21T09:00"));
                return true;
            }));
            waits(began);
            return draft;
        });
        late.join();
        assertThat(drafts()).as("nothing stands there the next day").isZero();
        assertThat(call).isNotEmpty();
    }

    /** Until the other one waits for what this transaction holds. */
    private void waits(CountDownLatch began) {
        try {
            began.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (int n = 0; n < 2_000; n++) {
            jdbc.sql("select pg_stat_clear_snapshot()").query((_, _) -> true).single();
            if (jdbc.sql("""
                            select count(*)
                              from pg_stat_activity
                             where wait_event_type = 'Lock'
                               and query like '%followups.draft%'
                            """).query(Integer.class).single() > 0) {
                return;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
        throw new AssertionError("the draft does not wait for the save");
    }

    @Test
    void FU_20_FU_7_a_store_opens_with_its_own_words_and_sends_its_own_text() {
        var lin = visits.person("lin", visits.east(), Role.CRC_MANAGER);
        var page = "/administration/calls/east";
        var refused = as(lin, post(page + "/follow-up.opening").param("value", "{称呼}好，我是{谁}"));
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(body(refused)).contains("不认识“谁”", "{称呼}好，我是{谁}");
        assertThat(as(lin, post(page + "/follow-up.text").param("value", "own-nothing"))
                        .getStatus())
                .isEqualTo(422);
        assertThat(as(lin, post(page + "/follow-up.opening").param("value", "{称呼}好, 我是{店名}的{坐席}, 想问问{项目}以后怎么样"))
                        .getStatus())
                .isEqualTo(302);
        var call = next(zhou);
        assertThat(body(as(zhou, get(call))).replaceAll("</?mark>", ""))
                .contains("方先生好, 我是")
                .contains("的zhou, 想问问一般维修以后怎么样")
                .doesNotContain("占用您两三分钟");
        var key = visits.in(() -> ((TemplateSaved.Kept) templates.open(
                        lin,
                        new TemplateDesk.Draft("东店联系不上", TextClass.SERVICE, "{称呼}，{店名}打不通您的电话。", "", 0),
                        Visits.at("2026-11-21T09:00")))
                .key());
        assertThat(as(lin, post(page + "/follow-up.text").param("value", key)).getStatus())
                .isEqualTo(302);
        assertThat(body(as(lin, get(page)))).contains("东店联系不上");
        var open = visits.in(() -> ((TemplateSaved.Kept) templates.open(
                        lin,
                        new TemplateDesk.Draft("要填顾问", TextClass.SERVICE, "{称呼}，{顾问}打不通您的电话。", "", 0),
                        Visits.at("2026-11-21T09:00")))
                .key());
        assertThat(as(lin, post(page + "/follow-up.text").param("value", open)).getStatus())
                .as("nobody fills in the advisor")
                .isEqualTo(422);
        as(zhou, post(call.replace("/call", "/releases")));
        as(zhou, post("/follow-ups/" + task("WT2") + "/texts"));
        assertThat(text()).endsWith("打不通您的电话。");
    }

    @Test
    void FU_7_A20_where_the_chosen_text_cannot_go_any_more_the_dealers_common_one_goes() {
        var lin = visits.person("lin", visits.east(), Role.CRC_MANAGER);
        var key = visits.in(() -> ((TemplateSaved.Kept) templates.open(
                        lin,
                        new TemplateDesk.Draft("东店联系不上", TextClass.SERVICE, "{称呼}，打不通。", "", 0),
                        Visits.at("2026-11-21T09:00")))
                .key());
        as(lin, post("/administration/calls/east/follow-up.text").param("value", key));
        visits.in(() -> templates.save(
                lin,
                key,
                new TemplateDesk.Draft("东店联系不上", TextClass.SERVICE, "{称呼}，{顾问}打不通。", "", 1),
                Visits.at("2026-11-21T09:00")));
        as(zhou, post("/follow-ups/" + task("WT2") + "/texts"));
        assertThat(text()).doesNotContain("打不通", "{").contains("严先生");
    }

    private String text() {
        return visits.in(() -> jdbc.sql("select x.body from messaging.text x where x.dealer_id = :dealer")
                .param("dealer", zhou.dealerId())
                .query(String.class)
                .single());
    }

    @Test
    void FU_16_the_chosen_store_and_all_stores_are_understood_by_the_queue_and_its_steps() {
        var both = visits.person(
                "both", Map.of(visits.east(), Set.of(Role.CRC_MANAGER), visits.west(), Set.of(Role.CRC_MANAGER)));
        assertThat(body(as(both, get("/follow-ups?view=OPEN&store=all")))).contains("WT1", "store=all");
        assertThat(body(as(both, get("/follow-ups?view=OPEN&store=" + visits.west()))))
                .doesNotContain("WT1");
        assertThat(as(both, get("/follow-ups?view=OPEN&store=nowhere")).getStatus())
                .isEqualTo(422);
        var step = as(
                both,
                post("/follow-ups/assignments")
                        .param("all", "true")
                        .param("view", "OPEN")
                        .param("store", visits.west().toString())
                        .param("to", "nobody"));
        assertThat(body(as(both, get(target(step))))).doesNotContain("WT1");
        assertThat(as(
                                both,
                                post("/follow-ups/claims")
                                        .param("store", visits.west().toString()))
                        .getRedirectedUrl())
                .as("nothing to call there")
                .isEqualTo("/follow-ups");
        assertThat(as(both, post("/follow-ups/claims").param("store", "all")).getRedirectedUrl())
                .isEqualTo("/follow-ups/" + task("WT1") + "/call");
    }

    @Test
    void FU_28_what_was_told_is_shown_afterwards() {
        var call = next(zhou);
        as(
                zhou,
                post(call)
                        .param("result", "SATISFIED")
                        .param("answer.car-in-order", "yes")
                        .param("servicesTold", "yes"));
        assertThat(body(as(zhou, get("/follow-ups/" + task("WT1"))))).contains("已介绍当前服务并核实资料", "· 已介绍服务");
        var customer = visits.in(() -> jdbc.sql("select c.customer_id from followups.contact c join followups.task t"
                        + " on t.dealer_id = c.dealer_id and t.contact_id = c.id"
                        + " where c.dealer_id = :dealer and t.order_no = 'WT1'")
                .param("dealer", zhou.dealerId())
                .query(java.util.UUID.class)
                .single());
        assertThat(body(as(zhou, get("/customers/" + customer)))).contains("已介绍服务");
    }

    @Test
    void a_call_back_is_agreed_with_one_choice() {
        var call = next(zhou);
        assertThat(as(zhou, post(call).param("result", "CALL_BACK").param("backWhen", "2020-01-01T10:00"))
                        .getStatus())
                .isEqualTo(422);
        assertThat(as(zhou, post(call).param("result", "CALL_BACK").param("backWhen", "2099-01-01T10:00"))
                        .getRedirectedUrl())
                .isEqualTo("/follow-ups");
    }

    private int drafts() {
        return visits.in(() -> jdbc.sql("select count(*) from followups.draft d where d.dealer_id = :dealer")
                .param("dealer", zhou.dealerId())
                .query(Integer.class)
                .single());
    }

    @Test
    void FU_3_FU_19_the_list_opens_with_three_days_ago_or_with_the_view_that_he_chose_and_says_why_it_is_empty() {
        assertThat(body(as(zhou, get("/follow-ups"))))
                .contains("三日前的单都回访完了", "先看同步")
                .doesNotContain("WT1");
        assertThat(as(
                                zhou,
                                post("/follow-ups/views")
                                        .param("view", "OPEN")
                                        .param("settledFrom", "2026-11-20")
                                        .param("name", "昨天起的单"))
                        .getRedirectedUrl())
                .isEqualTo("/follow-ups?view=OPEN&settledFrom=2026-11-20");
        var shown = body(as(zhou, get("/follow-ups?view=OPEN&settledFrom=2026-11-20")));
        assertThat(shown).contains("昨天起的单", "WT1", "id=\"view-change\"");
        var change = shown.replaceAll("(?s).*action=\"(/follow-ups/views/[0-9a-f-]+)\".*", "$1");
        as(zhou, post(change).param("name", "我的单").param("standard", "true").param("here", "view=OPEN"));
        assertThat(as(zhou, get("/follow-ups")).getRedirectedUrl())
                .isEqualTo("/follow-ups?view=OPEN&settledFrom=2026-11-20");
        assertThat(body(as(li, get("/follow-ups")))).doesNotContain("我的单");
        as(zhou, post(change + "/deletion"));
        assertThat(as(zhou, get("/follow-ups")).getStatus()).isEqualTo(200);
        assertThat(as(zhou, post("/follow-ups/views").param("name", " ")).getStatus())
                .isEqualTo(302);
    }

    @Test
    void FU_14_FU_19_a_manager_assigns_ticked_rows_and_sees_who_gets_no_text_before_it_is_written() {
        var lin = visits.person("lin", visits.east(), org.opendcrc.shared.Role.CRC_MANAGER);
        var given = as(
                lin,
                post("/follow-ups/assignments")
                        .param("task", task("WT1"))
                        .param("to", li.staffId().toString()));
        assertThat(body(as(lin, get(target(given))))).contains("方志强", "归 li 了");
        assertThat(body(as(lin, get("/follow-ups/assignment")))).contains("li：1 通", "维修回访分配");
        assertThat(as(
                                lin,
                                post("/follow-ups/assignment/restrictions")
                                        .param("store", visits.east().toString())
                                        .param("clerk", zhou.staffId().toString())
                                        .param("on", "true"))
                        .getStatus())
                .isEqualTo(302);
        assertThat(body(as(zhou, get("/follow-ups?view=OPEN")))).contains("您只看得到指派给您的单");
        assertThat(as(zhou, get("/follow-ups/" + task("WT1") + "/call")).getStatus())
                .isEqualTo(404);
        var preview = body(as(
                lin,
                post("/follow-ups/texts")
                        .param("all", "true")
                        .param("view", "OWED")
                        .param("q", "WT")));
        assertThat(preview).contains("发给 1 位", "严伟", "略过：这位客户愿意接电话");
        assertThat(visits.task("WT2").state()).isEqualTo("PENDING");
        var written =
                as(lin, post("/follow-ups/texts").param("task", task("WT2")).param("seen", "true"));
        assertThat(body(as(lin, get(target(written))))).contains("严伟", "短信已写好");
        assertThat(as(
                                zhou,
                                post("/follow-ups/assignments")
                                        .param("task", task("WT1"))
                                        .param("to", "nobody"))
                        .getStatus())
                .isEqualTo(403);
        assertThat(as(lin, post("/follow-ups.xlsx").param("task", task("WT1"))).getContentAsByteArray())
                .startsWith("PK".getBytes(StandardCharsets.US_ASCII));
    }

    // ---- fixtures

    String next(Actor clerk) {
        return target(as(clerk, post("/follow-ups/claims")));
    }

    static String target(MockHttpServletResponse response) {
        return Objects.requireNonNull(response.getRedirectedUrl());
    }

    String task(String orderNo) {
        return visits.task(orderNo).id().toString();
    }

    MockHttpServletResponse as(Actor actor, MockHttpServletRequestBuilder request) {
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

    static String body(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    static String local(Instant at) {
        return LocalDateTime.ofInstant(at, SHANGHAI)
                .truncatedTo(ChronoUnit.MINUTES)
                .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }
}
