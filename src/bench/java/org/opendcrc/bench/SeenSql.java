package org.opendcrc.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements that the database saw while one page was made, with their values, taken from its log: what the shipped binaries offer,
 * since pg_stat_statements keeps no values and its library is not among them in every build.
 */
final class SeenSql {

    private static final Pattern ENTRY =
            Pattern.compile("^[0-9-]+ [0-9:.]+ UTC \\[([0-9]+)\\] (\\S+) (LOG|DETAIL):  (.*)$", Pattern.DOTALL);
    private static final Pattern EXECUTED = Pattern.compile(
            "^duration: [0-9.]+ ms  (?:execute (?:fetch from )?[^:]*|statement): (.*)$", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("\\$([0-9]+) = (NULL|'(?:[^']++|'')*+')");
    private static final Pattern PLACE = Pattern.compile("\\$([0-9]+)");

    private final Path log;

    SeenSql(Path log) {
        this.log = log;
    }

    long end() throws IOException {
        return Files.size(log);
    }

    private static final class Statement {
        private final String process;
        private final String sql;
        private final HashMap<String, String> values = new HashMap<>();

        Statement(String process, String sql) {
            this.process = process;
            this.sql = sql;
        }

        String filled() {
            var matcher = PLACE.matcher(sql);
            var filled = new StringBuilder();
            while (matcher.find()) {
                var value = values.getOrDefault(matcher.group(1), matcher.group());
                matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
            }
            matcher.appendTail(filled);
            return filled.toString().strip().replaceAll(";$", "");
        }
    }

    /** The application's statements behind that place of the log; those of its jobs, which run beside, are left out. */
    List<String> since(long from) throws IOException {
        var statements = new ArrayList<Statement>();
        var last = false; // whether the last entry was an execution, whose values follow; a binding has values too
        for (var entry : entries(from)) {
            var parts = ENTRY.matcher(entry);
            if (!parts.matches() || !parts.group(2).equals("opendcrc_app")) {
                continue;
            }
            if (parts.group(3).equals("LOG")) {
                var executed = EXECUTED.matcher(parts.group(4));
                last = executed.matches();
                if (last) {
                    statements.add(new Statement(parts.group(1), executed.group(1)));
                }
            } else if (last) {
                var values = VALUE.matcher(parts.group(4));
                while (values.find()) {
                    statements.getLast().values.put(values.group(1), values.group(2));
                }
            }
        }
        var beside = new HashSet<String>();
        for (var statement : statements) {
            if (statement.sql.contains("scheduled_tasks") || statement.sql.contains("event_publication")) {
                beside.add(statement.process);
            }
        }
        return statements.stream()
                .filter(it -> !beside.contains(it.process))
                .map(Statement::filled)
                .toList();
    }

    private List<String> entries(long from) throws IOException {
        String text;
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(from);
            var bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            text = new String(bytes, StandardCharsets.UTF_8);
        }
        var entries = new ArrayList<String>();
        for (var line : text.split("\n")) {
            if (line.startsWith("\t") && !entries.isEmpty()) {
                entries.set(entries.size() - 1, entries.getLast() + "\n" + line.substring(1));
            } else {
                entries.add(line);
            }
        }
        return entries;
    }
}
