package org.opendcrc.shared.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The embedded server asks everybody for a password and loses nothing that it answered with success. */
class EmbeddedPostgresTest {

    private static Path folder;
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws SQLException {
        folder = TestDatabase.freshFolder();
        server = EmbeddedPostgres.start(folder);
        run(server.owner(), "create table public.kept (id int primary key)");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void it_waits_for_the_disk_before_it_says_success() throws Exception {
        assertThat(answer(server.owner(), "show fsync")).isEqualTo("on");
        assertThat(answer(server.owner(), "show synchronous_commit")).isEqualTo("on");
        assertThat(answer(server.owner(), "show full_page_writes")).isEqualTo("on");
        assertThat(answer(superuser(), "show data_directory"))
                .isEqualTo(folder.toRealPath().resolve("postgres/cluster").toString());
    }

    @Test
    void it_lives_in_utc_and_speaks_utf_8() throws Exception {
        assertThat(answer(server.owner(), "show server_encoding")).isEqualTo("UTF8");
        assertThat(answer(superuser(), "select setting from pg_file_settings where name = 'timezone' and applied"))
                .isEqualTo("UTC");
    }

    @Test
    void it_listens_to_this_machine_alone_and_to_no_socket_file() throws Exception {
        assertThat(answer(server.owner(), "show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(answer(superuser(), "show unix_socket_directories")).isEmpty();
    }

    @Test
    void nobody_comes_in_without_the_right_password() throws Exception {
        for (var user : List.of("postgres", EmbeddedPostgres.OWNER)) {
            assertThatThrownBy(() -> answer(server.owner().as(user, "wrong"), "select 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            it -> assertThat(it.getSQLState()).isEqualTo("28P01"));
        }
        assertThat(
                        answer(
                                superuser(),
                                "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256' or error is not null"))
                .isEqualTo("0");
        assertThat(answer(superuser(), "select count(*) from pg_authid where rolpassword not like 'SCRAM-SHA-256$%'"))
                .isEqualTo("0");
    }

    @Test
    void secrets_are_readable_by_their_owner_alone() throws Exception {
        try (var files = Files.list(folder.resolve("secrets"))) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void the_owner_is_no_superuser() throws Exception {
        assertThat(answer(server.owner(), "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"))
                .isEqualTo("f");
    }

    @Test
    void a_second_program_on_the_same_folder_is_refused_with_a_sentence() {
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("already uses the data folder")
                .hasMessageContaining("OPENDCRC_DATA");
    }

    @Test
    void a_killed_server_comes_back_at_its_port_with_everything_committed() throws Exception {
        int port = server.port();
        long killed = server.pid();
        run(server.owner(), "insert into public.kept values (100)");

        assertThat(ProcessHandle.of(killed).map(ProcessHandle::destroyForcibly)).contains(true);

        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
            assertThat(server.pid()).isNotEqualTo(killed);
            assertThat(answer(server.owner(), "select count(*) from public.kept where id = 100"))
                    .isEqualTo("1");
        });
        assertThat(server.port()).isEqualTo(port);
    }

    @Test
    void a_server_that_outlived_its_program_is_adopted() throws Exception {
        var abandoned = TestDatabase.freshFolder();
        var first = startAndKill(abandoned);

        try (var second = EmbeddedPostgres.start(abandoned)) {
            assertThat(second.pid()).isEqualTo(first.pid());
            assertThat(second.port()).isEqualTo(first.port());
            assertThat(answer(second.owner(), "select count(*) from public.kept"))
                    .isEqualTo("1");
        }
    }

    @Test
    void when_program_and_server_are_both_killed_the_next_start_has_every_committed_row() throws Exception {
        var abandoned = TestDatabase.freshFolder();
        var first = startAndKill(abandoned);
        assertThat(ProcessHandle.of(first.pid()).map(ProcessHandle::destroyForcibly))
                .contains(true);

        try (var second = EmbeddedPostgres.start(abandoned)) {
            assertThat(second.pid()).isNotEqualTo(first.pid());
            assertThat(answer(second.owner(), "select count(*) from public.kept"))
                    .isEqualTo("1");
        }
    }

    @Test
    void the_port_is_remembered_and_another_is_taken_when_it_is_in_use() throws Exception {
        var own = TestDatabase.freshFolder();
        int port;
        try (var first = EmbeddedPostgres.start(own)) {
            port = first.port();
        }
        try (var second = EmbeddedPostgres.start(own)) {
            assertThat(second.port()).isEqualTo(port);
        }
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var third = EmbeddedPostgres.start(own)) {
            assertThat(third.port()).isNotEqualTo(port);
        }
    }

    @Test
    void a_number_that_meanwhile_belongs_to_another_process_does_not_keep_it_from_starting() throws Exception {
        var own = TestDatabase.freshFolder();
        EmbeddedPostgres.start(own).close();
        var lines = List.of(
                Long.toString(ProcessHandle.current().pid()),
                own.toRealPath().resolve("postgres/cluster").toString(),
                "1",
                "1",
                "",
                "127.0.0.1");
        Files.write(own.resolve("postgres/cluster/postmaster.pid"), lines);

        try (var second = EmbeddedPostgres.start(own)) {
            assertThat(answer(second.owner(), "select 1")).isEqualTo("1");
        }
    }

    private record Abandoned(int port, long pid) {}

    /** Another JVM starts the server and is killed; the server lives on. */
    private static Abandoned startAndKill(Path data) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AbandonedServer.class.getName(),
                data.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            var said = new StringBuilder();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith("committed ")) {
                    var words = line.split(" ", -1);
                    process.destroyForcibly().waitFor();
                    return new Abandoned(Integer.parseInt(words[1]), Long.parseLong(words[2]));
                }
            }
            throw new AssertionError("the other program did not start: " + said);
        }
    }

    private static DatabaseAddress superuser() {
        return server.owner().as("postgres", new Secrets(folder.resolve("secrets")).get("postgres"));
    }

    private static void run(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = address.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String answer(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = address.dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void root_does_not_make_an_ordinary_users_database_its_own() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(Unprivileged.ownUid() == 0, "only root could");
        var foreign = TestDatabase.freshFolder();
        Files.createDirectories(foreign.resolve("postgres/cluster"));
        for (var path : List.of(foreign.resolve("postgres/cluster"), foreign.resolve("postgres"), foreign)) {
            Files.setAttribute(path, "unix:uid", 1);
        }
        assertThatThrownBy(() -> EmbeddedPostgres.start(foreign))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("run this as that user");
        assertThat(Files.getAttribute(foreign.resolve("postgres"), "unix:uid")).isEqualTo(1);
    }
}
