package org.opendcrc.organisation.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.organisation.TestHouse.PASSWORD;
import static org.opendcrc.organisation.web.Browser.location;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.OpenDcrc;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.database.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes behind a balancer: whoever came in at one is in at the other, and out at both. */
@ApplicationTest
@Import(TestHouse.class)
class SecondNodeTest {

    @LocalServerPort
    int port;

    @Autowired
    TestHouse.Builder house;

    @Autowired
    @FlywayDataSource
    DataSource owner;

    @Autowired
    HikariDataSource application;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Test
    void a_session_is_known_at_every_node_and_ends_at_every_node() {
        var dealer = house.open();
        house.systemClock().pass(Duration.ofMinutes(2)); // the address has its tries of a minute again
        house.agent(dealer, "zhou");
        var first = new Browser(port);
        assertThat(first.signIn("zhou@" + dealer.code(), PASSWORD).statusCode()).isEqualTo(302);
        try (var node = secondNode()) {
            var second = first.at(Integer.parseInt(
                    Objects.requireNonNull(node.getEnvironment().getProperty("local.server.port"))));
            assertThat(second.get("/me").statusCode()).isEqualTo(200);
            news(dealer, first, second);
            assertThat(location(second.post("/logout", Map.of()))).isEqualTo("/login?out");
            assertThat(location(first.get("/me"))).startsWith("/login");
            for (int i = 0; i < 4; i++) {
                (i % 2 == 0 ? first : second).signIn("zhou@" + dealer.code(), "wrong");
            }
            assertThat(second.signIn("zhou@" + dealer.code(), "wrong").body()).contains("账号已锁");
        }
    }

    /** What changes at one node is told at both, to this dealer alone, and again after the wire between them was cut. */
    private void news(TestHouse.House dealer, Browser first, Browser second) {
        var here = first.listen("/live");
        var there = second.listen("/live");
        assertThat(here.status()).isEqualTo(200);
        here.until("event:hello");
        there.until("event:hello");
        var other = house.open();
        changed(other, "imports");
        house.in(dealer, () -> {
            events.publishEvent(new Changed(dealer.dealer(), Changed.COMPLAINTS));
            events.publishEvent(new Changed(dealer.dealer(), Changed.COMPLAINTS));
            return true;
        });
        for (var ear : List.of(here, there)) {
            ear.until("data:complaints"); // a job may tell something of its own before
        }
        // A page that was asked for before, and listens only now.
        var late = second.listen("/live?age=60000");
        late.until("event:hello");
        late.until("data:complaints");
        house.in(dealer, () -> jdbc.sql("""
                        select count(pg_terminate_backend(a.pid))
                          from pg_stat_activity a
                         where a.application_name = 'opendcrc live'
                           and a.datname = current_database()
                        """).query(Integer.class).single());
        here.until("data:everything");
        there.until("data:everything");
        changed(dealer, Changed.FOLLOW_UPS);
        here.until("data:followups");
        there.until("data:followups");
    }

    private void changed(TestHouse.House dealer, String topic) {
        house.in(dealer, () -> {
            events.publishEvent(new Changed(dealer.dealer(), topic));
            return true;
        });
    }

    private ConfigurableApplicationContext secondNode() {
        var database = (PGSimpleDataSource) owner;
        var inner = (PGSimpleDataSource) Objects.requireNonNull(application.getDataSource());
        var url = database.getUrl();
        return new SpringApplicationBuilder(OpenDcrc.class)
                .run(
                        "--server.port=0",
                        "--opendcrc.data=" + TestDatabase.freshFolder(),
                        "--opendcrc.database-url=" + url + (url.contains("?") ? "&" : "?") + "user="
                                + encoded(database.getUser()) + "&password=" + encoded(database.getPassword()),
                        "--opendcrc.app-password=" + inner.getPassword());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
