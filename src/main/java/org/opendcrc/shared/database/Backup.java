package org.opendcrc.shared.database;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;

/**
 * A copy of the embedded database with its key and the files that wait to come in, taken while people work. PostgreSQL's own way
 * for it: between {@code pg_backup_start} and {@code pg_backup_stop} the files are copied as they are, torn pages included, and the
 * write-ahead log of that time, which a temporary replication slot keeps from being cleared away, makes them whole again at the first
 * start. The copy stands for the moment at which it ended. If the session is cut, slot and backup mode end with it.
 */
class Backup {

    /** What the server makes anew at its start; the same list that its own {@code pg_basebackup} leaves out. */
    private static final Set<String> LEFT_EMPTY = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of(
            "postmaster.pid",
            "postmaster.opts",
            "backup_label",
            "tablespace_map",
            "backup_manifest",
            "current_logfiles",
            "pg_internal.init");

    /** Parts of the data folder beside the database. */
    static final String SECRETS = "secrets";

    static final String IMPORTS = "imports";
    static final String INBOX = "inbox";
    private static final Set<String> PUT_AWAY = Set.of("done", "refused");

    static final String CLUSTER = "postgres/cluster";

    /** Any number, the same in all programs: one backup at a time. */
    private static final long ONE_AT_A_TIME = 0x0DC2C_BACAL;

    private final ServerVisit server;
    private final Clock clock;

    Backup(ServerVisit server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * Takes one.
     *
     * @param target the file to be; there must be none of that name
     * @return how many bytes it has
     * @throws CannotStart if another backup is being taken or the file exists
     */
    long into(Path target) throws IOException, SQLException {
        try (var writer = new BackupArchive.Writer(target);
                var connection = server.superuser().dataSource().getConnection();
                var statement = connection.createStatement()) {
            if (!answer(connection, "select pg_try_advisory_lock(%d)".formatted(ONE_AT_A_TIME))
                    .equals("t")) {
                throw new CannotStart("Another backup of this database is being taken; wait until it is done.");
            }
            var what = new Properties();
            what.setProperty("format", "1");
            what.setProperty("id", UUID.randomUUID().toString());
            what.setProperty("program", Version.ofProgram());
            what.setProperty("schema", SchemaHistory.latest(connection));
            what.setProperty("postgres", PostgresBinaries.VERSION);
            what.setProperty("begun", clock.instant().toString());
            // Temporary: the slot vanishes with this session, so a killed backup keeps no log from being cleared away.
            statement.execute("select pg_create_physical_replication_slot('opendcrc_backup', true, true)");
            var begin = answer(connection, "select pg_walfile_name(pg_backup_start('opendcrc', true))");
            copyCluster(writer);
            copySecrets(writer);
            copyWaitingFiles(writer);
            mark(connection, what);
            String label;
            String end;
            try (var row = statement.executeQuery(
                    "select s.labelfile, pg_walfile_name(s.lsn) as last from pg_backup_stop(false) s")) {
                row.next();
                label = row.getString("labelfile");
                end = row.getString("last");
            }
            copyWaitingFiles(writer); // those that came meanwhile
            writer.text(CLUSTER + "/backup_label", label);
            copyLog(writer, begin, end);
            what.setProperty("ended", clock.instant().toString());
            writer.finish(what);
        }
        return Files.size(target);
    }

    /** A row that the copy must hold in the end: proof that the log was replayed up to it. */
    private void mark(Connection connection, Properties what) throws SQLException {
        if (answer(connection, "select to_regclass('infrastructure.mark') is not null")
                .equals("t")) {
            try (var mark = connection.prepareStatement("""
                    insert into infrastructure.mark (name, value, at)
                    values ('backup', ?, ?)
                    on conflict (name) do update
                       set value = excluded.value,
                           at = excluded.at
                    """)) {
                mark.setString(1, what.getProperty("id"));
                mark.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
                mark.executeUpdate();
            }
            what.setProperty("marked", "true");
        }
    }

    private void copyCluster(BackupArchive.Writer writer) throws IOException {
        var cluster = server.cluster();
        writer.folder(CLUSTER);
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                var name = cluster.relativize(folder).toString();
                if (!name.isEmpty()) {
                    if (String.valueOf(folder.getFileName()).startsWith("pgsql_tmp")) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    writer.folder(CLUSTER + "/" + name);
                    if (LEFT_EMPTY.contains(name)) {
                        if (name.equals("pg_wal")) {
                            writer.folder(CLUSTER + "/pg_wal/archive_status");
                            writer.folder(CLUSTER + "/pg_wal/summaries");
                        }
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var name = String.valueOf(file.getFileName());
                if (attributes.isRegularFile()
                        && !LEFT_OUT.contains(name)
                        && !name.endsWith(".unfinished")
                        && !name.startsWith("pgsql_tmp")
                        && !cluster.relativize(file).toString().equals("global/pg_control")) {
                    writer.file(CLUSTER + "/" + cluster.relativize(file), file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // dropped while we looked
                }
                throw failure;
            }
        });
        writer.file(CLUSTER + "/global/pg_control", cluster.resolve("global/pg_control"));
    }

    private void copySecrets(BackupArchive.Writer writer) throws IOException {
        for (var secret : filesIn(server.folder().resolve(SECRETS))) {
            var name = String.valueOf(secret.getFileName());
            if (!name.startsWith(".")) {
                writer.file(SECRETS + "/" + name, secret);
            }
        }
    }

    /** What a restored house must still take in: files half-way through the import, and those that lie in the drop folders. */
    private void copyWaitingFiles(BackupArchive.Writer writer) throws IOException {
        for (var file : filesIn(server.folder().resolve(IMPORTS))) {
            copyOnce(writer, IMPORTS + "/" + file.getFileName(), file);
        }
        for (var dealer : foldersIn(server.folder().resolve(INBOX))) {
            if (!PUT_AWAY.contains(String.valueOf(dealer.getFileName()))) {
                for (var file : filesIn(dealer)) {
                    copyOnce(writer, INBOX + "/" + dealer.getFileName() + "/" + file.getFileName(), file);
                }
            }
        }
    }

    private static void copyOnce(BackupArchive.Writer writer, String name, Path file) throws IOException {
        if (!writer.has(name)) {
            writer.file(name, file);
        }
    }

    private void copyLog(BackupArchive.Writer writer, String begin, String end) throws IOException {
        var copied = new ArrayList<String>();
        for (var file : filesIn(server.cluster().resolve("pg_wal"))) {
            var name = String.valueOf(file.getFileName());
            boolean needed = name.matches("[0-9A-F]{24}") && name.compareTo(begin) >= 0 && name.compareTo(end) <= 0;
            if (needed || name.endsWith(".history")) {
                writer.file(CLUSTER + "/pg_wal/" + name, file);
                copied.add(name);
            }
        }
        if (!copied.contains(begin) || !copied.contains(end)) {
            throw new IOException("the log from %s to %s is not there any more".formatted(begin, end));
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<Path> foldersIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static String answer(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
