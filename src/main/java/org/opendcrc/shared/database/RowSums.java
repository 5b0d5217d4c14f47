package org.opendcrc.shared.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows each table holds, and a sum over all of them that does not depend on their order. Reading every row also makes the
 * server check every page's checksum.
 */
record RowSums(Map<String, Sum> tables) {

    RowSums {
        tables = Map.copyOf(tables);
    }

    /** Of one table. */
    record Sum(long rows, String sum) {}

    static RowSums of(DatabaseAddress address) throws SQLException {
        try (var connection = address.dataSource().getConnection()) {
            return of(connection);
        }
    }

    /** As of one moment. */
    static RowSums of(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        var tables = new TreeMap<String, Sum>();
        try (var statement = connection.createStatement()) {
            statement.execute("set local time zone 'UTC'");
            statement.execute("set local datestyle = 'ISO'");
            var names = new java.util.ArrayList<String>();
            try (var rows = statement.executeQuery("""
                    select format('%I.%I', n.nspname, c.relname)
                      from pg_class c
                      join pg_namespace n on n.oid = c.relnamespace
                     where c.relkind = 'r'
                       and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
                       and n.nspname not like 'pg\\_temp\\_%'
                     order by 1
                    """)) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            for (var name : names) {
                try (var row = statement.executeQuery(
                        "select count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text from %s t"
                                .formatted(name))) {
                    row.next();
                    tables.put(name, new Sum(row.getLong(1), row.getString(2)));
                }
            }
        }
        connection.rollback();
        return new RowSums(tables);
    }

    long rows() {
        return tables.values().stream().mapToLong(Sum::rows).sum();
    }

    /** One table a line: name, rows, sum. */
    String written() {
        var text = new StringBuilder();
        new TreeMap<>(tables)
                .forEach((name, sum) -> text.append(name)
                        .append(' ')
                        .append(sum.rows())
                        .append(' ')
                        .append(sum.sum())
                        .append('\n'));
        return text.toString();
    }

    static RowSums read(String text) {
        var tables = new TreeMap<String, Sum>();
        text.lines().filter(it -> !it.isBlank()).forEach(line -> {
            var words = line.split(" ", -1);
            tables.put(words[0], new Sum(Long.parseLong(words[1]), words[2]));
        });
        return new RowSums(tables);
    }
}
