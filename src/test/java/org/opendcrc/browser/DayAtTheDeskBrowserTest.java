package org.opendcrc.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendcrc.ApplicationTest;
import org.opendcrc.browser.Desk.Seat;
import org.opendcrc.shared.DealerContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A clerk's calls from the first key to the figure on the wall, in a real browser with the mouse switched off, in both languages, on
 * the demo dealer with a simulated clock. Pictures of every page lie in target/screenshots afterwards.
 */
@ApplicationTest
@ActiveProfiles("simulation")
@TestPropertySource(
        properties = {
            "opendcrc.demo=300",
            "opendcrc.clock=2026-11-19T09:30:00+08:00",
            "opendcrc.test-house=day-at-the-desk" // of its own: its clock goes on to the next day
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DayAtTheDeskBrowserTest {

    private static final String PASSWORD = "opendcrc-demo-2026";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private String address() {
        return "http://127.0.0.1:" + port;
    }

    private Desk desk(Seat seat, String login) {
        var desk = Desk.at(address(), seat);
        desk.signIn(login, PASSWORD);
        return desk;
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    @Order(1)
    void a_clerk_makes_three_calls_by_keyboard_alone(String language) {
        try (var desk = Desk.at(address(), Seat.wide(language))) {
            desk.open("/login?lang=" + language);
            desk.isAccessible();
            desk.picture("login-" + language);
            desk.signIn(language.equals("en") ? "he" : "zhou", PASSWORD);
            desk.speak(language);
            desk.open("/");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("desk-" + language);
            desk.open("/follow-ups");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("queue-" + language);

            // First call: a satisfied customer. Digits answer and move on; the customer's own mark is a nine.
            desk.press("n");
            onTheCallPage(desk, language);
            desk.isAccessible();
            desk.fitsTheHeight();
            desk.press("1", "1", "1", "1", "1", "9", "1");
            desk.picture("call-answered-" + language);
            desk.press("m");
            var first = desk.page().url();
            saveAndWait(desk, first);

            // Second call: nobody answers.
            var second = desk.page().url();
            desk.press("w");
            desk.picture("call-missed-" + language);
            desk.press("1");
            saveAndWait(desk, second);

            // Third call: a dissatisfied customer becomes a complaint in the same save.
            var third = desk.page().url();
            desk.press("3", "2", "1", "5", "2", "2", "1");
            desk.press("b");
            desk.page().waitForSelector("#complaint-sheet");
            desk.picture("call-dissatisfied-" + language);
            fillComplaint(desk, "等候太久，没有人解释 <b>费用</b>");
            try (var lead = desk(Seat.wide(language), "lin")) {
                lead.speak(language);
                lead.open("/");
                var before = lead.page().locator("#complaint-timers li").count();
                saveAndWait(desk, third);
                // The manager touches nothing: the clock appears on his desk and the count in his menu.
                lead.page()
                        .waitForCondition(() ->
                                lead.page().locator("#complaint-timers li").count() == before + 1);
                assertThat(lead.page().locator("#rail .dc-dot").innerText()).isEqualTo(Integer.toString(before + 1));
                lead.isAccessible();
                lead.picture("desk-of-who-leads-" + language);
            }

            desk.open("/complaints");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("complaints-" + language);
            assertThat(desk.page().locator("main").innerText()).contains("TS-20261119-");
        }
    }

    /** Kind by its digit or the space bar, then the words. */
    private static void fillComplaint(Desk desk, String words) {
        desk.page().locator("[name='complaintKind']").nth(3).press("Space");
        desk.page().locator("textarea[name='complaintWords']").focus();
        desk.page().keyboard().type(words);
    }

    private static void onTheCallPage(Desk desk, String language) {
        desk.page().waitForURL("**/call");
        desk.picture("call-" + language);
    }

    private static void saveAndWait(Desk desk, String from) {
        desk.press("Control+Enter");
        desk.page().waitForURL(it -> !it.equals(from));
        assertThat(desk.alert()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    @Order(1)
    void a_customer_is_found_while_one_types_and_on_a_page_of_all_hits(String language) {
        try (var desk = Desk.at(address(), Seat.wide(language))) {
            desk.signIn(language.equals("en") ? "he" : "zhou", PASSWORD);
            desk.speak(language);
            desk.open("/complaints");
            desk.press("/");
            desk.page().keyboard().type("wang");
            desk.page().waitForSelector("#search-hits [role=option]");
            desk.press("ArrowDown", "ArrowDown");
            assertThat(desk.page().locator("#search").getAttribute("aria-activedescendant"))
                    .isEqualTo("hit-2");
            desk.isAccessible();
            desk.picture("search-typing-" + language);
            desk.press("Escape");
            assertThat(desk.page().locator("#search-pop").isVisible()).isFalse();
            desk.press("Control+Enter");
            desk.page().waitForURL("**/search?q=wang");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("search-" + language);
            assertThat(desk.page().locator("#search-results").innerText()).contains("王");
        }
        try (var desk = desk(Seat.telephone(language), "wang")) {
            desk.speak(language);
            desk.open("/search?q=wang");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("search-360-" + language);
        }
        try (var desk = desk(Seat.wide(language).withoutScripts(), "zhou")) {
            desk.page().locator("#search").fill("wang");
            desk.page().locator("#search").press("Enter");
            desk.page().waitForURL("**/search?q=wang");
            assertThat(desk.page().locator("#search-results").innerText()).contains("王");
        }
    }

    /** A second number for everybody, and six who want no calls; a second time nothing happens. */
    private void furtherNumbersAndPeopleWhoWantNoCalls() {
        int dealer = jdbc.sql("select min(d.dealer_id) from directory.dealer d")
                .query(Integer.class)
                .single();
        DealerContext.runAs(
                dealer,
                () -> transaction.executeWithoutResult(_ -> {
                    jdbc.sql("""
                    insert into customers.phone (dealer_id, customer_id, e164, position)
                    select c.dealer_id, c.id, '+8613900000417', 9
                      from customers.customer c
                     where c.dealer_id = :dealer
                        on conflict do nothing
                    """).param("dealer", dealer).update();
                    if (jdbc.sql(
                                            "select count(*) from customers.customer c where c.dealer_id = :dealer and c.dnd_reason = '浏览器测试'")
                                    .param("dealer", dealer)
                                    .query(Integer.class)
                                    .single()
                            > 0) {
                        return;
                    }
                    var quiet = jdbc.sql("""
                            update followups.contact c
                               set text_only = true
                              from (select k.id
                                      from followups.contact k
                                     where k.dealer_id = :dealer
                                       and k.open_tasks > 0
                                       and k.claimed_by is null
                                     order by k.due_at desc, k.id
                                     limit 6) n
                             where c.dealer_id = :dealer
                               and c.id = n.id
                            returning c.customer_id
                            """)
                            .param("dealer", dealer)
                            .query(UUID.class)
                            .list();
                    jdbc.sql(
                                    "update customers.customer c set dnd = true, dnd_reason = '浏览器测试' where c.dealer_id = :dealer and c.id = any(:them)")
                            .param("dealer", dealer)
                            .param("them", quiet.toArray(UUID[]::new))
                            .update();
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    @Order(3)
    void the_keys_of_queue_and_call_do_what_their_help_says(String language) {
        furtherNumbersAndPeopleWhoWantNoCalls();
        try (var desk = desk(Seat.wide(language), "lin")) {
            desk.speak(language);
            desk.open("/follow-ups?view=OPEN");
            desk.press("?");
            assertThat(desk.page().locator("#keysheet [data-keys-here] kbd").allInnerTexts())
                    .contains("X", "D", "F", "N");
            desk.isAccessible();
            desk.picture("keys-" + language);
            desk.press("Escape");

            // X ticks the row that is on.
            desk.press("j", "x", "j", "x");
            assertThat(ticked(desk)).isEqualTo(2);
            assertThat(desk.page().locator("#followup-bulk").isVisible()).isTrue();

            // F opens the filter; what is typed there is no command, and Esc goes back to the rows.
            desk.press("f");
            desk.page().waitForSelector("#filter-q:focus");
            desk.page().keyboard().type("xdfv");
            assertThat(desk.page().locator("#filter-q").inputValue()).isEqualTo("xdfv");
            assertThat(ticked(desk)).isEqualTo(2);
            desk.press("Escape");
            assertThat(desk.page().locator("#filter-q").isVisible()).isFalse();

            // D shows who of the ticked would get a text: nobody, all of them may be called.
            desk.press("d");
            desk.page().waitForURL("**/follow-ups/texts");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("texts-preview-" + language);

            // D on the row that is on writes to who wants no calls.
            desk.open("/follow-ups?view=TEXT");
            var before = desk.page().locator("[data-text]").count();
            desk.press("j", "d");
            desk.page().waitForSelector("#followup-said");
            assertThat(desk.page().locator("[data-text]").count()).isEqualTo(before - 1);

            // H dials the other number, V shows the customer whole, Esc gives the call back.
            desk.press("n");
            desk.page().waitForURL("**/call");
            desk.page().evaluate("""
                    () => document.addEventListener('click', e => {
                      const number = e.target.closest('a[href^="tel:"]');
                      if (number) { e.preventDefault(); document.body.dataset.dialled = number.getAttribute('href'); }
                    }, { capture: true })
                    """);
            desk.press("h");
            assertThat(desk.page().locator("body").getAttribute("data-dialled"))
                    .isEqualTo(desk.page().locator("#numbers [data-key=H]").getAttribute("href"));
            desk.press("?");
            assertThat(desk.page().locator("#keysheet [data-keys-here] kbd").allInnerTexts())
                    .contains("H", "V", "M", "B", "W", "Y", "C", "Ctrl Enter");
            desk.press("Escape");
            desk.press("v");
            desk.page().waitForURL("**/customers/*");
            desk.page().goBack();
            desk.page().waitForURL("**/call");
            desk.page().waitForSelector("#result-bar"); // comes after the address
            desk.press("Escape");
            desk.page().waitForURL(it -> it.contains("/follow-ups") && !it.endsWith("/call"));

            // Who wants no calls and is opened all the same: D chooses the text.
            desk.open("/follow-ups?view=TEXT");
            desk.press("j", "Enter");
            desk.page().waitForURL("**/call");
            desk.press("m", "d");
            assertThat(desk.page().locator("input[name=result]:checked").getAttribute("value"))
                    .isEqualTo("TEXT_INSTEAD");
            saveAndWait(desk, desk.page().url());
        }
    }

    private static int ticked(Desk desk) {
        return desk.page().locator("[data-pick]:checked").count();
    }

    @Test
    @Order(2)
    void a_row_that_another_takes_stands_back_and_goes_by_itself_and_nobody_loses_his_place() {
        try (var lead = desk(Seat.wide("zh-CN"), "lin");
                var clerk = desk(Seat.wide("zh-CN"), "he")) {
            lead.speak("zh-CN");
            lead.open("/follow-ups?view=OPEN");
            lead.page().evaluate("() => { window.neverLeft = true; }");
            var rows = lead.page().locator("[data-row]:not(.dc-taken)");
            var taken = rows.nth(0).getAttribute("id").substring("row-".length());
            var his = rows.nth(1).getAttribute("id").substring("row-".length());
            var after = lead.page()
                    .locator("#row-" + his + " + [data-row]")
                    .getAttribute("id")
                    .substring("row-".length());
            lead.page().focus("#open-" + his);
            lead.press("x");

            take(clerk, taken);
            lead.page().waitForSelector("#row-" + taken + ".dc-taken");
            standsOn(lead, his, 1);
            lead.isAccessible();
            lead.picture("queue-while-others-work");

            satisfied(clerk);
            lead.page()
                    .waitForCondition(() -> lead.page().locator("#row-" + taken).count() == 0);
            standsOn(lead, his, 1);

            // The row on which she stands is finished by another: she stands on the one that took its place.
            take(clerk, his);
            satisfied(clerk);
            lead.page()
                    .waitForCondition(() -> lead.page().locator("#row-" + his).count() == 0);
            standsOn(lead, after, 0);
            assertThat(lead.page().evaluate("window.neverLeft")).as("no reload").isEqualTo(true);
        }
    }

    private static void take(Desk clerk, String task) {
        clerk.open("/follow-ups?view=OPEN");
        clerk.page().focus("#open-" + task);
        clerk.press("Enter");
        clerk.page().waitForURL("**/" + task + "/call");
    }

    private static void satisfied(Desk clerk) {
        clerk.press("1", "1", "1", "1", "1", "9", "1", "m");
        saveAndWait(clerk, clerk.page().url());
    }

    private static void standsOn(Desk desk, String task, int ticks) {
        desk.page().waitForSelector("#open-" + task + ":focus");
        assertThat(desk.page().locator("[data-row][aria-current]").getAttribute("id"))
                .isEqualTo("row-" + task);
        assertThat(ticked(desk)).isEqualTo(ticks);
    }

    @Test
    @Order(5)
    void a_manager_works_a_day_without_a_mouse() {
        try (var desk = desk(Seat.wide("zh-CN"), "lin")) {
            // The alarms of the morning.
            desk.open("/");
            var note = "#complaint-timers form button";
            var alarms = desk.page().locator(note).count();
            assertThat(alarms).isPositive();
            desk.goTo("Tab", note);
            desk.press("Enter");
            desk.page().waitForCondition(() -> desk.page().locator(note).count() == alarms - 1);

            // Given to a clerk, and taken back.
            desk.open("/follow-ups?view=OPEN");
            var task = desk.page()
                    .locator("[data-row]:not(.dc-taken)")
                    .first()
                    .getAttribute("id")
                    .substring("row-".length());
            desk.page().focus("#open-" + task);
            desk.press("x");
            desk.goTo("Shift+Tab", "#bulk select[name=to]");
            desk.press("Home", "Tab", "Enter");
            desk.page().waitForURL("**/follow-ups/steps/*");
            desk.isAccessible();
            assertThat(desk.page().locator("#step-rows .dc-chip-ok").count()).isOne();
            desk.press("j", "Enter"); // the row leads to the call's page
            desk.page().waitForURL("**/follow-ups/" + task);
            desk.open("/follow-ups?view=OPEN");
            desk.page().focus("#open-" + task);
            desk.press("x");
            desk.goTo("Shift+Tab", "#bulk select[name=to]");
            desk.press("End", "Tab", "Enter");
            desk.page().waitForURL("**/follow-ups/steps/*");
            assertThat(desk.page().locator("#step-rows .dc-chip-ok").count()).isOne();

            // Texts to two who want no calls: first who gets one, then the step.
            desk.open("/follow-ups?view=TEXT");
            desk.press("j", "x", "j", "x", "d");
            desk.page().waitForURL("**/follow-ups/texts");
            assertThat(desk.page().locator("#texts-to-send li .dc-b").count()).isEqualTo(2);
            desk.press("Control+Enter");
            desk.page().waitForURL("**/follow-ups/steps/*");

            // Two attempts instead of three, and back to the handbook.
            desk.open("/administration/calls");
            desk.goTo("Tab", "#policy-follow-up-attempts input[name=value]");
            desk.press("Control+a", "2", "Enter");
            desk.page().waitForURL("**#policy-follow-up-attempts");
            desk.page().waitForSelector("#policy-follow-up-attempts form[action$='/default']");
            desk.isAccessible();
            desk.goTo("Tab", "#policy-follow-up-attempts form[action$='/default'] button");
            desk.press("Enter");
            desk.page()
                    .waitForCondition(() -> desk.page()
                                    .locator("#policy-follow-up-attempts form[action$='/default']")
                                    .count()
                            == 0);
            desk.page().waitForSelector("#policy-follow-up-attempts form");
            desk.page().waitForLoadState();

            // A wording.
            desk.open("/text-templates");
            desk.press("j", "Enter");
            desk.page().waitForSelector("#template-form");
            desk.goTo("Tab", "#template-chinese");
            desk.press("Control+Home");
            desk.page().keyboard().type("您好，");
            desk.press("Control+Enter");
            desk.page().waitForSelector("#version-1");
            assertThat(desk.alert()).isEmpty();

            // One more questionnaire for calls after a sale: a question with several answers, one with words; tried
            // out, not finished.
            desk.open("/questionnaires");
            desk.goTo("Tab", "#kind-sales button");
            desk.press("Enter");
            desk.page().waitForURL("**/questionnaires/sales/q2/draft");
            desk.goTo("Tab", "#km-to");
            desk.press("5", "0", "0", "0", "Control+Enter");
            desk.page().waitForSelector("h1 + .dc-chip-ok, #versions");
            assertThat(desk.alert()).isEmpty();
            desk.press("e");
            desk.page().waitForSelector("#design");
            for (var kind : List.of("MULTIPLE", "TEXT")) {
                desk.goTo("Tab", "button[value='add:" + kind + "']");
                desk.press("Enter");
                desk.page().waitForSelector(kind.equals("MULTIPLE") ? "#question-8[open]" : "#question-9[open]");
            }
            desk.goTo("Tab", "#q9-short-zh");
            desk.page().keyboard().type("最想说的");
            desk.goTo("Tab", "#q9-ask-zh");
            desk.page().keyboard().type("您最想对我们说什么？");
            desk.press("Control+Enter");
            desk.page().waitForSelector("#objections[role=alert]");
            desk.isAccessible();
            desk.picture("questionnaire-refused-zh-CN");
            assertThat(desk.page().locator("#q9-short-zh").inputValue())
                    .as("nothing typed is lost")
                    .isEqualTo("最想说的");
            // The preview is answered as the call will be: digits tick, Enter goes on to the words.
            desk.page().locator("#preview [data-element='9'] input").first().focus();
            desk.press("1", "2");
            assertThat(desk.page()
                            .locator("#preview [data-element='9'] input:checked")
                            .count())
                    .isEqualTo(2);

            // A text to many: prepared, looked at, approved, stopped.
            desk.open("/text-batches/new");
            desk.goTo("Tab", "#batch-name");
            desk.page().keyboard().type("换季提醒");
            desk.goTo("Tab", "#batch-pace");
            desk.press("Control+a");
            desk.page().keyboard().type("1");
            desk.goTo("Tab", "#batch-typed");
            desk.press("ArrowDown", "Control+Enter");
            desk.page().waitForSelector("#batch-steps");
            desk.isAccessible();
            desk.picture("batch-zh-CN");
            var batch = URI.create(desk.page().url()).getPath();
            try (var another = desk(Seat.wide("zh-CN"), "zong")) {
                another.open(batch);
                another.press("Control+Enter");
                another.page().waitForSelector("h1 + .dc-chip-info");
                assertThat(another.alert()).isEmpty();
            }
            desk.open(batch);
            desk.page().waitForSelector("#batch-steps .btn-danger");
            desk.press("s");
            desk.page().waitForSelector("h1 + .dc-chip-bad");
            desk.picture("batch-stopped-zh-CN");
            assertThat(desk.alert()).isEmpty();

            // The team's day, one clerk's list; a backlog that is looked at and left as it is.
            desk.open("/follow-ups/team");
            desk.goTo("Tab", "#agents tbody a");
            desk.press("Enter");
            desk.page().waitForSelector("#clerk-made");
            desk.isAccessible();
            desk.picture("clerk-zh-CN");
            desk.press("Escape");
            desk.page().waitForSelector("#agents");
            desk.open("/follow-ups/closings");
            desk.page().fill("#closing-to", "2026-11-20");
            desk.goTo("Tab", "#closing-to");
            desk.press("Control+Enter");
            desk.page().waitForSelector("#closing-rows");
            desk.isAccessible();
            desk.picture("closing-zh-CN");
            desk.goTo("Tab", "form[action$='/drop'] button");
            desk.press("Enter");
            desk.page().waitForSelector("h1 + .dc-chip-mute");

            // Yesterday's grievances down to their rows, and back.
            var grievances = "/reports/grievances?day=2026-11-19";
            desk.open(grievances);
            var list = desk.page().url();
            desk.goTo("Tab", "#report-figures a");
            desk.press("Enter");
            desk.page().waitForURL("**/rows?*");
            desk.press("Escape");
            desk.page().waitForURL(it -> it.contains("/reports/grievances") && !it.contains("/rows"));
            assertThat(list).contains("/reports/grievances");
            desk.open("/reports/three-day-calls/rows?day=2026-11-19&figure=due");
            desk.press("Escape");
            desk.page().waitForURL(it -> it.contains("/reports/three-day-calls") && !it.contains("/rows"));
        }
        try (var chief = desk(Seat.wide("zh-CN"), "chen")) {
            chief.open("/reports/grievances?day=2026-11-19");
            chief.press("s");
            chief.page().waitForSelector("#signatures .dc-chip-ok");
            assertThat(chief.page().locator("#signatures").innerText()).contains("陈国强");
        }
    }

    @Test
    @Order(4)
    void RP_8_yesterdays_figure_hangs_on_the_wall_at_nine() throws Exception {
        moveClock("2026-11-20T09:00:00+08:00");
        try (var desk = desk(Seat.wide("zh-CN"), "lin")) {
            desk.speak("zh-CN");
            for (var page : List.of("reports", "reports/three-day-calls?day=2026-11-19")) {
                desk.open("/" + page);
                desk.isAccessible();
                desk.fitsTheWidth();
            }
            desk.page().locator("#chart-advisors canvas").first().waitFor();
            desk.picture("report-zh-CN");
            var sheet = new String(
                    desk.page().pdf(new Page.PdfOptions().setPreferCSSPageSize(true)),
                    java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(sheet.split("/Type\\s*/Page\\b", -1))
                    .as("the report of a day is one sheet of A4")
                    .hasSize(2);
            var wall = desk.page().locator("a[href^='/wall/']").first();
            desk.open(wall.getAttribute("href"));
            desk.isAccessible();
            desk.picture("wall-zh-CN");
            assertThat(desk.page().locator("body").innerText()).contains("11").contains("19");
            desk.press("ArrowRight");
            assertThat(desk.page().locator("#wall-grievances").isVisible()).isTrue();
            assertThat(desk.page().locator("h1").innerText())
                    .as("the title says which list hangs there")
                    .isEqualTo("昨日" + desk.page().locator("#wall-grievances h2").innerText());
            desk.isAccessible();
            desk.press("ArrowRight", "ArrowRight");
            assertThat(desk.page().locator("#wall-agents-day").isVisible()).isTrue();
            desk.picture("wall-agents-day-zh-CN");
        }
        moveClock("2026-11-20T09:30:00+08:00");
        for (var seat : List.of(Seat.wide("zh-CN"), Seat.wide("en"), Seat.telephone("zh-CN"))) {
            try (var desk = desk(seat, "lin")) {
                desk.speak(seat.language());
                for (var list : List.of("grievances", "failed-calls", "agents-day")) {
                    desk.open("/reports/" + list + "?day=2026-11-19");
                    desk.isAccessible();
                    desk.fitsTheWidth();
                    desk.picture("list-" + list + "-" + seat.width() + "-" + seat.language());
                    desk.open(desk.page().locator("#report-figures a").first().getAttribute("href"));
                    desk.isAccessible();
                    desk.fitsTheWidth();
                    desk.picture("list-rows-" + list + "-" + seat.width() + "-" + seat.language());
                }
            }
        }
    }

    private static final List<String> OF_THE_MANAGER = List.of(
            "/",
            "/follow-ups",
            "/follow-ups/assignment",
            "/follow-ups/team",
            "/follow-ups/closings",
            "/reports/satisfaction?day=2026-11-19",
            "/reports/cvp?month=2026-11",
            "/reports/close?day=2026-11-19",
            "/follow-ups?view=SALES",
            "/leads",
            "/reports/truth",
            "/reports/truth/rows?month=2026-11",
            "/corrections",
            "/complaints",
            "/complaints/new",
            "/casebook?month=2026-11&span=3",
            "/casebook/rows?month=2026-11",
            "/casebook/lessons",
            "/casebook/quarters",
            "/complaints/daily",
            "/complaints/outside",
            "/complaints/notice",
            "/guarantees",
            "/manufacturer",
            "/complaints/terms",
            "/texts",
            "/text-replies",
            "/text-batches",
            "/text-batches/new",
            "/text-figures",
            "/letters",
            "/text-templates",
            "/text-templates/offer",
            "/text-templates/new",
            "/questionnaires",
            "/questionnaires/service/young-cars",
            "/questionnaires/sales/q2/draft?open=0",
            "/reports",
            "/me");

    private static final List<String> OF_THE_ADMINISTRATOR = List.of(
            "/imports",
            "/imports/mappings",
            "/administration/people",
            "/administration/settings",
            "/administration/stores",
            "/administration/calendar",
            "/administration/export",
            "/administration/calls",
            "/administration/gateways",
            "/administration/gateways/new?kind=SMPP",
            "/administration/gateways/new?kind=HTTP",
            "/administration/audit",
            "/administration/jobs");

    /** Wide and narrow, light and dark, in both languages; English words are the long ones, so they are tried where it is narrow. */
    static List<Seat> seats() {
        return List.of(Seat.wide("zh-CN").inTheDark(), Seat.telephone("zh-CN"), Seat.telephone("en"));
    }

    @ParameterizedTest
    @MethodSource("seats")
    @Order(6)
    void every_page_is_accessible_wide_and_narrow_in_the_light_and_in_the_dark(Seat seat) {
        looksAt(seat, "lin", OF_THE_MANAGER);
        looksAt(seat, "admin", OF_THE_ADMINISTRATOR);
    }

    private void looksAt(Seat seat, String login, List<String> paths) {
        try (var desk = desk(seat, login)) {
            desk.speak(seat.language());
            for (var path : paths) {
                desk.open(path);
                if (seat.language().equals("zh-CN")) { // words alone make no page less accessible, but wider
                    desk.isAccessible();
                }
                desk.fitsTheWidth();
                desk.picture(path.substring(1).replace('/', '-') + "-" + seat.width() + "-" + seat.light() + "-"
                        + seat.language());
            }
        }
    }

    @Test
    @Order(7)
    void a_call_is_made_on_a_telephone_and_without_scripts() {
        try (var desk = desk(Seat.telephone("zh-CN"), "he")) {
            desk.open("/follow-ups");
            desk.page()
                    .locator("form[action='/follow-ups/claims'] button")
                    .first()
                    .press("Enter");
            desk.page().waitForURL("**/call");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("call-360");
        }
        try (var desk = desk(Seat.wide("zh-CN").withoutScripts(), "he")) {
            desk.open("/follow-ups");
            press(desk.page()
                    .locator("form[action='/follow-ups/claims'] button")
                    .first());
            desk.page().waitForURL("**/call");
            desk.picture("call-without-scripts");
            var call = desk.page().url();
            // Saved with nothing chosen: the page says what is missing and keeps what was typed.
            desk.page().locator("textarea[name='remark']").fill("客户问保养券");
            press(desk.page().locator("main form button.btn-primary").first());
            assertThat(desk.alert()).isPresent();
            assertThat(desk.page().locator("textarea[name='remark']").inputValue())
                    .isEqualTo("客户问保养券");
            assertThat(call).contains("/call");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    @Order(7)
    void a_complaint_is_taken_in_at_the_counter_and_goes_its_way(String language) {
        try (var desk = desk(Seat.wide(language), "lin")) {
            desk.speak(language);
            desk.open("/complaints/new");
            desk.page().locator("#new-phone").fill("1391111222" + (language.equals("en") ? "3" : "4"));
            desk.page().locator("#new-name").fill("章明");
            desk.page().locator("#new-content").fill("交车第二天变速箱异响");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("complaint-new-" + language);
            desk.press("Control+Enter");
            desk.page().waitForSelector("#case-contact");
            desk.page().locator("#contact-words").fill("已致歉，请客户明天来店");
            desk.press("Control+Enter");
            desk.page().waitForSelector("#assign-handler");
            desk.page().locator("#assign-handler").selectOption("陈国强");
            press(desk.page().locator("#case-next .btn-primary"));
            desk.page().waitForSelector("#case-people:has-text('陈国强')");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("case-" + language);
            var home = desk.page().url();
            var papers = home.substring(home.indexOf("/complaints/")) + "/papers";
            desk.open(papers);
            desk.page()
                    .locator("#paper-file")
                    .setInputFiles(new FilePayload(
                            "仪表.exe", "image/jpeg", java.util.HexFormat.of().parseHex("FFD8FFE000104A4649460001FFD9")));
            desk.page().locator("#paper-words").fill("客户拍的仪表");
            desk.press("Control+Enter");
            assertThat(desk.page().waitForSelector("#papers tbody a").innerText())
                    .isEqualTo("仪表.jpg");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("papers-" + language);
            desk.open(papers.replace("/papers", "/kh-03-01"));
            desk.picture("kh-03-01-" + language);
            desk.open(papers.replace("/papers", ""));
            press(desk.page()
                    .locator("#case-forms summary")
                    .filter(new Locator.FilterOptions()
                            .setHasText(language.equals("en") ? "Declare a crisis" : "列为危机")));
            desk.page().locator("#declare_crisis-words").fill("客户要拉横幅");
            try (var chen = desk(Seat.telephone(language), "chen")) {
                chen.speak(language);
                chen.open(home.substring(home.indexOf("/complaints/")));
                press(chen.page().locator("#case-next .btn-primary"));
                chen.page().waitForSelector("#findings-cause");
                chen.isAccessible();
                chen.fitsTheWidth();
                chen.picture("case-360-" + language);
            }
            desk.page().locator("#declare_crisis-words").press("Tab");
            desk.page().keyboard().press("Enter");
            // What was typed is still there: the handler was faster.
            desk.page().waitForSelector("#case-forms [role=alert]");
            assertThat(desk.page().locator("#declare_crisis-words").inputValue())
                    .isEqualTo("客户要拉横幅");
            assertThat(desk.page().url()).as("can be read again").isEqualTo(home);
            press(desk.page().locator("#case-forms details[open] button"));
            desk.page().waitForSelector("#case-head a[href$='/crisis']");
            desk.open(home.substring(home.indexOf("/complaints/")) + "/crisis");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("crisis-" + language);
            var crisis = desk.page().url();
            desk.open("/complaints/outside");
            desk.page().locator("#outside-role").selectOption("HOTLINE");
            desk.page().locator("#outside-name").fill("厂家热线 " + language);
            desk.page().locator("#outside-phone").fill("400 888 0000");
            desk.press("Control+Enter");
            desk.page().waitForSelector("#outside a[href='tel:4008880000']");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.open(crisis.substring(crisis.indexOf("/complaints/")));
            desk.page().waitForSelector("#case-outside a[href='tel:4008880000']");
            desk.open("/complaints");
            desk.press("d");
            desk.page().waitForURL("**/complaints/daily");
            press(desk.page().locator("#daily-looks button").first());
            desk.page().waitForSelector("#daily-looks .dc-sub");
            desk.isAccessible();
            desk.picture("daily-" + language);
            desk.open("/casebook/weeks");
            desk.isAccessible();
            desk.picture("kh-03-03-" + language);
            desk.open("/manufacturer");
            desk.page().locator("#oemNo").fill("FAW-" + language);
            desk.page().locator("#oem-name").fill("方志强");
            desk.page().locator("#oem-phone").fill("1390000111" + (language.equals("en") ? "1" : "2"));
            desk.page().locator("#oem-content").fill("仪表不亮");
            desk.page().locator("#oem-content").press("Tab");
            desk.page().keyboard().press("Enter");
            desk.page().waitForURL("**/manufacturer/cases/**");
            looksGood(desk, "oem-case-" + language);
            desk.open("/complaints?view=ALL");
            for (var row : desk.page().locator("#complaint-rows a[data-open]").all().stream()
                    .map(it -> it.getAttribute("href"))
                    .toList()) {
                desk.open(row);
                var car = desk.page().locator("a[href^='/guarantees/vehicles/']");
                if (car.count() > 0) {
                    desk.open(car.first().getAttribute("href"));
                    looksGood(desk, "guarantees-car-" + language);
                    return;
                }
            }
            throw new AssertionError("no complaint about a car");
        }
    }

    @Test
    @Order(8)
    void the_interface_describes_itself_in_the_browser() {
        try (var desk = desk(Seat.wide("en"), "admin")) {
            desk.open("/swagger-ui.html");
            desk.page().waitForSelector(".opblock");
            desk.picture("interface");
            assertThat(desk.page().locator(".opblock-summary-path").allInnerTexts())
                    .anyMatch(it -> it.replace("\u200B", "").contains("/api/v1/follow-ups"));
        }
    }

    private static void looksGood(Desk desk, String picture) {
        desk.isAccessible();
        desk.fitsTheWidth();
        desk.picture(picture);
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,zhou,0", "en,he,1"})
    @Order(2)
    void FU_17_a_buyer_is_called_his_file_checked_and_a_friend_of_his_kept(String language, String login, int which)
            throws IOException, InterruptedException {
        var sale = "XSB" + which;
        bringIn("sale_no,store_code,vin,customer_no,dealt_on,delivered_on,consultant_no,status\n" + sale + buyer(which)
                + ",2026-11-18,2026-11-18,,有效\n");
        try (var desk = desk(which == 0 ? Seat.wide(language) : Seat.telephone(language), login)) {
            desk.speak(language);
            desk.open("/follow-ups?view=SALES&sort=PICKED_UP&dealtFrom=2026-11-18&dealtTo=2026-11-18&q=" + sale);
            desk.page().waitForCondition(() -> {
                if (desk.page().locator("#followup-rows tr").count() == 0) {
                    desk.page().reload();
                }
                return desk.page().locator("#followup-rows tr").count() > 0;
            });
            desk.fitsTheWidth();
            desk.picture("sales-list-" + language);
            desk.page().locator("#followup-rows [data-open]").first().press("Enter");
            desk.page().waitForURL("**/call");
            var call = desk.page().url();
            desk.page().locator("[name='check.NAME'][value='YES']").press("Space");
            desk.page().locator("[name='check.ADDRESS'][value='NO']").press("Space");
            desk.page().locator("[name='right.ADDRESS']").fill("文三路 1 号");
            desk.page().locator("#file-check").scrollIntoViewIfNeeded();
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("sales-call-" + language);
            if (which == 0) {
                desk.page().locator("[name='right.ADDRESS']").press("Escape");
                desk.press("r");
                desk.page().waitForURL("**/referrals");
            } else {
                // A telephone has no keys: what was typed is kept by itself.
                desk.page()
                        .waitForResponse(
                                "**/drafts", () -> desk.page().locator("#note").fill("急"));
                desk.open(call.replaceAll("http://[^/]+", "").replace("/call", "/referrals"));
            }
            desk.page().locator("#name").fill("李建");
            desk.page().locator("#phone").fill("12");
            press(desk.page().locator("#path button.btn-primary"));
            desk.page().waitForSelector("#phone-error");
            assertThat(desk.page().locator("#name").inputValue()).isEqualTo("李建");
            desk.page().locator("#phone").fill("13900000417");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("referral-" + language);
            press(desk.page().locator("#path button.btn-primary"));
            desk.page().waitForURL("**/call");
            assertThat(desk.page().locator("[name='right.ADDRESS']").inputValue())
                    .as("as it was left")
                    .isEqualTo("文三路 1 号");
            desk.page().locator("[name='result'][value='SATISFIED']").press("Space");
            press(desk.page().locator("#result-bar button.btn-primary"));
            desk.page().waitForURL(it -> !it.equals(call));
            desk.open(call.replaceAll("http://[^/]+", "").replace("/call", ""));
            assertThat(desk.page().locator("#check-card").innerText()).contains("文三路 1 号");
            desk.picture("sales-file-" + language);
        }
    }

    /** Number of a car and of its owner, of a customer who may be called and whom nobody calls now. */
    private String buyer(int which) {
        int dealer = jdbc.sql("select min(d.dealer_id) from directory.dealer d")
                .query(Integer.class)
                .single();
        return DealerContext.callAs(
                dealer,
                () -> Objects.requireNonNull(transaction.execute(_ -> jdbc.sql("""
                        select ',' || (select s.code from organisation.store s where s.dealer_id = :dealer order by s.code desc limit 1)
                               || ',' || v.vin || ',' || c.customer_no
                          from vehicles.vehicle v
                          join customers.customer c on c.dealer_id = :dealer and c.id = v.customer_id and not c.dnd
                         where v.dealer_id = :dealer
                           and not exists (select 1
                                             from followups.contact k
                                            where k.dealer_id = :dealer
                                              and k.customer_id = c.id
                                              and k.open_tasks > 0)
                         order by v.vin
                         offset :which
                         limit 1
                        """)
                        .param("dealer", dealer)
                        .param("which", which * 7)
                        .query(String.class)
                        .single())));
    }

    private void bringIn(String sales) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(address() + "/api/v1/imports?kind=sales"))
                            .header("Authorization", "Bearer sim-admin")
                            .header("Content-Type", "text/csv")
                            .POST(HttpRequest.BodyPublishers.ofString(sales))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
    }

    private static void press(Locator button) {
        button.press("Enter");
    }

    private void moveClock(String now) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(address() + "/simulation/clock"))
                            .header("Authorization", "Bearer sim-admin")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"now\": \"" + now + "\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }
}
