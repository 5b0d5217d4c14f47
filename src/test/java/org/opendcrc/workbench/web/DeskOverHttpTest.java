package org.opendcrc.workbench.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.organisation.TestHouse.PASSWORD;
import static org.opendcrc.organisation.web.Browser.location;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.TestRows;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.complaints.ComplaintOffice;
import org.opendcrc.complaints.ComplaintSource;
import org.opendcrc.complaints.Intake;
import org.opendcrc.complaints.Received;
import org.opendcrc.followups.AttemptOutcome;
import org.opendcrc.followups.FollowUpDesk;
import org.opendcrc.followups.FollowUpQueue;
import org.opendcrc.followups.Visits;
import org.opendcrc.organisation.NewToken;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.jobs.JobDesk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The desk of a clerk, of who leads and of who makes no calls, and the store in which somebody works. */
@ApplicationTest
@Import(TestHouse.class)
class DeskOverHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    FollowUpQueue queue;

    @Autowired
    FollowUpDesk calls;

    @Autowired
    ComplaintOffice office;

    @Autowired
    JobDesk jobs;

    @Autowired
    TokenDesk tokens;

    private Visits visits;
    private Actor zhou;

    @BeforeEach
    void a_morning() {
        visits = new Visits(builder, jdbc, events);
        zhou = visits.clerk("zhou");
        var run = Ids.next();
        for (int n = 1; n <= 3; n++) {
            visits.settled(
                    run,
                    visits.car("方" + n + "强", false, "+861380000660" + n),
                    "WT" + n,
                    "JC" + n,
                    "2026-11-18T09:00",
                    "2026-11-18T1" + n + ":00");
        }
        visits.recorded(run, "2026-11-18T23:30", true);
        builder.systemClock().set(Visits.at("2026-11-20T09:30"));
    }

    @Test
    void a_clerk_sees_who_is_next_and_why_and_what_is_agreed_for_later() {
        visits.asDealer(() -> calls.attempt(
                zhou,
                visits.task("WT2").id(),
                new FollowUpDesk.AttemptRequest(
                        AttemptOutcome.INCONVENIENT,
                        Optional.empty(),
                        Optional.of(Visits.at("2026-11-20T15:20")),
                        Optional.empty(),
                        Optional.empty()),
                Visits.at("2026-11-20T09:20")));
        var browser = signedIn("zhou");
        var page = browser.get("/").body();
        assertThat(page)
                .contains("id=\"next-call\"", "方1强", "排在最前：明天 24:00 到期，上午时段可以打", "拨打下一通")
                .contains("15:20", "约好回电", "约定回电")
                .contains("href=\"/follow-ups?view=OPEN\"", "href=\"/follow-ups?view=AGAIN\"")
                .contains("data-live=\"followups\"", "没有在计时的投诉")
                .doesNotContain("id=\"day-team\"", "style=");
        assertThat(location(browser.post("/follow-ups/claims", Map.of())))
                .isEqualTo("/follow-ups/" + visits.task("WT1").id() + "/call");
        assertThat(browser.get("/").body()).contains("在您手上", "接着打这一通");
        var told = api("/api/v1/desk");
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.body())
                .contains("\"calls\":{\"open\":3", "\"place\":\"HELD\"", "\"place\":\"WAITING\"")
                .contains("\"place\":\"PROMISED_LATER\"", "\"at\":\"2026-11-20T07:20:00Z\"");
        assertThat(api("/api/v1/desk?store=" + visits.west()).statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> api(String path) {
        var secret = new AtomicReference<String>();
        visits.asDealer(() -> secret.set(((NewToken.Issued) tokens.issue(zhou, "测试", 1)).secret()));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + secret.get())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void CP_1_who_leads_sees_clocks_alarms_and_the_team_and_takes_note() {
        visits.person("lin", Map.of(visits.east(), Set.of(Role.CRC_MANAGER), visits.west(), Set.of(Role.CRC_MANAGER)));
        visits.person("gao", visits.east(), Role.SERVICE_MANAGER);
        var complaint = visits.in(() -> ((Received.Opened) office.receive(
                        new Intake(
                                visits.east(),
                                ComplaintSource.FOLLOW_UP,
                                ComplaintKind.PRODUCT,
                                false,
                                Optional.of(TestRows.customer(jdbc, "钱雪梅", "FEMALE")),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Ids.next()),
                                "空调又不制热",
                                Visits.at("2026-11-20T07:00"),
                                false),
                        zhou,
                        Visits.at("2026-11-20T07:00")))
                .complaintId());
        visits.person("boss", visits.east(), Role.ADMINISTRATOR);
        visits.asDealer(() -> {
            queue.claim(zhou, visits.task("WT3").id(), Visits.at("2026-11-20T09:29"));
            jobs.runNow(
                    builder.actor(
                            new TestHouse.House(zhou.dealerId(), visits.code(), "", visits.east(), visits.west()),
                            "boss"),
                    "complaints.first-contact");
        });
        var lin = signedIn("lin");
        var desk = lin.get("/").body();
        assertThat(desk)
                .contains("id=\"complaint-alarms\"", "1 件投诉等您确认", "超时 30 分", "zhou 受理", "我知道了")
                .contains("id=\"day-team\"", "1 件已超时");
        assertThat(signedIn("gao").get("/").body()).contains("处理最急的投诉").doesNotContain("complaint-alarms", "拨打下一通");
        assertThat(location(lin.post("/complaints/" + complaint + "/acknowledgements", Map.of("desk", "true"))))
                .isEqualTo("/");
        assertThat(lin.get("/").body())
                .doesNotContain("complaint-alarms", "我知道了")
                .contains("超时 30 分");
        assertThat(lin.get("/complaints/" + complaint).body()).contains("超过时限，提醒客服经理", "lin 09:30 已确认");
    }

    @Test
    void a_person_with_several_stores_chooses_the_one_with_which_lists_begin() {
        var stores = Map.of(visits.east(), Set.of(Role.AGENT), visits.west(), Set.of(Role.AGENT));
        visits.person("li", stores);
        var browser = signedIn("li");
        assertThat(browser.get("/follow-ups?view=OPEN").body()).contains("全部 2 家门店", "方1强");
        assertThat(location(browser.post(
                        "/me/store",
                        Map.of("choice", visits.west().toString(), "back", "/follow-ups?view=OPEN&after=x&store=y"))))
                .isEqualTo("/follow-ups?view=OPEN");
        assertThat(browser.get("/follow-ups?view=OPEN").body())
                .contains("杭州城西店")
                .doesNotContain("方1强");
        assertThat(browser.get("/").body()).contains("现在没有要打的电话").doesNotContain("方1强");
        assertThat(browser.get("/?store=all").body()).contains("方1强");
        assertThat(browser.get("/follow-ups?view=OPEN&store=" + visits.east()).body())
                .contains("方1强");
        browser.post("/me/store", Map.of("choice", "all", "back", "https://elsewhere.example/"));
        assertThat(browser.get("/").body()).contains("方1强");
        var zhous = signedIn("zhou"); // who has one store has nothing to choose, and may not choose another
        assertThat(zhous.get("/").body()).doesNotContain("name=\"choice\"");
        assertThat(zhous.post("/me/store", Map.of("choice", visits.west().toString()))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void who_makes_no_calls_reads_what_he_can_do() {
        visits.person("wang", visits.east(), Role.ADVISOR);
        visits.person("tang", visits.east(), Role.INFORMATION);
        assertThat(signedIn("wang").get("/").body()).contains("我的预约车", "到明天晚上为止还没有预约", "href=\"/search\"", "查客户");
        assertThat(signedIn("tang").get("/").body()).contains("您的角色：信息员", "导入文件", "还没有导入过数据");
    }

    private Browser signedIn(String login) {
        var browser = new Browser(port);
        assertThat(browser.signIn(login + "@" + visits.code(), PASSWORD).statusCode())
                .isEqualTo(302);
        browser.get("/me");
        return browser;
    }
}
