package org.opendcrc.shared.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives each application of a test run a database of its own, and clears away what earlier runs left. */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger LOG = LoggerFactory.getLogger(TestDatabase.class);
    private static final Path FOLDERS = Path.of("target", "test-data");
    private static final Path PATTERNS = Path.of("target", "test-tables");
    private static final String PREFIX = "opendcrc_test_";
    private static final String APP_PASSWORD = "opendcrc-test";
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final long OWN_PID = ProcessHandle.current().pid();

    static {
        clearFolders();
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var properties = new HashMap<String, Object>();
        var server = Optional.ofNullable(System.getenv("TEST_DATABASE_URL")).filter(it -> !it.isBlank());
        properties.put("opendcrc.data", (server.isPresent() ? freshFolder() : folderWithTables()).toString());
        properties.put(
                "opendcrc.database-url", server.map(TestDatabase::freshDatabase).orElse(""));
        properties.put("opendcrc.app-password", server.map(_ -> APP_PASSWORD).orElse(""));
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test-database", Map.copyOf(properties)));
    }

    /** A data folder that nobody used before. */
    public static Path freshFolder() {
        try {
            return Files.createDirectories(FOLDERS.resolve(OWN_PID + "-" + COUNTER.incrementAndGet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A data folder of its own whose server has all tables already: a copy of one that was made once for these migrations. */
    private static Path folderWithTables() {
        try {
            var pattern = PATTERNS.resolve(Long.toHexString(sumOfMigrations()));
            Files.createDirectories(PATTERNS);
            try (var channel = FileChannel.open(
                            PATTERNS.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                if (!Files.isDirectory(pattern)) {
                    makeTables(pattern);
                }
            }
            var folder = freshFolder();
            copy("-a", pattern.resolve("secrets"), folder);
            Files.createDirectories(folder.resolve("postgres"));
            try (var parts = Files.list(pattern.resolve("postgres"))) {
                for (var part : parts.filter(Files::isDirectory).toList()) {
                    // Programs are never written to: they need no room of their own.
                    copy(
                            part.getFileName().toString().startsWith("bin-") ? "-al" : "-a",
                            part,
                            folder.resolve("postgres"));
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sumOfMigrations() throws IOException {
        var sum = new CRC32();
        try (var files = Files.walk(Path.of("target", "classes", "db", "migration"))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                sum.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                sum.update(Files.readAllBytes(file));
            }
        }
        return sum.getValue();
    }

    /** As the program does when it starts for the first time. */
    private static void makeTables(Path pattern) throws IOException {
        var unfinished = freshFolder();
        try (var server = EmbeddedPostgres.start(unfinished)) {
            ApplicationRole.prepare(
                    server.owner(), new Secrets(unfinished.resolve("secrets")).get(ApplicationRole.NAME));
            Flyway.configure()
                    .dataSource(server.owner().dataSource())
                    .locations("classpath:db/migration")
                    .outOfOrder(true)
                    .defaultSchema("infrastructure")
                    .placeholderReplacement(false)
                    .initSql("set time zone 'UTC'")
                    .load()
                    .migrate();
        }
        Files.move(unfinished, pattern);
    }

    private static void copy(String how, Path from, Path to) throws IOException {
        try {
            var copying = new ProcessBuilder("cp", how, from.toString(), to.toString())
                    .inheritIO()
                    .start();
            if (copying.waitFor() != 0) {
                throw new IOException("cp " + from + ": " + copying.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A new database on that server; those of finished runs are dropped. */
    private static String freshDatabase(String serverUrl) {
        var server = DatabaseAddress.parse(serverUrl);
        var name = PREFIX + OWN_PID + "_" + COUNTER.incrementAndGet();
        try (var connection = server.dataSource().getConnection();
                var statement = connection.createStatement()) {
            var old = new ArrayList<String>();
            try (var rows = statement.executeQuery("""
                    select d.datname
                      from pg_database d
                     where starts_with(d.datname, '%s')
                       and not exists (select 1 from pg_stat_activity a where a.datid = d.oid)
                    """.formatted(PREFIX))) {
                while (rows.next()) {
                    old.add(rows.getString(1));
                }
            }
            for (var database : old) {
                if (!database.startsWith(PREFIX + OWN_PID + "_")) {
                    statement.execute("drop database if exists " + database);
                }
            }
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("TEST_DATABASE_URL: " + e.getMessage(), e);
        }
        int query = server.url().indexOf('?');
        var address = query < 0 ? server.url() : server.url().substring(0, query);
        return "%s%s?user=%s&password=%s%s"
                .formatted(
                        address.substring(0, address.lastIndexOf('/') + 1),
                        name,
                        encoded(server.user()),
                        encoded(server.password()),
                        query < 0 ? "" : "&" + server.url().substring(query + 1));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Folders of test runs that are over; their servers, if a run was killed, are ended first. */
    private static void clearFolders() {
        try {
            Files.createDirectories(FOLDERS);
            try (var folders = Files.list(FOLDERS)) {
                for (var folder : folders.toList()) {
                    var name = folder.getFileName().toString();
                    int dash = name.indexOf('-');
                    long pid = Long.parseLong(name.substring(0, dash));
                    if (pid == OWN_PID || ProcessHandle.of(pid).isEmpty()) {
                        clear(folder);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clear(Path folder) throws IOException {
        end(folder);
        try {
            Durable.remove(folder);
        } catch (NoSuchFileException | DirectoryNotEmptyException e) {
            // The dying server still tidies up; the next run removes the rest.
            LOG.info("{} is not gone yet: {}", folder, e.toString());
        }
    }

    private static void end(Path folder) throws IOException {
        var cluster = folder.toRealPath().resolve("postgres").resolve("cluster");
        EmbeddedPostgres.Postmaster.of(cluster)
                .filter(EmbeddedPostgres.Postmaster::isAlive)
                .flatMap(it -> ProcessHandle.of(it.pid()))
                .ifPresent(ProcessHandle::destroyForcibly);
    }
}
