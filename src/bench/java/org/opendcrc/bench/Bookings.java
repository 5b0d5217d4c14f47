package org.opendcrc.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/**
 * Bookings under load: many clients promise many places of a store with forty advisors over the interface, held against the least that a
 * database must do for a promise: hold the row of the day, write one appointment, count up. Then the day view of such a day.
 */
final class Bookings {

    /** A large workshop. */
    static final int ADVISORS = 40;

    private static final int BAYS = 20;
    private static final int CLIENTS = 64;
    private static final int DAYS = 10;

    /** As many as the program has to the database. */
    private static final int CONNECTIONS = 10;

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final House house;
    private final String token;
    private final int dealer;
    private final String store;
    private final int seconds;

    /** {@code token} is of a clerk who books in that store. */
    Bookings(House house, String token, int dealer, String store, int seconds) {
        this.house = house;
        this.token = token;
        this.dealer = dealer;
        this.store = store;
        this.seconds = seconds;
    }

    /** A place of a day. */
    private record Wanted(LocalDate day, LocalTime start, String advisor) {}

    /**
     * What was measured.
     *
     * @param ours bookings a second over the interface, none refused
     * @param bare the least a database must do, as often a second
     */
    record Measured(int booked, double ours, double bare, double medianMillis, double p99Millis) {}

    /** Forty advisors and twenty bays; those of the demo are among them. */
    void people() throws IOException, SQLException {
        owner("""
                insert into organisation.staff (dealer_id, id, staff_no, name, changed_at)
                select %1$d, gen_random_uuid(), 'BENCH-' || n, '顾问' || n, now() from generate_series(1, %2$d) n on conflict do nothing;
                insert into organisation.staff_role (dealer_id, staff_id, store_id, role)
                select %1$d, s.id, '%3$s', 'ADVISOR' from organisation.staff s
                 where s.dealer_id = %1$d and s.staff_no like 'BENCH-%%'
                   and not exists (select 1 from organisation.staff_role r where r.dealer_id = %1$d and r.staff_id = s.id);
                update organisation.staff_role set active = false
                 where dealer_id = %1$d and store_id = '%3$s' and role = 'ADVISOR'
                   and staff_id not in (select s.id from organisation.staff s where s.dealer_id = %1$d and s.staff_no like 'BENCH-%%');
                insert into organisation.bay (dealer_id, id, store_id, name, position)
                select %1$d, gen_random_uuid(), '%3$s', 'BENCH ' || n, 1000 + n from generate_series(1, %4$d) n on conflict do nothing;
                """.formatted(dealer, ADVISORS, store, BAYS));
    }

    Measured measure() throws IOException, SQLException, InterruptedException {
        var customers = customers();
        var days = openDays();
        var places = new ArrayList<Wanted>();
        for (var advisor : advisors()) {
            for (var day : days) {
                for (var start = LocalTime.of(9, 0);
                        start.isBefore(LocalTime.of(17, 0));
                        start = start.plusMinutes(30)) {
                    places.add(new Wanted(day, start, advisor));
                }
            }
        }
        Collections.shuffle(places, new Random(571));
        var warm = new ConcurrentLinkedQueue<>(places.subList(0, places.size() / 4));
        var queue = new ConcurrentLinkedQueue<>(places.subList(places.size() / 4, places.size()));
        run(warm, customers, seconds * 2); // until the JVM has compiled what is hot
        var bareBefore = bare(customers, 0);
        var begun = System.nanoTime();
        var took = run(queue, customers, seconds);
        var lasted = (System.nanoTime() - begun) / 1e9;
        var bareAfter = bare(customers, 1);
        Arrays.sort(took);
        return new Measured(
                took.length,
                took.length / lasted,
                (bareBefore + bareAfter) / 2,
                took[took.length / 2] / 1e6,
                took[(int) (took.length * 0.99)] / 1e6);
    }

    /** Days with many appointments, to be looked at. */
    List<Pages.Look> days() throws IOException, SQLException {
        var looks = new ArrayList<Pages.Look>();
        try (var connection = house.connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select a.day, min(a.number) from appointments.appointment a
                         where a.dealer_id = %d and a.store_id = '%s' and a.channel = 'PROGRAM' and a.number like 'YY-%%'
                         group by a.day having count(*) > 20 order by a.day
                        """.formatted(dealer, store))) {
            while (rows.next()) {
                looks.add(new Pages.Look(
                        "/appointments?store=" + store + "&day=" + rows.getString(1), List.of("day-grid")));
            }
        }
        return looks;
    }

    private long[] run(ConcurrentLinkedQueue<Wanted> queue, List<String> customers, int longest)
            throws InterruptedException {
        var until = System.nanoTime() + longest * 1_000_000_000L;
        try (var people = Executors.newFixedThreadPool(CLIENTS);
                var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            var work = new ArrayList<Callable<long[]>>();
            for (int client = 0; client < CLIENTS; client++) {
                var dice = new Random(client);
                work.add(() -> {
                    var times = new ArrayList<Long>();
                    for (var next = queue.poll(); next != null && System.nanoTime() < until; next = queue.poll()) {
                        var begun = System.nanoTime();
                        book(http, next, customers.get(dice.nextInt(customers.size())));
                        times.add(System.nanoTime() - begun);
                    }
                    return times.stream().mapToLong(Long::longValue).toArray();
                });
            }
            var all = new ArrayList<long[]>();
            for (var one : people.invokeAll(work)) {
                try {
                    all.add(one.get());
                } catch (java.util.concurrent.ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
            return all.stream().flatMapToLong(Arrays::stream).toArray();
        }
    }

    private void book(HttpClient http, Wanted it, String customer) throws IOException, InterruptedException {
        var answer = http.send(
                request("/api/v1/appointments")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                """
                                {"store":"%s","start":"%sT%s","advisor":"%s","customer":"%s","needs":"保养","text":false}
                                """.formatted(store, it.day(), it.start(), it.advisor(), customer)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(it + " was answered with " + answer.statusCode() + " " + answer.body());
        }
    }

    /** The same days' rows are held, as many as before; only what a promise cannot do without. */
    private double bare(List<String> customers, int round) throws IOException, SQLException, InterruptedException {
        var bay = one("select b.id from organisation.bay b where b.dealer_id = %d and b.store_id = '%s' limit 1"
                .formatted(dealer, store));
        var advisors = advisors();
        var first = LocalDate.now(ZONE).plusYears(2 + round);
        var until = System.nanoTime() + seconds * 1_000_000_000L;
        try (var people = Executors.newFixedThreadPool(CONNECTIONS)) {
            var work = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int connectionNumber = i;
                work.add(() -> {
                    try (var connection = house.connect("opendcrc_app")) {
                        connection.setAutoCommit(false);
                        var dice = new Random(connectionNumber);
                        int done = 0;
                        while (System.nanoTime() < until) {
                            promise(
                                    connection,
                                    first.plusDays(dice.nextInt(DAYS)),
                                    connectionNumber * 1_000_000L + done,
                                    advisors.get(dice.nextInt(advisors.size())),
                                    bay,
                                    customers.get(dice.nextInt(customers.size())));
                            done++;
                        }
                        return done;
                    }
                });
            }
            int sum = 0;
            for (var one : people.invokeAll(work)) {
                try {
                    sum += one.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
            return sum / (double) seconds;
        }
    }

    private void promise(Connection connection, LocalDate day, long number, String advisor, String bay, String customer)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local opendcrc.dealer = '%d'".formatted(dealer));
        }
        try (var open = connection.prepareStatement("""
                        insert into appointments.book (dealer_id, store_id, day, last_number, changes)
                        values (?, ?::uuid, ?, 0, 0) on conflict do nothing
                        """);
                var hold = connection.prepareStatement("""
                        select b.changes from appointments.book b
                         where b.dealer_id = ? and b.store_id = ?::uuid and b.day = ? for update
                        """);
                var count = connection.prepareStatement("""
                        update appointments.book b set last_number = b.last_number + 1, changes = b.changes + 1
                         where b.dealer_id = ? and b.store_id = ?::uuid and b.day = ?
                        """);
                var add = connection.prepareStatement("""
                        insert into appointments.appointment (dealer_id, id, store_id, day, number, start_time, starts_at, advisor_id, bay_id,
                                                              bay_place, insertion, state, customer_id, phone, needs, minutes, price_fen,
                                                              channel, booked_at, booked_by)
                        values (?, ?, ?::uuid, ?, ?, ?, ?, ?::uuid, ?::uuid, 1, false, 'BOOKED', ?::uuid, '+8613800000000', '保养', 0, 0,
                                'PROGRAM', ?, ?::uuid)
                        """)) {
            for (var one : List.of(open, hold, count)) {
                one.setInt(1, dealer);
                one.setString(2, store);
                one.setDate(3, Date.valueOf(day));
            }
            open.executeUpdate();
            hold.executeQuery().close();
            // a microsecond each, so that the second guard finds no twin
            var at = day.atTime(9, 0).atZone(ZONE).toInstant().plusNanos(number * 1000);
            add.setInt(1, dealer);
            add.setObject(2, UUID.randomUUID());
            add.setString(3, store);
            add.setDate(4, Date.valueOf(day));
            add.setString(5, "BARE-" + day + "-" + number);
            add.setTime(6, Time.valueOf("09:00:00"));
            add.setTimestamp(7, Timestamp.from(at));
            add.setString(8, advisor);
            add.setString(9, bay);
            add.setString(10, customer);
            add.setTimestamp(11, Timestamp.from(at));
            add.setString(12, advisor);
            add.executeUpdate();
            count.executeUpdate();
            connection.commit();
        }
    }

    /** The bare rows are taken away again. */
    void clear() throws IOException, SQLException {
        owner("delete from appointments.appointment where dealer_id = %d and number like 'BARE-%%'".formatted(dealer));
        owner("vacuum analyze appointments.appointment");
    }

    private List<LocalDate> openDays() throws IOException, InterruptedException {
        var days = new ArrayList<LocalDate>();
        try (var http = HttpClient.newHttpClient()) {
            for (var day = LocalDate.now(ZONE).plusDays(2); days.size() < DAYS; day = day.plusDays(1)) {
                HttpResponse<String> answer = http.send(
                        request("/api/v1/appointments/slots?store=" + store + "&day=" + day)
                                .GET()
                                .build(),
                        BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException(answer.body());
                }
                if (answer.body().contains("\"open\":true") && answer.body().contains("T16:30")) {
                    days.add(day);
                }
            }
        }
        return days;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(house.port(), path)))
                .header("Authorization", "Bearer " + token);
    }

    private List<String> advisors() throws IOException, SQLException {
        return all("""
                select r.staff_id from organisation.staff_role r
                 where r.dealer_id = %d and r.store_id = '%s' and r.role = 'ADVISOR' and r.active order by 1
                """.formatted(dealer, store));
    }

    private List<String> customers() throws IOException, SQLException {
        return all(
                "select c.id from customers.customer c where c.dealer_id = %d and c.phone is not null and c.survivor_id is null limit 2000"
                        .formatted(dealer));
    }

    private String one(String sql) throws IOException, SQLException {
        return all(sql).getFirst();
    }

    private List<String> all(String sql) throws IOException, SQLException {
        var found = new ArrayList<String>();
        try (var connection = house.connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private void owner(String sql) throws IOException, SQLException {
        try (var connection = house.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
