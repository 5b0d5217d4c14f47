package org.opendcrc.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * Measures a kind of page: as many people as there are connections look at pages of random customers as fast as they are answered, each
 * answer is verified, and pgbench then runs the statements that the database saw, with as many connections.
 */
final class Pages {

    private static final int SCRIPTS_A_CONNECTION = 10;

    private final House house;
    private final Pgbench pgbench;
    private final SeenSql seen;
    private final int connections;
    private final int seconds;

    Pages(House house, Pgbench pgbench, int connections, int seconds) throws IOException {
        this.house = house;
        this.pgbench = pgbench;
        this.seen = new SeenSql(house.databaseLog());
        this.connections = connections;
        this.seconds = seconds;
    }

    /**
     * A page to look at.
     *
     * @param expected one of these must stand in it; none = anything with status 200
     */
    record Look(String path, List<String> expected) {

        void verify(Visitor.Answer answer) {
            if (answer.status() != 200) {
                throw new IllegalStateException(path + " was answered with " + answer.status());
            }
            if (!expected.isEmpty()) {
                var text = answer.text();
                if (expected.stream().noneMatch(text::contains)) {
                    throw new IllegalStateException("%s does not show %s:%n%s".formatted(path, expected, text));
                }
            }
        }
    }

    /**
     * What was measured.
     *
     * @param statements of a page, transaction control included, at the median
     * @param queries the same without it
     */
    record Measured(
            String name,
            double pages,
            double yardstick,
            int statements,
            int queries,
            double medianMillis,
            double p99Millis) {
        double ratio() {
            return pages / yardstick;
        }
    }

    Measured measure(String name, List<Look> looks, String login, String password)
            throws IOException, InterruptedException, SQLException {
        var visitors = new ArrayList<Visitor>();
        try {
            for (var i = 0; i < connections; i++) {
                var visitor = new Visitor(house.port());
                visitor.signIn(login, password);
                visitors.add(visitor);
            }
            run(visitors, looks, seconds * 2 + 10); // until the JVM has compiled what is hot
            var scripts = capture(name, visitors, looks);
            var all = scripts.stream().flatMap(List::stream).toList();
            var files = pgbench.scripts(name.replaceAll("[^a-z0-9]+", "-"), scripts);
            pgbench.rate(files, 2);
            var rates = new ArrayList<Double>();
            var yardsticks = new ArrayList<Double>();
            var times = new ArrayList<long[]>();
            for (var round = 0; round < 2; round++) {
                yardsticks.add(pgbench.rate(files, seconds));
                var ran = run(visitors, looks, seconds);
                rates.add(ran.length / (double) seconds);
                times.add(ran);
            }
            var sorted = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Measured(
                    name,
                    mean(rates),
                    mean(yardsticks),
                    median(all.stream().map(List::size).toList()),
                    median(all.stream()
                            .map(page ->
                                    (int) page.stream().filter(Pages::isQuery).count())
                            .toList()),
                    sorted[sorted.length / 2] / 1e6,
                    sorted[(int) (sorted.length * 0.99)] / 1e6);
        } finally {
            for (var visitor : visitors) {
                visitor.close();
            }
        }
    }

    private static boolean isQuery(String sql) {
        var word = sql.stripLeading().split("\\s", 2)[0].toLowerCase(java.util.Locale.ROOT);
        return !List.of("begin", "commit", "rollback", "set", "savepoint", "release")
                        .contains(word)
                && !sql.toLowerCase(java.util.Locale.ROOT).startsWith("set local");
    }

    private static double mean(List<Double> all) {
        return all.stream().mapToDouble(it -> it).average().orElse(0);
    }

    private static int median(List<Integer> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }

    /** Nanoseconds of each page that was seen. */
    private long[] run(List<Visitor> visitors, List<Look> looks, int howLong) throws InterruptedException {
        try (var people = Executors.newFixedThreadPool(visitors.size())) {
            var until = System.nanoTime() + howLong * 1_000_000_000L;
            var work = new ArrayList<Callable<long[]>>();
            for (var i = 0; i < visitors.size(); i++) {
                var visitor = visitors.get(i);
                var first = i;
                work.add(() -> {
                    var times = new long[1 << 20];
                    var count = 0;
                    for (var at = first; System.nanoTime() < until; at += visitors.size()) {
                        var look = looks.get(at % looks.size());
                        var begun = System.nanoTime();
                        var answer = visitor.get(look.path());
                        times[count++] = System.nanoTime() - begun;
                        look.verify(answer);
                    }
                    return Arrays.copyOf(times, count);
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

    /** The statements of some pages of each person, spread over all that are looked at. */
    private List<List<List<String>>> capture(String name, List<Visitor> visitors, List<Look> looks)
            throws IOException, SQLException, InterruptedException {
        log("0");
        try {
            var all = new ArrayList<List<List<String>>>();
            for (var i = 0; i < visitors.size(); i++) {
                var own = new ArrayList<List<String>>();
                for (var page = 0; page < SCRIPTS_A_CONNECTION; page++) {
                    var at = (i * SCRIPTS_A_CONNECTION + page) * 37 % looks.size();
                    own.add(statements(visitors.get(i), looks.get(at)));
                }
                all.add(own);
            }
            return all;
        } finally {
            log("-1");
        }
    }

    private List<String> statements(Visitor visitor, Look look) throws IOException, InterruptedException {
        for (var tries = 0; tries < 50; tries++) {
            var from = seen.end();
            look.verify(visitor.get(look.path()));
            // The session is written behind the answer, and the log a moment behind that.
            var end = -1L;
            while (seen.end() != end) {
                end = seen.end();
                Thread.sleep(20);
            }
            var statements = seen.since(from);
            if (isWhole(statements)) {
                return statements;
            }
        }
        throw new IllegalStateException("the database's log does not show all statements of " + look.path());
    }

    /** One transaction after the other, the last of which writes the session; and none of a job that ran beside. */
    private static boolean isWhole(List<String> statements) {
        var open = false;
        for (var statement : statements) {
            if (statement.startsWith("BEGIN")) {
                if (open) {
                    return false;
                }
                open = true;
            } else if (statement.equals("COMMIT")) {
                if (!open) {
                    return false;
                }
                open = false;
            } else if (statement.regionMatches(true, 0, "delete", 0, 6)) {
                return false;
            }
        }
        return !open && statements.stream().anyMatch(it -> it.contains("last_access_time ="));
    }

    private void log(String longerThan) throws IOException, SQLException, InterruptedException {
        try (var connection = house.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("alter system set log_min_duration_statement = " + longerThan);
            // The program's own setting keeps values out of the log; without quotes, "default" would ask for just that
            // setting.
            statement.execute(
                    "alter system set log_error_verbosity = " + (longerThan.equals("0") ? "'default'" : "'terse'"));
            statement.execute("select pg_reload_conf()");
        }
        Thread.sleep(300); // until every server process has read it
    }
}
