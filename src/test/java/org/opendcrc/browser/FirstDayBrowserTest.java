package org.opendcrc.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.browser.Desk.Seat;
import org.opendcrc.operations.SetupLink;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The first day of an installation in a real browser, with the mouse switched off. A house of its own: nobody lives in it yet. */
@ApplicationTest
@TestPropertySource(properties = "opendcrc.test-house=first-day-seen")
class FirstDayBrowserTest {

    private static final String PASSWORD = "四季如春的西湖边上散步";

    @LocalServerPort
    int port;

    @Autowired
    SetupLink link;

    @Test
    void the_link_of_the_console_opens_the_house_by_keyboard_in_both_languages() {
        var path = link.make().orElseThrow();
        for (var language : new String[] {"zh-CN", "en"}) {
            try (var desk = desk(Seat.telephone(language).inTheDark())) {
                desk.open(path);
                assertThat(desk.page().getAttribute("html", "lang")).isEqualTo(language);
                desk.isAccessible();
                desk.fitsTheWidth();
                desk.longPicture("first-day-" + language + "-telephone");
                // What is missing is told at its field, and what was typed stands there still.
                type(desk, "dealerName", "恒通汽车");
                desk.page().evaluate("document.querySelectorAll('form').forEach(it => it.noValidate = true)");
                desk.press("Control+Enter");
                desk.page().waitForSelector("[role=alert]");
                assertThat(desk.page().inputValue("[name=dealerName]")).isEqualTo("恒通汽车");
                desk.isAccessible();
                desk.fitsTheWidth();
            }
        }
        try (var desk = desk(Seat.wide("zh-CN"))) {
            desk.open(path);
            type(desk, "dealerName", "恒通汽车");
            type(desk, "dealerCode", "hengtong");
            type(desk, "store0.name", "杭州城西店");
            type(desk, "store0.code", "HZ01");
            type(desk, "store0.brands", "岚峰，江铃");
            type(desk, "store0.bays", "1号, 2号");
            type(desk, "administrator", "王芳");
            type(desk, "staffNo", "9000");
            type(desk, "login", "fang");
            type(desk, "password", PASSWORD);
            type(desk, "repeated", PASSWORD);
            desk.isAccessible();
            desk.longPicture("first-day-zh-CN");
            desk.press("Control+Enter");
            desk.page().waitForURL("**/imports");
            desk.isAccessible();
            desk.picture("first-day-imports-zh-CN");
            desk.open(path);
            assertThat(desk.page().locator("#setup").count())
                    .as("the link opens a house once")
                    .isZero();
        }
    }

    private Desk desk(Seat seat) {
        return Desk.at("http://127.0.0.1:" + port, seat);
    }

    private static void type(Desk desk, String field, String text) {
        desk.page().focus("[name='" + field + "']");
        desk.press("Control+a");
        desk.page().keyboard().type(text);
    }
}
