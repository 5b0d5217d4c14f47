package org.opendcrc.shared.database;

import java.sql.Connection;
import java.sql.SQLException;

/** What Flyway wrote down about a database. */
class SchemaHistory {

    private SchemaHistory() {}

    /** The newest migration that was run, {@code none} if there was none. */
    static String latest(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var row =
                    statement.executeQuery("select to_regclass('infrastructure.flyway_schema_history') is not null")) {
                row.next();
                if (!row.getBoolean(1)) {
                    return "none";
                }
            }
            try (var row = statement.executeQuery("""
                    select coalesce(max(h.version), 'none')
                      from infrastructure.flyway_schema_history h
                     where h.success
                    """)) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
