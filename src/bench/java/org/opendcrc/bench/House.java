package org.opendcrc.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The shipped program with its embedded database, started as {@code ./run} starts it, and seen from outside. */
final class House implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path app;
    private final Path data;
    private final int port;
    private @Nullable Process process;

    House(Path app, Path data) throws IOException {
        this.app = app;
        this.data = data;
        this.port = freePort();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Changes the dealer as that plan says, while the program is down. */
    void setUp(Path plan) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        app.resolve("app").resolve("opendcrc.jar").toString(),
                        "setup",
                        plan.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling("house.log").toFile()));
        builder.environment().put("OPENDCRC_DATA", data.toString());
        builder.environment().remove("OPENDCRC_DATABASE_URL");
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException("the plan was refused, see house.log");
        }
    }

    /** Starts the program and answers how long it took from the command to the first page, the embedded database included. */
    Duration start(int demoCustomers) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        var cache = app.resolve("opendcrc.aot");
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of(
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                app.resolve("app").resolve("opendcrc.jar").toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling("house.log").toFile()));
        builder.environment().put("OPENDCRC_DATA", data.toString());
        builder.environment().put("OPENDCRC_DEMO", Integer.toString(demoCustomers));
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().remove("OPENDCRC_DATABASE_URL");
        builder.environment().remove("SPRING_PROFILES_ACTIVE");
        var begun = System.nanoTime();
        var started = builder.start();
        process = started;
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            if (!started.isAlive()) {
                throw new IllegalStateException("the program ended at its start, see house.log");
            }
            try (var visitor = new Visitor(port)) {
                if (visitor.get("/login").status() == 200) {
                    return Duration.ofNanos(System.nanoTime() - begun);
                }
            } catch (IOException _) {
                Thread.sleep(10);
            }
        }
        throw new IllegalStateException("the program does not answer, see house.log");
    }

    /** Resident memory of the program without its database, in MiB. */
    long residentMebibytes() throws IOException {
        if (process == null) {
            return 0;
        }
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(it -> it.startsWith("VmRSS:"))
                .map(it -> it.replaceAll("[^0-9]", ""))
                .mapToLong(it -> Long.parseLong(it) / 1024)
                .findFirst()
                .orElse(0);
    }

    int databasePort() throws IOException {
        return Integer.parseInt(
                Files.readString(data.resolve("postgres").resolve("port")).strip());
    }

    /** The log of the day, to which the database writes now. */
    Path databaseLog() throws IOException {
        try (var logs = Files.list(data.resolve("postgres").resolve("log"))) {
            return logs.max(Comparator.comparingLong(it -> it.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    String password(String role) throws IOException {
        return Files.readString(data.resolve("secrets").resolve(role)).strip();
    }

    /** A connection as {@code postgres}, {@code opendcrc_owner} or {@code opendcrc_app}. */
    Connection connect(String role) throws SQLException, IOException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/opendcrc".formatted(databasePort()), role, password(role));
    }

    /** Waits until a question in SQL is answered with yes; the program is another process, which tells nobody when it is done. */
    void until(String question) throws IOException, SQLException, InterruptedException {
        try (var connection = connect("opendcrc_owner");
                var statement = connection.prepareStatement("select " + question)) {
            for (var begun = System.nanoTime(); System.nanoTime() - begun < PATIENCE.toNanos(); Thread.sleep(2)) {
                try (var answer = statement.executeQuery()) {
                    if (answer.next() && answer.getBoolean(1)) {
                        return;
                    }
                }
            }
        }
        throw new IllegalStateException("not so after " + PATIENCE.toMinutes() + " minutes: " + question);
    }

    /** The demonstration comes in behind the start. */
    void untilFilled() throws IOException, SQLException, InterruptedException {
        until("exists (select 1 from demo.filling f where f.finished_at is not null)");
    }

    /** Ends it as an operator would, database included. */
    @Override
    public void close() {
        var ending = process;
        process = null;
        if (ending == null) {
            return;
        }
        ending.destroy();
        try {
            if (!ending.waitFor(90, TimeUnit.SECONDS)) {
                ending.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
