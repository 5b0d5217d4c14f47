package org.opendcrc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** The first start with a demonstration, on a database that nobody used before. */
@ApplicationTest
@TestPropertySource(properties = "opendcrc.demo=60")
class DemoTest {

    private static final List<String> FILLED = List.of(
            "organisation.store",
            "organisation.staff",
            "organisation.staff_role",
            "customers.customer",
            "vehicles.vehicle",
            "vehicles.repair_order",
            "calendar.opening_hours",
            "dms.file");

    @Autowired
    private Demo demo;

    @Autowired
    private StartNotice notice;

    @Autowired
    private Dealers dealers;

    @Autowired
    private Stores stores;

    @Autowired
    private StoreCalendar calendar;

    @Autowired
    @Qualifier("ownerDataSource")
    private DataSource owner;

    @Test
    void everything_came_in_and_nothing_was_rejected() {
        record Came(String kind, String origin, String state, boolean filled, int rejected, int warnings) {}
        var came = database().sql("""
                        select distinct on (f.kind) f.kind, r.origin, f.state, f.accepted_new = f.lines_read as filled, f.rejected, f.warnings
                          from dms.file f
                          join dms.run r
                            on r.dealer_id = f.dealer_id
                           and r.id = f.run_id
                         order by f.kind, f.id
                        """).query(Came.class).list();
        assertThat(came)
                .extracting(Came::kind)
                .containsExactly(
                        "CALL_HISTORY",
                        "CUSTOMERS",
                        "RECOMMENDATIONS",
                        "REPAIR_LINES",
                        "REPAIR_ORDERS",
                        "SALES",
                        "STAFF",
                        "VEHICLES");
        assertThat(came).allSatisfy(it -> assertThat(it).isEqualTo(new Came(it.kind(), "DEMO", "DONE", true, 0, 0)));
    }

    @Test
    void the_stores_keep_their_hours() {
        DealerContext.runAs(dealer(), () -> {
            assertThat(stores.all()).extracting("code").containsExactly("HZBJ", "HZCX");
            assertThat(stores.all())
                    .extracting(it -> calendar.of(it.id()).week().size())
                    .containsExactly(5, 7);
        });
    }

    @Test
    void another_start_changes_nothing() {
        var before = counts();
        demo.run(new DefaultApplicationArguments());
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void a_start_after_a_kill_completes_and_doubles_nothing() {
        var before = counts();
        before.remove("dms.file");
        database().sql("update demo.filling set finished_at = null").update();
        demo.run(new DefaultApplicationArguments());
        var after = counts();
        after.remove("dms.file");
        assertThat(after).isEqualTo(before);
        assertThat(database()
                        .sql("select count(*) from demo.filling where finished_at is not null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void the_terminal_shows_address_and_logins() {
        assertThat(String.join("\n", notice.lines()))
                .contains("http://127.0.0.1:")
                .contains(DemoDealer.PASSWORD)
                .contains("zhou", "admin")
                .contains("客服专员 clerk")
                .doesNotContain("curl");
    }

    private int dealer() {
        return dealers.byCode(DemoDealer.CODE).orElseThrow();
    }

    private Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        for (var table : FILLED) {
            counts.put(
                    table,
                    database()
                            .sql("select count(*) from " + table)
                            .query(Long.class)
                            .single());
        }
        return counts;
    }

    private JdbcClient database() {
        return JdbcClient.create(owner);
    }
}
