package org.opendcrc.appointments.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.organisation.web.Browser.location;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.appointments.Answer;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.appointments.PriceList;
import org.opendcrc.appointments.PublicBookingDesk;
import org.opendcrc.appointments.PublicStore;
import org.opendcrc.appointments.RosterAnswer;
import org.opendcrc.appointments.Workshop;
import org.opendcrc.organisation.NewToken;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.organisation.web.Browser;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The doors without a login, over the wire. */
@ApplicationTest
@Import(TestHouse.class)
class PublicPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AppointmentDesk desk;

    @Autowired
    PublicBookingDesk open;

    @Autowired
    PriceList prices;

    @Autowired
    TokenDesk tokens;

    Workshop shop;
    Browser browser;
    LocalDate monday;
    Instant now;

    @BeforeEach
    void open() {
        shop = new Workshop(builder, jdbc);
        browser = new Browser(port);
        now = builder.systemClock().instant();
        monday = now.atZone(ZoneId.of("Asia/Shanghai")).toLocalDate().with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        set("appointment.public-address", "https://yy.example.cn");
        set("appointment.public-booking", "true");
        set("text.store-phone", "0571-88886666");
        jdbc.sql("delete from directory.pace").update();
    }

    @Test
    void AP_16_a_customer_confirms_moves_and_cancels_by_the_link_of_his_text() {
        var link = link();
        var page = browser.get(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("石先生，您的预约", "10:00", "杭州城东店", "浙A***E5", "0571-88886666", "我会准时到")
                .doesNotContain("石磊", "6621", "浙A8K2E5", "浙A·8K2E5", "保养", "liu");
        var confirmed = browser.post(link + "/confirmation", Map.of());
        assertThat(location(confirmed)).isEqualTo(link + "?said=confirmed");
        assertThat(browser.get(location(confirmed)).body())
                .contains("谢谢，我们等您", "已确认")
                .doesNotContain("我会准时到");

        var places = browser.get(link + "/moves?day=" + monday);
        assertThat(places.body())
                .contains("到店即接", "value=\"" + monday + "T12:00\"")
                .doesNotContain(shop.liu.toString());
        var near = browser.post(link + "/moves", Map.of("place", monday + "T20:00", "version", "2"));
        assertThat(near.statusCode()).isEqualTo(422);
        assertThat(near.body()).contains("可以改约", "name=\"place\"");
        assertThat(browser.post(link + "/moves", Map.of("place", "x", "version", "2"))
                        .body())
                .contains("请先选一个时间");
        var moved = browser.post(link + "/moves", Map.of("place", monday + "T12:00", "version", "2"));
        var next = location(moved).replace("?said=moved", "");
        assertThat(next).startsWith("/a/").isNotEqualTo(link);
        assertThat(browser.get(next).body()).contains("12:00");
        assertThat(browser.get(link).statusCode()).isEqualTo(404);

        var stale = browser.post(next + "/cancellation", Map.of("version", "7"));
        assertThat(location(stale)).isEqualTo(next + "?said=changed");
        var gone = browser.post(next + "/cancellation", Map.of("version", "1"));
        assertThat(location(gone)).isEqualTo("/a/cancelled");
        assertThat(browser.get("/a/cancelled").body()).contains("已取消");
        assertThat(browser.get(next).statusCode()).isEqualTo(404);
    }

    @Test
    void A_link_that_is_dead_was_never_made_or_is_cut_short_answers_alike() {
        var link = link();
        var cancelled = link();
        browser.get(cancelled);
        browser.post(cancelled + "/cancellation", Map.of("version", "1"));
        var never = browser.get("/a/AAAAAAAAAAAAAAAAAAAAAA");
        for (var path : new String[] {cancelled, link.substring(0, link.length() - 1), link + "x", "/a/%27"}) {
            var other = browser.get(path);
            assertThat(other.statusCode()).as(path).isEqualTo(404);
            assertThat(neutral(other.body())).as(path).isEqualTo(neutral(never.body()));
        }
    }

    @Test
    void Who_guesses_too_often_is_sent_away_for_a_while_even_with_a_good_link() {
        var link = link();
        for (int i = 0; i < 20; i++) {
            assertThat(browser.get("/a/AAAAAAAAAAAAAAAAAAAA%02d".formatted(i)).statusCode())
                    .isEqualTo(404);
        }
        assertThat(browser.get(link).statusCode()).isEqualTo(429);
        assertThat(browser.get("/a/AAAAAAAAAAAAAAAAAAAAAA").statusCode()).isEqualTo(429);
        builder.systemClock().pass(Duration.ofMinutes(10));
        assertThat(browser.get(link).statusCode()).isEqualTo(200);
    }

    @Test
    void Deeds_by_one_link_have_a_pace() {
        var link = link();
        browser.get(link);
        for (int i = 0; i < 20; i++) {
            assertThat(browser.post(link + "/confirmation", Map.of()).statusCode())
                    .isEqualTo(302);
        }
        assertThat(browser.post(link + "/confirmation", Map.of()).statusCode()).isEqualTo(429);
        assertThat(browser.get(link).statusCode()).isEqualTo(200);
    }

    @Test
    void No_form_without_its_token_no_session_and_nothing_that_tells_the_address_on() {
        var link = link();
        var page = browser.get(link);
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().allValues("Set-Cookie"))
                .noneMatch(it -> it.startsWith("opendcrc_session"))
                .anyMatch(
                        it -> it.startsWith("opendcrc_form") && it.contains("HttpOnly") && it.contains("SameSite=Lax"));
        for (var deed : new String[] {"/confirmation", "/moves", "/cancellation"}) {
            assertThat(browser.post(link + deed, Map.of("_csrf", "x", "version", "1"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(new Browser(port)
                            .post(link + deed, Map.of("version", "1"))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(browser.post(book() + "/codes", Map.of("_csrf", "x")).statusCode())
                .isEqualTo(403);
        assertThat(browser.get(link).body()).contains("我会准时到");
        assertThat(browser.get("/robots.txt").body()).contains("Disallow: /");
    }

    @Test
    void AP_27_a_stranger_books_on_the_public_page_with_a_code() {
        var first = browser.get(book());
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("预约杭州城东店", "发不了验证码"); // no gateway here
        var pass = shop.asDealer(() -> {
            var it = open.store("east").orElseThrow();
            var reachable = new PublicStore(it.id(), it.code(), it.name(), it.phone(), it.zone(), true, 10);
            return ((PublicBookingDesk.Asked.Sent) open.ask(reachable, "13911112222")).pass();
        });
        var here = book() + "/visits/" + pass;
        var code = browser.get(here);
        assertThat(code.body()).contains("139****2222", "六位验证码").doesNotContain("13911112222");
        var wrong = browser.post(here + "/code", Map.of("code", "12345"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("验证码不对");
        assertThat(location(browser.post(here + "/code", Map.of("code", code()))))
                .isEqualTo(here);
        assertThat(browser.get(here + "?day=" + monday).body()).doesNotContain("public.jobs", "id=\"jobs\"");
        var job = ((RosterAnswer.Saved) shop.asDealer(() -> prices.put(
                        shop.manager,
                        "BY",
                        "首次<保养>",
                        90,
                        46_800,
                        "",
                        true,
                        builder.systemClock().instant())))
                .id();
        var wanted = browser.get(here + "?day=" + monday + "&jobs=" + job + "&jobs=nonsense")
                .body();
        assertThat(wanted).contains("首次&lt;保养&gt;", "468.00", "&amp;jobs=" + job, "type=\"hidden\" name=\"jobs\"");
        var places = browser.get(here + "?day=" + monday);
        assertThat(places.body()).contains("到店即接", "value=\"" + monday + "T12:00\"", "name=\"needs\"");
        assertThat(places.body().indexOf("T12:00")).isLessThan(places.body().indexOf("T09:00"));
        var form = new java.util.HashMap<>(Map.of("name", "谢\"宁", "sex", "FEMALE", "plate", "浙A12345", "needs", ""));
        form.put("place", monday + "T12:00");
        var empty = browser.post(here + "/appointments", form);
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).contains("谢&#34;宁", "needs-error").doesNotContain("谢\"宁");
        form.put("needs", "保养");
        var made = browser.post(here + "/appointments", form);
        assertThat(location(made)).startsWith("/a/").endsWith("?said=booked");
        assertThat(browser.get(location(made)).body()).contains("谢女士，您的预约", "已约好", "浙A***45");
        assertThat(browser.post(here + "/appointments", form).body()).contains("验证码已失效");
    }

    @Test
    void A_closed_store_an_unknown_one_and_an_unknown_dealer_answer_alike() {
        set("appointment.public-booking", "false");
        var closed = browser.get(book());
        assertThat(closed.statusCode()).isEqualTo(404);
        for (var path : new String[] {"/book/" + shop.house.code() + "/nowhere", "/book/nobody/east"}) {
            assertThat(neutral(browser.get(path).body())).isEqualTo(neutral(closed.body()));
        }
        assertThat(browser.get(book() + "/visits/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void Known_and_unknown_numbers_are_answered_alike_and_machines_get_no_code() {
        browser.get(link()); // the public page itself has no form where no text goes out
        var trap = browser.post(book() + "/codes", Map.of("phone", "13911112222", "website", "http://spam"));
        assertThat(trap.statusCode()).isEqualTo(200);
        assertThat(shop.in(() -> jdbc.sql(
                                "select count(*)::int from appointments.phone_code p where p.dealer_id = :dealer")
                        .param("dealer", shop.house.dealer())
                        .query(Integer.class)
                        .single()))
                .isZero();
        var known = browser.post(book() + "/codes", Map.of("phone", "13800006621"));
        var unknown = browser.post(book() + "/codes", Map.of("phone", "13911112222"));
        assertThat(known.statusCode()).isEqualTo(unknown.statusCode());
        assertThat(neutral(known.body()).replace("13800006621", ""))
                .isEqualTo(neutral(unknown.body()).replace("13911112222", ""));
        for (int i = 0; i < 7; i++) {
            browser.post(book() + "/codes", Map.of("phone", "1391111222" + i));
        }
        assertThat(browser.post(book() + "/codes", Map.of("phone", "13911112229"))
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void An_advisor_makes_renews_and_ends_the_address_of_his_calendar() throws Exception {
        link();
        browser.signIn("liu@" + shop.house.code(), TestHouse.PASSWORD);
        assertThat(browser.get("/appointments/calendar").body()).contains("还没有地址");
        var first =
                feedOf(browser.post("/appointments/calendar/address", Map.of()).body());
        assertThat(browser.get("/appointments/calendar").body())
                .contains("已有地址")
                .doesNotContain("/feeds/");
        var fetched = fetch(first, "");
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.headers().firstValue("Content-Type")).contains("text/calendar;charset=UTF-8");
        assertThat(fetched.body()).contains("石先生 浙A8K2E5").doesNotContain("石磊", "6621");
        assertThat(fetched.headers().firstValue("Cache-Control").orElse("")).contains("private");
        var tag = fetched.headers().firstValue("ETag").orElseThrow();
        assertThat(fetch(first, tag).statusCode()).isEqualTo(304);
        link();
        assertThat(fetch(first, tag).statusCode()).isEqualTo(200);
        var second =
                feedOf(browser.post("/appointments/calendar/address", Map.of()).body());
        assertThat(fetch(first, "").statusCode()).isEqualTo(404);
        assertThat(fetch(second, "").statusCode()).isEqualTo(200);
        browser.post("/appointments/calendar/end", Map.of());
        assertThat(fetch(second, "").statusCode()).isEqualTo(404);
        var clerk = new Browser(port);
        clerk.signIn("zhou@" + shop.house.code(), TestHouse.PASSWORD);
        assertThat(clerk.get("/appointments/calendar").statusCode()).isEqualTo(403);
    }

    @Test
    void The_sheet_with_the_address_is_printed_from_the_house_or_says_what_is_missing() {
        browser.signIn("zhou@" + shop.house.code(), TestHouse.PASSWORD);
        var sheet = browser.get("/appointments/public-page");
        assertThat(sheet.body()).contains("https://yy.example.cn" + book(), "<svg class=\"dc-qr\"", "扫码预约到店");
        set("appointment.public-address", "");
        assertThat(browser.get("/appointments/public-page").body())
                .contains("没有填对外网址")
                .doesNotContain("dc-qr");
        set("appointment.public-booking", "false");
        assertThat(browser.get("/appointments/public-page").body()).contains("公开页面没有打开");
    }

    @Test
    void A_public_address_must_be_one() {
        browser.signIn(shop.house.administrator(), TestHouse.PASSWORD);
        var at = "/administration/settings/east/appointment.public-address";
        browser.get("/administration/settings/east");
        for (var wrong : new String[] {
            "http://yy.example.cn",
            "yy.example.cn",
            "https://",
            "https://a@b.cn",
            "https://b.cn/?x",
            "javascript:1",
            "https://" + "a".repeat(60) + ".cn"
        }) {
            assertThat(browser.post(at, Map.of("value", wrong)).statusCode())
                    .as(wrong)
                    .isEqualTo(422);
        }
        for (var right : new String[] {"https://yy.example.cn/", "http://localhost:8080", ""}) {
            assertThat(browser.post(at, Map.of("value", right)).statusCode())
                    .as(right)
                    .isEqualTo(302);
        }
        browser.post(at, Map.of("value", "https://yy.example.cn/"));
        assertThat(link()).startsWith("/a/"); // no double slash
    }

    @Test
    void Programs_get_a_link_and_a_calendar_and_refusals_by_RFC_9457() throws Exception {
        var id = made();
        var token = shop.asDealer(() -> ((NewToken.Issued) tokens.issue(shop.clerk, "x", 1)).secret());
        var link = api("POST", "/api/v1/appointments/" + id + "/links", token);
        assertThat(link.statusCode()).isEqualTo(201);
        assertThat(link.body()).contains("https://yy.example.cn/a/");
        var calendar = api("GET", "/api/v1/appointments/" + id + "/calendar", token);
        assertThat(calendar.body()).contains("BEGIN:VEVENT", "METHOD:PUBLISH");
        set("appointment.public-address", "");
        var none = api("POST", "/api/v1/appointments/" + id + "/links", token);
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.headers().firstValue("Content-Type").orElse("")).contains("application/problem+json");
        assertThat(none.body()).contains("/problems/no-link");
        assertThat(api("GET", "/api/v1/appointments/00000000-0000-7000-8000-000000000009/calendar", token)
                        .statusCode())
                .isEqualTo(404);
    }

    private static String neutral(String body) {
        return body.replaceAll("value=\"[^\"]{40,}\"", "")
                .replaceAll("\\?lang=", "")
                .replaceAll("href=\"/a/[^\"]*\"", "");
    }

    private static String feedOf(String body) {
        var found = Pattern.compile("value=\"http://[^/\"]+(/feeds/[A-Za-z0-9_-]{43}\\.ics)\"")
                .matcher(body);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private HttpResponse<String> fetch(String path, String tag) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!tag.isEmpty()) {
            request.header("If-None-Match", tag);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpResponse<String> api(String method, String path, String token)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .header("Authorization", "Bearer " + token)
                            .header("Accept-Language", "en")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private String book() {
        return "/book/" + shop.house.code() + "/east";
    }

    private int hour = 9;

    private java.util.UUID made() {
        hour++;
        return ((Answer.Made) shop.asDealer(
                        () -> desk.book(shop.clerk, shop.wish(monday, "%02d:00".formatted(hour), shop.liu), now)))
                .appointment();
    }

    /** A new appointment, and the path of the link in its text. */
    private String link() {
        var id = made();
        var body = shop.in(
                () -> jdbc.sql("select t.body from messaging.text t where t.dealer_id = :dealer and t.cause_id = :id")
                        .param("dealer", shop.house.dealer())
                        .param("id", id)
                        .query(String.class)
                        .single());
        var found = Pattern.compile("https://yy\\.example\\.cn(/a/[A-Za-z0-9_-]{22})")
                .matcher(body);
        assertThat(found.find()).as(body).isTrue();
        return found.group(1);
    }

    private String code() {
        var body = shop.in(() -> jdbc.sql(
                        "select t.body from messaging.text t where t.dealer_id = :dealer and t.cause = 'phone-code'")
                .param("dealer", shop.house.dealer())
                .query(String.class)
                .single());
        var found = Pattern.compile("[0-9]{6}").matcher(body);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private void set(String key, String value) {
        shop.in(() -> jdbc.sql("""
                        insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                        values (:dealer, :store, :key, :value, '2026-01-01 00:00Z')
                        on conflict (dealer_id, store_id, key) do update set value = excluded.value
                        """)
                .param("dealer", shop.house.dealer())
                .param("store", shop.house.east())
                .param("key", key)
                .param("value", value)
                .update());
    }
}
