package org.opendcrc.shared.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the statements in the sources: is each table of a dealer asked for that dealer's rows alone? */
final class SqlScan {

    private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"\\R(.*?)\"\"\"", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\\r\\n]|\\\\.)+)\"");
    private static final Pattern RELATION =
            Pattern.compile("create\\s+(?:table|(?:or replace\\s+)?view)\\s+(?:if not exists\\s+)?(\\w+)\\.(\\w+)");
    private static final Pattern USE =
            Pattern.compile("(?<how>\\bfrom|\\bjoin|\\bupdate|\\binto|\\busing|,)\\s+(?:only\\s+|lateral\\s+)?"
                    + "(?<schema>\\w+)\\.(?<table>\\w+)(?<columns>\\s*\\([^)]*\\))?(?:\\s+(?:as\\s+)?(?<alias>\\w+))?");

    /** What may follow a table without being its alias. */
    private static final Set<String> WORDS = Set.of(
            "where",
            "set",
            "on",
            "join",
            "left",
            "right",
            "inner",
            "cross",
            "full",
            "group",
            "order",
            "limit",
            "for",
            "using",
            "values",
            "select",
            "returning",
            "union",
            "with",
            "natural",
            "having",
            "default",
            "except",
            "intersect",
            "window",
            "offset",
            "fetch",
            "tablesample",
            "overriding");

    private final Set<String> relations;

    SqlScan(Set<String> relations) {
        this.relations = relations;
    }

    /** With the tables and views that the migrations make. */
    static SqlScan ofMigrations(Path folder) throws IOException {
        var relations = new LinkedHashSet<String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(it -> it.toString().endsWith(".sql")).toList()) {
                var match = RELATION.matcher(Files.readString(file).toLowerCase(Locale.ROOT));
                while (match.find()) {
                    relations.add(match.group(1) + "." + match.group(2));
                }
            }
        }
        return new SqlScan(relations);
    }

    /** The texts of a source that may be statements. */
    static List<String> texts(String source) {
        var texts = new ArrayList<String>();
        var rest = new StringBuilder();
        var blocks = TEXT_BLOCK.matcher(source);
        while (blocks.find()) {
            texts.add(blocks.group(1));
            blocks.appendReplacement(rest, "");
        }
        blocks.appendTail(rest);
        TEXT.matcher(rest).results().forEach(it -> texts.add(it.group(1)));
        return texts;
    }

    /** What is wrong with one statement; empty if nothing, or if it is none. */
    List<String> faults(String statement) {
        var sql = statement.replaceAll("--[^\\n]*", " ").toLowerCase(Locale.ROOT);
        var faults = new ArrayList<String>();
        var uses = new HashMap<String, Integer>();
        var match = USE.matcher(sql);
        while (match.find()) {
            var schema = match.group("schema");
            var table = match.group("table");
            if (!relations.contains(schema + "." + table) || !Tenancy.isDealers(schema, table)) {
                continue;
            }
            if (match.group("how").equals("into")) {
                var columns = match.group("columns");
                if (columns == null || !columns.strip().startsWith("(dealer_id")) {
                    faults.add("into %s.%s without dealer_id as first column".formatted(schema, table));
                }
                continue;
            }
            var alias = match.group("alias");
            uses.merge(alias == null || WORDS.contains(alias) ? "" : alias, 1, Integer::sum);
        }
        uses.forEach((alias, times) -> {
            var name = alias.isEmpty() ? "(?<![\\w.])dealer_id" : "\\b" + alias + "\\.dealer_id";
            long said = Pattern.compile(name + "\\s*=\\s*(?::\\w|\\?)")
                    .matcher(sql)
                    .results()
                    .count();
            if (said < times) {
                faults.add("%s.dealer_id = :dealer is said %d times for %d tables"
                        .formatted(alias.isEmpty() ? "(no alias)" : alias, said, times));
            }
        });
        return faults;
    }
}
