package org.opendcrc.shared.database;

import java.sql.SQLException;

/** Knocking at a database. */
class Connections {

    private Connections() {}

    /**
     * Whether the database lets this user in with this password. Any other trouble than a refused user or a missing database is a
     * failure, not a no.
     */
    static boolean opens(DatabaseAddress address) {
        try (var connection = address.dataSource().getConnection()) {
            return connection.isValid(10);
        } catch (SQLException e) {
            var state = e.getSQLState();
            // 28: no such user or wrong password; 3D: no such database
            if (state != null && (state.startsWith("28") || state.startsWith("3D"))) {
                return false;
            }
            throw new CannotStart("The database at %s does not answer: %s".formatted(address.url(), e.getMessage()), e);
        }
    }
}
