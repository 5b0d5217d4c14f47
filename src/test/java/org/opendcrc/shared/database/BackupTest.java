package org.opendcrc.shared.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.opendcrc.TestProgram;
import org.opendcrc.shared.Clocks;

/** Backup and restore of the embedded database: while people write, and when somebody is killed over it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path data = TestDatabase.freshFolder();
    private EmbeddedPostgres server;

    @BeforeAll
    void aHouseAtWork() throws Exception {
        server = EmbeddedPostgres.start(data);
        write("""
                create schema infrastructure;
                create table infrastructure.mark (name text primary key, value text not null, at timestamptz not null);
                create table public.call (id bigint primary key, clerk int not null, said text not null);
                create table public.tally (clerk int primary key, calls bigint not null);
                insert into public.tally select n, 0 from generate_series(1, 4) n;
                insert into public.call select -n, 0, repeat('满意', 60) from generate_series(1, 60000) n;
                """);
        Files.createDirectories(data.resolve("secrets"));
        Files.writeString(data.resolve("secrets").resolve("vault.key"), "0123456789abcdef".repeat(4));
        Files.createDirectories(data.resolve("inbox/hengyuan/done"));
        Files.writeString(data.resolve("inbox/hengyuan/customers.csv"), "customer_no\n");
        Files.writeString(data.resolve("inbox/hengyuan/done/old.csv"), "customer_no\n");
        Files.createDirectories(data.resolve("imports"));
        Files.writeString(data.resolve("imports/half-way.csv"), "customer_no\n");
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void a_backup_of_a_house_at_rest_gives_back_every_row_the_key_and_the_waiting_files() throws Exception {
        var file = fresh("rest.zip");
        backup(file.toString());
        var expected = RowSums.of(superuserOf(server.port(), data));

        var restored = TestDatabase.freshFolder();
        assertThat(restore(file, restored)).contains("every table is the same as in the backup's test");

        assertThat(restored.resolve("secrets/vault.key")).hasContent("0123456789abcdef".repeat(4));
        assertThat(restored.resolve("inbox/hengyuan/customers.csv")).exists();
        assertThat(restored.resolve("imports/half-way.csv")).exists();
        assertThat(restored.resolve("inbox/hengyuan/done")).doesNotExist();
        try (var again = EmbeddedPostgres.start(restored)) {
            assertThat(RowSums.of(superuserOf(again.port(), restored))).isEqualTo(expected);
        }
    }

    /** Each save writes a call and counts it in one transaction; whoever was answered before the backup ended is in it. */
    @Test
    void a_backup_under_load_is_one_moment_and_holds_what_was_answered_before_it_ended() throws Exception {
        var over = new AtomicBoolean();
        var answered = new AtomicInteger();
        var file = fresh("load.zip");
        int answeredAtTheBeginning;
        try (var clerks = Executors.newFixedThreadPool(4)) {
            var work = new ArrayList<Future<Void>>();
            for (int clerk = 1; clerk <= 4; clerk++) {
                int me = clerk;
                work.add(clerks.submit((Callable<Void>) () -> {
                    while (!over.get()) {
                        save(me, answered.incrementAndGet());
                    }
                    return null;
                }));
            }
            await().atMost(PATIENCE).until(() -> answered.get() > 200);
            answeredAtTheBeginning = count("select count(*) from public.call where id > 0");
            backup(file.toString());
            int whenItEnded = answered.get();
            await().atMost(PATIENCE).until(() -> answered.get() > whenItEnded + 50);
            over.set(true);
            for (var one : work) {
                one.get();
            }
        }
        var restored = TestDatabase.freshFolder();
        restore(file, restored);
        try (var again = EmbeddedPostgres.start(restored);
                var connection =
                        superuserOf(again.port(), restored).dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select (select count(*) from public.call where id > 0) as calls,
                               (select sum(calls) from public.tally) as counted,
                               (select count(*) from (select clerk, count(*) as n from public.call where id > 0 group by clerk) c
                                  join public.tally t on t.clerk = c.clerk and t.calls <> c.n) as torn
                        """)) {
            row.next();
            assertThat(row.getLong("counted")).isEqualTo(row.getLong("calls"));
            assertThat(row.getLong("torn")).isZero();
            assertThat(row.getLong("calls"))
                    .isGreaterThanOrEqualTo(answeredAtTheBeginning)
                    .isLessThan(answered.get());
        }
    }

    @Test
    void a_backup_that_is_killed_leaves_nothing_and_holds_nothing_back() throws Exception {
        var file = fresh("killed.zip");
        var killed = command(data, "backup", file.toString());
        await().atMost(PATIENCE).until(() -> Files.exists(Path.of(file + ".unfinished")));
        killed.destroyForcibly().waitFor();

        assertThat(file).doesNotExist();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(count("select count(*) from pg_replication_slots"))
                        .isZero());
        backup(file.toString(), "--unchecked");
        assertThat(file).exists();
        assertThat(Path.of(file + ".unfinished")).doesNotExist();
    }

    @Test
    void a_restore_that_is_killed_leaves_a_folder_in_which_nothing_starts_and_can_be_done_again() throws Exception {
        var file = fresh("again.zip");
        backup(file.toString());
        var target = TestDatabase.freshFolder();
        var killed = command(target, "restore", file.toString());
        await().atMost(PATIENCE).until(() -> Files.exists(target.resolve("restoring/postgres/cluster/PG_VERSION")));
        killed.destroyForcibly().waitFor();

        assertThatThrownBy(() -> EmbeddedPostgres.start(target))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("cut short");
        restore(file, target);
        try (var again = EmbeddedPostgres.start(target)) {
            assertThat(RowSums.of(superuserOf(again.port(), target)).tables()).containsKey("public.call");
        }
    }

    @Test
    void a_restore_never_overwrites() throws Exception {
        var file = fresh("full.zip");
        backup(file.toString(), "--unchecked");
        assertThatThrownBy(() -> restore(file, data))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is not empty");
        assertThatThrownBy(() -> backup(file.toString()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("exists already");
    }

    @Test
    void a_damaged_backup_is_refused() throws Exception {
        var file = fresh("whole.zip");
        backup(file.toString(), "--unchecked");
        var bytes = Files.readAllBytes(file);
        var cut = Files.write(fresh("cut.zip"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> restore(cut, TestDatabase.freshFolder()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("not a whole one");
        bytes[bytes.length / 3] ^= 0x10;
        var bent = Files.write(fresh("bent.zip"), bytes, StandardOpenOption.CREATE_NEW);
        assertThatThrownBy(() -> restore(bent, TestDatabase.freshFolder()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void a_backup_of_a_newer_program_is_refused() throws Exception {
        var file = fresh("newer.zip");
        try (var writer = new BackupArchive.Writer(file)) {
            var what = new java.util.Properties();
            what.setProperty("format", "1");
            what.setProperty("program", "9.9.9");
            what.setProperty("postgres", PostgresBinaries.VERSION);
            what.setProperty("schema", "29991231.0000");
            writer.finish(what);
        }
        assertThatThrownBy(() -> restore(file, TestDatabase.freshFolder()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("newer OpenDCRC (9.9.9");
    }

    private void save(int clerk, int id) throws SQLException {
        write("""
                begin;
                insert into public.call values (%1$d, %2$d, 'x');
                update public.tally set calls = calls + 1 where clerk = %2$d;
                commit;
                """.formatted(id, clerk));
    }

    private java.sql.Connection superuser() throws SQLException {
        return superuserOf(server.port(), data).dataSource().getConnection();
    }

    private void write(String sql) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count(String sql) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static DatabaseAddress superuserOf(int port, Path folder) {
        return EmbeddedPostgres.addressOf(port, "opendcrc", "postgres", new Secrets(folder.resolve("secrets")));
    }

    private static Path fresh(String name) {
        return TestDatabase.freshFolder().resolve(name);
    }

    private void backup(String... words) throws IOException, SQLException {
        var out = new ByteArrayOutputStream();
        new BackupCommands(data, "", Clocks.ofMachine(), print(out)).backup(List.of(words));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Backed up");
    }

    private static String restore(Path file, Path target) throws IOException, SQLException {
        var out = new ByteArrayOutputStream();
        new BackupCommands(target, "", Clocks.ofMachine(), print(out)).restore(List.of(file.toString()));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    /** The program as a process of its own, so that it can be killed like one. */
    private static Process command(Path folder, String... words) throws IOException {
        return TestProgram.of(folder, words)
                .redirectOutput(
                        TestDatabase.freshFolder().resolve("command.log").toFile())
                .start();
    }
}
