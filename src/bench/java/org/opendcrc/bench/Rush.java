package org.opendcrc.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Many clerks ask for the next call at the same moment, each with a token of his own: each must get another one. The rate is held against
 * the bare {@code for update skip locked} statement on the same rows in the same run, from as many connections as the program has.
 *
 * <p>Arguments: how many clerks, how many rounds, the folder with the extracted program, an empty folder to work in.
 */
final class Rush {

    /** As many connections as the program's pool holds. */
    private static final int CONNECTIONS = 10;

    private static final Pattern CONTACT = Pattern.compile("\"contact\":\\{\"id\":\"([0-9a-f-]+)\"");

    private static final String BARE = """
            with next as (
                select c.id
                  from followups.contact c
                 where c.dealer_id = %1$d
                   and c.store_id = '%2$s'
                   and c.open_tasks > 0
                   and (c.claimed_by is null or c.claimed_until <= now())
                 order by c.due_at, c.id
                 limit 1
                   for no key update skip locked)
            update followups.contact c
               set claimed_by = ?::uuid, claimed_until = now() + interval '30 minutes', version = c.version + 1
              from next
             where c.dealer_id = %1$d
               and c.id = next.id
            returning c.id
            """;

    private final House house;
    private final int clerks;
    private int dealer;
    private String store = "";
    private final List<String> tokens = new ArrayList<>();
    private final List<String> staff = new ArrayList<>();

    private Rush(House house, int clerks) {
        this.house = house;
        this.clerks = clerks;
    }

    public static void main(String[] arguments) throws Exception {
        int clerks = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        var folder = Path.of(arguments[3]).toAbsolutePath();
        Files.createDirectories(folder.resolve("data"));
        var house = new House(Path.of(arguments[2]).toAbsolutePath(), folder.resolve("data"));
        try {
            house.start(40);
            var rush = new Rush(house, clerks);
            rush.prepare();
            rush.overHttp(); // until the JVM has compiled what is hot
            for (int round = 1; round <= rounds; round++) {
                var ours = rush.overHttp();
                var bare = rush.bare();
                System.out.printf(
                        "| %,d clerks ask for the next call at once, round %d: all different; the last answer after %.2f s | %,.0f calls/s | bare skip locked on %d connections %,.0f/s | %.3f |%n",
                        clerks,
                        round,
                        seconds(ours),
                        clerks / seconds(ours),
                        CONNECTIONS,
                        clerks / seconds(bare),
                        ratio(ours, bare));
            }
        } finally {
            house.close();
        }
    }

    private static double ratio(Duration ours, Duration bare) {
        return bare.toNanos() / (double) ours.toNanos();
    }

    private static double seconds(Duration it) {
        return it.toNanos() / 1e9;
    }

    /** As many clerks with tokens as ask, and twice as many owed calls, written where the program looks for them. */
    private void prepare() throws IOException, SQLException, InterruptedException {
        house.untilFilled();
        try (var connection = house.connect("postgres");
                var statement = connection.createStatement()) {
            dealer = (int) count(connection, "select min(d.dealer_id) from directory.dealer d");
            store = one(
                    connection, "select s.id from organisation.store s where s.dealer_id = %d order by s.code limit 1");
            for (int n = 0; n < clerks; n++) {
                tokens.add("odc_" + "%043d".formatted(n));
            }
            statement.execute("""
                    insert into organisation.staff (dealer_id, id, staff_no, name, changed_at)
                    select %1$d, gen_random_uuid(), 'RUSH' || n, '抢单' || n, now() from generate_series(0, %2$d) n;
                    insert into organisation.staff_role (dealer_id, staff_id, store_id, role)
                    select s.dealer_id, s.id, '%3$s', 'AGENT' from organisation.staff s where s.staff_no like 'RUSH%%';
                    insert into directory.login (login, dealer_id, staff_id)
                    select lower(s.staff_no), s.dealer_id, s.id from organisation.staff s where s.staff_no like 'RUSH%%';
                    insert into organisation.credential (dealer_id, staff_id, login, changed_at)
                    select s.dealer_id, s.id, lower(s.staff_no), s.changed_at from organisation.staff s where s.staff_no like 'RUSH%%';
                    insert into customers.customer (dealer_id, id, customer_no, kind, name, phone, created_at, changed_at)
                    select %1$d, gen_random_uuid(), 'RUSH' || n, 'PERSON', '客户' || n, '+86138' || lpad(n::text, 8, '0'), now(), now()
                      from generate_series(0, %4$d) n;
                    insert into followups.contact (dealer_id, id, store_id, customer_id, vehicle_id, open_tasks, open_from, due_at)
                    select c.dealer_id, gen_random_uuid(), '%3$s', c.id, null, 1, now() - interval '2 days', now() + interval '1 day'
                      from customers.customer c where c.dealer_id = %1$d and c.customer_no like 'RUSH%%';
                    insert into followups.task (dealer_id, id, contact_id, store_id, kind, subject_id, round, subject_no, happened_at, due_from, due_at,
                                                fades_at, state, created_at)
                    select k.dealer_id, gen_random_uuid(), k.id, k.store_id, 'SERVICE', k.id, 1, 'RUSH', now() - interval '2 days',
                           k.open_from, k.due_at, now() + interval '4 days', 'PENDING', now()
                      from followups.contact k
                      join customers.customer c on c.dealer_id = k.dealer_id and c.id = k.customer_id
                     where k.dealer_id = %1$d and c.customer_no like 'RUSH%%';
                    """.formatted(dealer, clerks - 1, store, clerks * 2 - 1));
            try (var rows = statement.executeQuery(
                    "select s.id from organisation.staff s where s.staff_no like 'RUSH%' order by s.id")) {
                while (rows.next()) {
                    staff.add(rows.getString(1));
                }
            }
            try (var token = connection.prepareStatement("""
                    with known as (insert into directory.token (token_hash, dealer_id, staff_id) values (?, %1$d, ?::uuid))
                    insert into organisation.access_token (dealer_id, id, staff_id, name, token_hash, created_at, expires_at)
                    values (%1$d, gen_random_uuid(), ?::uuid, 'bench', ?, now(), now() + interval '1 day')
                    """.formatted(dealer))) {
                for (int n = 0; n < clerks; n++) {
                    var hash = MessageDigest.getInstance("SHA-256")
                            .digest(tokens.get(n).getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    token.setBytes(1, hash);
                    token.setString(2, staff.get(n));
                    token.setString(3, staff.get(n));
                    token.setBytes(4, hash);
                    token.executeUpdate();
                }
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** All of them at once over the interface; the time until the last has his answer. */
    private Duration overHttp() throws Exception {
        release();
        var together = new CountDownLatch(1);
        try (var people = Executors.newVirtualThreadPerTaskExecutor();
                var http = HttpClient.newBuilder().executor(people).build()) {
            var asked = new ArrayList<java.util.concurrent.Future<String>>();
            for (var token : tokens) {
                asked.add(people.submit((Callable<String>) () -> {
                    together.await();
                    return claim(http, token);
                }));
            }
            var begun = System.nanoTime();
            together.countDown();
            var got = new HashSet<String>();
            for (var one : asked) {
                if (!got.add(one.get())) {
                    throw new IllegalStateException("two clerks were given " + one.get());
                }
            }
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }

    private String claim(HttpClient http, String token) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d/api/v1/follow-ups/claims".formatted(house.port())))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"store\":\"%s\"}".formatted(store)))
                        .build(),
                BodyHandlers.ofString());
        var contact = CONTACT.matcher(answer.body());
        if (answer.statusCode() != 201 || !contact.find()) {
            throw new IllegalStateException("a claim was answered with " + answer.statusCode() + " " + answer.body());
        }
        return contact.group(1);
    }

    /** The same number of claims by the bare statement. */
    private Duration bare() throws Exception {
        release();
        var together = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var asked = new ArrayList<java.util.concurrent.Future<List<String>>>();
            var ready = new CountDownLatch(CONNECTIONS);
            for (int n = 0; n < CONNECTIONS; n++) {
                var first = n;
                asked.add(threads.submit((Callable<List<String>>) () -> {
                    try (var connection = house.connect("opendcrc_app")) {
                        connection.createStatement().execute("set opendcrc.dealer = " + dealer);
                        ready.countDown();
                        together.await();
                        return taken(connection, first);
                    }
                }));
            }
            ready.await();
            var begun = System.nanoTime();
            together.countDown();
            var got = new HashSet<String>();
            for (var some : asked) {
                for (var one : some.get()) {
                    if (!got.add(one)) {
                        throw new IllegalStateException("two were given " + one);
                    }
                }
            }
            var took = Duration.ofNanos(System.nanoTime() - begun);
            if (got.size() != clerks) {
                throw new IllegalStateException(got.size() + " of " + clerks);
            }
            return took;
        }
    }

    private List<String> taken(Connection connection, int first) throws SQLException {
        var got = new ArrayList<String>();
        try (var next = connection.prepareStatement(BARE.formatted(dealer, store))) {
            for (int n = first; n < clerks; n += CONNECTIONS) {
                next.setString(1, staff.get(n));
                try (var rows = next.executeQuery()) {
                    if (rows.next()) {
                        got.add(rows.getString(1));
                    }
                }
            }
        }
        return got;
    }

    private void release() throws IOException, SQLException {
        try (var connection = house.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute(
                    "update followups.contact c set claimed_by = null, claimed_until = null where c.claimed_by is not null");
            statement.execute("vacuum analyze followups.contact");
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private String one(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql.formatted(dealer))) {
            rows.next();
            return rows.getString(1);
        }
    }
}
