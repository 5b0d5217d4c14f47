package org.opendcrc.shared.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What tables and columns mean, as their migrations say beside them. */
public final class SchemaWords {

    private static final Pattern TABLE = Pattern.compile("create table (?:if not exists )?(\\w+\\.\\w+).*");
    private static final Pattern ALTER = Pattern.compile("alter table (\\w+\\.\\w+).*");
    private static final Pattern ADDED = Pattern.compile(".*add column (?:if not exists )?(\\w+) .*--\\s*(.+)");
    private static final Pattern COLUMN = Pattern.compile("\\s+(\\w+)\\s+[a-z].*?--\\s*(.+)");
    private static final Pattern FURTHER = Pattern.compile("\\s{8,}--\\s*(.+)");

    private final Map<String, String> words = new HashMap<>();

    private SchemaWords() {}

    /** Of the migrations that this program carries. */
    public static SchemaWords read() {
        var all = new SchemaWords();
        for (var file : KnownMigrations.files()) {
            try {
                all.read(file.getContentAsString(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    static SchemaWords of(String migration) {
        var all = new SchemaWords();
        all.read(migration);
        return all;
    }

    private void read(String migration) {
        List<String> before = new ArrayList<>();
        Optional<String> table = Optional.empty();
        var last = "";
        for (var line : migration.lines().toList()) {
            var created = TABLE.matcher(line);
            var altered = ALTER.matcher(line);
            if (created.matches()) {
                table = Optional.of(created.group(1));
                if (!before.isEmpty()) {
                    words.put(created.group(1), String.join(" ", before));
                }
                last = "";
            } else if (altered.matches()) {
                table = Optional.of(altered.group(1));
                last = "";
            }
            before = line.startsWith("--") ? with(before, line.substring(2).strip()) : new ArrayList<>();
            if (table.isEmpty() || created.matches()) {
                continue;
            }
            var further = FURTHER.matcher(line);
            var column = COLUMN.matcher(line);
            var added = ADDED.matcher(line);
            if (further.matches() && !last.isEmpty()) {
                words.merge(last, further.group(1).strip(), (a, b) -> a + " " + b);
            } else if (added.matches()) {
                last = table.get() + "." + added.group(1);
                words.put(last, added.group(2).strip());
            } else if (column.matches() && line.startsWith("    ")) {
                last = table.get() + "." + column.group(1);
                words.put(last, column.group(2).strip());
            } else {
                last = "";
            }
            if (line.replaceFirst("--.*", "").strip().endsWith(";")) {
                table = Optional.empty();
            }
        }
    }

    private static List<String> with(List<String> lines, String line) {
        var more = new ArrayList<>(lines);
        more.add(line);
        return more;
    }

    /** Of a table, {@code schema.table}; empty if nothing is said. */
    public String of(String table, String column) {
        return words.getOrDefault(table + "." + column, "");
    }

    /** Of a table as a whole; empty if nothing is said. */
    public String ofTable(String table) {
        return words.getOrDefault(table, "");
    }
}
