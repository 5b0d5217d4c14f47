package org.opendcrc.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

/** The queue beside very many old orders: how long the next call takes to claim, and years of finished calls made by the database itself. */
final class Calls {

    /** What the database must do at the least: take the next row that nobody holds, and write it. */
    private static final String BARE = """
            with next as (
                select c.id
                  from followups.contact c
                 where c.dealer_id = %d
                   and c.store_id = '%s'
                   and c.open_tasks > 0
                   and (c.claimed_by is null or c.claimed_until <= now())
                 order by c.due_at, c.id
                 limit 1
                   for no key update skip locked)
            update followups.contact c
               set claimed_by = '%s',
                   claimed_until = now() + interval '30 minutes',
                   version = c.version + 1
              from next
             where c.dealer_id = %d
               and c.id = next.id
            returning c.id
            """;

    private final House house;
    private final String token;
    private final String staff;
    private final String store;
    private final int dealer;

    /** {@code token} and {@code staff} are a clerk's who makes calls in that store. */
    Calls(House house, String token, int dealer, String staff, String store) {
        this.house = house;
        this.token = token;
        this.dealer = dealer;
        this.staff = staff;
        this.store = store;
    }

    /** Medians of one claim over the interface, and of the bare statement. */
    record Claimed(Duration ours, Duration bare) {

        double ratio() {
            return bare.toNanos() / (double) ours.toNanos();
        }
    }

    Claimed claims(int times) throws IOException, InterruptedException, SQLException {
        release();
        try (var http = HttpClient.newHttpClient()) {
            for (int i = 0; i < times / 2; i++) {
                claim(http); // until the JVM has compiled what is hot
            }
            release();
            var ours = new long[times];
            for (int i = 0; i < times; i++) {
                var begun = System.nanoTime();
                claim(http);
                ours[i] = System.nanoTime() - begun;
            }
            release();
            return new Claimed(median(ours), median(bare(times)));
        }
    }

    private void claim(HttpClient http) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/api/v1/follow-ups/claims".formatted(house.port())))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"store\":\"%s\"}".formatted(store)))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("a claim was answered with " + answer.statusCode() + " " + answer.body());
        }
    }

    private long[] bare(int times) throws IOException, SQLException {
        var took = new long[times];
        try (var connection = house.connect("opendcrc_app");
                var statement = connection.createStatement()) {
            statement.execute("set opendcrc.dealer = " + dealer);
            try (var next = connection.prepareStatement(BARE.formatted(dealer, store, staff, dealer))) {
                for (int i = 0; i < times; i++) {
                    var begun = System.nanoTime();
                    try (var rows = next.executeQuery()) {
                        if (!rows.next()) {
                            throw new IllegalStateException("nothing is left to claim after " + i);
                        }
                    }
                    took[i] = System.nanoTime() - begun;
                }
            }
        }
        return took;
    }

    private static Duration median(long[] all) {
        Arrays.sort(all);
        return Duration.ofNanos(all[all.length / 2]);
    }

    private void release() throws IOException, SQLException {
        owner("update followups.contact c set claimed_by = null, claimed_until = null where c.claimed_by is not null");
        owner("vacuum analyze followups.contact");
    }

    /** Orders of years ago with their answered calls, spread over the store's customers and cars. */
    void addOldOrders(long from, long until) throws IOException, SQLException {
        owner("""
                insert into followups.contact (dealer_id, id, store_id, customer_id, vehicle_id, open_tasks)
                select v.dealer_id, gen_random_uuid(), '%s', v.customer_id, v.id, 0
                  from vehicles.vehicle v
                 where v.dealer_id = %d
                   and v.customer_id is not null
                    on conflict do nothing
                """.formatted(store, dealer));
        owner("""
                create temporary table spread as
                select row_number() over () - 1 as place, c.id as contact_id, c.customer_id, c.vehicle_id
                  from followups.contact c
                 where c.dealer_id = %d
                   and c.store_id = '%s'
                   and c.vehicle_id is not null;
                create unique index on spread (place);
                analyze spread;
                create temporary table old as
                select gen_random_uuid() as id, n, timestamptz '2019-01-01 10:00+08' + (n %% 2000) * interval '1 day' as settled_at,
                       n %% (select count(*) from spread) as place
                  from generate_series(%d, %d) n;
                insert into vehicles.repair_order (dealer_id, id, store_id, order_no, vehicle_id, customer_id, kind, kind_given, sent_in_at,
                                                   settled_at, status, settlement, created_at, changed_at)
                select %d, o.id, '%s', 'OLD-' || o.n, s.vehicle_id, s.customer_id, 'MAINTENANCE', '保养', o.settled_at - interval '6 hours',
                       o.settled_at, 'SETTLED', 1, o.settled_at, o.settled_at
                  from old o
                  join spread s on s.place = o.place;
                insert into followups.task (dealer_id, id, contact_id, store_id, kind, subject_id, round, order_id, order_no, order_kind,
                                            sent_in_at, settled_at, due_from, due_at, fades_at, state, called_at, closed_at, created_at)
                select %d, gen_random_uuid(), s.contact_id, '%s', 'SERVICE', o.id, 1, o.id, 'OLD-' || o.n, 'MAINTENANCE',
                       o.settled_at - interval '6 hours', o.settled_at, o.settled_at + interval '1 day', o.settled_at + interval '4 days',
                       o.settled_at + interval '6 days', 'SUCCESS_SATISFIED', o.settled_at + interval '2 days',
                       o.settled_at + interval '2 days', o.settled_at
                  from old o
                  join spread s on s.place = o.place;
                drop table old;
                drop table spread;
                """.formatted(dealer, store, from, until - 1, dealer, store, dealer, store));
        owner("vacuum analyze vehicles.repair_order");
        owner("vacuum analyze followups.task");
        owner("vacuum analyze followups.contact");
    }

    private void owner(String sql) throws IOException, SQLException {
        try (var connection = house.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
