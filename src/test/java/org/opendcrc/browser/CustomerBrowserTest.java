package org.opendcrc.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendcrc.ApplicationTest;
import org.opendcrc.browser.Desk.Seat;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

/**
 * Everything about a customer, in a real browser with the mouse switched off, in both languages, wide and on a telephone, on the demo
 * dealer. Pictures lie in target/screenshots afterwards.
 */
@ApplicationTest
@ActiveProfiles("simulation")
@TestPropertySource(properties = {"opendcrc.demo=300", "opendcrc.clock=2026-11-19T09:30:00+08:00"})
class CustomerBrowserTest {

    private static final String PASSWORD = "opendcrc-demo-2026";

    @LocalServerPort
    int port;

    private Desk desk(Seat seat, String login) {
        var desk = Desk.at("http://127.0.0.1:" + port, seat);
        desk.signIn(login, PASSWORD);
        desk.speak(seat.language());
        return desk;
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void a_customer_is_read_by_keyboard_from_his_complaint_on(String language) {
        String page;
        try (var desk = desk(Seat.wide(language), language.equals("en") ? "he" : "zhou")) {
            // A dissatisfied customer: his complaint leads to everything about him.
            desk.open("/follow-ups");
            desk.press("n");
            desk.page().waitForURL("**/call");
            var call = desk.page().url();
            desk.press("3", "2", "1", "5", "2", "2", "1", "b");
            desk.page().waitForSelector("#complaint-sheet");
            desk.page().locator("[name='complaintKind']").nth(3).press("Space");
            desk.page().locator("textarea[name='complaintWords']").focus();
            desk.page().keyboard().type("等候太久，没有人解释费用");
            desk.press("Control+Enter");
            desk.page().waitForURL(it -> !it.equals(call));
            desk.open("/complaints?view=ALL");
            desk.press("j", "Enter");
            desk.page().waitForSelector("#case-customer");
            desk.press("v");
            desk.page().waitForURL("**/customers/*");
            desk.page().waitForSelector("#story");
            page = desk.page().url();
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("customer-" + language);

            // Tabs by digit, rows by J, and back to all.
            desk.press("3");
            desk.page().waitForURL("**kind=CALLS");
            desk.isAccessible();
            assertThat(desk.page().locator("#story li[data-row]").count()).isPositive();
            desk.press("1");
            desk.page().waitForURL(page);
            desk.press("j");
            assertThat(desk.page().locator("#story li[data-row][aria-current]").count())
                    .isEqualTo(1);

            // One car alone.
            desk.page().locator("#vehicles a.dc-vehicle").first().press("Enter");
            desk.page().waitForURL("**vehicle=*");
            desk.page().waitForSelector("#all-cars");
            desk.isAccessible();
            desk.picture("customer-car-" + language);

            // A whole number is asked for, shown once, and gone when the page is opened again.
            desk.open(page.substring(page.indexOf("/customers/")));
            var masked = desk.page().locator("#owner").innerText();
            assertThat(masked).contains("****");
            desk.page().locator("#owner form button").last().press("Enter");
            desk.page().waitForSelector("#owner [role=status]");
            assertThat(desk.page().url()).isEqualTo(page);
            desk.isAccessible();
            desk.picture("customer-shown-" + language);
            desk.open(page.substring(page.indexOf("/customers/")));
            assertThat(desk.page().locator("#owner").innerText()).isEqualTo(masked);
            // No page of a customer stays in the browser's memory of pages.
            assertThat(desk.page()
                            .evaluate("JSON.parse(sessionStorage.getItem('htmx-history-cache') ?? '[]')"
                                    + ".filter(it => it.url.startsWith('/customers/')).length"))
                    .isEqualTo(0);

            // A text by hand: counted while one types, refused with 71, sent with 70.
            desk.press("d");
            desk.page().waitForURL("**/texts/new*");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.page().selectOption("#text-template", "call-back-please");
            desk.page().locator("#text-sheet button[name=fill]").press("Enter");
            desk.page()
                    .waitForCondition(
                            () -> desk.page().inputValue("#text-words").length() > 10);
            desk.picture("text-" + language);
            var room = 70
                    - desk.page()
                            .locator("#text-count")
                            .innerText()
                            .replaceAll("(?s).*(【.*?】).*", "$1")
                            .length();
            desk.page().focus("#text-words");
            desk.page().fill("#text-words", "车".repeat(room + 1));
            desk.page().waitForSelector("#text-count.dc-note-bad");
            desk.press("Control+Enter");
            desk.page().waitForSelector("#text-refusal");
            assertThat(desk.page().inputValue("#text-words")).hasSize(room + 1);
            desk.isAccessible();
            desk.picture("text-refused-" + language);
            desk.page().focus("#text-words");
            desk.page().fill("#text-words", "车".repeat(room));
            desk.press("Control+Enter");
            desk.page().waitForSelector("#text-life");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("text-life-" + language);
        }
        var path = page.substring(page.indexOf("/customers/"));
        for (var seat : List.of(Seat.telephone(language), Seat.wide(language).inTheDark())) {
            try (var desk = desk(seat, language.equals("en") ? "he" : "zhou")) {
                desk.open(path);
                desk.isAccessible();
                desk.fitsTheWidth();
                desk.longPicture("customer-" + seat.width() + "-" + seat.light() + "-" + language);
            }
        }
        try (var desk = Desk.at("http://127.0.0.1:" + port, Seat.wide(language).withoutScripts())) {
            desk.signIn(language.equals("en") ? "he" : "zhou", PASSWORD);
            desk.open(path);
            desk.page().locator("#owner form button").last().press("Enter");
            desk.page().waitForURL("**/disclosures");
            assertThat(desk.page().locator("#owner [role=status]").count()).isEqualTo(1);
        }
    }
}
