package org.opendcrc.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.opendcrc.demo.DemoFiles;

/**
 * Measures what docs/performance.md promises, as ratios within one run on one machine. {@code ./bench [customers]} builds and runs it.
 */
final class Bench {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String PASSWORD = "opendcrc-demo-2026";
    /** Ten orders a customer, more or less, unless the variable BENCH_DAYS says fewer days. */
    private static final int DAYS = Integer.parseInt(System.getenv().getOrDefault("BENCH_DAYS", "1100"));

    private static final int CONNECTIONS = 8;
    private static final int LOOKS = 4000;
    private static final int DUE = 500;

    private final int customers;
    private final int seconds;
    private final Path folder;
    private final House house;
    private final List<String> report = new ArrayList<>();

    private Bench(int customers, int seconds, Path app, Path folder) throws IOException {
        this.customers = customers;
        this.seconds = seconds;
        this.folder = folder;
        this.house = new House(app, folder.resolve("data"));
    }

    /** Arguments: customers, seconds of each measurement, the folder with the extracted program, a folder to work in. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        if (!Pgbench.isThere()) {
            System.err.println("The yardstick is pgbench, and there is none: apt-get install postgresql-contrib");
            System.exit(1);
        }
        var bench = new Bench(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                Path.of(arguments[2]).toAbsolutePath(),
                Path.of(arguments[3]).toAbsolutePath());
        try {
            bench.run();
        } finally {
            bench.house.close();
        }
    }

    private void run() throws IOException, InterruptedException, SQLException {
        Files.createDirectories(folder.resolve("data"));
        say("## %s: %,d customers on %s", LocalDateTime.now(ZONE).withNano(0), customers, machine());
        say("| Path | Measured | Yardstick | Ratio |");
        say("| --- | --- | --- | --- |");
        var filled = folder.resolve("filled");
        if (!Files.exists(filled)) {
            fill();
            Files.createFile(filled);
        }
        var starts = new ArrayList<Duration>();
        for (var i = 0; i < 3; i++) {
            starts.add(house.start(0));
            if (i < 2) {
                house.close();
            }
        }
        starts.sort(null);
        say(
                "| start to first page, median of 3 (database of that size, AOT cache) | %.1f s | 5 s | |",
                seconds(starts.get(1)));
        pages();
        bookings();
        calls();
        Files.write(folder.resolve("result.md"), report);
    }

    private void fill() throws IOException, InterruptedException, SQLException {
        var until = LocalDate.now(ZONE).minusDays(1);
        var files = new DemoFiles(571, until, DAYS, customers, Set.of());
        var first = house.start(1);
        say("| the very first start, database made | %.1f s | | |", seconds(first));
        house.untilFilled();
        openFurtherStores(files);
        bringIn(new Intake(house, token("admin"), folder), files, until);
        untilHeard();
        settle();
        house.close();
    }

    /** The invented dealer of one customer has two stores; one of many has up to forty. */
    private void openFurtherStores(DemoFiles files) throws IOException, InterruptedException, SQLException {
        var stores = new StringBuilder();
        for (var code : Files.readAllLines(file("staff.csv", files::writeStaff)).stream()
                .skip(1)
                .map(line -> line.split(",")[3])
                .distinct()
                .toList()) {
            if (count("organisation.store s where s.code = '%s'".formatted(code)) == 0) {
                stores.append("""
                          - code: %1$s
                            name: %1$s
                            opened-on: 2020-01-01
                            brands: [岚峰]
                            bays: [预检 1, 预检 2]
                        """.formatted(code));
            }
        }
        if (!stores.isEmpty()) {
            var plan = Files.writeString(
                    folder.resolve("house.yaml"), "dealer:\n  code: hengyuan\n  name: 恒远汽车\nstores:\n" + stores);
            house.close();
            house.setUp(plan);
            house.start(1);
        }
    }

    private void bringIn(Intake intake, DemoFiles files, LocalDate until)
            throws IOException, SQLException, InterruptedException {
        intake.bringIn("staff", file("staff.csv", files::writeStaff));
        var customersTook = intake.bringIn("customers", file("customers.csv", files::writeCustomers));
        compare(
                "customers",
                customersTook,
                intake,
                "customers.customer|dealer_id, customer_no",
                "customers.phone|dealer_id, customer_id, e164",
                "customers.contact|dealer_id, customer_id, name",
                "customers.lookup|dealer_id, key, customer_id");
        var vehiclesTook = intake.bringIn("vehicles", file("vehicles.csv", files::writeVehicles));
        compare(
                "vehicles",
                vehiclesTook,
                intake,
                "vehicles.vehicle|dealer_id, vin",
                "vehicles.ownership|dealer_id, vehicle_id, since",
                "vehicles.lookup|dealer_id, key, vehicle_id");
        // The same number of calls falls due in a small and in a large house.
        intake.bringIn("repair_orders", file("repair_orders-a.csv", it -> files.writeRepairOrders(it, 0, 10)));
        untilHeard();
        var few = count("vehicles.repair_order");
        var small = tasks(intake, "A", until);
        var parts = files.partsOfRepairOrders();
        var rows = 0L;
        var took = Duration.ZERO;
        for (var i = 0; i < 9; i += Math.max(1, 9 / parts)) {
            var from = i;
            var to = Math.min(9, i + Math.max(1, 9 / parts));
            untilHeard();
            var before = count("vehicles.repair_order");
            took = took.plus(intake.bringIn("repair_orders", file("repair_orders-b%d.csv".formatted(i), writer -> {
                for (var part = from + 1; part <= to; part++) {
                    files.writeRepairOrders(part == from + 1 ? writer : withoutHeading(writer), part, 10);
                }
            })));
            rows += count("vehicles.repair_order") - before;
        }
        for (var bound : yardsticks()) {
            var bare = intake.bare("vehicles.repair_order", "dealer_id, store_id, order_no", "sent_in_at", bound);
            var bareRate = count("vehicles.repair_order") / seconds(bare);
            ratio("import of repair orders" + with(bound), rows / seconds(took), bareRate, "rows/s");
        }
        var many = count("vehicles.repair_order");
        var large = tasks(intake, "B", until);
        say(
                "| making %d tasks: beside %,d orders, beside %,d orders | %.2f s, %.2f s | the first | %.2f |",
                DUE, few, many, seconds(small), seconds(large), seconds(large) / seconds(small));
    }

    /** What the import is held against takes as long as the import; the variable BENCH_IMPORT=alone leaves it out. */
    private static List<Boolean> yardsticks() {
        return "alone".equals(System.getenv("BENCH_IMPORT")) ? List.of() : List.of(false, true);
    }

    private static String with(boolean bound) {
        return bound ? "; yardstick with foreign keys" : "; yardstick without foreign keys";
    }

    /** Held against the rows of the file alone, and against all rows that the import wrote for them. */
    private void compare(String name, Duration took, Intake intake, String... tables) throws IOException, SQLException {
        var rows = count(table(tables[0]));
        for (var bound : yardsticks()) {
            var all = Duration.ZERO;
            for (var i = 0; i < tables.length; i++) {
                var bare = intake.bare(table(tables[i]), tables[i].split("\\|")[1], "1, 2", bound);
                all = all.plus(bare);
                if (i == 0 && !bound) {
                    ratio(
                            "import of " + name + ", the rows of the file alone" + with(bound),
                            rows / seconds(took),
                            rows / seconds(bare),
                            "rows/s");
                }
            }
            ratio(
                    "import of %s, with all rows that it writes (%,d in %d tables)%s"
                            .formatted(name, sum(tables), tables.length, with(bound)),
                    rows / seconds(took),
                    rows / seconds(all),
                    "rows/s");
        }
    }

    private static String table(String tableAndKey) {
        return tableAndKey.split("\\|")[0];
    }

    private long sum(String... tables) throws IOException, SQLException {
        var sum = 0L;
        for (var table : tables) {
            sum += count(table(table));
        }
        return sum;
    }

    /** How long it takes from the end of a file of orders until all their calls are owed. */
    private Duration tasks(Intake intake, String letter, LocalDate until)
            throws IOException, SQLException, InterruptedException {
        var cars = new ArrayList<String>();
        try (var connection = house.connect("opendcrc_owner");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select c.customer_no || ',' || v.vin
                          from (select v.vin, v.customer_id, v.dealer_id from vehicles.vehicle v order by md5(v.vin || '%s') limit %d) v
                          join customers.customer c on c.dealer_id = v.dealer_id and c.id = v.customer_id
                        """.formatted(letter, DUE))) {
            while (rows.next()) {
                cars.add(rows.getString(1));
            }
        }
        var file = file("repair_orders-" + letter + ".csv", writer -> {
            try {
                writer.write("order_no,store_code,customer_no,vin,kind,sent_in_at,settled_at\n");
                for (var i = 0; i < cars.size(); i++) {
                    writer.write("PROBE-%s-%d,HZCX,%s,保养,%s 09:00,%s 16:00%n"
                            .formatted(letter, i, cars.get(i), until, until));
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        untilHeard(); // tasks of one file are made after those of the file before
        intake.bringIn("repair_orders", file);
        var begun = System.nanoTime();
        house.until(
                "count(*) >= " + cars.size() + " from followups.task t where t.order_no like 'PROBE-" + letter + "-%'");
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void untilHeard() throws IOException, SQLException, InterruptedException {
        house.until("not exists (select 1 from infrastructure.event_publication)");
    }

    private void pages() throws IOException, SQLException, InterruptedException {
        var pages = new Pages(house, new Pgbench(house, folder.resolve("pgbench")), CONNECTIONS, seconds);
        var looks = new Looks(house, LOOKS, new Random(571));
        show(pages.measure("search while typing", looks.search("/search/hits?q=", false), "he", PASSWORD));
        show(pages.measure("search page", looks.search("/search?q=", true), "he", PASSWORD));
        show(pages.measure("queue page", List.of(new Pages.Look("/follow-ups", List.of())), "he", PASSWORD));
        if (looks.hasCustomerPage("he", PASSWORD)) {
            show(pages.measure("customer page (360°)", looks.customers(), "he", PASSWORD));
        } else {
            say("| customer page (360°) | not built yet | | |");
        }
        thousandPages(looks);
        say("| resident memory of the JVM after these pages | %d MiB | 400 MB | |", house.residentMebibytes());
    }

    /**
     * The claim of the next call, and the making of the same number of calls beside ten thousand, a million and more old orders; how many
     * in the end says the variable BENCH_OLD_ORDERS. All orders of the files are there already.
     */
    private void calls() throws IOException, SQLException, InterruptedException {
        var clerk = one("select l.staff_id::text from directory.login l where l.login = 'lin'");
        var dealer = Integer.parseInt(one("select l.dealer_id::text from directory.login l where l.login = 'lin'"));
        var store = one("select s.id::text from organisation.store s where s.dealer_id = %d and s.code = 'HZCX'"
                .formatted(dealer));
        var calls = new Calls(house, token("lin"), dealer, clerk, store);
        var intake = new Intake(house, token("admin"), folder);
        var until = LocalDate.now(ZONE).minusDays(1);
        var most = Long.parseLong(System.getenv().getOrDefault("BENCH_OLD_ORDERS", "1000000"));
        var small = Duration.ZERO;
        var there = 0L;
        for (var old = 10_000L; old <= most; old *= 10) {
            if (old == 100_000L && most > 100_000L) {
                continue;
            }
            calls.addOldOrders(there, old);
            there = old;
            var took = tasks(intake, "OLD" + old, until);
            small = small.isZero() ? took : small;
            say(
                    "| making %d tasks beside %,d old orders | %.2f s | %.2f s beside ten thousand | %.2f |",
                    DUE, count("vehicles.repair_order"), seconds(took), seconds(small), seconds(took) / seconds(small));
            var claimed = calls.claims(DUE / 2);
            say(
                    "| claim of the next call beside %,d old orders (median, over the interface) | %.2f ms | %.2f ms bare skip locked | %.2f |",
                    old, claimed.ours().toNanos() / 1e6, claimed.bare().toNanos() / 1e6, claimed.ratio());
        }
    }

    /** Sixty-four clients who book many places of a store with forty advisors, and the day view of such a day. */
    private void bookings() throws IOException, SQLException, InterruptedException {
        var dealer = Integer.parseInt(one("select l.dealer_id::text from directory.login l where l.login = 'lin'"));
        var store = one("select s.id::text from organisation.store s where s.dealer_id = %d and s.code = 'HZCX'"
                .formatted(dealer));
        var bookings = new Bookings(house, token("lin"), dealer, store, seconds);
        bookings.people();
        var measured = bookings.measure();
        say(
                "| bookings of 64 clients over the interface (%d booked, none refused; median %.1f ms, 99%% %.1f ms) | %.0f bookings/s | %.0f bare inserts/s under the same lock | %.2f |",
                measured.booked(),
                measured.medianMillis(),
                measured.p99Millis(),
                measured.ours(),
                measured.bare(),
                measured.ours() / measured.bare());
        bookings.clear();
        var pages = new Pages(house, new Pgbench(house, folder.resolve("pgbench")), CONNECTIONS, seconds);
        show(pages.measure("day view with %d advisors".formatted(Bookings.ADVISORS), bookings.days(), "lin", PASSWORD));
    }

    private String one(String sql) throws IOException, SQLException {
        try (var connection = house.connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new IllegalStateException("nothing: " + sql);
            }
            return rows.getString(1);
        }
    }

    /** The memory budget speaks of a thousand pages at the least, whatever was measured before. */
    private void thousandPages(Looks looks) throws IOException, SQLException {
        try (var visitor = new Visitor(house.port())) {
            visitor.signIn("he", PASSWORD);
            for (var look : looks.search("/search?q=", true).subList(0, 1000)) {
                look.verify(visitor.get(look.path()));
            }
        }
    }

    private void show(Pages.Measured it) {
        say(
                "| %s: %d statements (%d without transaction control), median %.1f ms, 99%% %.1f ms | %.0f pages/s | %.0f pages/s | %.2f |",
                it.name(),
                it.statements(),
                it.queries(),
                it.medianMillis(),
                it.p99Millis(),
                it.pages(),
                it.yardstick(),
                it.ratio());
    }

    private void ratio(String name, double measured, double yardstick, String unit) {
        say("| %s | %,.0f %s | %,.0f %s | %.2f |", name, measured, unit, yardstick, unit, measured / yardstick);
    }

    private void say(String format, Object... arguments) {
        var line = format.formatted(arguments);
        report.add(line);
        System.out.println(line);
    }

    /** As autovacuum leaves it after a while. */
    private void settle() throws IOException, SQLException {
        try (var connection = house.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
        say(
                "| data: %,d customers, %,d vehicles, %,d orders, %,d open calls | | | |",
                count("customers.customer"),
                count("vehicles.vehicle"),
                count("vehicles.repair_order"),
                count("followups.task t where t.state = 'PENDING'"));
    }

    private long count(String table) throws IOException, SQLException {
        try (var connection = house.connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** A token of that person, written where the program looks for it. */
    private String token(String login) throws IOException, SQLException {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        var token = "odc_" + HexFormat.of().formatHex(bytes).substring(0, 43);
        try (var connection = house.connect("postgres");
                var statement = connection.prepareStatement("""
                        with who as (select l.dealer_id, l.staff_id from directory.login l where l.login = '%s'),
                             known as (insert into directory.token (token_hash, dealer_id, staff_id)
                                       select ?, w.dealer_id, w.staff_id from who w)
                        insert into organisation.access_token (dealer_id, id, staff_id, name, token_hash, created_at, expires_at)
                        select w.dealer_id, gen_random_uuid(), w.staff_id, 'bench', ?, now(), now() + interval '1 day' from who w
                        """.formatted(login))) {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            statement.setBytes(1, hash);
            statement.setBytes(2, hash);
            statement.executeUpdate();
            return token;
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path file(String name, Consumer<Writer> content) throws IOException {
        var file = folder.resolve(name);
        try (var writer = Files.newBufferedWriter(file)) {
            content.accept(writer);
        }
        return file;
    }

    /** Of several parts in one file only the first has a heading. */
    private static Writer withoutHeading(Writer writer) {
        return new java.io.FilterWriter(writer) {
            private boolean over;

            @Override
            public void write(int c) throws IOException {
                write(new char[] {(char) c}, 0, 1);
            }

            @Override
            public void write(String text, int from, int length) throws IOException {
                write(text.toCharArray(), from, length);
            }

            @Override
            public void write(char[] text, int from, int length) throws IOException {
                var begin = from;
                while (!over && begin < from + length) {
                    over = text[begin++] == '\n';
                }
                out.write(text, begin, from + length - begin);
            }
        };
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String machine() throws IOException {
        var memory = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("[^0-9]", "");
        var load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        return "%d cores, %d GiB, Java %s, load at the beginning %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        Long.parseLong(memory) >> 20,
                        System.getProperty("java.version"),
                        load);
    }
}
