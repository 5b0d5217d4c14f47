package org.opendcrc.shared.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Puts a backup back: into an empty data folder, or into a temporary one to see whether it would be good. What was unpacked is
 * compared with its sums, started once, and read row by row before it counts. A restore that is cut short leaves a folder in which no
 * program starts and into which the restore can be run again.
 */
class Restore {

    /** In this order they are moved to their place; the database last. */
    private static final List<String> PARTS = List.of(Backup.SECRETS, Backup.IMPORTS, Backup.INBOX, "postgres");

    private final Path archive;

    Restore(Path archive) {
        this.archive = archive;
    }

    /**
     * How a restore went.
     *
     * @param compared whether the rows were compared with those of an earlier test restore
     */
    record Outcome(Properties what, RowSums rows, boolean compared) {}

    /**
     * Puts it back.
     *
     * @param data the data folder: absent, empty, or left by a restore that was cut short
     * @throws CannotStart if the folder holds something, or the backup is damaged or newer than this program
     */
    Outcome into(Path data) throws IOException, SQLException {
        var what = suitable();
        Files.createDirectories(data);
        var folder = data.toRealPath();
        var restoring = folder.resolve(EmbeddedPostgres.RESTORING);
        if (Files.exists(restoring)) {
            // The folder was empty when that restore began, so everything in it came from there.
            for (var part : PARTS) {
                Durable.remove(folder.resolve(part));
            }
            Durable.remove(restoring);
        }
        try (var files = Files.list(folder)) {
            var found = files.map(it -> String.valueOf(it.getFileName()))
                    .filter(it -> !it.equals("lock") && !it.equals("logs") && !it.equals("lost+found"))
                    .toList();
            if (!found.isEmpty()) {
                throw new CannotStart(("%s is not empty (%s). A restore never overwrites: name an empty folder by "
                                + "OPENDCRC_DATA, or move the old one away.")
                        .formatted(folder, String.join(", ", found)));
            }
        }
        requireSpace(folder);
        Files.createDirectory(restoring);
        Durable.sync(folder);
        var rows = tryOut(restoring, what);
        boolean compared = compare(rows);
        Durable.remove(restoring.resolve("lock"));
        for (var part : PARTS) {
            if (Files.exists(restoring.resolve(part))) {
                Files.move(restoring.resolve(part), folder.resolve(part), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Durable.sync(folder);
        Durable.remove(restoring);
        Durable.sync(folder);
        return new Outcome(what, rows, compared);
    }

    /** Sees in a temporary folder, which is removed again, whether it could be put back; and keeps what was found beside the file. */
    Outcome test(Path near) throws IOException, SQLException {
        var what = suitable();
        Files.createDirectories(near);
        requireSpace(near);
        var folder = Files.createTempDirectory(near.toRealPath(), "opendcrc-test-restore-");
        try {
            var rows = tryOut(folder, what);
            boolean compared = compare(rows);
            if (!compared) {
                Files.writeString(sumsFile(), rows.written());
            }
            return new Outcome(what, rows, compared);
        } finally {
            Durable.remove(folder);
        }
    }

    /** Unpacks, starts, reads, stops. */
    private RowSums tryOut(Path folder, Properties what) throws IOException, SQLException {
        var files = BackupArchive.unpack(archive, folder);
        Files.deleteIfExists(folder.resolve(BackupArchive.PROPERTIES));
        requireSecrets(files);
        RowSums rows;
        try (var server = EmbeddedPostgres.start(folder)) {
            var superuser = EmbeddedPostgres.addressOf(
                    server.port(),
                    EmbeddedPostgres.DATABASE,
                    EmbeddedPostgres.SUPERUSER,
                    new Secrets(folder.resolve(Backup.SECRETS)));
            requireMark(superuser, what);
            rows = RowSums.of(superuser);
        }
        // The next start makes its own choice.
        Files.deleteIfExists(folder.resolve("postgres").resolve("port"));
        return rows;
    }

    private void requireSecrets(Map<String, String> files) {
        for (var secret : List.of(EmbeddedPostgres.OWNER, EmbeddedPostgres.SUPERUSER)) {
            if (!files.containsKey(Backup.SECRETS + "/" + secret)) {
                throw new CannotStart("%s is no use: the secret %s is not in it.".formatted(archive, secret));
            }
        }
    }

    /** The last thing that was written before the backup ended must be there. */
    private void requireMark(DatabaseAddress superuser, Properties what) throws SQLException {
        if (what.getProperty("marked") == null) {
            return; // made before an upgrade, from a version that knew no marks
        }
        try (var connection = superuser.dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select m.value from infrastructure.mark m where m.name = 'backup'")) {
            if (!row.next() || !row.getString(1).equals(what.getProperty("id"))) {
                throw new CannotStart("%s is no use: its database ends before the backup did.".formatted(archive));
            }
        }
    }

    /** @return whether there was something to compare with */
    private boolean compare(RowSums rows) throws IOException {
        if (!Files.exists(sumsFile())) {
            return false;
        }
        var expected = RowSums.read(Files.readString(sumsFile()));
        if (!expected.equals(rows)) {
            var different = expected.tables().entrySet().stream()
                    .filter(it -> !it.getValue().equals(rows.tables().get(it.getKey())))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            throw new CannotStart("%s does not give back what its test restore gave (%s): %s"
                    .formatted(archive, sumsFile(), String.join(", ", different)));
        }
        return true;
    }

    Path sumsFile() {
        return archive.resolveSibling(archive.getFileName() + ".rows");
    }

    /** Of this PostgreSQL and of no newer program. */
    private Properties suitable() {
        var what = BackupArchive.properties(archive);
        var server = what.getProperty("postgres", "");
        if (!major(server).equals(major(PostgresBinaries.VERSION))) {
            throw new CannotStart(
                    "%s holds a database of PostgreSQL %s, this program brings %s: restore it with the OpenDCRC that made it (%s)."
                            .formatted(archive, server, PostgresBinaries.VERSION, what.getProperty("program")));
        }
        newerThanThisProgram(what.getProperty("schema", "none")).ifPresent(schema -> {
            throw new CannotStart(
                    "%s was made by a newer OpenDCRC (%s, tables of %s): restore it with that version or a later one."
                            .formatted(archive, what.getProperty("program"), schema));
        });
        return what;
    }

    private static Optional<String> newerThanThisProgram(String schema) {
        return schema.equals("none") || schema.compareTo(KnownMigrations.latest()) <= 0
                ? Optional.empty()
                : Optional.of(schema);
    }

    private static String major(String version) {
        return version.split("\\.", 2)[0];
    }

    private void requireSpace(Path folder) throws IOException {
        long needed = BackupArchive.size(archive) + (256L << 20);
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed) {
            throw new CannotStart(
                    "%s needs %d MB in %s, and %d MB are free.".formatted(archive, needed >> 20, folder, free >> 20));
        }
    }
}
