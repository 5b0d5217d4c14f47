package org.opendcrc.dms;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opendcrc.dms.Finding.Weight;
import org.opendcrc.dms.ImportedFile.Counts;
import org.opendcrc.dms.ImportedFile.Phase;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.MergeRun;
import org.opendcrc.shared.Vault;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings one file in, in one transaction: everything or nothing of it, whatever is switched off in between. A file that was begun
 * and not finished is simply brought in again.
 */
@Component
class Importer {

    private static final Logger LOG = LoggerFactory.getLogger(Importer.class);

    /** Words that wait for a decision, of one file: more are no vocabulary. */
    private static final int MOST_OPEN_WORDS = 500;

    private static final int SENT_AT_ONCE = 1 << 21;
    private static final int GIVEN_UP_AFTER = 3;
    private static final String COPY_FINDINGS =
            "copy dms.finding_staging (dealer_id, run_id, line, position, weight, column_name, value, why, arguments, source) from stdin";

    private final Imports imports;
    private final FileStore store;
    private final SourceFiles sources;
    private final Mappings mappings;
    private final StoreBooks books;
    private final Vault vault;
    private final TakingOver takingOver;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final DataSource database;
    private final TransactionTemplate transaction;
    private final TransactionTemplate aside;
    private final Map<Integer, ReentrantLock> dealers = new ConcurrentHashMap<>();

    Importer(
            Imports imports,
            FileStore store,
            SourceFiles sources,
            Mappings mappings,
            StoreBooks books,
            Vault vault,
            TakingOver takingOver,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            DataSource database,
            PlatformTransactionManager transactions) {
        this.imports = imports;
        this.store = store;
        this.sources = sources;
        this.mappings = mappings;
        this.books = books;
        this.vault = vault;
        this.takingOver = takingOver;
        this.events = events;
        this.jdbc = jdbc;
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.aside = new TransactionTemplate(transactions);
        this.aside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Brings the file in, or refuses it, unless another node has done so meanwhile. Waits while another file of the dealer comes in.
     * Called in the dealer's context, outside a transaction.
     *
     * @throws RuntimeException if something of ours fails; the file is then taken up again, and given up after the third time
     */
    void bringIn(UUID file, Instant at) {
        // One connection waits in this node, not one for each file.
        var lock = dealers.computeIfAbsent(DealerContext.require(), _ -> new ReentrantLock());
        lock.lock();
        try {
            alone(file, at);
        } finally {
            lock.unlock();
        }
    }

    private void alone(UUID file, Instant at) {
        var work = begin(file, at);
        if (work.isEmpty()) {
            return;
        }
        try {
            aside.executeWithoutResult(_ -> imports.analyseGrown());
            transaction.executeWithoutResult(_ -> {
                imports.lockDealer();
                imports.work(file).filter(Importer::isOpen).ifPresent(it -> read(it, at));
            });
        } catch (RefusedFile refused) {
            aside.executeWithoutResult(_ -> imports.refuse(file, refused.why(), refused.arguments(), at));
        } catch (RuntimeException e) {
            // Where the program was killed or the database gone the file is not to blame: it is tried again as often as
            // need be.
            if (isLostConnection(e) || failures(file) < GIVEN_UP_AFTER) {
                throw e;
            }
            LOG.error("The file {} was given up", file, e);
            aside.executeWithoutResult(_ -> imports.refuse(file, "our-fault", List.of(file.toString()), at));
        }
        store.delete(work.get().path());
    }

    private int failures(UUID file) {
        return Objects.requireNonNull(aside.execute(_ -> imports.addFailure(file)));
    }

    /**
     * A connection that broke (class 08), a server that was stopped, killed or is starting (class 57), or a transaction that could not
     * even be begun, committed or rolled back: its rollback hides what failed first.
     */
    static boolean isLostConnection(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransactionException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || (cause instanceof SQLException sql
                            && sql.getSQLState() != null
                            && (sql.getSQLState().startsWith("08")
                                    || sql.getSQLState().startsWith("57")))) {
                return true;
            }
        }
        return false;
    }

    private Optional<Imports.Work> begin(UUID file, Instant at) {
        return aside.execute(_ -> {
            var work = imports.work(file).filter(Importer::isOpen);
            work.ifPresent(_ -> imports.begin(file, at));
            return work;
        });
    }

    private static boolean isOpen(Imports.Work work) {
        return work.state() == ImportedFile.State.WAITING || work.state() == ImportedFile.State.RUNNING;
    }

    private void read(Imports.Work work, Instant at) {
        try (var source = sources.recognise(work.path(), work.kind(), mappings.book(work.kind()))) {
            aside.executeWithoutResult(_ -> {
                imports.recognised(work.id(), source);
                imports.progress(work.id(), Phase.READING, 0);
                // Without any heading of ours the line may be no heading line at all, but somebody's data.
                if (source.headings().known() > 0) {
                    mappings.rememberHeadings(work.kind(), source.headings().ignored(), at);
                }
            });
            source.requireColumns();
            read(work, source, at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Imports.Work work, Source source, Instant at) {
        var headings = source.headings();
        var book = books.read();
        var zone = book.first().zone();
        var reader =
                work.kind().reader(new RowReader.Circumstances(DealerContext.require(), work.id(), book, vault, at));
        var staged = stage(work, source, reader);
        aside.executeWithoutResult(_ -> imports.progress(work.id(), Phase.MERGING, staged.lines()));
        var run = new MergeRun(work.id(), headings.given(), zone, at);
        var merged = takingOver.merge(work, run);
        aside.executeWithoutResult(_ -> imports.progress(work.id(), Phase.REPORTING, staged.lines()));
        var found = explain(work, source);
        moveFindings(work);
        takingOver.keepWaiting(work, run);
        empty(work);
        var released = takingOver.release(work, run);
        mappings.rememberWords(staged.openWords(), at);
        finish(work, headings, staged, new Taken(merged, found, released), at);
    }

    /**
     * @param lines all lines that say something
     * @param openWords words that wait for a decision
     */
    private record Staged(int lines, int rejected, int warnings, Set<Mappings.OpenWord> openWords) {}

    private Staged stage(Imports.Work work, Source source, RowReader reader) {
        var headings = source.headings();
        var findings = new Findings(work.id());
        var lines = 0;
        var rejected = 0;
        try (var rows = new DataRows(source)) {
            for (var part = rows.next(); part != null; part = rows.next()) {
                lines++;
                switch (part) {
                    case Records.Lost lost -> {
                        rejected++;
                        findings.addLost(lost);
                    }
                    case Records.Cells(int line, var cells) -> {
                        var row = new Row(headings, line, cells);
                        reader.read(row);
                        if (row.isRejected()) {
                            rejected++;
                        }
                        findings.add(row);
                    }
                }
                if (reader.text().length() + findings.text.length() > SENT_AT_ONCE) {
                    send(reader, findings);
                    var so = lines;
                    aside.executeWithoutResult(_ -> imports.progress(work.id(), Phase.READING, so));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        send(reader, findings);
        return new Staged(lines, rejected, findings.warnings, findings.openWords);
    }

    private void send(RowReader reader, Findings findings) {
        copy(reader.copy(), reader.text());
        reader.further().forEach(it -> copy(it.copy(), it.text()));
        copy(COPY_FINDINGS, findings.text);
    }

    private void copy(String statement, CopyText text) {
        if (text.length() == 0) {
            return;
        }
        onConnection(connection -> {
            try {
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement, new StringReader(text.take()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @FunctionalInterface
    private interface OnConnection {
        void run(Connection connection) throws SQLException;
    }

    private void onConnection(OnConnection work) {
        var connection = DataSourceUtils.getConnection(database);
        try {
            work.run(connection);
        } catch (SQLException e) {
            throw new org.springframework.jdbc.UncategorizedSQLException("import", null, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    /** What the merge found on the lines: their values and sources are read from the file once more. */
    private int explain(Imports.Work work, Source source) {
        var headings = source.headings();
        var findings = new Findings(work.id());
        try (var found = jdbc
                .sql("""
                        select s.line, s.state, s.refused_column, s.refused_why, s.warnings
                          from %s s
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                           and (s.state in ('rejected', 'waiting', 'superseded') or cardinality(s.warnings) > 0)
                         order by s.line
                        """.formatted(work.kind().staging()))
                .withFetchSize(2_000)
                .param("dealer", DealerContext.require())
                .param("run", work.id())
                .query((row, _) -> new Merged(
                        row.getInt("line"),
                        row.getString("state"),
                        row.getString("refused_column"),
                        row.getString("refused_why"),
                        Arrays.asList((String[]) row.getArray("warnings").getArray())))
                .stream()) {
            var each = found.iterator();
            if (!each.hasNext()) {
                return 0;
            }
            try (var parts = source.open()) {
                while (each.hasNext()) {
                    var merged = each.next();
                    var part = parts.next();
                    while (part != null && part.line() < merged.line()) {
                        part = parts.next();
                    }
                    if (part instanceof Records.Cells(int line, var cells) && line == merged.line()) {
                        findings.add(merged, headings, cells);
                    }
                    if (findings.text.length() > SENT_AT_ONCE) {
                        copy(COPY_FINDINGS, findings.text);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        copy(COPY_FINDINGS, findings.text);
        return findings.warnings;
    }

    /** What the owning chapter left on a row. */
    private record Merged(
            int line,
            String state,
            @Nullable String column,
            @Nullable String why,
            List<String> warnings) {}

    private void moveFindings(Imports.Work work) {
        jdbc.sql("""
                        insert into dms.finding (dealer_id, file_id, line, position, weight, column_name, value, why, arguments, source)
                        select s.dealer_id, s.run_id, s.line, s.position, s.weight, s.column_name, s.value, s.why, s.arguments, s.source
                          from dms.finding_staging s
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                        """)
                .param("dealer", DealerContext.require())
                .param("run", work.id())
                .update();
    }

    private void empty(Imports.Work work) {
        Consumer<String> delete = table -> jdbc.sql("""
                        delete from %s s
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                        """.formatted(table))
                .param("dealer", DealerContext.require())
                .param("run", work.id())
                .update();
        delete.accept("dms.finding_staging");
        delete.accept(work.kind().staging());
        if (work.kind() == FileKind.CUSTOMERS) {
            delete.accept("customers.phone_staging");
        }
    }

    /** @param warnings that the merge found */
    private record Taken(TakingOver.Merged merged, int warnings, Waiting.Released released) {}

    private void finish(Imports.Work work, Headings headings, Staged staged, Taken taken, Instant at) {
        var merged = taken.merged().result();
        var counts = new Counts(
                merged.created(),
                merged.changed(),
                merged.unchanged(),
                merged.superseded(),
                merged.rejected() + staged.rejected(),
                merged.waiting(),
                staged.warnings() + taken.warnings());
        if (counts.read() != staged.lines()) {
            throw new IllegalStateException("%d lines read, %d accounted for".formatted(staged.lines(), counts.read()));
        }
        var visits = taken.merged().visits() || taken.released().visits();
        var sales = taken.merged().sales() || taken.released().sales();
        imports.done(
                work.id(),
                headings,
                staged.lines(),
                counts,
                new Imports.Besides(taken.released().rows(), visits, sales),
                at);
        events.publishEvent(new Audited(
                DealerContext.require(),
                at,
                work.startedBy(),
                "file-imported",
                "file",
                work.id().toString(),
                Map.of(),
                Map.of(
                        "name", work.name(),
                        "kind", work.kind().word(),
                        "accepted", Integer.toString(counts.accepted()),
                        "rejected", Integer.toString(counts.rejected()))));
    }

    /** Lines of the findings' staging table. */
    private static final class Findings {

        /** Findings of the merge stand behind those of the reading. */
        private static final int OF_MERGE = 1000;

        private final UUID file;
        private final CopyText text = new CopyText();
        private final Set<Mappings.OpenWord> openWords = new LinkedHashSet<>();
        private int warnings;

        Findings(UUID file) {
            this.file = file;
        }

        void add(Row row) {
            var source = row.isRejected() ? CsvLine.of(row.cells()) : null;
            for (var finding : row.findings()) {
                // A doubt about a line that does not come in helps nobody.
                if (row.isRejected() && finding.weight() == Weight.WARNING) {
                    continue;
                }
                write(finding, source);
                source = null;
                if (openWords.size() < MOST_OPEN_WORDS) {
                    WordTopic.ofWarning(finding.why())
                            .ifPresent(it -> openWords.add(new Mappings.OpenWord(it, finding.value())));
                }
            }
        }

        void addLost(Records.Lost lost) {
            write(
                    new Finding(
                            lost.line(),
                            1,
                            Weight.REJECTED,
                            "",
                            lost.text(),
                            lost.why(),
                            List.of(Integer.toString(lost.line()), Integer.toString(lost.last()))),
                    lost.text());
        }

        void add(Merged merged, Headings headings, List<String> cells) {
            var position = OF_MERGE;
            if (merged.state().equals("rejected") || merged.state().equals("waiting")) {
                var column = merged.column() == null ? "" : merged.column();
                var why = merged.why() == null ? "" : merged.why();
                write(
                        new Finding(
                                merged.line(),
                                position,
                                merged.state().equals("waiting") ? Weight.WAITING : Weight.REJECTED,
                                column,
                                headings.cell(cells, column),
                                why,
                                List.of()),
                        CsvLine.of(cells));
                return;
            }
            if (merged.state().equals("superseded")) {
                write(new Finding(merged.line(), position++, Weight.SUPERSEDED, "", "", "superseded", List.of()), null);
            }
            for (var warning : merged.warnings()) {
                var parts = new ArrayList<>(Arrays.asList(warning.split("\\|", -1)));
                var column = parts.removeFirst();
                var why = parts.removeFirst();
                write(
                        new Finding(
                                merged.line(),
                                position++,
                                Weight.WARNING,
                                column,
                                headings.cell(cells, column),
                                why,
                                parts),
                        null);
            }
        }

        private void write(Finding finding, @Nullable String source) {
            if (finding.weight() == Weight.WARNING) {
                warnings++;
            }
            text.number(DealerContext.require())
                    .id(file)
                    .number(finding.line())
                    .number(finding.position())
                    .text(finding.weight().name())
                    .text(finding.column())
                    .text(Cells.shown(finding.value()))
                    .text(finding.why())
                    .texts(finding.arguments().stream().map(Cells::shown).toList())
                    .text(source)
                    .end();
        }
    }
}
