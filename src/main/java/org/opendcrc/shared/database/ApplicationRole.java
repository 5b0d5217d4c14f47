package org.opendcrc.shared.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The role {@code opendcrc_app} under which the application works: it sees a dealer's rows only under that dealer's name, so it may be
 * neither superuser nor owner nor free of row-level security.
 */
class ApplicationRole {

    static final String NAME = "opendcrc_app";

    /** Two nodes may start at once. Any number will do, if nobody else uses it. */
    private static final long ADVISORY_LOCK = 0x4f70656e44435243L;

    private static final int OLDEST_VERSION = 150_000;

    private ApplicationRole() {}

    /**
     * Sees that the server is new enough and that the role exists and opens with this password.
     *
     * @return the application's address
     */
    static DatabaseAddress prepare(DatabaseAddress owner, String password) {
        var application = owner.as(NAME, password);
        try (var connection = owner.dataSource().getConnection()) {
            checkServer(connection, owner.user());
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("select pg_advisory_xact_lock(%d)".formatted(ADVISORY_LOCK));
            }
            if (!exists(connection)) {
                run(
                        connection,
                        "create role %s login nosuperuser nobypassrls nocreatedb nocreaterole password %s",
                        password);
            } else if (!Connections.opens(application)) {
                run(connection, "alter role %s login password %s", password);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new CannotStart(
                    "The database at %s does not let in its owner %s: %s"
                            .formatted(owner.url(), owner.user(), e.getMessage()),
                    e);
        }
        if (!Connections.opens(application)) {
            throw new CannotStart(
                    "The database at %s does not let in %s with OPENDCRC_APP_PASSWORD: look at its pg_hba.conf."
                            .formatted(owner.url(), NAME));
        }
        return application;
    }

    private static void checkServer(Connection connection, String owner) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select current_setting('server_version_num')::int as version,
                               current_setting('server_version') as version_name,
                               has_database_privilege(current_database(), 'CREATE') as may_create
                        """)) {
            row.next();
            if (row.getInt("version") < OLDEST_VERSION) {
                throw new CannotStart("OpenDCRC needs PostgreSQL 15 or newer; OPENDCRC_DATABASE_URL leads to %s."
                        .formatted(row.getString("version_name")));
            }
            if (!row.getBoolean("may_create")) {
                throw new CannotStart(("The user %1$s of OPENDCRC_DATABASE_URL may not create schemas there. "
                                + "Run: grant create on database … to %1$s, or make it the database's owner.")
                        .formatted(owner));
            }
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select 1 from pg_roles where rolname = '%s'".formatted(NAME))) {
            return rows.next();
        }
    }

    /** Such statements take no parameters, so the server itself quotes the password. */
    private static void run(Connection connection, String pattern, String password) throws SQLException {
        try (var quote = connection.prepareStatement("select quote_literal(?)")) {
            quote.setString(1, password);
            try (var row = quote.executeQuery();
                    var statement = connection.createStatement()) {
                row.next();
                statement.execute(pattern.formatted(NAME, row.getString(1)));
            }
        } catch (SQLException e) {
            throw new CannotStart(
                    ("The owner of OPENDCRC_DATABASE_URL may not make the role %1$s or set its password (%2$s). "
                                    + "Give it the right createrole, or run yourself: create role %1$s login password '…'.")
                            .formatted(NAME, e.getMessage()),
                    e);
        }
    }

    /**
     * Goes on only if row-level security holds for this connection.
     *
     * @throws CannotStart if it belongs to a superuser, to a role that is free of row-level security, or to an owner of tables
     */
    static void check(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select current_user as name,
                               (select r.rolsuper from pg_roles r where r.rolname = current_user) as superuser,
                               (select r.rolbypassrls from pg_roles r where r.rolname = current_user) as free_of_rls,
                               exists (select 1
                                         from pg_class c
                                         join pg_namespace n on n.oid = c.relnamespace
                                        where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
                                          and n.nspname not like 'pg\\_temp\\_%'
                                          and pg_has_role(current_user, c.relowner, 'member')) as owner
                        """)) {
            row.next();
            var name = row.getString("name");
            if (row.getBoolean("superuser")) {
                throw refused(name, "is a superuser", "alter role %s nosuperuser".formatted(name));
            }
            if (row.getBoolean("free_of_rls")) {
                throw refused(name, "has BYPASSRLS", "alter role %s nobypassrls".formatted(name));
            }
            if (row.getBoolean("owner")) {
                throw refused(
                        name, "owns tables or is a member of their owner", "reassign owned by %s to …".formatted(name));
            }
        }
    }

    private static CannotStart refused(String name, String fault, String remedy) {
        return new CannotStart("The application's database role %s %s, so dealers would see each other's rows. Run: %s."
                .formatted(name, fault, remedy));
    }
}
