package org.opendcrc.shared.database;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The commands {@code backup} and {@code restore}. They need the data folder alone and work beside a running program. */
public final class BackupCommands {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path data;
    private final boolean ownServer;
    private final Clock clock;
    private final PrintStream out;

    /** @param externalUrl {@code OPENDCRC_DATABASE_URL}; empty means the embedded database */
    public BackupCommands(Path data, String externalUrl, Clock clock, PrintStream out) {
        this.data = data;
        this.ownServer = !externalUrl.isBlank();
        this.clock = clock;
        this.out = out;
    }

    /**
     * {@code backup [FILE] [--unchecked]} takes one and tries it out; {@code backup --check FILE} tries out one that was taken before.
     *
     * @throws CannotStart if it cannot be
     */
    public void backup(List<String> arguments) throws IOException, SQLException {
        var words = new ArrayList<>(arguments);
        boolean checkOnly = words.remove("--check");
        boolean unchecked = words.remove("--unchecked");
        if (words.size() > 1 || words.stream().anyMatch(it -> it.startsWith("-")) || (checkOnly && words.isEmpty())) {
            throw new CannotStart("Use: backup [FILE] [--unchecked]   or   backup --check FILE");
        }
        if (checkOnly) {
            check(Path.of(words.getFirst()));
            return;
        }
        requireEmbedded("backup");
        var file = words.isEmpty()
                ? data.resolve("backups").resolve("opendcrc-" + STAMP.format(clock.instant()) + ".zip")
                : Path.of(words.getFirst());
        try (var server = ServerVisit.to(data)) {
            long bytes = new Backup(server, clock).into(file);
            out.printf("Backed up %s into %s (%d MB).%n", server.folder(), file, (bytes + (1 << 20) - 1) >> 20);
        }
        if (unchecked) {
            out.printf("It was not tried out: run  backup --check %s%n", file);
        } else {
            check(file);
        }
        out.println(
                "It holds all data, the database's passwords and the key of the identity numbers: keep it locked away,"
                        + " on another machine.");
    }

    private void check(Path file) throws IOException, SQLException {
        var folder = file.toAbsolutePath().getParent();
        var outcome = new Restore(file).test(folder == null ? Path.of("/") : folder);
        out.printf(
                "Tried out: a test restore of %s started and gave back %d rows in %d tables%s.%n",
                file,
                outcome.rows().rows(),
                outcome.rows().tables().size(),
                outcome.compared() ? ", the same as at its first test" : "");
    }

    /**
     * {@code restore FILE}: into the data folder, which must be empty.
     *
     * @throws CannotStart if it cannot be
     */
    public void restore(List<String> arguments) throws IOException, SQLException {
        if (arguments.size() != 1 || arguments.getFirst().startsWith("-")) {
            throw new CannotStart("Use: restore FILE   (into OPENDCRC_DATA, which must be empty)");
        }
        requireEmbedded("restore");
        var file = Path.of(arguments.getFirst());
        var outcome = new Restore(file).into(data);
        out.printf(
                "Restored %s into %s: %d rows in %d tables, as of %s%s.%n",
                file,
                data,
                outcome.rows().rows(),
                outcome.rows().tables().size(),
                outcome.what().getProperty("ended"),
                outcome.compared()
                        ? "; every table is the same as in the backup's test"
                        : "; there was no .rows file beside it to compare with, but everything could be read");
        if (!Files.exists(data.resolve(Backup.SECRETS).resolve("vault.key"))) {
            out.println(
                    "It holds no key of the identity numbers (vault.key): set OPENDCRC_VAULT_KEY to the one that was used.");
        }
        out.println("Now start OpenDCRC on this folder.");
    }

    private void requireEmbedded(String command) {
        if (ownServer) {
            throw new CannotStart(("%s is for the embedded database. For a PostgreSQL of your own use its tools "
                            + "(pg_dump or pg_basebackup) and copy the folder secrets; docs/operations.md shows how.")
                    .formatted(command));
        }
    }
}
