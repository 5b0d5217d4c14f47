package org.opendcrc.organisation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.organisation.TestHouse.PASSWORD;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.organisation.AccessToken;
import org.opendcrc.organisation.NewToken;
import org.opendcrc.organisation.PeopleDesk;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Programs that come in with an access token. */
@ApplicationTest
@Import(TestHouse.class)
class AccessTokenTest {

    /** Below the interface, and nothing: a program that is let in gets 404, one that is not 401. */
    private static final String NOTHING = "/api/v1/no-such-thing";

    @LocalServerPort
    int port;

    @Autowired
    TestHouse.Builder house;

    @Autowired
    TokenDesk desk;

    @Autowired
    PeopleDesk people;

    @Autowired
    JdbcClient jdbc;

    House dealer;
    Actor zhou;

    @BeforeEach
    void open() {
        dealer = house.open();
        house.agent(dealer, "zhou");
        zhou = house.actor(dealer, "zhou");
    }

    @Test
    void a_token_is_made_on_the_page_shown_once_and_kept_as_a_hash() {
        var browser = new Browser(port);
        browser.signIn("zhou@" + dealer.code(), PASSWORD);
        browser.get("/me");
        var page = browser.post("/me/tokens", Map.of("name", "夜间导入", "days", "30"));
        assertThat(page.statusCode()).isEqualTo(201);
        var found = Pattern.compile("value=\"(odc_[A-Za-z0-9_-]{43})\"").matcher(page.body());
        assertThat(found.find()).isTrue();
        assertThat(browser.get("/me").body()).contains("夜间导入").doesNotContain(found.group(1));
        assertThat(answer("Bearer " + found.group(1)).statusCode()).isEqualTo(404);
        assertThat(house.in(
                        dealer,
                        () -> jdbc.sql("""
                                select count(*)
                                  from organisation.access_token t
                                 where t.dealer_id = :dealer
                                   and position('odc_'::bytea in t.token_hash) > 0
                                """)
                                .param("dealer", dealer.dealer())
                                .query(Integer.class)
                                .single()))
                .isZero();
    }

    @Test
    void without_a_token_a_program_is_told_so_in_its_own_words() {
        var refused = answer("");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(refused.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(refused.body()).contains("/problems/not-signed-in").contains("访问令牌");
    }

    @Test
    void neither_made_up_tokens_nor_sessions_nor_logins_open_the_interface() {
        assertThat(answer("Bearer odc_" + "a".repeat(43)).statusCode()).isEqualTo(401);
        assertThat(answer("Bearer sim-zhou@" + dealer.code()).statusCode()).isEqualTo(401);
        assertThat(answer("Basic emhvdTpwYXNzd29yZA==").statusCode()).isEqualTo(401);
        var browser = new Browser(port);
        browser.signIn("zhou@" + dealer.code(), PASSWORD);
        assertThat(browser.get(NOTHING).statusCode()).isEqualTo(401);
    }

    @Test
    void a_token_counts_until_the_moment_of_its_expiry() {
        var token = issue(1);
        house.systemClock().pass(Duration.ofDays(1).minusSeconds(1));
        assertThat(answer("Bearer " + token).statusCode()).isEqualTo(404);
        house.systemClock().pass(Duration.ofSeconds(1));
        assertThat(answer("Bearer " + token).statusCode()).isEqualTo(401);
    }

    @Test
    void a_revoked_token_is_out_at_once() {
        var token = issue(30);
        assertThat(answer("Bearer " + token).statusCode()).isEqualTo(404);
        DealerContext.runAs(dealer.dealer(), () -> {
            AccessToken live = desk.of(zhou).getFirst();
            desk.revoke(zhou, live.id());
            assertThat(desk.of(zhou).getFirst().revokedAt()).isPresent();
        });
        assertThat(answer("Bearer " + token).statusCode()).isEqualTo(401);
    }

    @Test
    void the_tokens_of_a_disabled_person_are_out_at_once_and_for_ever() {
        var token = issue(30);
        var administrator = administrator();
        DealerContext.runAs(
                dealer.dealer(),
                () -> assertThat(people.disable(administrator, zhou.staffId())).isEmpty());
        assertThat(answer("Bearer " + token).statusCode()).isEqualTo(401);
        DealerContext.runAs(dealer.dealer(), () -> people.enable(administrator, zhou.staffId()));
        assertThat(answer("Bearer " + token).statusCode()).isEqualTo(401);
    }

    @Test
    void a_token_lives_a_day_to_a_year_and_has_a_name() {
        DealerContext.runAs(dealer.dealer(), () -> {
            assertThat(desk.issue(zhou, "x", 0)).isInstanceOf(NewToken.Refused.class);
            assertThat(desk.issue(zhou, "x", 1)).isInstanceOf(NewToken.Issued.class);
            assertThat(desk.issue(zhou, "x", 365)).isInstanceOf(NewToken.Issued.class);
            assertThat(desk.issue(zhou, "x", 366)).isInstanceOf(NewToken.Refused.class);
            assertThat(desk.issue(zhou, " ", 30)).isInstanceOf(NewToken.Refused.class);
            assertThat(desk.issue(zhou, "x".repeat(60), 30)).isInstanceOf(NewToken.Issued.class);
            assertThat(desk.issue(zhou, "x".repeat(61), 30)).isInstanceOf(NewToken.Refused.class);
        });
    }

    private Actor administrator() {
        return house.in(
                dealer,
                () -> house.accesses()
                        .ofLogin(dealer.administrator())
                        .orElseThrow()
                        .actor());
    }

    private String issue(int days) {
        return DealerContext.callAs(dealer.dealer(), () -> switch (desk.issue(zhou, "test", days)) {
            case NewToken.Issued(var _, var secret) -> secret;
            case NewToken.Refused(var _, var why) -> throw new AssertionError(why);
        });
    }

    private HttpResponse<String> answer(String authorization) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + NOTHING));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
