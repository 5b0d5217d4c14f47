package org.opendcrc.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendcrc.ApplicationTest;
import org.opendcrc.browser.Desk.Seat;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

/**
 * A clerk's calls from the first key to the figure on the wall, in a real browser with the mouse switched off, in both languages, on
 * the demo dealer with a simulated clock. Pictures of every page lie in target/screenshots afterwards.
 */
@ApplicationTest
@ActiveProfiles("simulation")
@TestPropertySource(properties = {"opendcrc.demo=300", "opendcrc.clock=2026-11-19T09:30:00+08:00"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DayAtTheDeskBrowserTest {

    private static final String PASSWORD = "opendcrc-demo-2026";

    @LocalServerPort
    int port;

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

    @Test
    @Order(2)
    void RP_8_yesterdays_figure_hangs_on_the_wall_at_nine() throws Exception {
        moveClock("2026-11-20T09:00:00+08:00");
        try (var desk = desk(Seat.wide("zh-CN"), "lin")) {
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
            "/corrections",
            "/complaints",
            "/texts",
            "/text-replies",
            "/letters",
            "/text-templates",
            "/text-templates/offer",
            "/text-templates/new",
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

    static List<Seat> seats() {
        return List.of(
                Seat.wide("zh-CN"),
                Seat.wide("zh-CN").inTheDark(),
                Seat.telephone("zh-CN"),
                Seat.wide("en"),
                Seat.telephone("en"));
    }

    @ParameterizedTest
    @MethodSource("seats")
    @Order(3)
    void every_page_is_accessible_wide_and_narrow_in_the_light_and_in_the_dark(Seat seat) {
        looksAt(seat, "lin", OF_THE_MANAGER);
        looksAt(seat, "admin", OF_THE_ADMINISTRATOR);
    }

    private void looksAt(Seat seat, String login, List<String> paths) {
        try (var desk = desk(seat, login)) {
            desk.speak(seat.language());
            for (var path : paths) {
                desk.open(path);
                desk.isAccessible();
                desk.fitsTheWidth();
                desk.picture(path.substring(1).replace('/', '-') + "-" + seat.width() + "-" + seat.light() + "-"
                        + seat.language());
            }
        }
    }

    @Test
    @Order(4)
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

    @Test
    @Order(5)
    void the_interface_describes_itself_in_the_browser() {
        try (var desk = desk(Seat.wide("en"), "admin")) {
            desk.open("/swagger-ui.html");
            desk.page().waitForSelector(".opblock");
            desk.picture("interface");
            assertThat(desk.page().locator(".opblock-summary-path").allInnerTexts())
                    .anyMatch(it -> it.replace("\u200B", "").contains("/api/v1/follow-ups"));
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
