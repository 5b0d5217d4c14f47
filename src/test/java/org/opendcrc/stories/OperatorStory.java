package org.opendcrc.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.opendcrc.TestProgram;
import org.opendcrc.shared.database.TestDatabase;

/**
 * The person who runs an installation, with the words of the jar, beside the running program: the demonstration comes, is backed up,
 * exported and taken away; a house of one's own is set up from a file, twice; an older program meets a newer database.
 */
class OperatorStory {

    private static final String PLAN = """
            dealer:
              code: hengtong
              name: 恒通汽车
            administrator:
              staff-no: "9000"
              name: 王芳
              login: fang
            stores:
              - code: HZ01
                name: 杭州城西店
                opened-on: 2026-01-01
                brands: [岚峰]
                hours:
                  mon-sun: 08:30-17:30
            """;

    private record Answer(int code, String said) {}

    @Test
    void the_life_of_an_installation() throws Exception {
        var folder = TestDatabase.freshFolder();
        var plan = Files.writeString(TestDatabase.freshFolder().resolve("house.yaml"), PLAN);
        // Tests write no log file unless they ask for one.
        var log = folder.resolve("logs/opendcrc.log").toString();
        try (var house = new House(folder, Map.of("OPENDCRC_DEMO", "60", "LOGGING_FILE_NAME", log))) {
            watchItFromOutside(house, folder);

            // Everything as CSV, beside the running program.
            var export = TestDatabase.freshFolder().resolve("export");
            assertThat(command(folder, "export", export.toString()).code()).isZero();
            assertThat(lines(export, "customers.customer.csv")).hasSize(61);
            assertThat(Files.readString(export.resolve("hengyuan/columns.csv")))
                    .contains("customers.customer,customer_no,text,no,,,text; a leading ' before = + - @ is ours,")
                    .contains("\"the ERP's, as text: 000017 is not 17\"")
                    .contains("organisation.credential,password_hash,text,yes,,,left out: the key of a door")
                    .contains("sealed, hexadecimal");
            assertThat(Files.readString(export.resolve("hengyuan/customers.phone.csv")))
                    .contains(",'+86");

            // A copy of the running house, tried out.
            var backup = TestDatabase.freshFolder().resolve("house.zip");
            var backedUp = command(folder, "backup", backup.toString());
            assertThat(backedUp.said()).contains("Tried out: a test restore");
            long customers = house.number("select count(*) from customers.customer");

            // Whoever forgot his password.
            var slip = command(folder, "slip", "admin");
            assertThat(slip.said()).contains("admin signs in with the one-time password");
            assertThat(command(folder, "slip", "nobody"))
                    .isEqualTo(
                            new Answer(1, "No slip was given: nobody signs in as nobody. Look at the login again.\n"));

            // The demonstration goes, and only with its code.
            assertThat(command(folder, "remove-demo", "hengtong").code()).isEqualTo(1);
            var removed = command(folder, "remove-demo", "hengyuan");
            assertThat(removed.said()).contains("The demo dealer is gone").contains("/setup?token=");
            for (var table : List.of("directory.dealer", "customers.customer", "followups.task", "audit.entry")) {
                assertThat(house.number("select count(*) from " + table))
                        .as(table)
                        .isZero();
            }
            house.killProgram();
            assertThat(house.number("select count(*) from directory.dealer"))
                    .as("he does not come back")
                    .isZero();

            // One's own house, twice the same file.
            var first = command(folder, "setup", plan.toString());
            assertThat(first.said())
                    .contains("opened the dealer hengtong")
                    .contains("fang signs in with the one-time password");
            assertThat(command(folder, "setup", plan.toString()).said()).contains("nothing was changed");
            assertThat(house.number("select count(*) from organisation.store")).isEqualTo(1);

            // What was backed up comes back elsewhere.
            var elsewhere = TestDatabase.freshFolder();
            assertThat(command(elsewhere, "restore", backup.toString()).said())
                    .contains("every table is the same as in the backup's test");
            try (var restored = new House(elsewhere, Map.of("OPENDCRC_DEMO", "0"))) {
                assertThat(restored.number("select count(*) from customers.customer"))
                        .isEqualTo(customers);
            }
        }
        anOlderProgramIsRefused(folder);
    }

    @Test
    void an_upgrade_that_changes_tables_is_preceded_by_a_copy_that_can_be_restored() throws Exception {
        var folder = TestDatabase.freshFolder();
        try (var house = new House(folder, Map.of("OPENDCRC_DEMO", "0"))) {
            assertThat(folder.resolve("backups"))
                    .as("a new house needs no copy")
                    .doesNotExist();
            house.killProgram();
            assertThat(folder.resolve("backups"))
                    .as("nor does a start that changes nothing")
                    .doesNotExist();
            // As an older version left it.
            house.change("drop table dms.missed_night");
            house.change("delete from infrastructure.flyway_schema_history where version = '20261122.1203'");
            house.killProgram();
            assertThat(house.number("select count(*) from dms.missed_night")).isZero();
        }
        try (var copies = Files.list(folder.resolve("backups"))) {
            var copy = copies.toList();
            assertThat(copy).hasSize(1);
            assertThat(copy.getFirst().getFileName().toString()).startsWith("before-");
            assertThat(command(folder, "backup", "--check", copy.getFirst().toString())
                            .said())
                    .contains("Tried out: a test restore");
        }
    }

    private static void watchItFromOutside(House house, Path folder) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var figures = house.node().address("/actuator/prometheus");
            assertThat(client.send(HttpRequest.newBuilder(figures).build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
            var token =
                    Files.readString(folder.resolve("secrets/metrics.token")).strip();
            var answer = client.send(
                    HttpRequest.newBuilder(figures)
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("opendcrc_disk_free_bytes")
                    .contains("opendcrc_jobs_failing 0.0")
                    .contains("jvm_memory_used_bytes");
            assertThat(Files.readString(folder.resolve("logs/opendcrc.log"))).contains("Started OpenDcrc");
        }
    }

    private static void anOlderProgramIsRefused(Path folder) throws Exception {
        try (var house = new House(folder, Map.of("OPENDCRC_DEMO", "0"))) {
            house.change("update infrastructure.mark set value = '9.9.9' where name = 'program'");
            house.change("""
                    insert into infrastructure.flyway_schema_history
                           (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success)
                    values (9999, '29991231.0000', 'of a later version', 'SQL', 'V29991231_0000__later.sql', 1, 'opendcrc_owner', now(), 1, true)
                    """);
        }
        var log = folder.resolve("refused.log");
        var refused = start(folder, log).waitFor();
        assertThat(refused).as(Files.readString(log)).isEqualTo(78);
        assertThat(Files.readString(log))
                .contains("has been worked on by a newer OpenDCRC (9.9.9)")
                .doesNotContain("at org.springframework");
    }

    private static List<String> lines(Path export, String file) throws IOException {
        return Files.readAllLines(export.resolve("hengyuan").resolve(file));
    }

    private static Answer command(Path folder, String... words) throws Exception {
        var said = TestDatabase.freshFolder().resolve("said");
        var process = start(folder, said, words);
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Answer(process.exitValue(), Files.readString(said));
    }

    private static Process start(Path folder, Path said, String... words) throws IOException {
        return TestProgram.of(folder, words).redirectOutput(said.toFile()).start();
    }
}
