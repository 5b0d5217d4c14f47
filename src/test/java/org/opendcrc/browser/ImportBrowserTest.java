package org.opendcrc.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendcrc.ApplicationTest;
import org.opendcrc.browser.Desk.Seat;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

/** The information clerk uploads a file, says what its headings mean, looks at it, and brings it in, in a real browser. */
@ApplicationTest
@ActiveProfiles("simulation")
@TestPropertySource(properties = {"opendcrc.demo=300", "opendcrc.clock=2026-11-19T09:30:00+08:00"})
class ImportBrowserTest {

    private static final String PASSWORD = "opendcrc-demo-2026";

    @LocalServerPort
    int port;

    private Desk desk(Seat seat) {
        var desk = Desk.at("http://127.0.0.1:" + port, seat);
        desk.signIn("admin", PASSWORD);
        desk.speak(seat.language());
        return desk;
    }

    private static void upload(Desk desk, String name, byte[] content) {
        desk.open("/imports");
        desk.page().selectOption("#kind", "customers");
        desk.page().setInputFiles("#file", new FilePayload(name, "text/csv", content));
        desk.page().locator("#import-form button").press("Enter");
        desk.page().waitForURL("**/imports/*-*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void a_file_with_own_headings_is_mapped_looked_at_and_brought_in_by_keyboard(String language) {
        try (var desk = desk(Seat.wide(language))) {
            var name = "own-" + language + ".csv";
            var phone = "电话" + language;
            upload(
                    desk,
                    name,
                    "客户编号;客户名称;%s;备注<b>\nBT1%s;陈建国;13800138000;x\nBT2%s;李敏;1385716;<script>y\n"
                            .formatted(phone, language, language)
                            .getBytes(Charset.forName("GB18030")));
            assertThat(desk.alert()).isPresent();
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("import-unmapped-" + language);
            assertThat(desk.page().locator("#preview-form").innerText()).contains("GB18030");

            desk.page().locator("#preview-columns select").first().selectOption("phone");
            desk.page().locator("#preview-columns button").press("Enter");
            desk.page().waitForSelector("#preview-verdict");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("import-preview-" + language);
            assertThat(desk.page().locator("#preview-rows").innerText()).contains("陈建国", "<script>y");
            assertThat(desk.page().locator("#preview-tallies tbody tr").count()).isEqualTo(1);

            desk.press("Control+Enter");
            desk.page().waitForSelector("#import-counts");
            desk.isAccessible();
            desk.fitsTheWidth();
            desk.picture("import-done-" + language);
            assertThat(desk.page()
                            .locator("a[href$='rejects.csv'], a[href$='rejects.xlsx']")
                            .count())
                    .isEqualTo(2);

            // The heading without a decision waits on its page.
            desk.open("/imports/mappings");
            desk.isAccessible();
            assertThat(desk.page().locator("#mapping-headings").innerText()).contains("备注<b>", phone);
            desk.picture("import-mappings-" + language);
        }
    }

    @Test
    void what_is_no_table_is_refused_with_a_sentence_and_can_be_discarded_without_scripts() {
        try (var desk = desk(Seat.wide("zh-CN").withoutScripts())) {
            upload(desk, "list.xls", "<html><table></table></html>".getBytes(StandardCharsets.UTF_8));
            assertThat(desk.alert()).hasValueSatisfying(it -> assertThat(it).contains("网页"));
            desk.page().locator("form[action$='/discarding'] button").press("Enter");
            desk.page().waitForURL("**/imports");
            assertThat(desk.page().locator("#import-files tbody tr").first().innerText())
                    .contains("list.xls", "已放弃");
        }
    }

    @Test
    void the_pages_fit_a_telephone_and_the_dark() {
        try (var desk = desk(Seat.wide("zh-CN"))) {
            upload(
                    desk,
                    "wide.csv",
                    "客户编号,客户名称,手机,详细地址,省区,市县,联系人,联系人电话,未知列一\nW1,陈,13800138000,文三路,浙江,杭州,李,13900139000,x\n"
                            .getBytes(StandardCharsets.UTF_8));
            var preview = desk.page().url();
            for (var seat : List.of(Seat.telephone("zh-CN"), Seat.wide("zh-CN").inTheDark())) {
                try (var other = desk(seat)) {
                    for (var path :
                            List.of(preview.substring(preview.indexOf("/imports")), "/imports/mappings", "/imports")) {
                        other.open(path);
                        other.isAccessible();
                        other.fitsTheWidth();
                        other.picture("imports-page-" + path.length() + "-" + seat.width() + "-" + seat.light());
                    }
                }
            }
        }
    }
}
