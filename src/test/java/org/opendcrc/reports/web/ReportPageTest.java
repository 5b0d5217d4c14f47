package org.opendcrc.reports.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.reports.ReportFixture.moment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendcrc.ApplicationTest;
import org.opendcrc.reports.DayLists;
import org.opendcrc.reports.ReportFixture;
import org.opendcrc.reports.ThreeDayCalls;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.jobs.JobCatalogue;
import org.opendcrc.shared.jobs.SimulationDriver;
import org.opendcrc.site.Messages;
import org.opendcrc.site.Msg;
import org.opendcrc.site.TestPages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** What people and programs see of the daily report. */
@ApplicationTest
@ActiveProfiles("simulation")
@TestPropertySource(properties = "opendcrc.clock=2026-04-10T08:00:00+08:00")
class ReportPageTest {

    private static final LocalDate SATURDAY = LocalDate.of(2026, 4, 11);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JobCatalogue jobs;

    @Autowired
    private ThreeDayCalls calls;

    @Autowired
    private DayLists lists;

    @Autowired
    private JsonMapper json;

    @Autowired
    private SimulationDriver simulation;

    @LocalServerPort
    private int port;

    private ReportFixture house;
    private Actor actor;

    @BeforeEach
    void a_dealer_of_its_own() {
        house = new ReportFixture(jdbc, transaction);
        actor = house.actor(Role.AGENT, house.store);
        // The clock never goes back, and other tests of this house have moved it too; there is nothing to freeze yet.
        simulation.moveTo(moment("2026-04-12 10:00"));
    }

    @Test
    void RP_8_percent_of_nothing_is_a_dash_on_the_page_and_null_for_programs() throws Exception {
        house.owed();
        freezeSaturday();
        var page = report(SATURDAY, Messages.CHINESE);
        assertThat(page).contains("三日电访日报", "4 月 11 日 周六 · 杭州城西店", "数据版本 20260412-1");
        assertThat(page).contains("<span>满意率</span><b class=\"\">–</b>").doesNotContain("NaN");
        var answer = get("/api/v1/reports/three-day-calls?store=S1&day=2026-04-11");
        assertThat(answer).contains("\"satisfactionRate\":null").contains("\"due\":1");
    }

    @Test
    void RP_8_frozen_stands_beside_live_where_they_differ() {
        house.satisfied(house.owed(), "2026-04-11 10:00", "2026-04-11 10:05");
        var late = house.owed();
        freezeSaturday();
        assertThat(report(SATURDAY, Messages.CHINESE))
                .contains("冻结")
                .doesNotContain("冻结以后又补录")
                .doesNotContain("<th scope=\"col\" class=\"dc-num\">现在</th>");
        house.dissatisfied(late, "2026-04-11 11:00", "2026-04-10 07:00");
        var page = report(SATURDAY, Messages.CHINESE);
        assertThat(page)
                .contains("冻结以后又补录", "<th scope=\"col\" class=\"dc-num\">现在</th>", "已不同")
                .as("the strip shows what hangs on the wall")
                .contains("<span>满意率</span><b class=\"\">100.0%</b> <small>1 / 1</small>");
    }

    @Test
    void RP_8_each_number_of_the_strip_leads_to_its_rows() {
        house.satisfied(house.owed(), "2026-04-11 10:00", "2026-04-10 07:00");
        freezeSaturday();
        assertThat(report(SATURDAY, Messages.ENGLISH))
                .contains("/reports/three-day-calls/rows?store=S1&amp;day=2026-04-11&amp;figure=due&amp;frozen=true")
                .contains("Daily report of follow-up calls", "Frozen", "王建军");
        var live = rows("success", false);
        assertThat(live).contains("黄女士", "浙A7K3F9", "96 / 100", "href=\"/follow-ups/");
        var frozen = rows("success", true);
        assertThat(frozen).contains("RO-001", "96 / 100").doesNotContain("黄女士").doesNotContain("/follow-ups/");
    }

    @Test
    void a_day_that_is_not_frozen_says_when_it_will_be() {
        house.owed();
        assertThat(report(LocalDate.of(2026, 4, 28), Messages.CHINESE)).contains("实时，还会变", "冻结上墙");
        var shelf = house.in(() -> calls.shelf(actor, calls.store(actor, null)));
        var list = TestPages.render(
                "reports/shelf",
                Map.of(
                        "frame",
                        TestPages.frame(actor),
                        "page",
                        pages(Messages.CHINESE).shelf(shelf, java.util.List.of(), actor)));
        assertThat(list).contains("还没有冻结的日报", "下一份在");
    }

    @Test
    void RP_8_the_wall_shows_figures_and_nobody() {
        house.dissatisfied(house.owed(), "2026-04-11 10:00", "2026-04-11 10:05");
        assertThat(wall()).contains("–", "下一份在");
        freezeSaturday();
        var wall = wall();
        assertThat(wall)
                .contains("昨日三日电访", "杭州城西店", "4 月 11 日 周六", "0.0%", "0 / 1", "data-refresh=\"180\"")
                .doesNotContain("黄女士")
                .doesNotContain("王建军")
                .doesNotContain("周晓雯")
                .doesNotContain("RO-001")
                .doesNotContain(" style=");
    }

    @Test
    void the_pages_carry_nothing_that_the_content_policy_refuses() {
        house.dissatisfied(house.owed(), "2026-04-11 10:00", "2026-04-11 10:05");
        freezeSaturday();
        for (var page : new String[] {report(SATURDAY, Messages.CHINESE), rows("", true), wall()}) {
            assertThat(page)
                    .doesNotContain(" style=")
                    .doesNotContain("<script>")
                    .doesNotContain(" onclick=");
        }
    }

    @Test
    void the_workbook_holds_figures_and_rows_and_no_formula(@TempDir Path folder) throws IOException {
        house.satisfied(house.owed(), "2026-04-11 10:00", "2026-04-11 10:05");
        freezeSaturday();
        var book = house.in(() -> {
            var store = calls.store(actor, "S1");
            var file = new ByteArrayOutputStream();
            try {
                new Workbook(new Words(TestPages.MESSAGES.in(Messages.CHINESE)))
                        .write(
                                calls.on(actor, store, SATURDAY),
                                calls.rows(actor, store, SATURDAY, "", null, true),
                                file);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return file.toByteArray();
        });
        var file = Files.write(folder.resolve("report.xlsx"), book);
        var text = new StringBuilder();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : java.util.Collections.list(zip.entries())) {
                text.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(HtmlUtils.htmlUnescape(text.toString()))
                .contains("RO-001", "满意率", "应访")
                .doesNotContain("<f>")
                .doesNotContain("黄女士");
        assertThat(Workbook.harmless("=1+1")).isEqualTo("'=1+1");
        assertThat(Workbook.harmless("@x")).isEqualTo("'@x");
        assertThat(Workbook.harmless("RO-1")).isEqualTo("RO-1");
    }

    @Test
    void RP_8_programs_read_figures_and_rows_of_their_own_stores_only() throws Exception {
        house.satisfied(house.owed(), "2026-04-11 10:00", "2026-04-10 07:00");
        freezeSaturday();
        var answer = get("/api/v1/reports/three-day-calls?store=" + house.store + "&day=2026-04-11");
        assertThat(answer)
                .contains(
                        "\"frozenAt\":\"2026-04-12T01:00:00Z\"",
                        "\"success\":1",
                        "\"code\":\"S1\"",
                        "\"satisfactionRate\":1");
        assertThat(get("/api/v1/reports/three-day-calls?store=S1&day=2026-04-12"))
                .contains("\"frozen\":null");
        assertThat(get("/api/v1/reports/three-day-calls/rows?store=S1&day=2026-04-11&figure=success&frozen=true"))
                .contains("\"count\":1", "\"orderNo\":\"RO-001\"")
                .doesNotContain("黄女士");
        assertThat(status("/api/v1/reports/three-day-calls?store=S2&day=2026-04-11"))
                .isEqualTo(404);
        assertThat(status("/api/v1/reports/three-day-calls?store=nowhere&day=2026-04-11"))
                .isEqualTo(404);
        assertThat(status("/api/v1/reports/three-day-calls/rows?store=S1&day=2026-04-11&figure=nonsense"))
                .isEqualTo(404);
        assertThat(status("/api/v1/reports/three-day-calls?store=S1&day=soon")).isEqualTo(422);
    }

    @Test
    void RP_8_an_advisor_reads_what_concerns_his_own_orders_frozen_and_live_and_no_wall() throws Exception {
        house.satisfied(house.owed(), "2026-04-11 10:00", "2026-04-11 10:05");
        house.owed(house.store, house.li, "2026-04-10 23:31", LocalDate.of(2026, 4, 10));
        freezeSaturday();
        var li = house.actorAs(house.li, Role.ADVISOR, house.store);
        var his = house.in(() -> calls.on(li, calls.store(li, "S1"), SATURDAY));
        assertThat(his.own()).isTrue();
        assertThat(his.shown().all().count(org.opendcrc.reports.Figure.DUE)).isOne();
        assertThat(his.shown().all().count(org.opendcrc.reports.Figure.SUCCESS)).isZero();
        assertThat(his.shown()).isEqualTo(his.live());
        assertThat(his.moved()).isFalse();
        for (var frozen : java.util.List.of(true, false)) {
            assertThat(house.in(() -> calls.rows(li, calls.store(li, "S1"), SATURDAY, "", house.wang, frozen))
                            .rows())
                    .as("another advisor's")
                    .isEmpty();
            assertThat(house.in(() -> calls.rows(li, calls.store(li, "S1"), SATURDAY, "due", null, frozen))
                            .rows())
                    .hasSize(1);
        }
        assertThat(house.in(() -> calls.shelf(li, calls.store(li, "S1")))
                        .days()
                        .getFirst()
                        .report()
                        .all()
                        .count(org.opendcrc.reports.Figure.DUE))
                .isOne();
    }

    @Test
    void RP_8_a_frozen_day_bears_a_digest_over_its_rows() throws Exception {
        house.satisfied(house.owed(), "2026-04-11 10:00", "2026-04-11 10:05");
        freezeSaturday();
        assertThat(get("/api/v1/reports/three-day-calls?store=S1&day=2026-04-11"))
                .containsPattern("\"digest\":\"[0-9a-f]{64}\"");
    }

    private void freezeSaturday() {
        jobs.named("reports.freeze").run(moment("2026-04-12 09:00"));
    }

    private String report(LocalDate day, java.util.Locale language) {
        var page = house.in(() -> {
            var store = calls.store(actor, "S1");
            return pages(language)
                    .report(
                            calls.on(actor, store, day),
                            calls.stores(actor),
                            calls.before(actor, store, day, 19),
                            actor);
        });
        return TestPages.render(
                "reports/report",
                Map.of("frame", frame(language).withCharts().withOwnScript("reports.js"), "page", page));
    }

    private String rows(String figure, boolean frozen) {
        var page = house.in(() -> {
            var rows = calls.rows(actor, calls.store(actor, "S1"), SATURDAY, figure, null, frozen);
            return pages(Messages.CHINESE).rows(rows, figure, Instant.parse("2026-04-12T02:00:00Z"), true, actor);
        });
        return TestPages.render("reports/rows", Map.of("frame", frame(Messages.CHINESE), "page", page));
    }

    private String wall() {
        var page = house.in(() -> pages(Messages.CHINESE).wall(calls.shelf(actor, calls.store(actor, "S1")), slides()));
        return TestPages.render("reports/wall", Map.of("frame", frame(Messages.CHINESE), "page", page));
    }

    private java.util.List<WallPage.Slide> slides() {
        var store = calls.store(actor, "S1");
        var wall = lists.wall(actor, store, SATURDAY);
        return new ListPages(TestPages.MESSAGES.in(Messages.CHINESE), json)
                .slides(wall.figures(), store, SATURDAY.plusDays(1), wall.names(), wall.items());
    }

    private org.opendcrc.site.Frame frame(java.util.Locale language) {
        return TestPages.frame(new Actor(
                actor.dealerId(), actor.staffId(), actor.login(), actor.name(), actor.roles(), language, true));
    }

    private Pages pages(java.util.Locale language) {
        Msg msg = TestPages.MESSAGES.in(language);
        return new Pages(msg, json);
    }

    private String token = "";

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        if (token.isEmpty()) {
            token = "sim-" + house.signIn();
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Accept", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        var answer = ask(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private int status(String path) throws IOException, InterruptedException {
        return ask(path).statusCode();
    }
}
