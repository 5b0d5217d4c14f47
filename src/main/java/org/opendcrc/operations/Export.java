package org.opendcrc.operations;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.opendcrc.dms.CsvLine;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Vault;
import org.opendcrc.shared.database.SchemaWords;
import org.opendcrc.shared.database.Tenancy;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Everything of the present dealer as CSV, with what each table and column means, so that nobody is locked in. All of one moment. Works
 * as the application does, so row-level security holds here too. What later chapters keep is found by itself.
 */
@Component
public class Export {

    /** Keys of doors are nobody's data. Columns of these names leave the house empty. */
    private static final Set<String> SECRET = Set.of("password_hash", "previous_hash", "token_hash", "secret_hash");

    /** How a column is called that is sealed under the vault's key. */
    private static final String SEALED = "_cipher";

    private static final int AT_ONCE = 1_000;

    /** Without it spreadsheets take the file for another encoding. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final DataSource dataSource;
    private final Vault vault;
    private final TransactionTemplate transaction;

    Export(DataSource dataSource, Vault vault, PlatformTransactionManager transactions) {
        this.dataSource = dataSource;
        this.vault = vault;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Where the files go. */
    public interface Target {

        /** The next file; closed by the export. */
        OutputStream open(String name) throws IOException;
    }

    /**
     * How it is written.
     *
     * @param opened identity numbers in plain instead of sealed
     * @param guarded what a spreadsheet would take for a formula begins with an apostrophe
     */
    public record Manner(boolean opened, boolean guarded) {}

    /** What was written. */
    public record Written(int tables, long rows) {}

    private record Column(String name, String type, boolean nullable, int keyPosition, String references) {

        boolean isText() {
            return type.equals("text") || type.startsWith("character") || type.equals("jsonb");
        }
    }

    private record Table(String schema, String name, List<Column> columns) {

        String fullName() {
            return schema + "." + name;
        }
    }

    /** Writes all tables, {@code tables.csv}, {@code columns.csv} and a page that explains them. */
    public Written write(Target target, Manner manner) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var connection = DataSourceUtils.getConnection(dataSource);
            try {
                return write(connection, DealerContext.require(), target, manner);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                DataSourceUtils.releaseConnection(connection, dataSource);
            }
        }));
    }

    private Written write(Connection connection, int dealer, Target target, Manner manner)
            throws SQLException, IOException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local datestyle = 'ISO'");
        }
        var words = SchemaWords.read();
        var tables = tables(connection);
        var counts = new ArrayList<List<String>>();
        var columns = new ArrayList<List<String>>();
        counts.add(List.of("table", "file", "rows", "meaning"));
        columns.add(List.of("table", "column", "type", "may_be_empty", "key", "refers_to", "written_as", "meaning"));
        long all = 0;
        for (var table : tables) {
            var file = table.fullName() + ".csv";
            long rows;
            try (var out = writer(target.open(file))) {
                rows = rows(connection, dealer, table, out, manner);
            }
            all += rows;
            counts.add(List.of(table.fullName(), file, Long.toString(rows), words.ofTable(table.fullName())));
            for (var column : table.columns()) {
                columns.add(List.of(
                        table.fullName(),
                        column.name(),
                        column.type(),
                        column.nullable() ? "yes" : "no",
                        column.keyPosition() == 0 ? "" : Integer.toString(column.keyPosition()),
                        column.references(),
                        manner(column, manner),
                        words.of(table.fullName(), column.name())));
            }
        }
        lines(target, "tables.csv", counts);
        lines(target, "columns.csv", columns);
        try (var out = writer(target.open("README.txt"))) {
            out.write(explained(manner));
        }
        return new Written(tables.size(), all);
    }

    private static String manner(Column column, Manner manner) {
        if (SECRET.contains(column.name())) {
            return "left out: the key of a door";
        }
        if (column.name().endsWith(SEALED)) {
            return manner.opened() ? "opened" : "sealed, hexadecimal";
        }
        if (column.type().equals("bytea")) {
            return "hexadecimal";
        }
        return manner.guarded() && column.isText() ? "text; a leading ' before = + - @ is ours" : "as it is";
    }

    private static List<Table> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<Table>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select n.nspname as schema, c.relname as name, a.attname as col,
                               format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
                               coalesce(array_position(k.conkey, a.attnum), 0) as key_position,
                               coalesce((select string_agg(distinct f.confrelid::regclass::text, ' ')
                                           from pg_constraint f
                                          where f.conrelid = c.oid and f.contype = 'f' and a.attnum = any(f.conkey)
                                            and a.attname <> 'dealer_id'), '') as refers_to
                          from pg_class c
                          join pg_namespace n on n.oid = c.relnamespace
                          join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                          left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
                         where c.relkind in ('r', 'p')
                           and not c.relispartition
                           and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
                           and exists (select 1 from pg_attribute d
                                        where d.attrelid = c.oid and d.attname = 'dealer_id' and not d.attisdropped)
                           and has_table_privilege(c.oid, 'SELECT')
                         order by n.nspname, c.relname, a.attnum
                        """)) {
            while (rows.next()) {
                var schema = rows.getString("schema");
                var name = rows.getString("name");
                if (!Tenancy.isDealers(schema, name)) {
                    continue;
                }
                if (tables.isEmpty() || !tables.getLast().fullName().equals(schema + "." + name)) {
                    tables.add(new Table(schema, name, new ArrayList<>()));
                }
                tables.getLast()
                        .columns()
                        .add(new Column(
                                rows.getString("col"),
                                rows.getString("type"),
                                rows.getBoolean("nullable"),
                                rows.getInt("key_position"),
                                rows.getString("refers_to")));
            }
        }
        return tables;
    }

    /** Names come from the database's own catalogue and are quoted; nothing that a person wrote stands in the statement. */
    private long rows(Connection connection, int dealer, Table table, Writer out, Manner manner)
            throws SQLException, IOException {
        out.write(line(table.columns().stream().map(Column::name).toList()));
        var selected = table.columns().stream()
                .map(it -> SECRET.contains(it.name())
                        ? "null"
                        : it.name().endsWith(SEALED) && manner.opened()
                                ? quoted(it.name())
                                : it.type().equals("bytea")
                                        ? "encode(%s, 'hex')".formatted(quoted(it.name()))
                                        : quoted(it.name()) + "::text")
                .collect(Collectors.joining(", "));
        var key = table.columns().stream()
                .filter(it -> it.keyPosition() > 0)
                .sorted(Comparator.comparingInt(Column::keyPosition))
                .map(it -> quoted(it.name()))
                .collect(Collectors.joining(", "));
        var sql = "select %s from %s.%s where dealer_id = %d%s"
                .formatted(
                        selected,
                        quoted(table.schema()),
                        quoted(table.name()),
                        dealer,
                        key.isEmpty() ? "" : " order by " + key);
        long count = 0;
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(AT_ONCE);
            try (var rows = statement.executeQuery(sql)) {
                var cells = new ArrayList<String>();
                while (rows.next()) {
                    cells.clear();
                    for (int i = 0; i < table.columns().size(); i++) {
                        var column = table.columns().get(i);
                        String cell;
                        if (column.name().endsWith(SEALED) && manner.opened()) {
                            cell = Optional.ofNullable(rows.getBytes(i + 1))
                                    .map(vault::open)
                                    .orElse("");
                        } else {
                            cell = Optional.ofNullable(rows.getString(i + 1)).orElse("");
                        }
                        cells.add(manner.guarded() && column.isText() ? CsvLine.guarded(cell) : cell);
                    }
                    out.write(line(cells));
                    count++;
                }
            }
        }
        return count;
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static void lines(Target target, String name, List<List<String>> lines) throws IOException {
        try (var out = writer(target.open(name))) {
            for (var line : lines) {
                out.write(line(line));
            }
        }
    }

    private static String line(List<String> cells) {
        return CsvLine.of(cells) + "\r\n";
    }

    private static Writer writer(OutputStream out) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        writer.write(BYTE_ORDER_MARK);
        return writer;
    }

    private static String explained(Manner manner) {
        return """
                Everything that OpenDCRC keeps of one dealer, as of one moment.

                One CSV a table (RFC 4180, UTF-8 with byte order mark, comma, first line = columns). tables.csv lists them with their rows
                and meaning, columns.csv every column with its type, key, what it refers to and its meaning. An empty cell is either
                nothing or an empty text. Moments carry their offset (+00 = UTC); times of day are those of the store. Numbers of money
                in columns named ..._fen are fen. Binary values are hexadecimal.

                Keys of doors (passwords, access tokens) are left out. Identity numbers (columns named ..._cipher) are %s.
                %s
                """.formatted(
                        manner.opened()
                                ? "in plain; keep these files locked away"
                                : "sealed (AES-256-GCM: 12 bytes nonce, ciphertext, 16 bytes tag);\nthe operator's command"
                                        + " `export FOLDER --identity-numbers` opens them with the installation's key",
                        manner.guarded()
                                ? "A text that a spreadsheet would take for a formula (beginning with = + - @, so also +86...) has an"
                                        + "\napostrophe before it: take it away when you read the files by a program, or export with --raw."
                                : "Texts are as they are: do not open these files in a spreadsheet, it would run what looks like a formula.");
    }
}
