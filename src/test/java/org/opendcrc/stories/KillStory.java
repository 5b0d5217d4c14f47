package org.opendcrc.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.opendcrc.shared.database.TestDatabase;

/**
 * The program, its database or both are killed at random moments, on the real scheduler and the real clock, while forty thousand
 * orders come in, while clerks save calls, and while a text is on its way. Afterwards everything stands as if nobody had been killed.
 */
class KillStory {

    /** How often each of the two works is disturbed; the soak asks for twenty. */
    private static final int KILLS = Integer.getInteger("opendcrc.kills", 3);

    private static final ZoneId STORE = ZoneId.of("Asia/Shanghai");
    private static final int CUSTOMERS = 2_000;
    private static final int ORDERS = Integer.getInteger("opendcrc.orders", 40_000);

    /** The first two thousand orders were settled 29 days ago, the next a day earlier, and so on: two days lie within the thirty. */
    private static final int OWED = 2 * CUSTOMERS;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void whoever_is_killed_the_end_is_the_same() throws Exception {
        long seed = Long.getLong("opendcrc.seed", System.nanoTime());
        var random = new Random(seed);
        try (var house = new House(
                TestDatabase.freshFolder(),
                Map.of("OPENDCRC_DEMO", "20", "OPENDCRC_EVENTS_PATIENCE", "10s", "OPENDCRC_TEXTS_LEASE", "30s"))) {
            var today = LocalDate.now(STORE);
            var files = new Workload(CUSTOMERS, 8);
            var administrator = new Caller(house::node, house.token("admin"));
            for (var kind : List.of("staff", "customers", "vehicles")) {
                assertThat(administrator.bringIn(kind, file(files, kind)).status())
                        .isEqualTo(201);
            }
            long before = house.number("select count(*) from vehicles.repair_order");

            var orders = files.orders(ORDERS, today.minusDays(29), 1);
            bringInUnderKills(house, administrator, orders, random);
            assertThat(house.number("select count(*) from vehicles.repair_order") - before)
                    .as("orders, seed %s", seed)
                    .isEqualTo(ORDERS);
            assertOrdersAreOwedOnce(house, today);

            // The same file again: nothing new, nothing lost.
            var again = administrator.bringIn("repair_orders", orders);
            assertThat(again.body().at("/unchanged").asInt())
                    .as("seed %s", seed)
                    .isEqualTo(ORDERS);

            try (var texts = new TextsUnderKill(house)) {
                callUnderKills(house, random);
                assertCallsAreWholeAndOnce(house, seed);
                texts.assertEachWentOnce(seed);
            }
        }
    }

    private static String file(Workload files, String kind) {
        return switch (kind) {
            case "staff" -> files.staff();
            case "customers" -> files.customers();
            default -> files.vehicles();
        };
    }

    /** A sender that does not know whether his file arrived sends it again; it is taken as the same. */
    private static void bringInUnderKills(House house, Caller administrator, String orders, Random random)
            throws Exception {
        try (var sender = Executors.newSingleThreadExecutor()) {
            Future<Integer> sending = sender.submit(
                    () -> administrator.bringIn("repair_orders", orders).status());
            for (int kill = 0; kill < KILLS; kill++) {
                pause(300 + random.nextInt(4_000));
                disturb(house, kill);
                // Once the house has the file it owes us the rest; a file that was cut off on its way is sent again.
                if (sending.isDone() && arrived(house) == 0) {
                    sending = sender.submit(
                            () -> administrator.bringIn("repair_orders", orders).status());
                }
            }
            try {
                sending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(IOException.class);
            }
        }
        if (arrived(house) == 0) {
            assertThat(administrator.bringIn("repair_orders", orders).status()).isEqualTo(201);
        }
        settled(house, "select count(*) from dms.file where state in ('WAITING', 'RUNNING')", 0);
        assertThat(house.number("select count(*) from dms.file where state = 'REFUSED'"))
                .as("no kill is the fault of a file")
                .isZero();
        settled(house, "select count(*) from infrastructure.event_publication", 0);
        settled(house, "select count(*) from followups.task t where t.order_no like 'R%'", OWED);
    }

    private static long arrived(House house) {
        return await("the database is back")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> house.number("select count(*) from dms.file where name = 'repair_orders.csv'"), _ -> true);
    }

    private static void assertOrdersAreOwedOnce(House house, LocalDate today) throws SQLException {
        assertThat(house.number("""
                        select count(*) from followups.task t
                          join vehicles.repair_order o on o.dealer_id = t.dealer_id and o.id = t.order_id
                         where t.order_no like 'R%%'
                           and o.settled_at >= timestamp '%s' at time zone 'Asia/Shanghai'
                           and t.round = 1
                           and t.due_from = ((o.settled_at at time zone 'Asia/Shanghai')::date + 1)::timestamp at time zone 'Asia/Shanghai'
                           and t.due_at = ((o.settled_at at time zone 'Asia/Shanghai')::date + 4)::timestamp at time zone 'Asia/Shanghai'
                        """.formatted(today.minusDays(30)))).isEqualTo(OWED);
        assertThat(house.number("select count(*) - count(distinct order_id) from followups.task"))
                .isZero();
        assertThat(house.number("""
                        select count(*) from followups.contact c
                         where c.open_tasks <> (select count(*) from followups.task t
                                                 where t.dealer_id = c.dealer_id and t.contact_id = c.id and t.state in ('PENDING', 'RETRY'))
                        """)).isZero();
    }

    /** What a clerk was told is saved. */
    private record Told(String task, boolean satisfied) {}

    private final Queue<Told> told = new ConcurrentLinkedQueue<>();

    private void callUnderKills(House house, Random random) throws Exception {
        var over = new AtomicBoolean();
        try (var desks = Executors.newFixedThreadPool(4)) {
            var clerks = new ArrayList<Future<Void>>();
            for (var login : List.of("zhou", "he", "lin")) {
                var caller = new Caller(house::node, house.token(login));
                clerks.add(desks.submit((Callable<Void>) () -> {
                    while (!over.get()) {
                        oneCall(caller, told);
                    }
                    return null;
                }));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                int before = told.size();
                await("calls between kills").atMost(PATIENCE).until(() -> told.size() >= before + 20);
                pause(random.nextInt(500));
                disturb(house, kill);
            }
            int before = told.size();
            await("calls after the last kill").atMost(PATIENCE).until(() -> told.size() >= before + 20);
            over.set(true);
            for (var clerk : clerks) {
                clerk.get(60, TimeUnit.SECONDS);
            }
        }
        settled(house, "select count(*) from infrastructure.event_publication", 0);
    }

    /** Takes the next call and saves what the customer said; a lost connection is part of the day. */
    private static void oneCall(Caller caller, Queue<Told> told) {
        try {
            var claim = caller.post("/api/v1/follow-ups/claims", "{}");
            if (claim.status() != 201) {
                return;
            }
            var task = claim.body().at("/task/id").asString();
            boolean satisfied = task.hashCode() % 3 != 0;
            var answer = caller.post("/api/v1/follow-ups/" + task + "/result", satisfied ? """
                    {"outcome": "SATISFIED", "satisfaction": 9}""" : """
                    {"outcome": "DISSATISFIED", "satisfaction": 2,
                     "complaint": {"kind": "RECEPTION", "content": "等候太久", "spokenAbout": true}}""");
            if (answer.status() < 300) {
                told.add(new Told(task, satisfied));
            }
        } catch (IOException _) {
            // the node is being killed or is not up yet
        }
    }

    private void assertCallsAreWholeAndOnce(House house, long seed) throws SQLException {
        assertThat(told).as("seed %s", seed).hasSizeGreaterThan(20 * KILLS).doesNotHaveDuplicates();
        for (var one : told) {
            assertThat(house.number("""
                            select count(*) from followups.result r
                              join followups.task t on t.dealer_id = r.dealer_id and t.id = r.task_id
                             where r.task_id = '%s' and r.outcome = '%s' and t.state = 'SUCCESS_%s'
                            """.formatted(
                                    one.task(),
                                    one.satisfied() ? "SATISFIED" : "DISSATISFIED",
                                    one.satisfied() ? "SATISFIED" : "DISSATISFIED")))
                    .as("a call that was answered with success, seed %s", seed)
                    .isEqualTo(1);
        }
        // Whole or not at all: a result has its call, its answers, and its complaint exactly if the customer is
        // dissatisfied.
        assertThat(house.number("""
                        select count(*) from followups.result r
                         where not exists (select 1 from followups.attempt a
                                            where a.dealer_id = r.dealer_id and a.task_id = r.task_id and a.outcome = 'CONNECTED')
                            or not exists (select 1 from questionnaires.response q
                                            where q.dealer_id = r.dealer_id and q.subject_id = r.task_id)
                            or (r.outcome = 'DISSATISFIED') <> exists (select 1 from complaints.complaint c
                                            where c.dealer_id = r.dealer_id and c.task_id = r.task_id)
                        """)).isZero();
        assertThat(house.number("select count(*) from complaints.complaint"))
                .isEqualTo(house.number("select count(*) from followups.result where outcome = 'DISSATISFIED'"));
        assertThat(house.number("select count(*) from questionnaires.response"))
                .isEqualTo(house.number("select count(*) from followups.result"));
        assertThat(house.number("select count(*) from followups.attempt"))
                .isEqualTo(house.number("select count(*) from followups.result"));
    }

    /** In turn the program, the database, both. */
    private static void disturb(House house, int kill) {
        switch (kill % 3) {
            case 0 -> house.killProgram();
            case 1 -> house.killDatabase();
            default -> house.killBoth();
        }
    }

    private static void settled(House house, String sql, long expected) {
        await(sql)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(house.number(sql)).isEqualTo(expected));
    }

    /** A random moment is a point in time by its nature; nothing is expected to be over after it. */
    private static void pause(long milliseconds) throws InterruptedException {
        var never = new CountDownLatch(1);
        if (never.await(milliseconds, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }
}
