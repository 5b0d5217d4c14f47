package org.opendcrc.operations.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.opendcrc.ApplicationTest;
import org.opendcrc.calendar.OpenHours;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.operations.SetupLink;
import org.opendcrc.organisation.Bays;
import org.opendcrc.organisation.Stores;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The first day on the page, from the empty house to the import. A house of its own: nobody lives in it yet. */
@ApplicationTest
@TestPropertySource(properties = "opendcrc.test-house=first-day")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstDayTest {

    @LocalServerPort
    int port;

    @Autowired
    SetupLink link;

    @Autowired
    Dealers dealers;

    @Autowired
    Stores stores;

    @Autowired
    StoreCalendar calendar;

    @Autowired
    Bays bays;

    private static Map<String, String> wellFilled() {
        var fields = new HashMap<String, String>();
        fields.put("dealerName", "恒通汽车");
        fields.put("dealerCode", "hengtong");
        fields.put("store0.name", "杭州城西店");
        fields.put("store0.code", "HZ01");
        fields.put("store0.brands", "岚峰，江铃");
        fields.put("store0.zone", "Asia/Shanghai");
        fields.put("store0.areaCode", "0571");
        fields.put("store0.openedOn", "2026-01-01");
        fields.put("store0.opens", "08:00");
        fields.put("store0.closes", "18:00");
        fields.put("store0.closed", "7");
        fields.put("store0.bays", "1号, 2号");
        fields.put("administrator", "王芳");
        fields.put("staffNo", "9000");
        fields.put("login", "fang");
        fields.put("password", "四季如春的西湖边上散步");
        fields.put("repeated", "四季如春的西湖边上散步");
        return fields;
    }

    @Test
    @Order(1)
    void without_the_link_of_the_console_nobody_comes_in() {
        var visitor = new Browser(port);
        assertThat(visitor.get("/setup").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/setup?token=0123456789abcdef").statusCode()).isEqualTo(404);
        var old = link.make().orElseThrow();
        var present = link.make().orElseThrow();
        assertThat(visitor.get(old).statusCode()).as("an older link").isEqualTo(404);
        assertThat(visitor.get(present).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void what_cannot_be_taken_is_told_at_its_field_and_nothing_is_opened() {
        var path = link.make().orElseThrow();
        var visitor = new Browser(port);
        visitor.get(path);
        var fields = wellFilled();
        fields.put("token", path.substring(path.indexOf('=') + 1));
        fields.put("dealerCode", "../heng");
        fields.put("store0.closes", "08:00");
        fields.put("repeated", "something else");
        var answer = visitor.post("/setup", fields);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("dealerCode-error")
                .contains("store0.closes-error")
                .contains("repeated-error")
                .contains("杭州城西店")
                .doesNotContain("四季如春的西湖边上散步");
        fields = wellFilled();
        fields.put("token", path.substring(path.indexOf('=') + 1));
        fields.put("password", "1234567890");
        fields.put("repeated", "1234567890");
        assertThat(visitor.post("/setup", fields).body()).contains("password-error");
        assertThat(dealers.all()).isEmpty();
    }

    @Test
    @Order(3)
    void a_second_store_is_asked_for_without_losing_what_was_typed() {
        var path = link.make().orElseThrow();
        var visitor = new Browser(port);
        visitor.get(path);
        var fields = wellFilled();
        fields.put("token", path.substring(path.indexOf('=') + 1));
        fields.put("more", "1");
        var answer = visitor.post("/setup", fields);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("store1.name").contains("value=\"恒通汽车\"");
    }

    @Test
    @Order(4)
    void it_opens_the_house_signs_the_administrator_in_and_leads_to_the_import_once() {
        var path = link.make().orElseThrow();
        var visitor = new Browser(port);
        visitor.get(path);
        var fields = wellFilled();
        fields.put("token", path.substring(path.indexOf('=') + 1));
        var answer = visitor.post("/setup", fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(Browser.location(answer)).isEqualTo("/imports");
        assertThat(visitor.get("/imports").statusCode()).as("signed in").isEqualTo(200);

        int dealer = dealers.byCode("hengtong").orElseThrow();
        DealerContext.runAs(dealer, () -> {
            var store = stores.byCode("HZ01").orElseThrow();
            assertThat(store.openedOn()).isEqualTo(LocalDate.parse("2026-01-01"));
            assertThat(stores.brands(store.id())).containsExactlyInAnyOrder("岚峰", "江铃");
            assertThat(calendar.of(store.id()).week())
                    .hasSize(6)
                    .containsEntry(DayOfWeek.SATURDAY, OpenHours.of("08:00", "18:00"))
                    .doesNotContainKey(DayOfWeek.SUNDAY);
            assertThat(bays.of(store.id())).extracting(Bays.Bay::name).isEqualTo(List.of("1号", "2号"));
        });
        assertThat(link.make()).isEmpty();
        assertThat(new Browser(port).get(path).statusCode()).as("a used link").isEqualTo(404);
        assertThat(new Browser(port).signIn("fang", "四季如春的西湖边上散步").headers().firstValue("Location"))
                .isPresent();
    }
}
