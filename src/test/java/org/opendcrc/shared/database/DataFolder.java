package org.opendcrc.shared.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The embedded database of a data folder, seen from outside: for tests that judge a running or killed program by its rows. */
public final class DataFolder {

    private final Path folder;

    public DataFolder(Path folder) {
        this.folder = folder;
    }

    /** The owner's address as {@code OPENDCRC_DATABASE_URL} wants it, for a second node. */
    public String ownerUrl() {
        return "%s?user=%s&password=%s".formatted(url(), EmbeddedPostgres.OWNER, secret(EmbeddedPostgres.OWNER));
    }

    /** The password of the application's role, for a second node. */
    public String applicationPassword() {
        return secret("opendcrc_app");
    }

    /** A connection of the owner, who sees every dealer. */
    public Connection owner() throws SQLException {
        return new DatabaseAddress(url(), EmbeddedPostgres.OWNER, secret(EmbeddedPostgres.OWNER))
                .dataSource()
                .getConnection();
    }

    /** Ends the server without a word, as a power cut would. */
    public void killServer() {
        ProcessHandle.of(postmaster().pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:%d/opendcrc"
                .formatted(postmaster().port().orElseThrow());
    }

    private EmbeddedPostgres.Postmaster postmaster() {
        return EmbeddedPostgres.Postmaster.of(
                        folder.toAbsolutePath().resolve("postgres").resolve("cluster"))
                .orElseThrow();
    }

    private String secret(String name) {
        return new Secrets(folder.resolve("secrets")).get(name);
    }
}
