package org.opendcrc.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendcrc.ApplicationTest;
import org.opendcrc.browser.Desk.Seat;
import org.opendcrc.shared.jobs.SimulationDriver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

/**
 * A caller is booked, refused, offered another time, moved and cancelled, in a real browser by keyboard, in both languages, wide and on
 * a telephone, on the demo dealer. Pictures lie in target/screenshots afterwards.
 */
@ApplicationTest
@ActiveProfiles("simulation")
@TestPropertySource(properties = {"opendcrc.demo=300", "opendcrc.clock=2026-11-19T09:30:00+08:00"})
class AppointmentBrowserTest {

    private static final String PASSWORD = "opendcrc-demo-2026";

    @LocalServerPort
    int port;

    @Autowired
    SimulationDriver simulation;

    private Desk desk(Seat seat, String login) {
        var desk = Desk.at("http://127.0.0.1:" + port, seat);
        desk.signIn(login, PASSWORD);
        desk.speak(seat.language());
        return desk;
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,2026-11-24,赵敏,1391111", "en,2026-11-25,李海涛,1392222"})
    void a_caller_is_booked_refused_offered_moved_and_cancelled(
            String language, String day, String advisor, String phones) {
        var path = "";
        try (var desk = desk(Seat.wide(language), language.equals("en") ? "lin" : "zhou")) {
            desk.open("/appointments?day=" + day);
            if (desk.page().locator("#day-grid").count() == 0) {
                desk.page().locator(".dc-filter:not(.dc-filter-on)").first().press("Enter");
                desk.page().waitForSelector("#day-grid");
            }
            path = desk.page().url().substring(desk.page().url().indexOf("/appointments"));
            desk.isAccessible();
            desk.fitsTheWidth();

            // Nobody knows the caller: he is taken down on the way.
            book(desk, phones + "2222", "乔欢", "10:00", advisor);
            desk.press("Control+Enter");
            desk.page().waitForSelector("#appointment");
            desk.isAccessible();
            desk.picture("appointment-" + language);
            desk.press("Escape");
            desk.page().waitForSelector("#appointment", detached());

            // A second one is too near; a digit takes what is offered.
            book(desk, phones + "3333", "谢宁", "10:20", advisor);
            desk.press("Control+Enter");
            desk.page().waitForSelector("#refusal");
            desk.isAccessible();
            desk.picture("appointment-refused-" + language);
            desk.page().locator("#refusal [data-key='2']").focus();
            desk.press("2");
            desk.page().waitForSelector("#appointment");
            assertThat(desk.page().locator(".dc-note-ok[role=status]").first().innerText())
                    .contains("YY-");

            // Moved without a mouse: M, then a green frame.
            desk.press("m");
            desk.page().waitForSelector("#moving");
            desk.isAccessible();
            desk.picture("appointment-moving-" + language);
            desk.page().locator("#day-grid button.dc-free-to").last().press("Enter");
            desk.page().waitForSelector("#appointment");
            assertThat(desk.page().url()).contains("/appointments/");

            // The four copies.
            var file = desk.page().url();
            desk.page().locator("#appointment a[href$='/form']").press("Enter");
            desk.page().waitForSelector("#copy-4");
            desk.isAccessible();
            desk.longPicture("appointment-form-" + language);
            desk.open(file.substring(file.indexOf("/appointments")));

            // Cancelled, with a reason.
            desk.page().locator("#c-reason").focus();
            desk.page().keyboard().type("改天再来");
            desk.press("Tab", "Enter");
            desk.page().waitForSelector("#cancel-form", detached());
            desk.isAccessible();
            desk.open(path);
            desk.picture("appointments-" + language);
        }
        for (var seat : List.of(Seat.telephone(language), Seat.wide(language).inTheDark())) {
            try (var desk = desk(seat, language.equals("en") ? "lin" : "zhou")) {
                desk.open(path);
                desk.isAccessible();
                desk.fitsTheWidth();
                desk.longPicture("appointments-" + seat.width() + "-" + seat.light() + "-" + language);
                desk.open(path.replace("/appointments?", "/appointments/new?") + "&start=11:00&q=" + phones + "2222");
                desk.isAccessible();
                desk.fitsTheWidth();
                desk.longPicture("appointment-new-" + seat.width() + "-" + seat.light() + "-" + language);
            }
        }
        try (var desk = desk(Seat.wide(language), "chen")) {
            for (var page : List.of("/appointments/roster", "/appointments/jobs")) {
                desk.open(page);
                desk.isAccessible();
                desk.fitsTheWidth();
                desk.longPicture("appointments" + page.replace('/', '-').replace("-appointments", "") + "-" + language);
            }
        }
    }

    /** Asked a day before he takes another time by a digit; an hour before, his advisor asks, on a telephone. The day stays the same. */
    @ParameterizedTest
    @CsvSource({
        "zh-CN,赵敏,zhao,1393333,2026-11-20T10:00,2026-11-19T10:00:00+08:00",
        "en,李海涛,li,1394444,2026-11-19T12:00,2026-11-19T11:00:00+08:00"
    })
    void AP_16_AP_17_a_customer_is_asked_whether_he_comes(
            String language, String advisor, String login, String phones, LocalDateTime start, OffsetDateTime hour) {
        var clerks = start.getDayOfMonth() == 20;
        try (var desk = desk(Seat.wide(language), "zhou")) {
            desk.open("/appointments?day=" + start.toLocalDate());
            if (desk.page().locator("#day-grid").count() == 0) {
                desk.page().locator(".dc-filter:not(.dc-filter-on)").first().press("Enter");
                desk.page().waitForSelector("#day-grid");
            }
            book(desk, phones + "2222", "乔欢", start.toLocalTime().toString(), advisor);
            desk.press("Control+Enter");
            desk.page().waitForSelector("#appointment");
            simulation.moveTo(hour.toInstant());
            if (clerks) {
                var path = taken(desk, "CONFIRM_24");
                desk.isAccessible();
                desk.fitsTheWidth();
                desk.picture("confirmation-" + language);
                desk.press("g");
                desk.page().waitForSelector("#places .dc-opt");
                desk.isAccessible();
                desk.picture("confirmation-move-" + language);
                try (var small = desk(Seat.telephone(language), "zhou")) {
                    small.open(path);
                    small.fitsTheWidth();
                    small.longPicture("confirmation-360-" + language);
                }
                desk.press("1", "Control+Enter");
                desk.page().waitForURL(it -> !it.endsWith(path));
                assertThat(desk.page().locator("main [role=status]").first().innerText())
                        .contains("YY-");
                return;
            }
        }
        try (var desk = desk(Seat.telephone(language), login)) {
            var path = taken(desk, "CONFIRM_1");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.longPicture("confirmation-advisor-360-" + language);
            desk.press("m", "Control+Enter");
            desk.page().waitForURL(it -> !it.endsWith(path));
            assertThat(desk.page().locator("main [role=status]").first().innerText())
                    .contains("confirmed");
        }
    }

    /** Opens the first call of that kind, and answers where it stands. */
    private static String taken(Desk desk, String kind) {
        desk.open("/follow-ups?view=OPEN&kind=" + kind);
        desk.page().locator("#followup-rows button[data-open]").first().press("Enter");
        desk.page().waitForSelector("#promise");
        return desk.page().url().substring(desk.page().url().indexOf("/follow-ups"));
    }

    private static void book(Desk desk, String phone, String name, String start, String advisor) {
        desk.press("a");
        desk.page().waitForSelector("#caller");
        desk.page().locator("#caller").focus();
        desk.page().keyboard().type(phone);
        desk.press("Enter");
        desk.page().waitForSelector("#b-name");
        desk.page().locator("#b-name").fill(name);
        desk.page().locator("#b-need").fill("首保");
        desk.page().locator("#b-time").fill(start);
        desk.page().locator("#b-sa").selectOption(new SelectOption().setLabel(advisor));
    }

    private static com.microsoft.playwright.Page.WaitForSelectorOptions detached() {
        return new com.microsoft.playwright.Page.WaitForSelectorOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED);
    }
}
