package org.opendcrc.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.opendcrc.shared.database.DataFolder;
import org.opendcrc.shared.database.TestDatabase;

/** Sixty-four people at two nodes ask for the next call at the same moment: nobody's customer is called twice. */
class NextCallRaceStory {

    private static final int PEOPLE = 64;

    @Test
    void sixty_four_callers_on_two_nodes_get_sixty_four_different_calls() throws Exception {
        var folder = TestDatabase.freshFolder();
        var simulation = Map.of("SPRING_PROFILES_ACTIVE", "simulation", "OPENDCRC_CLOCK", "2026-11-19T08:00:00+08:00");
        try (var first = Node.start(folder, with(simulation, "OPENDCRC_DEMO", "40"))) {
            var administrator = new Caller(() -> first, "sim-admin");
            var files = new Workload(PEOPLE * 2, PEOPLE);
            assertThat(administrator.bringIn("staff", files.staff()).status()).isEqualTo(201);
            assertThat(administrator.bringIn("customers", files.customers()).status())
                    .isEqualTo(201);
            assertThat(administrator.bringIn("vehicles", files.vehicles()).status())
                    .isEqualTo(201);
            assertThat(administrator.bringIn("repair_orders", files.orders()).status())
                    .isEqualTo(201);

            var database = new DataFolder(folder);
            var environment = new HashMap<>(simulation);
            environment.put("OPENDCRC_DATABASE_URL", database.ownerUrl());
            environment.put("OPENDCRC_APP_PASSWORD", database.applicationPassword());
            try (var second = Node.start(TestDatabase.freshFolder(), environment)) {
                openLogins(database);
                var nodes = List.of(first, second);
                var start = new CountDownLatch(1);
                try (var people = Executors.newFixedThreadPool(PEOPLE)) {
                    var asked = new ArrayList<Future<String>>();
                    for (int i = 0; i < PEOPLE; i++) {
                        var node = nodes.get(i % 2);
                        var caller = new Caller(() -> node, "sim-" + Workload.login(i));
                        asked.add(people.submit((Callable<String>) () -> {
                            start.await();
                            var answer = caller.post("/api/v1/follow-ups/claims", "{}");
                            assertThat(answer.status())
                                    .as(answer.body().toString())
                                    .isEqualTo(201);
                            return answer.body().at("/contact/id").asString() + " "
                                    + answer.body().at("/task/id").asString();
                        }));
                    }
                    start.countDown();
                    var got = new HashSet<String>();
                    for (var one : asked) {
                        assertThat(got.add(one.get())).isTrue();
                    }
                    assertThat(got).hasSize(PEOPLE);
                }
            }
        }
    }

    /** Sixty-four logins by hand on the page would teach nothing here; in simulation a login needs no password to have a token. */
    private static void openLogins(DataFolder database) throws Exception {
        try (var connection = database.owner();
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into directory.login (login, dealer_id, staff_id)
                    select lower(s.staff_no), s.dealer_id, s.id from organisation.staff s where s.staff_no like 'RACE%'
                    """);
            statement.execute("""
                    insert into organisation.credential (dealer_id, staff_id, login, changed_at)
                    select s.dealer_id, s.id, lower(s.staff_no), s.changed_at from organisation.staff s where s.staff_no like 'RACE%'
                    """);
        }
    }

    private static Map<String, String> with(Map<String, String> environment, String key, String value) {
        var all = new HashMap<>(environment);
        all.put(key, value);
        return all;
    }
}
