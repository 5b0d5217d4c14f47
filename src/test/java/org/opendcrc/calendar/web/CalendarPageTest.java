package org.opendcrc.calendar.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.organisation.TestHouse.PASSWORD;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.calendar.OpenHours;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.shared.DealerContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** The calendar page, the row of pages of the administration, and the page on which everything is taken along. */
@ApplicationTest
@Import(TestHouse.class)
class CalendarPageTest {

    @LocalServerPort
    int port;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    StoreCalendar calendar;

    House house;
    Browser browser;

    @BeforeEach
    void signIn() {
        house = builder.open();
        browser = new Browser(port);
        browser.signIn(house.administrator(), PASSWORD);
    }

    @Test
    void the_week_is_changed_and_a_wrong_one_is_refused_with_what_was_typed() {
        assertThat(browser.get("/administration/calendar/east").statusCode()).isEqualTo(200);
        var fields = new HashMap<String, String>();
        for (int day = 1; day <= 5; day++) {
            fields.put("open" + day, "1");
            fields.put("opens" + day, "09:00");
            fields.put("closes" + day, "18:00");
        }
        assertThat(browser.post("/administration/calendar/east/week", fields).statusCode())
                .isEqualTo(302);
        assertThat(week()).hasSize(5).containsEntry(DayOfWeek.FRIDAY, OpenHours.of("09:00", "18:00"));

        fields.put("closes3", "08:59");
        var refused = browser.post("/administration/calendar/east/week", fields);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("08:59").contains("role=\"alert\"");
        assertThat(browser.post("/administration/calendar/east/week", Map.of("opens1", "09:00"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(week()).hasSize(5).containsEntry(DayOfWeek.WEDNESDAY, OpenHours.of("09:00", "18:00"));
    }

    @Test
    void a_single_day_is_closed_made_up_and_left_to_the_week_again() {
        browser.get("/administration/calendar/west");
        var day = LocalDate.ofInstant(builder.systemClock().instant(), ZoneId.of("Asia/Shanghai"))
                .plusDays(20);
        assertThat(browser.post(
                                "/administration/calendar/west/days",
                                Map.of("day", day.toString(), "kind", "closed", "note", "盘点 <b>"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(open(day)).isFalse();
        var page = browser.get("/administration/calendar/west").body();
        assertThat(page).contains("盘点 &lt;b&gt;").contains(day.toString());
        browser.post(
                "/administration/calendar/west/days",
                Map.of("day", day.toString(), "kind", "open", "opens", "10:00", "closes", "15:00"));
        assertThat(open(day)).isTrue();
        browser.post("/administration/calendar/west/days/" + day + "/removal", Map.of());
        assertThat(browser.get("/administration/calendar/west").body()).doesNotContain("days/" + day + "/removal");
        assertThat(browser.post("/administration/calendar/west/days", Map.of("day", "someday"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void the_row_of_pages_leads_to_calendar_jobs_and_export_and_the_bar_tells_the_stores() {
        var jobs = browser.get("/administration/jobs").body();
        assertThat(jobs)
                .contains("href=\"/administration/calendar\"")
                .contains("href=\"/administration/jobs\" aria-current=\"page\"")
                .contains("href=\"/administration/export\"")
                .contains("id=\"whose-desk\"");
    }

    @Test
    void an_administrator_takes_everything_along_and_it_is_written_down() {
        assertThat(browser.get("/administration/export").statusCode()).isEqualTo(200);
        var answer = browser.post("/administration/export/files", Map.of());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(answer.body()).contains("columns.csv").contains("customers.customer.csv");
        assertThat(browser.get("/administration/audit").body()).contains("导出了全部数据");
    }

    private Map<DayOfWeek, OpenHours> week() {
        return DealerContext.callAs(
                house.dealer(), () -> calendar.of(house.east()).week());
    }

    private boolean open(LocalDate day) {
        return DealerContext.callAs(house.dealer(), () -> calendar.isOpenOn(house.west(), day));
    }
}
