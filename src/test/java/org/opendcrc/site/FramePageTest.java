package org.opendcrc.site;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.Content;
import jakarta.servlet.http.Cookie;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Sentence;

/** The frame, the login page, the error page and the small parts, as the browser gets them. */
class FramePageTest {

    private static final String EVIL = "<script>alert(1)</script>\"'";

    private final Actor clerk = TestPages.actor("周晓雯", Messages.CHINESE, Role.AGENT);

    @Test
    void the_frame_shows_what_the_person_may_and_where_he_is() {
        var page = layout(TestPages.frame(clerk), "正文");
        assertThat(page)
                .contains("<html lang=\"zh-CN\"", "data-single-keys=\"on\"", "<main id=\"main\"", "正文")
                .contains("href=\"/followups\" aria-current=\"page\"", "跳到正文", "客服专员")
                .contains("演练环境：时钟停在 2026-11-19 10:24")
                .doesNotContain("href=\"/admin\"");
    }

    @Test
    void a_manager_sees_more_of_the_menu() {
        var manager = TestPages.actor("林慧", Messages.ENGLISH, Role.CRC_MANAGER);
        assertThat(layout(TestPages.frame(manager), ""))
                .contains("href=\"/admin\"", "<html lang=\"en\"", "CRC manager", "Sign out");
    }

    @Test
    void names_are_text_and_never_markup() {
        var frame = TestPages.frame(TestPages.actor(EVIL, Messages.CHINESE, Role.AGENT));
        assertThat(layout(frame, "")).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
        assertThat(TestPages.render("site/plate", Map.of("plate", EVIL))).doesNotContain("<script>");
        assertThat(TestPages.render("site/chip", Map.of("text", EVIL))).doesNotContain("<script>");
        assertThat(TestPages.render("site/alert", Map.of("text", EVIL, "title", EVIL)))
                .doesNotContain("<script>");
        assertThat(TestPages.render("site/field", Map.of("label", EVIL, "name", "x", "value", EVIL, "error", EVIL)))
                .doesNotContain("<script>alert")
                .doesNotContain("value=\"<script>alert(1)</script>\"\"");
    }

    @Test
    void nothing_is_written_inline() {
        var pages = List.of(
                layout(TestPages.frame(clerk).withCharts(), ""),
                login(LoginPage.wrong("zhouxiaowen", 3, 15), "GET"),
                error(500, "7F3K-2Q9D"));
        for (var page : pages) {
            assertThat(page)
                    .doesNotContain("style=", "<style", "javascript:", "onclick")
                    .doesNotContainPattern("<script[^>]*>[^<]");
        }
    }

    @Test
    void charts_are_loaded_only_where_they_are_drawn() {
        assertThat(layout(TestPages.frame(clerk), "")).doesNotContain("echarts");
        assertThat(layout(TestPages.frame(clerk).withCharts(), "")).contains("/webjars/echarts/");
    }

    @Test
    void every_address_of_a_file_carries_a_version() {
        assertThat(layout(TestPages.frame(clerk), ""))
                .containsPattern("/webjars/tabler__core/[0-9.]+/dist/css/tabler.min.css")
                .containsPattern("/webjars/htmx.org/[0-9.]+/dist/htmx.min.js")
                .containsPattern("/opendcrc/[0-9a-f]{12}/keys.js");
    }

    @Test
    void single_keys_can_be_off() {
        var off = new Actor(1, clerk.staffId(), "z", "周", clerk.roles(), Messages.CHINESE, false);
        assertThat(layout(TestPages.frame(off), "")).contains("data-single-keys=\"off\"");
    }

    @Test
    void the_look_comes_from_the_cookies() {
        var request = TestPages.request(clerk, "GET", "/followups");
        request.setCookies(new Cookie(Look.THEME_COOKIE, "dark"), new Cookie(Look.DENSITY_COOKIE, "compact"));
        assertThat(layout(TestPages.frames(false).of(request, "site.product", ""), ""))
                .contains("data-bs-theme=\"dark\"", "data-density=\"compact\"")
                .doesNotContain("id=\"simulation\"");
    }

    @Test
    void the_login_page_says_why_it_did_not_work_and_keeps_the_name() {
        assertThat(login(LoginPage.wrong("zhouxiaowen", 3, 15), "POST"))
                .contains("还可以试 3 次，之后锁 15 分钟", "value=\"zhouxiaowen\"", "aria-invalid=\"true\"")
                .contains("name=\"_csrf\" value=\"token-of-this-page\"", "action=\"/login\"", ">English</button>");
        assertThat(login(LoginPage.locked("zhouxiaowen", 15), "POST")).contains("账号已锁");
        assertThat(login(LoginPage.expired(), "GET")).contains("登录已过期");
    }

    @Test
    void the_login_page_speaks_the_language_of_the_browser_or_of_the_link() {
        var browser = TestPages.request(null, "GET", "/login");
        browser.addHeader("Accept-Language", "en-GB,en;q=0.9");
        browser.addPreferredLocale(java.util.Locale.UK);
        assertThat(TestPages.frames(false).bare(browser, "site.login.submit").title())
                .isEqualTo("Sign in");
        var link = TestPages.request(null, "GET", "/login");
        link.setParameter("lang", "en");
        assertThat(TestPages.frames(false).bare(link, "site.login.submit").title())
                .isEqualTo("Sign in");
        assertThat(TestPages.frames(false)
                        .bare(TestPages.request(null, "GET", "/login"), "site.login.submit")
                        .title())
                .isEqualTo("登录");
    }

    @Test
    void an_error_of_ours_is_an_apology_and_a_number() {
        assertThat(error(500, "7F3K-2Q9D")).contains("系统出错了，不是您的操作问题", "7F3K-2Q9D");
        assertThat(Reference.next()).matches("[2-9A-Z]{4}-[2-9A-Z]{4}");
    }

    @Test
    void nobody_is_sent_elsewhere_by_a_form_field() {
        assertThat(Frames.local("/followups?view=2")).isEqualTo("/followups?view=2");
        assertThat(Frames.local("//evil.example")).isEqualTo("/");
        assertThat(Frames.local("/\\evil.example")).isEqualTo("/");
        assertThat(Frames.local("https://evil.example")).isEqualTo("/");
        assertThat(Frames.local("/a\r\nSet-Cookie: x")).isEqualTo("/");
        assertThat(Frames.local(null)).isEqualTo("/");
    }

    @Test
    void the_way_back_from_a_posted_form_is_where_the_form_was() {
        var request = TestPages.request(clerk, "POST", "/followups/1/attempts");
        request.addHeader("Referer", "http://localhost/followups/1?pane=2");
        assertThat(TestPages.frames(false).of(request, "site.product", "").back())
                .isEqualTo("/followups/1?pane=2");
        var foreign = TestPages.request(clerk, "POST", "/followups/1/attempts");
        foreign.addHeader("Referer", "http://evil.example/followups");
        assertThat(TestPages.frames(false).of(foreign, "site.product", "").back())
                .isEqualTo("/");
    }

    @Test
    void paging_has_keys_and_no_numbers() {
        var page = TestPages.render(
                "site/paging",
                Map.of("msg", TestPages.MESSAGES.in(Messages.CHINESE), "paging", new Paging(null, "/x?after=1", "30")));
        assertThat(page).contains("data-key=\"]\"", "href=\"/x?after=1\"", "aria-disabled=\"true\"");
    }

    @Test
    void every_small_part_renders() {
        assertThat(TestPages.render("site/kbd", Map.of("key", "Ctrl+Enter"))).contains("Ctrl Enter", "data-chord");
        assertThat(TestPages.render("site/plate", Map.of("plate", "浙AD18263"))).contains("dc-plate-nev", "浙A·D18263");
        assertThat(TestPages.render("site/chip", Map.of("tone", "warn", "icon", "clock", "text", "末次")))
                .contains("dc-chip-warn", "<path", "末次");
        assertThat(TestPages.render(
                        "site/tries",
                        Map.of(
                                "label",
                                "第二次",
                                "tries",
                                List.of(
                                        new Try("上", Try.State.MISSED),
                                        new Try("中", Try.State.NOW),
                                        new Try("下", Try.State.FREE)))))
                .contains("dc-try-miss", "dc-try-now", "aria-label=\"第二次\"");
        assertThat(TestPages.render(
                        "site/empty", Map.of("icon", "phone-check", "title", "今天的回访都打完了", "text", "共 46 通")))
                .contains("今天的回访都打完了");
        assertThat(TestPages.render("site/field", Map.of("label", "备注", "name", "note", "type", "textarea")))
                .contains("<textarea");
    }

    static String layout(Frame frame, String text) {
        var parameters = new HashMap<String, Object>();
        parameters.put("frame", frame);
        parameters.put("content", (Content) out -> out.writeUserContent(text));
        return TestPages.render("site/layout", parameters);
    }

    static String login(LoginPage page, String method) {
        var frame = TestPages.frames(true).bare(TestPages.request(null, method, "/login"), "site.login.submit");
        return TestPages.render("site/login", Map.of("frame", frame, "page", page));
    }

    static String error(int status, String reference) {
        var frame = TestPages.frames(false)
                .broken(TestPages.request(null, "GET", "/x"), Sentence.of("site.error.500.title"));
        var msg = frame.msg();
        return TestPages.render(
                "site/error",
                Map.of(
                        "frame",
                        frame,
                        "page",
                        new ErrorPage(status, msg.t("site.error.500.title"), msg.t("site.error.500.text"), reference)));
    }
}
