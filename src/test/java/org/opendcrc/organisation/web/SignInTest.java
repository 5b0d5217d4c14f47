package org.opendcrc.organisation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.organisation.TestHouse.PASSWORD;
import static org.opendcrc.organisation.web.Browser.location;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Coming in by the page, and going; through HTTP, with sessions in the database. */
@ApplicationTest
@Import(TestHouse.class)
class SignInTest {

    @LocalServerPort
    int port;

    @Autowired
    TestHouse.Builder house;

    @Autowired
    JdbcClient jdbc;

    House dealer;

    @BeforeEach
    void open() {
        dealer = house.open();
        house.systemClock().pass(Duration.ofMinutes(2)); // the address has its tries of a minute again
    }

    @Test
    void an_agent_comes_in_and_begins_at_the_desk() {
        house.agent(dealer, "zhou");
        var browser = new Browser(port);
        assertThat(location(browser.get("/"))).isEqualTo("/login");
        assertThat(browser.get("/login").body()).contains("登录");
        var in = browser.signIn("ZHOU@" + dealer.code() + " ", PASSWORD);
        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(location(in)).isEqualTo("/");
        assertThat(browser.get("/").body()).contains("工作台", "现在没有要打的电话");
        assertThat(location(browser.get("/login"))).isEqualTo("/");
    }

    @Test
    void who_makes_no_calls_begins_at_the_desk_too_and_reads_what_is_for_him() {
        house.employ(dealer, "feng", Map.of(dealer.east(), Set.of(Role.CONSULTANT)));
        var browser = new Browser(port);
        assertThat(location(browser.signIn("feng@" + dealer.code(), PASSWORD))).isEqualTo("/");
        assertThat(browser.get("/").body()).contains("您的角色：销售顾问").doesNotContain("data-key=\"N\"");
    }

    @Test
    void who_asked_for_a_page_gets_it_after_signing_in() {
        house.agent(dealer, "zhou");
        var browser = new Browser(port);
        assertThat(location(browser.get("/me?saved"))).isEqualTo("/login");
        assertThat(location(browser.signIn("zhou@" + dealer.code(), PASSWORD))).isEqualTo("/me?saved");
    }

    @Test
    void who_goes_is_out() {
        var browser = signedIn("zhou");
        assertThat(location(browser.post("/logout", Map.of()))).isEqualTo("/login?out");
        assertThat(location(browser.get("/me"))).startsWith("/login");
    }

    @Test
    void a_look_at_a_page_writes_nothing_until_the_session_is_a_minute_older() {
        var browser = signedIn("zhou");
        var mine =
                new String(Base64.getDecoder().decode(browser.cookie("opendcrc_session")), StandardCharsets.US_ASCII);
        browser.get("/me");
        var written = written(mine);
        browser.get("/me");
        assertThat(written(mine)).isEqualTo(written);

        jdbc.sql(
                        "update infrastructure.spring_session set last_access_time = last_access_time - 60000 where session_id = :id")
                .param("id", mine)
                .update();
        written = written(mine);
        browser.get("/me");
        assertThat(written(mine)).isNotEqualTo(written);
    }

    /** Changes with each write of the row. */
    private String written(String session) {
        return jdbc.sql("select s.xmin::text from infrastructure.spring_session s where s.session_id = :id")
                .param("id", session)
                .query(String.class)
                .single();
    }

    @Test
    void the_cookie_is_for_this_site_and_no_script() {
        var browser = new Browser(port);
        assertThat(browser.get("/login").headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("opendcrc_session=")
                .contains("HttpOnly")
                .contains("SameSite=Lax");
    }

    @Test
    void a_session_that_was_there_before_is_another_one_after_signing_in() {
        house.agent(dealer, "zhou");
        var browser = new Browser(port);
        browser.get("/login");
        var before = browser.cookie("opendcrc_session");
        browser.signIn("zhou@" + dealer.code(), PASSWORD);
        assertThat(browser.cookie("opendcrc_session")).isNotEqualTo(before);
    }

    @Test
    void a_form_without_its_token_is_refused_with_a_page() {
        var browser = signedIn("zhou");
        browser.forgetToken();
        var refused = browser.post("/me/preferences", Map.of("language", "en"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("<h1");
        assertThat(house.actor(dealer, "zhou").language().getLanguage()).isEqualTo("zh");
    }

    @Test
    void a_login_page_left_open_too_long_is_shown_again() {
        var browser = new Browser(port);
        assertThat(location(browser.post("/login", Map.of("username", "a", "password", "b"))))
                .isEqualTo("/login?ended");
    }

    @Test
    void the_fifth_wrong_try_locks_for_a_quarter_of_an_hour() {
        house.agent(dealer, "zhou");
        var login = "zhou@" + dealer.code();
        var browser = new Browser(port);
        for (int left = 4; left >= 1; left--) {
            var refused = browser.signIn(login, "wrong");
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("还可以试 " + left + " 次");
        }
        assertThat(browser.signIn(login, "wrong").body()).contains("请 15 分钟后再试");
        house.systemClock().pass(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(browser.signIn(login, PASSWORD).body()).contains("请 1 分钟后再试");
        house.systemClock().pass(Duration.ofSeconds(1));
        assertThat(browser.signIn(login, PASSWORD).statusCode()).isEqualTo(302);
        assertThat(audited("login-locked")).isEqualTo(1);
    }

    @Test
    void a_right_password_at_the_fifth_try_is_let_in_and_the_count_begins_anew() {
        house.agent(dealer, "zhou");
        var login = "zhou@" + dealer.code();
        var browser = new Browser(port);
        for (int i = 0; i < 4; i++) {
            browser.signIn(login, "wrong");
        }
        assertThat(browser.signIn(login, PASSWORD).statusCode()).isEqualTo(302);
        assertThat(new Browser(port).signIn(login, "wrong").body()).contains("还可以试 4 次");
    }

    @Test
    void an_unknown_login_is_answered_like_a_wrong_password_until_and_after_the_lock() {
        house.agent(dealer, "zhou");
        var known = new Browser(port);
        var unknown = new Browser(port);
        for (int i = 0; i < 6; i++) {
            assertThat(alert(unknown.signIn("nobody@" + dealer.code(), "wrong").body()))
                    .isEqualTo(
                            alert(known.signIn("zhou@" + dealer.code(), "wrong").body()));
        }
    }

    @Test
    void tries_at_once_are_counted_one_by_one() throws Exception {
        house.agent(dealer, "zhou");
        var login = "zhou@" + dealer.code();
        try (var clients = Executors.newFixedThreadPool(8)) {
            var tries = Stream.generate(() -> (Callable<String>)
                            () -> alert(new Browser(port).signIn(login, "wrong").body()))
                    .limit(8)
                    .toList();
            var answers = new ArrayList<String>();
            for (var answer : clients.invokeAll(tries)) {
                answers.add(answer.get());
            }
            assertThat(answers.stream().filter(it -> it.contains("还可以试"))).hasSize(4);
            assertThat(answers.stream().filter(it -> it.contains("已锁"))).hasSize(4);
        }
    }

    @Test
    void too_many_wrong_tries_from_one_address_wait_for_the_next_minute() {
        house.agent(dealer, "zhou");
        var browser = new Browser(port);
        for (int i = 0; i < 30; i++) {
            browser.signIn("somebody-" + i + "@" + dealer.code(), "wrong");
        }
        assertThat(browser.signIn("zhou@" + dealer.code(), PASSWORD).body()).contains("请等一分钟再试");
        house.systemClock().pass(Duration.ofMinutes(1));
        assertThat(browser.signIn("zhou@" + dealer.code(), PASSWORD).statusCode())
                .isEqualTo(302);
    }

    @Test
    void a_disabled_person_is_out_at_once() {
        var browser = signedIn("zhou");
        assertThat(browser.get("/me").statusCode()).isEqualTo(200);
        closeLogin("zhou");
        assertThat(location(browser.get("/me"))).isEqualTo("/login?ended");
        assertThat(new Browser(port).signIn("zhou@" + dealer.code(), PASSWORD).body())
                .contains("账号或密码不对");
    }

    @Test
    void somebody_the_staff_file_says_has_left_is_out_at_once() {
        var browser = signedIn("zhou");
        house.in(dealer, () -> jdbc.sql("""
                        update organisation.staff
                           set active = false
                         where dealer_id = :dealer
                           and name = 'zhou'
                        """).param("dealer", dealer.dealer()).update());
        assertThat(location(browser.get("/me"))).isEqualTo("/login?ended");
    }

    @Test
    void a_new_role_counts_from_the_next_request() {
        house.employ(dealer, "sun", Map.of(dealer.east(), Set.of(Role.GUARD)));
        var browser = new Browser(port);
        browser.signIn("sun@" + dealer.code(), PASSWORD);
        assertThat(browser.get("/administration/people").statusCode()).isEqualTo(403);
        house.in(dealer, () -> jdbc.sql("""
                        update organisation.staff_role
                           set role = 'ADMINISTRATOR'
                         where dealer_id = :dealer
                           and role = 'GUARD'
                        """).param("dealer", dealer.dealer()).update());
        assertThat(browser.get("/administration/people").statusCode()).isEqualTo(200);
    }

    @Test
    void a_slip_opens_the_login_and_must_be_changed_first() {
        var staff = house.hire(dealer, "K0042", "周晓雯", Map.of(dealer.east(), Set.of(Role.AGENT)));
        var slip = giveSlip(staff);
        var login = "k0042@" + dealer.code();
        var browser = new Browser(port);
        assertThat(browser.signIn(login, slip).statusCode()).isEqualTo(302);
        assertThat(location(browser.get("/me"))).isEqualTo("/password");
        assertThat(location(browser.get("/follow-ups"))).isEqualTo("/password");
        assertThat(browser.get("/password").body()).contains("一次性密码条");
        assertThat(change(browser, slip, "short", "short").body()).contains("还差 5 位");
        assertThat(change(browser, slip, "my k0042@" + dealer.code(), "my k0042@" + dealer.code())
                        .body())
                .contains("密码里有您的账号");
        assertThat(change(browser, slip, "Woaini1314", "Woaini1314").body()).contains("太常见");
        assertThat(change(browser, slip, slip, slip).body()).contains("和原来的一样");
        assertThat(change(browser, slip, PASSWORD, "another one").body()).contains("两次填的不一样");
        assertThat(change(browser, "no slip", PASSWORD, PASSWORD).body()).contains("现在的密码不对");
        var changed = change(browser, slip, PASSWORD, PASSWORD);
        assertThat(changed.statusCode()).isEqualTo(302);
        assertThat(browser.get("/me").statusCode()).isEqualTo(200);
        assertThat(new Browser(port).signIn(login, slip).statusCode()).isEqualTo(422);
        assertThat(new Browser(port).signIn(login, PASSWORD).statusCode()).isEqualTo(302);
    }

    @Test
    void a_slip_counts_for_a_day() {
        var staff = house.hire(dealer, "K0042", "周晓雯", Map.of(dealer.east(), Set.of(Role.AGENT)));
        var login = "k0042@" + dealer.code();
        var slip = giveSlip(staff);
        house.systemClock().pass(Duration.ofHours(24).minusSeconds(1));
        assertThat(new Browser(port).signIn(login, slip).statusCode()).isEqualTo(302);
        house.systemClock().pass(Duration.ofSeconds(1));
        assertThat(new Browser(port).signIn(login, slip).body()).contains("已经过期");
    }

    @Test
    void a_slip_ends_the_sessions_of_the_person_unlocks_him_and_forbids_the_password_before() {
        var browser = signedIn("zhou");
        var login = "zhou@" + dealer.code();
        for (int i = 0; i < 5; i++) {
            new Browser(port).signIn(login, "wrong");
        }
        var slip = giveSlip(house.actor(dealer, "zhou").staffId());
        assertThat(location(browser.get("/me"))).isEqualTo("/login?ended");
        var again = new Browser(port);
        assertThat(again.signIn(login, slip).statusCode()).isEqualTo(302);
        again.get("/password");
        assertThat(change(again, slip, PASSWORD, PASSWORD).body()).contains("和原来的一样");
    }

    @Test
    void a_changed_password_ends_the_other_sessions_and_keeps_this_one() {
        var other = signedIn("zhou");
        var browser = new Browser(port);
        browser.signIn("zhou@" + dealer.code(), PASSWORD);
        browser.get("/password");
        assertThat(location(change(browser, PASSWORD, "a sentence to remember", "a sentence to remember")))
                .isEqualTo("/me?password");
        assertThat(browser.get("/me").statusCode()).isEqualTo(200);
        assertThat(location(other.get("/me"))).isEqualTo("/login?ended");
        assertThat(audited("password-changed")).isEqualTo(1);
    }

    @Test
    void the_language_is_kept_with_the_person() {
        var browser = signedIn("zhou");
        assertThat(browser.get("/me").body()).contains("访问令牌");
        browser.post("/me/preferences", Map.of("language", "en"));
        assertThat(browser.get("/me").body()).contains("Access tokens");
        var actor = house.actor(dealer, "zhou");
        assertThat(actor.language().getLanguage()).isEqualTo("en");
        assertThat(actor.singleKeys()).isFalse();
        assertThat(audited("preferences-changed")).isEqualTo(1);
    }

    @Test
    void people_of_one_dealer_see_nothing_of_another() {
        var other = house.open();
        var stranger = house.hire(other, "K0099", "陌生人", Map.of(other.east(), Set.of(Role.AGENT)));
        var browser = new Browser(port);
        browser.signIn(dealer.administrator(), PASSWORD);
        assertThat(browser.get("/administration/people").body()).contains("何静").doesNotContain("陌生人");
        assertThat(browser.get("/administration/people/" + stranger).statusCode())
                .isEqualTo(404);
        assertThat(browser.post("/administration/people/" + stranger + "/slip", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/administration/audit").body())
                .contains(dealer.administrator())
                .doesNotContain(other.administrator());
    }

    private Browser signedIn(String name) {
        house.agent(dealer, name);
        var browser = new Browser(port);
        assertThat(browser.signIn(name + "@" + dealer.code(), PASSWORD).statusCode())
                .isEqualTo(302);
        browser.get("/me");
        return browser;
    }

    private Browser administrator() {
        var browser = new Browser(port);
        browser.signIn(dealer.administrator(), PASSWORD);
        return browser;
    }

    private String giveSlip(UUID staff) {
        var administrator = administrator();
        administrator.get("/administration/people/" + staff);
        var page = administrator.post("/administration/people/" + staff + "/slip", Map.of());
        assertThat(page.statusCode()).isEqualTo(200);
        var slip = Pattern.compile("id=\"slip-password\">([^<]+)<").matcher(page.body());
        assertThat(slip.find()).isTrue();
        return slip.group(1);
    }

    private void closeLogin(String name) {
        var staff = house.actor(dealer, name).staffId();
        var administrator = administrator();
        administrator.get("/administration/people/" + staff);
        assertThat(administrator
                        .post("/administration/people/" + staff + "/closure", Map.of())
                        .statusCode())
                .isEqualTo(302);
    }

    private static HttpResponse<String> change(Browser browser, String present, String wanted, String repeated) {
        browser.get("/password");
        return browser.post("/password", Map.of("present", present, "wanted", wanted, "repeated", repeated));
    }

    private int audited(String action) {
        return house.in(
                dealer,
                () -> jdbc.sql("""
                        select count(*)
                          from audit.entry e
                         where e.dealer_id = :dealer
                           and e.action = :action
                        """)
                        .param("dealer", dealer.dealer())
                        .param("action", action)
                        .query(Integer.class)
                        .single());
    }

    private static String alert(String body) {
        var alert = Pattern.compile("id=\"password-error\">.*?</svg>([^<]+)<", Pattern.DOTALL)
                .matcher(body);
        return alert.find() ? alert.group(1).strip() : "";
    }
}
