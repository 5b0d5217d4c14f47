package org.opendcrc.bench;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** Brings files in through the import, and the same rows by the shortest way there is: a bare COPY and one merging insert. */
final class Intake {

    private static final Pattern COUNT = Pattern.compile("\"(accepted|rejected|warnings)\":([0-9]+)");

    private final House house;
    private final String token;
    private final Path folder;

    Intake(House house, String token, Path folder) {
        this.house = house;
        this.token = token;
        this.folder = folder;
    }

    /** The time from sending a file to the answer that all of it is in. */
    Duration bringIn(String kind, Path file) throws IOException {
        try (var visitor = new Visitor(house.port())) {
            visitor.useToken(token);
            var begun = System.nanoTime();
            var answer = visitor.post("/api/v1/imports?kind=" + kind + "&name=" + file.getFileName(), file);
            var took = Duration.ofNanos(System.nanoTime() - begun);
            var text = answer.text();
            var counts = COUNT.matcher(text);
            var said = new StringBuilder();
            while (counts.find()) {
                said.append(counts.group()).append(' ');
            }
            System.out.printf("  %s: %s in %.1f s%n", file.getFileName(), said, took.toMillis() / 1000.0);
            if (answer.status() / 100 != 2 || !text.contains("\"rejected\":0")) {
                throw new IllegalStateException(file + " came in as " + answer.status() + " " + text);
            }
            return took;
        }
    }

    /**
     * What the import is held against: COPY of the table's rows into an equal staging table, and one {@code insert … select … on
     * conflict do update} into an equal table with the same keys and indexes, without row-level security.
     *
     * @param key the columns of the conflict
     * @param ordered in which order the file has the rows
     * @param bound whether the foreign keys are there too
     */
    Duration bare(String table, String key, String ordered, boolean bound) throws IOException, SQLException {
        try (var connection = house.connect("opendcrc_owner")) {
            return bare(connection, table, key, ordered, bound);
        }
    }

    private Duration bare(Connection connection, String table, String key, String ordered, boolean bound)
            throws IOException, SQLException {
        var file = folder.resolve(table + ".copy").toFile();
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        String columns;
        try (var statement = connection.createStatement()) {
            statement.execute("drop schema if exists bench cascade");
            statement.execute("create schema bench");
            statement.execute("create unlogged table bench.staging (like %s including defaults)".formatted(table));
            statement.execute("create table bench.target (like %s including all)".formatted(table));
            if (bound) {
                bind(statement, table);
            }
            try (var rows = statement.executeQuery("""
                    select string_agg(quote_ident(a.attname), ',' order by a.attnum)
                      from pg_attribute a
                     where a.attrelid = '%s'::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                    """.formatted(table))) {
                rows.next();
                columns = rows.getString(1);
            }
            try (var out = new FileOutputStream(file)) {
                copy.copyOut("copy (select %s from %s order by %s) to stdout".formatted(columns, table, ordered), out);
            }
            var keys = Stream.of(key.split(",")).map(String::strip).toList();
            var updates = Stream.of(columns.split(","))
                    .filter(it -> !keys.contains(it))
                    .map(it -> it + " = excluded." + it)
                    .collect(Collectors.joining(", "));
            var begun = System.nanoTime();
            connection.setAutoCommit(false);
            try (var in = new FileInputStream(file)) {
                copy.copyIn("copy bench.staging (%s) from stdin".formatted(columns), in);
            }
            statement.execute("""
                    insert into bench.target (%1$s)
                    select %1$s from bench.staging
                        on conflict (%2$s) do %3$s
                    """.formatted(columns, key, updates.isEmpty() ? "nothing" : "update set " + updates));
            connection.commit();
            var took = Duration.ofNanos(System.nanoTime() - begun);
            connection.setAutoCommit(true);
            statement.execute("drop schema bench cascade");
            return took;
        }
    }

    private static void bind(Statement statement, String table) throws SQLException {
        var keys = new ArrayList<String>();
        try (var rows = statement.executeQuery("""
                select pg_get_constraintdef(c.oid) from pg_constraint c where c.conrelid = '%s'::regclass and c.contype = 'f'
                """.formatted(table))) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        for (var key : keys) {
            statement.execute("alter table bench.target add " + key);
        }
    }
}
