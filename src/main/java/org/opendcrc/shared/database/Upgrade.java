package org.opendcrc.shared.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.opendcrc.shared.database.DatabaseConfiguration.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * What comes before the migrations: a database on which a newer version has worked is refused, and the embedded one is backed up
 * before its tables change. Afterwards the database remembers which version worked on it.
 */
class Upgrade implements FlywayMigrationStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);

    /** Copies made before upgrades that are kept. */
    private static final int KEPT = 3;

    private static final String PREFIX = "before-";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Database database;
    private final DatabaseSettings settings;
    private final Clock clock;

    Upgrade(Database database, DatabaseSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void migrate(Flyway flyway) {
        var all = flyway.info().all();
        var unknown = Arrays.stream(all)
                .filter(it -> it.getState() == MigrationState.FUTURE_SUCCESS
                        || it.getState() == MigrationState.MISSING_SUCCESS
                        || it.getState() == MigrationState.FUTURE_FAILED
                        || it.getState() == MigrationState.MISSING_FAILED)
                .filter(it -> it.getVersion() != null)
                .map(it -> it.getVersion().getVersion())
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new CannotStart(
                    ("This database has been worked on by a newer OpenDCRC%s; this is %s, which does not know its tables (%s). "
                                    + "Nothing was changed. Start that version or a later one; to go back, restore the backup that was "
                                    + "made before the upgrade into an empty data folder.")
                            .formatted(workedOnBy(), Version.ofProgram(), unknown.getLast()));
        }
        boolean pending = flyway.info().pending().length > 0;
        boolean inUse = Arrays.stream(all).map(MigrationInfo::getState).anyMatch(MigrationState::isApplied);
        if (pending && database.isVisited()) {
            throw new CannotStart(
                    "The OpenDCRC that is running is older than this one. Stop it, start the new one, and give the command then.");
        }
        if (pending && inUse && database.isEmbedded() && settings.backupBeforeUpgrade()) {
            backUp();
        }
        flyway.migrate();
        if (!settings.command()) {
            remember();
        }
    }

    private void backUp() {
        var folder = settings.data().resolve("backups");
        var file = folder.resolve(PREFIX + Version.ofProgram() + "-" + STAMP.format(clock.instant()) + ".zip");
        LOG.info("This version changes the tables. The database is backed up first, into {}", file);
        try (var server = ServerVisit.to(settings.data())) {
            new Backup(server, clock).into(file);
            forgetOld(folder);
        } catch (IOException | SQLException e) {
            throw new CannotStart(
                    ("The backup before the upgrade failed (%s), so nothing was changed. Make room, or set "
                                    + "OPENDCRC_BACKUP_BEFORE_UPGRADE=false if you have a backup of your own.")
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static void forgetOld(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var copies = files.filter(it -> String.valueOf(it.getFileName()).startsWith(PREFIX))
                    .sorted(java.util.Comparator.comparing(it -> it.toFile().lastModified()))
                    .toList();
            for (var old : copies.subList(0, Math.max(0, copies.size() - KEPT))) {
                Files.deleteIfExists(old);
            }
        }
    }

    private String workedOnBy() {
        try (var connection = database.owner().dataSource().getConnection();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery("select m.value from infrastructure.mark m where m.name = 'program'")) {
            return row.next() ? " (" + row.getString(1) + ")" : "";
        } catch (SQLException e) {
            LOG.debug("The database does not tell who worked on it", e);
            return "";
        }
    }

    private void remember() {
        try (var connection = database.owner().dataSource().getConnection();
                var statement = connection.prepareStatement("""
                        insert into infrastructure.mark (name, value, at)
                        values ('program', ?, ?)
                        on conflict (name) do update
                           set value = excluded.value,
                               at = excluded.at
                        """)) {
            statement.setString(1, Version.ofProgram());
            statement.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
