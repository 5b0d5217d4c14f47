package org.opendcrc.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendcrc.ApplicationTest;
import org.opendcrc.browser.Desk.Seat;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.jobs.SimulationDriver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

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

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

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
        "en,李海涛,li,1396666,2026-11-19T12:00,2026-11-19T11:00:00+08:00"
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

    @ParameterizedTest
    @CsvSource({"zh-CN,13933334444", "en,13955556666"})
    void a_customer_books_confirms_moves_and_cancels_on_his_telephone_without_a_login(String language, String phone) {
        var store = as(() -> {
            for (var setting : List.of(
                    "appointment.public-booking=true",
                    "appointment.public-address=https://yy.example.cn",
                    "text.store-phone=0571-88886666")) {
                jdbc.sql("""
                                insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                                select s.dealer_id, s.store_id, :key, :value, '2026-11-19 00:00Z'
                                  from organisation.report_store s
                                 where s.dealer_id = :dealer
                                on conflict (dealer_id, store_id, key) do update set value = excluded.value
                                """)
                        .param("dealer", dealer())
                        .param("key", setting.split("=", 2)[0])
                        .param("value", setting.split("=", 2)[1])
                        .update();
            }
            return jdbc.sql(
                            "select s.code from organisation.report_store s where s.dealer_id = :dealer order by s.code limit 1")
                    .param("dealer", dealer())
                    .query(String.class)
                    .single();
        });
        var code = jdbc.sql("select d.code from directory.dealer d where d.dealer_id = :dealer")
                .param("dealer", dealer())
                .query(String.class)
                .single();
        try (var desk = Desk.at("http://127.0.0.1:" + port, Seat.telephone(language))) {
            desk.open("/book/" + code + "/" + store);
            good(desk, "public-phone-" + language);
            assertThat(desk.page().locator("html").getAttribute("lang")).isEqualTo(language);
            desk.page().keyboard().type("123");
            desk.press("Enter");
            desk.page().waitForSelector("#phone-error");
            good(desk, "public-phone-refused-" + language);
            desk.page().locator("#phone").fill(phone);
            desk.press("Enter");
            desk.page().waitForSelector("#code");
            good(desk, "public-code-" + language);
            desk.page().keyboard().type("12345");
            desk.press("Enter");
            desk.page().waitForSelector("#code-error");
            desk.page().locator("#code").fill(texted(phone));
            desk.press("Enter");
            desk.page().waitForSelector(".dc-self-start");
            good(desk, "public-places-" + language);
            desk.page().locator(".dc-self-days a").nth(3).click();
            desk.page().waitForSelector(".dc-self-days a:nth-child(4)[aria-current]");
            desk.page().locator("input[name=place]").first().check();
            desk.page().locator("#name").fill("谢宁");
            desk.page().locator("input[name=sex][value=FEMALE]").check();
            desk.page().locator("#plate").fill("浙A12345");
            desk.page().locator("#needs").fill("保养");
            desk.press("Tab", "Enter");
            desk.page().waitForSelector(".dc-self-when");
            good(desk, "own-" + language);
            assertThat(desk.page().locator("main").innerText())
                    .contains("浙A***45")
                    .doesNotContain(phone, "保养");

            desk.page().locator("form[action$='/confirmation'] button").click();
            desk.page().waitForURL(it -> it.contains("said=confirmed"));
            good(desk, "own-confirmed-" + language);
            desk.page().locator("a[href$='/moves']").click();
            desk.page().waitForSelector("input[name=place]");
            good(desk, "own-places-" + language);
            desk.page().locator("input[name=place]").first().check();
            desk.page().locator("form[action$='/moves'] button").click();
            desk.page().waitForURL(it -> it.contains("said=moved"));
            good(desk, "own-moved-" + language);
            desk.page().locator("summary").click();
            good(desk, "own-cancel-" + language);
            desk.page().locator("form[action$='/cancellation'] button").click();
            desk.page().waitForURL(it -> it.endsWith("/a/cancelled"));
            good(desk, "own-cancelled-" + language);
            desk.open("/a/AAAAAAAAAAAAAAAAAAAAAA");
            good(desk, "own-gone-" + language);
        }
        try (var desk = desk(Seat.wide(language), "lin")) {
            desk.open("/appointments/public-page");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.longPicture("public-sheet-" + language);
        }
        for (var seat : List.of(Seat.wide(language), Seat.telephone(language))) {
            try (var desk = desk(seat, "wang")) {
                desk.open("/appointments");
                desk.fitsTheWidth();
                desk.picture("appointments-advisor-" + seat.width() + "-" + language);
            }
        }
        try (var desk = desk(Seat.telephone(language), "wang")) {
            desk.open("/appointments/calendar");
            desk.page().locator("form[action$='/address'] button").click();
            desk.page().waitForSelector("input[readonly]");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.longPicture("calendar-" + language);
        }
    }

    private static void good(Desk desk, String picture) {
        desk.isAccessible();
        desk.fitsTheWidth();
        desk.longPicture(picture);
    }

    private int dealer() {
        return jdbc.sql("select l.dealer_id from directory.login l where l.login = 'lin'")
                .query(Integer.class)
                .single();
    }

    private <T> T as(java.util.function.Supplier<T> work) {
        return DealerContext.callAs(
                dealer(), () -> java.util.Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    /** The code of the text to that number. */
    private String texted(String phone) {
        return as(() -> jdbc.sql(
                                "select t.body from messaging.text t where t.dealer_id = :dealer and t.phone = :phone and t.cause = 'phone-code'")
                        .param("dealer", dealer())
                        .param("phone", "+86" + phone)
                        .query(String.class)
                        .single())
                .replaceAll(".*?([0-9]{6}).*", "$1");
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,赵敏,13844440001,浙A5T7Q1,浙A5T7Q8", "en,李海涛,13844440002,浙A6T8Q2,浙A6T8Q9"})
    void the_guard_writes_arrivals_on_a_telephone_and_the_manager_sees_them(
            String language, String advisor, String phone, String plate, String mistyped) {
        var shown = plate.substring(0, 2) + "·" + plate.substring(2);
        try (var clerk = desk(Seat.wide(language), "zhou")) {
            clerk.open("/appointments/new?day=2026-11-19&q=" + phone);
            clerk.page().locator("#b-name").fill("乔欢");
            clerk.page().locator("#b-plate").fill(plate);
            clerk.page().locator("#b-need").fill("保养");
            clerk.page().locator("#b-time").fill("15:30");
            clerk.page().locator("#b-sa").selectOption(new SelectOption().setLabel(advisor));
            clerk.press("Control+Enter");
            clerk.page().waitForSelector("#appointment");
        }
        try (var guard = desk(Seat.telephone(language), "bao")) {
            guard.open("/gate");
            guard.isAccessible();
            guard.fitsTheWidth();
            guard.picture("gate-" + language);

            // Two taps.
            guard.page().locator("[data-gate='" + plate + "']").click();
            guard.page().waitForSelector("#gate-sheet:visible");
            guard.isAccessible();
            guard.fitsTheWidth();
            guard.picture("gate-confirm-" + language);
            guard.page().locator("#gate-confirm button").click();
            guard.page().waitForSelector("#gate-said");
            assertThat(guard.page().locator("#gate-written").innerText()).contains(shown);
            assertThat(guard.page().locator("[data-gate='" + plate + "']").count())
                    .isZero();

            // Typed with a slip: the booked one is offered; it came already, so the page asks.
            guard.page().locator("#gate-plate-typed").fill(mistyped);
            guard.press("Enter");
            guard.page().waitForSelector("#gate-meant");
            guard.isAccessible();
            guard.picture("gate-meant-" + language);
            guard.page().locator("#gate-meant [data-gate='" + plate + "']").click();
            guard.page().locator("#gate-confirm button").click();
            guard.page().waitForSelector("#gate-already");
            guard.isAccessible();
            guard.page().locator("#gate-confirm button").click();
            guard.page().waitForSelector("#gate-said");
            assertThat(guard.page().locator("#gate-written li").count()).isGreaterThanOrEqualTo(2);

            // A hole in the network loses nothing.
            guard.page().context().setOffline(true);
            guard.page().locator("#gate-plate-typed").fill("沪B1" + phone.substring(7));
            guard.press("Enter");
            guard.page().waitForSelector("#gate-sheet:visible");
            guard.page().locator("#gate-confirm button").click();
            guard.page().waitForSelector("#gate-waiting:visible");
            guard.picture("gate-waiting-" + language);
            guard.page().context().setOffline(false);
            guard.page()
                    .waitForSelector(
                            "#gate-waiting",
                            new com.microsoft.playwright.Page.WaitForSelectorOptions()
                                    .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
            guard.open("/gate");
            assertThat(guard.page().locator("#gate-written").innerText()).contains("沪B·1" + phone.substring(7));

            // Written by mistake: it stays readable.
            guard.page().locator("#gate-written form button").first().click();
            guard.page().waitForSelector(".dc-gate-corrected");
            guard.isAccessible();
            guard.fitsTheWidth();
            guard.longPicture("gate-written-" + language);
        }
        for (var seat : List.of(
                Seat.wide(language),
                Seat.telephone(language),
                Seat.wide(language).inTheDark())) {
            try (var manager = desk(seat, "chen")) {
                manager.open("/appointments/arrivals?day=2026-11-18");
                manager.page().locator("form[action$='/comparison'] button").press("Enter");
                manager.page().waitForSelector(".dc-note-ok");
                manager.open("/appointments/arrivals?day=2026-11-19");
                manager.page().locator("a.dc-filter:has-text('城西')").press("Enter");
                manager.page().waitForSelector("#arrival-rows tbody tr");
                manager.isAccessible();
                manager.fitsTheWidth();
                manager.longPicture("arrivals-" + seat.width() + "-" + seat.light() + "-" + language);
                for (var page : List.of(
                        "/reports/appointments?day=2026-11-18",
                        "/reports/rates",
                        "/reports/rates/rows?day=2026-11-18&span=day&figure=visits",
                        "/reports/arrival-curve")) {
                    manager.open(page);
                    manager.isAccessible();
                    manager.fitsTheWidth();
                    manager.longPicture(
                            page.replaceAll("[?].*", "").substring(1).replace('/', '-') + "-" + seat.width() + "-"
                                    + seat.light() + "-" + language);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,2026-11-26,赵敏,13944441111", "en,2026-11-27,王建军,13944442222"})
    void AP_19_AP_21_AP_22_AP_23_a_form_is_handed_on_prepared_on_telephones_and_seen_live(
            String language, String day, String advisor, String phone) {
        var id = "";
        try (var clerk = desk(Seat.wide(language), "zhou")) {
            clerk.open("/appointments?day=" + day);
            clerk.page().waitForSelector("#day-grid");
            book(clerk, phone, "石磊", "10:00", advisor);
            clerk.page().locator("#b-plate").fill("浙A8K2E5");
            clerk.page().locator("#b-need").fill("左前轮过减速带时有异响，".repeat(41));
            clerk.press("Control+Enter");
            clerk.page().waitForSelector("#appointment");
            id = clerk.page().url().substring(clerk.page().url().lastIndexOf('/') + 1);
        }
        var file = "/appointments/" + id + "/preparation";
        try (var manager = desk(Seat.wide(language), "chen")) {
            manager.open(file);
            manager.page().waitForSelector("#prep");
            manager.isAccessible();
            manager.fitsTheWidth();
            manager.picture("preparation-file-" + language);
            manager.press("Escape");
            manager.page().waitForSelector("#prep", detached());
            manager.press("h");
            manager.page().waitForSelector(".dc-note-ok[role=status]");
            manager.page().waitForSelector("#prep-forms", detached());
            try (var parts = desk(Seat.telephone(language), "zheng")) {
                parts.open("/appointments/preparation?day=" + day);
                parts.isAccessible();
                parts.fitsTheWidth();
                parts.longPicture("preparation-360-" + language);
                parts.page().locator("#prep-list a").first().press("Enter");
                parts.page().waitForSelector("#prep");
                parts.press("r");
                parts.page().waitForSelector("#prep [data-key=R]", detached());
                parts.page().locator("#p-shelf").fill("A-03");
                parts.isAccessible();
                parts.fitsTheWidth();
                parts.longPicture("preparation-file-360-" + language);
                parts.page().locator("#p-shelf").press("Enter");
                parts.page().waitForSelector("#step-PARTS .dc-chip-ok");
            }
            try (var adviser = desk(Seat.telephone(language), language.equals("en") ? "wang" : "zhao")) {
                adviser.open(file);
                adviser.page().locator("#w-technician").fill("丁伟");
                adviser.page().locator("#w-bay").fill("3");
                adviser.page().locator("#w-tools").fill("举升机");
                adviser.page().locator("#w-tools").press("Enter");
                adviser.page().waitForSelector("#step-WORKSHOP .dc-chip-ok");
                adviser.open("/appointments/" + id + "/draft");
                adviser.isAccessible();
                adviser.fitsTheWidth();
                adviser.page().locator("[name=line-name]").first().fill("路试");
                adviser.page().locator("[name=line-quantity]").first().fill("0.5");
                adviser.press("Control+Enter");
                adviser.page().waitForSelector("[name=line-name][value='路试']");
                adviser.longPicture("draft-360-" + language);
                adviser.open("/appointments/" + id + "/draft/print");
                adviser.page().waitForSelector("#draft-page");
                adviser.isAccessible();
                adviser.longPicture("draft-print-" + language);
                adviser.open(file);
                adviser.page().locator("#step-ADVISOR .btn-primary").press("Enter");
                adviser.page().waitForSelector("#step-ADVISOR .dc-chip-ok");
            }
            // The manager touches nothing until his own step can be taken.
            var report = manager.page().locator("#prep-board form[action$='/" + id + "/preparation/MANAGER'] button");
            report.waitFor();
            manager.isAccessible();
            manager.fitsTheWidth();
            manager.picture("preparation-" + language);
            report.press("Enter");
            manager.page().waitForSelector("#prep-board .dc-ok");
            fitsItsSheets(manager, id, language);
            for (var page : List.of("/appointments/supplies", "/appointments/" + id + "/draft", "/")) {
                manager.open(page);
                manager.isAccessible();
                manager.fitsTheWidth();
                manager.longPicture("preparation" + page.replace(id, "").replace('/', '-') + "-" + language);
            }
        }
    }

    /** AP-19: each copy is one A4 page, though its rows are full. */
    private void fitsItsSheets(Desk desk, String id, String language) {
        withParts(UUID.fromString(id), 9);
        desk.open("/appointments/" + id + "/form");
        desk.page().waitForSelector("#copy-4");
        desk.longPicture("appointment-form-parts-" + language);
        desk.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(desk.page().locator("#copy-3").innerText())
                .contains("LX-6", "A-03")
                .doesNotContain("LX-7");
        assertThat(
                        desk.page()
                                .evaluate(
                                        "() => [...document.querySelectorAll('.dc-a4')].map(it => it.querySelector('footer').getBoundingClientRect().top"
                                                + " - [...it.querySelectorAll('table')].at(-1).getBoundingClientRect().bottom).filter(it => it < 0)"))
                .as("nothing stands below the foot of a sheet")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isEmpty();
        var sheets = new String(
                desk.page().pdf(new Page.PdfOptions().setPreferCSSPageSize(true)), StandardCharsets.ISO_8859_1);
        assertThat(sheets.split("/Type\\s*/Page\\b", -1)).as("four sheets").hasSize(5);
        desk.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }

    /** Gives it a job with so many parts, which all lie in stock. */
    private void withParts(UUID appointment, int parts) {
        as(() -> {
            int dealer = dealer();
            var job = UUID.randomUUID();
            jdbc.sql("""
                            insert into appointments.job (dealer_id, id, code, name, minutes, price_fen, skill, active, changed_at)
                            values (:dealer, :job, :code, '底盘检修', 90, 46800, null, false, '2026-11-01 00:00Z')
                            """)
                    .param("dealer", dealer)
                    .param("job", job)
                    .param("code", job.toString().substring(0, 8))
                    .update();
            jdbc.sql("""
                            insert into appointments.appointment_job (dealer_id, appointment_id, position, job_id, name, minutes, price_fen)
                            values (:dealer, :appointment, 99, :job, '底盘检修', 90, 46800)
                            """)
                    .param("dealer", dealer)
                    .param("appointment", appointment)
                    .param("job", job)
                    .update();
            for (int n = 1; n <= parts; n++) {
                jdbc.sql("""
                                insert into appointments.job_part (dealer_id, job_id, part_no, name, quantity)
                                values (:dealer, :job, :part, '减振器防尘罩总成（左前）', 2)
                                """)
                        .param("dealer", dealer)
                        .param("job", job)
                        .param("part", "LX-" + n)
                        .update();
                jdbc.sql("""
                                insert into vehicles.part_stock (dealer_id, store_id, part_no, name, quantity, shelf, changed_at)
                                select a.dealer_id, a.store_id, :part, '减振器防尘罩总成（左前）', 1, 'A-07', '2026-11-01 00:00Z'
                                  from appointments.appointment a
                                 where a.dealer_id = :dealer
                                   and a.id = :appointment
                                on conflict do nothing
                                """)
                        .param("dealer", dealer)
                        .param("part", "LX-" + n)
                        .param("appointment", appointment)
                        .update();
            }
            return true;
        });
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
