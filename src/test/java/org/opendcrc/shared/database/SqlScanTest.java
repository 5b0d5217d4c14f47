package org.opendcrc.shared.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules of the sources that the compiler does not know: the dealer in every statement, no clock but the given one. */
class SqlScanTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");

    /** The one place that reads the machine's clock. */
    private static final Path CLOCKS = SOURCES.resolve(Path.of("org", "opendcrc", "shared", "Clocks.java"));

    private static final Pattern CLOCK =
            Pattern.compile("\\b(?:Instant|Local(?:Date|Time|DateTime)|ZonedDateTime|OffsetDateTime|Year|YearMonth)"
                    + "\\.now\\((?!clock\\))|System\\.currentTimeMillis|\\bnew Date\\(\\)|Clock\\.(?:system|tick)");

    private static final Pattern SQL_CLOCK = Pattern.compile(
            "\\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp)\\(\\)|\\bcurrent_(?:date|timestamp|time)\\b|\\blocaltime");

    private static final Pattern REFUSED_BY_CITUS =
            Pattern.compile("(?i)^\\s*merge\\s+into\\b|\\bset null\\b", Pattern.MULTILINE);

    /**
     * PostgreSQL takes coalesce and its likes for something that could leak, so behind row-level security no index is asked with them; at a
     * million customers the page of one read them all. What a {@code case} gives is let through.
     */
    private static final Pattern WITHOUT_INDEX =
            Pattern.compile("(?i)\\b(?:where|and|on)\\s+\\w+\\.\\w+\\s*=\\s*(?:coalesce|greatest|least|nullif)\\(");

    private final SqlScan probe = new SqlScan(Set.of("a.t", "a.u", "a.rows_staging", "directory.dealer"));

    @Test
    void every_statement_asks_each_table_for_one_dealer() throws IOException {
        var scan = SqlScan.ofMigrations(MIGRATIONS);
        var faults = new ArrayList<String>();
        for (var source : sources()) {
            for (var text : SqlScan.texts(Files.readString(source))) {
                scan.faults(text).forEach(fault -> faults.add(source + ": " + fault + " in:\n" + text));
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void no_statement_reads_the_databases_clock_or_uses_what_cannot_be_distributed() throws IOException {
        var faults = new ArrayList<String>();
        for (var source : sources()) {
            for (var text : SqlScan.texts(Files.readString(source))) {
                for (var pattern : List.of(SQL_CLOCK, REFUSED_BY_CITUS)) {
                    pattern.matcher(text).results().forEach(it -> faults.add(source + ": " + it.group()));
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void no_statement_looks_a_row_up_by_what_row_level_security_keeps_from_the_index() throws IOException {
        var faults = new ArrayList<String>();
        for (var source : sources()) {
            for (var text : SqlScan.texts(Files.readString(source))) {
                WITHOUT_INDEX.matcher(text).results().forEach(it -> faults.add(source + ": " + it.group()));
            }
        }
        assertThat(faults).isEmpty();
        assertThat(WITHOUT_INDEX
                        .matcher("where t.dealer_id = :dealer and t.id = coalesce(:id, u.id)")
                        .find())
                .isTrue();
        assertThat(WITHOUT_INDEX
                        .matcher("set version = coalesce(f.version, 0) + 1")
                        .find())
                .isFalse();
    }

    @Test
    void nobody_asks_the_machine_for_the_time() throws IOException {
        var faults = new ArrayList<String>();
        for (var source : sources()) {
            if (!source.equals(CLOCKS)) {
                CLOCK.matcher(Files.readString(source)).results().forEach(it -> faults.add(source + ": " + it.group()));
            }
        }
        assertThat(faults).isEmpty();
        assertThat(CLOCK.matcher(Files.readString(CLOCKS)).find()).isTrue();
        assertThat(CLOCK.matcher("Instant.now()").find()).isTrue();
        assertThat(CLOCK.matcher("LocalDate.now(zone)").find()).isTrue();
        assertThat(CLOCK.matcher("System.currentTimeMillis()").find()).isTrue();
    }

    @Test
    void a_sound_statement_is_accepted() {
        assertThat(probe.faults("select t.id from a.t t join a.u u on u.dealer_id = :dealer and u.id = t.id "
                        + "where t.dealer_id = :dealer"))
                .isEmpty();
        assertThat(probe.faults("update a.t set x = 1 where dealer_id = :dealer"))
                .isEmpty();
        assertThat(probe.faults("delete from a.t where dealer_id = ?")).isEmpty();
        assertThat(probe.faults("insert into a.t (dealer_id, id) values (:dealer, :id)"))
                .isEmpty();
        assertThat(probe.faults("select d.code from directory.dealer d")).isEmpty();
        assertThat(probe.faults("select r.id from a.rows_staging r")).isEmpty();
    }

    @Test
    void a_forgotten_dealer_is_seen() {
        assertThat(probe.faults("select t.id from a.t t")).isNotEmpty();
        assertThat(probe.faults("select t.id from a.t t join a.u u on u.id = t.id where t.dealer_id = :dealer"))
                .singleElement()
                .asString()
                .startsWith("u.dealer_id");
        assertThat(probe.faults("select 1 from a.t t where t.dealer_id = :dealer and exists (select 1 from a.t t)"))
                .isNotEmpty();
        assertThat(probe.faults("select 1 from a.t t, a.u u where t.dealer_id = :dealer"))
                .isNotEmpty();
        assertThat(probe.faults(
                        "select 1 from a.t as t join a.u as u on u.dealer_id = t.dealer_id where t.dealer_id = :d"))
                .isNotEmpty();
        assertThat(probe.faults("update a.t set x = 1 where id = :id")).isNotEmpty();
        assertThat(probe.faults("delete from a.t where id = :id")).isNotEmpty();
        assertThat(probe.faults("insert into a.t (id, dealer_id) values (:id, :dealer)"))
                .isNotEmpty();
        assertThat(probe.faults("insert into a.t select * from a.rows_staging")).isNotEmpty();
    }

    @Test
    void the_migrations_tables_are_known() throws IOException {
        assertThat(SqlScan.ofMigrations(MIGRATIONS).faults("select l.login from directory.login l"))
                .isEmpty();
        assertThat(SqlScan.ofMigrations(MIGRATIONS).faults("select c.name from customers.customer c"))
                .isNotEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(it -> it.toString().endsWith(".java")).toList();
        }
    }
}
