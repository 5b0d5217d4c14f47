package org.opendcrc.stories;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.opendcrc.shared.database.DataFolder;

/** A dealer's house that burns down and is built up again on the same data: one node and its embedded database. */
final class House implements AutoCloseable {

    private final Path folder;
    private final Map<String, String> environment;
    private volatile Node node;

    House(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
        this.node = Node.start(folder, environment);
    }

    Node node() {
        return node;
    }

    Path folder() {
        return folder;
    }

    DataFolder database() {
        return new DataFolder(folder);
    }

    /** The program vanishes and is started again; its database server lives on meanwhile. */
    void killProgram() {
        node.kill();
        node = Node.start(folder, environment);
    }

    /** The database server vanishes under the running program. */
    void killDatabase() {
        database().killServer();
    }

    /** Both vanish together, as in a power cut. */
    void killBoth() {
        node.kill();
        database().killServer();
        node = Node.start(folder, environment);
    }

    /** An access token of a person, written as the page for tokens would. */
    String token(String login) throws Exception {
        var token = "odc_test-of-" + login + "-" + UUID.randomUUID();
        var hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try (var connection = database().owner()) {
            connection.setAutoCommit(false);
            try (var directory = connection.prepareStatement("""
                            insert into directory.token (token_hash, dealer_id, staff_id)
                            select ?, l.dealer_id, l.staff_id from directory.login l where l.login = ?
                            """);
                    var own = connection.prepareStatement("""
                            insert into organisation.access_token (dealer_id, id, staff_id, name, token_hash, created_at, expires_at)
                            select l.dealer_id, gen_random_uuid(), l.staff_id, 'story', ?, now(), now() + interval '1 day'
                              from directory.login l where l.login = ?
                            """)) {
                for (var statement : new java.sql.PreparedStatement[] {directory, own}) {
                    statement.setBytes(1, hash);
                    statement.setString(2, login);
                    if (statement.executeUpdate() != 1) {
                        throw new IllegalStateException("nobody signs in as " + login);
                    }
                }
            }
            connection.commit();
        }
        return token;
    }

    /** One number out of the database, seen by its owner. */
    long number(String sql) throws SQLException {
        try (var connection = database().owner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Changes something behind the program's back, as its owner. */
    void change(String sql) throws SQLException {
        try (var connection = database().owner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
