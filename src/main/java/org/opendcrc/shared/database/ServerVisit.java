package org.opendcrc.shared.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.opendcrc.shared.database.EmbeddedPostgres.Postmaster;

/**
 * The embedded database of a data folder as a command finds it: the running program's server is visited, never a second one started
 * on its files; where no program runs, the command starts the server itself and stops it at the end.
 */
class ServerVisit implements AutoCloseable {

    private static final int ATTEMPTS = 240;

    private final Optional<EmbeddedPostgres> own;
    private final Path folder;
    private final int port;
    private final Secrets secrets;

    private ServerVisit(Optional<EmbeddedPostgres> own, Path folder, int port) {
        this.own = own;
        this.folder = folder;
        this.port = port;
        this.secrets = new Secrets(folder.resolve("secrets"));
    }

    /**
     * Goes there.
     *
     * @throws CannotStart if the folder holds no database, or the running program's server does not answer
     */
    static ServerVisit to(Path data) {
        if (!Files.isDirectory(EmbeddedPostgres.clusterOf(data))) {
            throw new CannotStart(
                    "There is no database of OpenDCRC in %s: set OPENDCRC_DATA to its data folder.".formatted(data));
        }
        return of(data);
    }

    /** Like {@link #to}, but makes the database where there is none yet. */
    static ServerVisit of(Path data) {
        try {
            var server = EmbeddedPostgres.start(data);
            return new ServerVisit(Optional.of(server), data.toRealPath(), server.port());
        } catch (FolderInUse inUse) {
            return running(data, inUse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerVisit running(Path data, FolderInUse inUse) {
        try {
            var folder = data.toRealPath();
            var cluster = EmbeddedPostgres.clusterOf(folder);
            var secrets = new Secrets(folder.resolve("secrets"));
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                var port = Postmaster.of(cluster).filter(Postmaster::isAlive).flatMap(Postmaster::port);
                if (port.isPresent()
                        && Files.exists(folder.resolve("secrets").resolve(EmbeddedPostgres.OWNER))
                        && EmbeddedPostgres.folderServedAt(port.get(), secrets)
                                .filter(cluster.toString()::equals)
                                .isPresent()) {
                    return new ServerVisit(Optional.empty(), folder, port.get());
                }
                Thread.sleep(250); // the program is starting
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new CannotStart(
                "An OpenDCRC uses the data folder %s, but its database does not answer.".formatted(data), inUse);
    }

    /** Whether a program is at work and only visited. */
    boolean isVisited() {
        return own.isEmpty();
    }

    Path folder() {
        return folder;
    }

    Path cluster() {
        return EmbeddedPostgres.clusterOf(folder);
    }

    DatabaseAddress owner() {
        return EmbeddedPostgres.addressOf(port, EmbeddedPostgres.DATABASE, EmbeddedPostgres.OWNER, secrets);
    }

    /** Whoever may copy the server's files while it runs. Of the house's own database. */
    DatabaseAddress superuser() {
        return EmbeddedPostgres.addressOf(port, EmbeddedPostgres.DATABASE, EmbeddedPostgres.SUPERUSER, secrets);
    }

    @Override
    public void close() {
        own.ifPresent(EmbeddedPostgres::close);
    }
}
