package org.opendcrc.shared.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that comes with the house and keeps its data in the data folder. It loses nothing that was answered with success,
 * asks everybody for a password, and listens to this machine alone.
 *
 * <p>It is a process of its own. If we are killed it lives on, and the next start finds and adopts it; if it is killed we start it
 * again at the same port, so that the address given out stays true. One program at a time may use a data folder.
 */
class EmbeddedPostgres implements AutoCloseable {

    static final String OWNER = "opendcrc_owner";

    static final String SUPERUSER = "postgres";
    static final String DATABASE = "opendcrc";

    /** What a restore works in; where it lies, a restore was cut short and the folder holds half of a house. */
    static final String RESTORING = "restoring";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    /** How long a server may take to come up, a recovery after a crash included. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int ATTEMPTS = 60;

    private final Path home;
    private final Path cluster;
    private final Secrets secrets;
    private final RandomAccessFile lockFile;
    private final FileLock lock;
    private final Unprivileged unprivileged;
    private final Path binaries;
    private final Thread watcher;
    private volatile boolean closing;
    private volatile int port;

    /**
     * Starts the server of that data folder, or adopts the one that already runs.
     *
     * @throws CannotStart if the folder is in use or the server does not come up
     */
    static EmbeddedPostgres start(Path data) {
        try {
            return new EmbeddedPostgres(data);
        } catch (IOException e) {
            throw new CannotStart("The embedded PostgreSQL does not start in %s: %s".formatted(data, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("The start of the embedded PostgreSQL was interrupted.", e);
        }
    }

    private EmbeddedPostgres(Path data) throws IOException, InterruptedException {
        Files.createDirectories(data);
        var folder = data.toRealPath();
        if (Files.exists(folder.resolve(RESTORING))) {
            throw new CannotStart(("A restore into %s was cut short, so the folder holds only part of the data. "
                            + "Run the restore again; it begins anew.")
                    .formatted(folder));
        }
        Unprivileged.requireOwn(folder, clusterOf(folder));
        lockFile = new RandomAccessFile(folder.resolve("lock").toFile(), "rw");
        lock = locked(folder);
        try {
            home = folder.resolve("postgres");
            cluster = home.resolve("cluster");
            secrets = new Secrets(folder.resolve("secrets"));
            unprivileged = Unprivileged.onThisMachine(home);
            Files.createDirectories(home);
            binaries = PostgresBinaries.unpackInto(home);
            if (!Files.isDirectory(cluster)) {
                initialise();
            }
            var running = adopt();
            if (running.isPresent()) {
                port = running.get();
                LOG.info("Adopted the embedded PostgreSQL that runs at port {}", port);
            } else {
                unprivileged.own(home);
                port = startAtFreePort();
                LOG.info("Started the embedded PostgreSQL at port {}", port);
            }
            prepareDatabase();
        } catch (Throwable e) {
            lock.release();
            lockFile.close();
            throw e;
        }
        watcher = Thread.ofPlatform().daemon().name("postgres-watch").start(this::watch);
    }

    private FileLock locked(Path folder) throws IOException {
        FileLock taken;
        try {
            taken = lockFile.getChannel().tryLock();
        } catch (OverlappingFileLockException _) {
            taken = null;
        }
        if (taken == null) {
            lockFile.close();
            throw new FolderInUse(folder);
        }
        return taken;
    }

    /** The owner's address: who may create tables. */
    DatabaseAddress owner() {
        return addressOf(DATABASE, OWNER);
    }

    /** Where the server listens; stays the same as long as we live. */
    int port() {
        return port;
    }

    /** The process of the server. */
    long pid() {
        return Postmaster.of(cluster)
                .map(Postmaster::pid)
                .orElseThrow(() -> new IllegalStateException("the embedded PostgreSQL does not run"));
    }

    private DatabaseAddress addressOf(String database, String user) {
        return addressOf(port, database, user, secrets);
    }

    static DatabaseAddress addressOf(int port, String database, String user, Secrets secrets) {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), user, secrets.get(user));
    }

    /** The folder in which the server's own files lie, below a data folder. */
    static Path clusterOf(Path data) {
        return data.resolve("postgres").resolve("cluster");
    }

    // ---- made once -------------------------------------------------------------------------------------------------

    private void initialise() throws IOException, InterruptedException {
        LOG.info("Making the embedded database in {}", cluster);
        var unfinished = home.resolve("cluster.unfinished");
        Durable.remove(unfinished);
        var passwordFile = home.resolve("initdb.password");
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, secrets.get(SUPERUSER));
            Files.createDirectories(unfinished);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwx------"));
            unprivileged.own(home);
            var answer = unprivileged.run(
                    Map.of(),
                    List.of(
                            program("initdb"),
                            "--pgdata=" + unfinished,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--data-checksums"),
                    300);
            if (answer.status() != 0) {
                throw new CannotStart("The embedded database cannot be made: " + answer.output());
            }
            Files.writeString(
                    unfinished.resolve("postgresql.conf"), "\ninclude 'opendcrc.conf'\n", StandardOpenOption.APPEND);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
        Durable.sync(home);
    }

    /** Role and database of the owner; can be done again, since a start may have been cut short in the middle. */
    private void prepareDatabase() throws InterruptedException {
        if (Connections.opens(owner())) {
            return;
        }
        var superuser = addressOf("postgres", SUPERUSER).dataSource();
        try (var connection = superuser.getConnection();
                var statement = connection.createStatement()) {
            // The password is hexadecimal, so it needs no quoting.
            statement.execute("""
                    do $$ begin
                      if not exists (select from pg_roles where rolname = '%1$s') then
                        create role %1$s;
                      end if;
                    end $$
                    """.formatted(OWNER));
            statement.execute("alter role %s login createrole nosuperuser nobypassrls password '%s'"
                    .formatted(OWNER, secrets.get(OWNER)));
            try (var rows =
                    statement.executeQuery("select 1 from pg_database where datname = '%s'".formatted(DATABASE))) {
                if (!rows.next()) {
                    statement.execute("create database %s owner %s".formatted(DATABASE, OWNER));
                }
            }
        } catch (SQLException e) {
            throw new CannotStart(
                    "The embedded database does not let us in: %s. If the folder secrets was replaced, put the old one back."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    // ---- at each start ---------------------------------------------------------------------------------------------

    /** Written at each start, so that nobody's hand and no older version decides whether data is lost. */
    private void configure(int chosenPort) throws IOException {
        write("opendcrc.conf", """
                # Written by OpenDCRC at each start.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 120
                password_encryption = 'scram-sha-256'
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                shared_buffers = '256MB'
                effective_cache_size = '1GB'
                work_mem = '16MB'
                maintenance_work_mem = '128MB'
                max_wal_size = '2GB'
                checkpoint_timeout = '10min'
                random_page_cost = 1.1
                jit = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_line_prefix = '%%m [%%p] %%u '
                # One file a weekday, overwritten after a week. Neither statements nor values: they are about people.
                logging_collector = on
                log_directory = '%s'
                log_filename = 'postgres-%%a.log'
                log_file_mode = 0600
                log_rotation_age = 1d
                log_rotation_size = 0
                log_truncate_on_rotation = on
                log_min_error_statement = panic
                log_error_verbosity = terse
                """.formatted(chosenPort, logFolder().toString().replace("'", "''")));
        write("pg_hba.conf", """
                # Written by OpenDCRC at each start.
                host all all 127.0.0.1/32 scram-sha-256
                host all all ::1/128      scram-sha-256
                """);
        // Settings made by "alter system" would win over ours.
        write("postgresql.auto.conf", "");
    }

    private void write(String name, String text) throws IOException {
        var file = cluster.resolve(name);
        var unfinished = cluster.resolve(name + ".unfinished");
        Files.writeString(unfinished, text);
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
        unprivileged.own(unfinished);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The port of a server that already works on our cluster; empty, and all traces gone, if there is none. */
    private Optional<Integer> adopt() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < PATIENCE.toSeconds() * 2; attempt++) {
            var found = Postmaster.of(cluster);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            var postmaster = found.get();
            if (!postmaster.isAlive()) {
                // PostgreSQL itself would refuse to start if the number meanwhile belongs to another process.
                Files.deleteIfExists(cluster.resolve("postmaster.pid"));
                return Optional.empty();
            }
            if (postmaster.port().isPresent()) {
                int listening = postmaster.port().get();
                var answered = folderServedAt(listening);
                if (answered.isPresent() && answered.get().equals(cluster.toString())) {
                    return Optional.of(listening);
                }
                if (answered.isPresent()) {
                    throw new CannotStart("The server at port %d works on %s, not on %s: stop it and start again."
                            .formatted(listening, answered.get(), cluster));
                }
            }
            Thread.sleep(500); // starting, recovering or stopping
        }
        throw new CannotStart(
                ("A PostgreSQL works on %s (process %d) but does not answer. " + "Look at %s, stop it and start again.")
                        .formatted(cluster, pid(), log()));
    }

    private Optional<String> folderServedAt(int candidate) {
        return folderServedAt(candidate, secrets);
    }

    static Optional<String> folderServedAt(int candidate, Secrets secrets) {
        var address = new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:%d/postgres?connectTimeout=5".formatted(candidate),
                SUPERUSER,
                secrets.get(SUPERUSER));
        try (var connection = address.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show data_directory")) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            LOG.debug("No answer at port {} yet", candidate, e);
            return Optional.empty();
        }
    }

    private int startAtFreePort() throws IOException, InterruptedException {
        var remembered = home.resolve("port");
        int candidate = rememberedPort(remembered);
        for (int attempt = 0; attempt < 20; attempt++) {
            if (candidate == 0 || !isFree(candidate)) {
                // Below the range from which the system takes ports for outgoing connections.
                candidate = ThreadLocalRandom.current().nextInt(15_432, 25_432);
                continue;
            }
            Files.writeString(remembered, Integer.toString(candidate));
            return start(candidate);
        }
        throw new CannotStart("No free port was found for the embedded PostgreSQL between 15432 and 25431.");
    }

    private static int rememberedPort(Path file) throws IOException {
        try {
            return Integer.parseInt(Files.readString(file).strip());
        } catch (NoSuchFileException | NumberFormatException _) {
            return 0;
        }
    }

    private static boolean isFree(int candidate) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * Starts at that port. After a crash the old server's last processes may still hold its memory ("pre-existing shared memory
     * block is still in use"); they end by themselves, so it is tried again for a while. A start that a predecessor began may be
     * faster than ours; then its server is taken.
     *
     * @return where the server listens
     */
    private int start(int candidate) throws IOException, InterruptedException {
        configure(candidate);
        var said = "";
        for (int attempt = 0; attempt < ATTEMPTS && !closing; attempt++) {
            var answer = unprivileged.run(
                    Map.of(),
                    List.of(
                            program("pg_ctl"),
                            "start",
                            "--pgdata=" + cluster,
                            "--log=" + log(),
                            "--wait",
                            "--timeout=" + PATIENCE.toSeconds()),
                    PATIENCE.toSeconds() + 30);
            if (answer.status() == 0) {
                return candidate;
            }
            said = answer.output() + lastLines(newestLog());
            var running = adopt();
            if (running.isPresent()) {
                return running.get();
            }
            Thread.sleep(500);
        }
        throw new CannotStart("The embedded PostgreSQL does not start; it says in %s: %s".formatted(logFolder(), said));
    }

    private static String lastLines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        var lines = Files.readAllLines(file);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    /** What the server says before its own log files are open. */
    private Path log() {
        return home.resolve("postgres.log");
    }

    private Path logFolder() {
        return home.resolve("log");
    }

    private Path newestLog() throws IOException {
        if (!Files.isDirectory(logFolder())) {
            return log();
        }
        try (var files = Files.list(logFolder())) {
            return files.max(Comparator.comparing(it -> it.toFile().lastModified()))
                    .orElse(log());
        }
    }

    private String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    // ---- while we live ---------------------------------------------------------------------------------------------

    /** A killed server comes back at its port; whoever was connected connects again. */
    private void watch() {
        while (!closing) {
            try {
                Thread.sleep(200);
                if (!closing
                        && Postmaster.of(cluster).filter(Postmaster::isAlive).isEmpty()) {
                    LOG.warn("The embedded PostgreSQL is gone; starting it again at port {}", port);
                    Files.deleteIfExists(cluster.resolve("postmaster.pid"));
                    port = start(port);
                    LOG.info("The embedded PostgreSQL is back at port {}", port);
                }
            } catch (InterruptedException _) {
                return;
            } catch (IOException | UncheckedIOException | CannotStart e) {
                LOG.error("The embedded PostgreSQL is not back yet; trying again", e);
            }
        }
    }

    /** Stops the server in order; what is committed is on the disk. */
    @Override
    public void close() {
        closing = true;
        try {
            watcher.join(Duration.ofSeconds(60));
            if (Postmaster.of(cluster).filter(Postmaster::isAlive).isPresent()) {
                var answer = unprivileged.run(
                        Map.of(),
                        List.of(
                                program("pg_ctl"),
                                "stop",
                                "--pgdata=" + cluster,
                                "--mode=fast",
                                "--wait",
                                "--timeout=60"),
                        90);
                if (answer.status() != 0) {
                    LOG.error("The embedded PostgreSQL did not stop: {}", answer.output());
                }
            }
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            LOG.error("The embedded PostgreSQL did not stop", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The server process as its own file {@code postmaster.pid} tells.
     *
     * @param port where it listens; empty while it is still starting
     */
    record Postmaster(long pid, Path cluster, Optional<Integer> port) {

        static Optional<Postmaster> of(Path cluster) {
            try {
                var lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
                // Empty when the machine stopped in the middle of writing it: then there is no such process.
                return Optional.of(new Postmaster(
                        lines.isEmpty() ? 0 : Long.parseLong(lines.getFirst().strip()),
                        cluster,
                        Optional.ofNullable(number(lines.size() > 3 ? lines.get(3) : ""))));
            } catch (NoSuchFileException _) {
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static @Nullable Integer number(String text) {
            var digits = text.strip();
            return digits.isEmpty() ? null : Integer.valueOf(digits);
        }

        /** Whether that process still is a server of this cluster: numbers are given out again, and a dead one may linger as a zombie. */
        boolean isAlive() {
            try {
                var state = Files.readString(Path.of("/proc/" + pid + "/stat"));
                var afterName = state.substring(state.lastIndexOf(')') + 2);
                if (afterName.startsWith("Z") || afterName.startsWith("X")) {
                    return false;
                }
                return Files.readString(Path.of("/proc/" + pid + "/cmdline")).contains(cluster.toString());
            } catch (IOException _) {
                return false;
            }
        }
    }
}
