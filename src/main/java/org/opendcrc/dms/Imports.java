package org.opendcrc.dms;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.dms.ImportedFile.Counts;
import org.opendcrc.dms.ImportedFile.Origin;
import org.opendcrc.dms.ImportedFile.State;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.vehicles.SalesRecorded;
import org.opendcrc.vehicles.VisitsRecorded;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The runs and files of the present dealer; called within a transaction. */
@Component
class Imports {

    private final JdbcClient jdbc;
    private final Told told;
    private final ApplicationEventPublisher events;

    Imports(JdbcClient jdbc, Told told, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.told = told;
        this.events = events;
    }

    /** What is needed to take a file up. */
    record Work(
            UUID id,
            UUID run,
            FileKind kind,
            String name,
            String path,
            Optional<String> inboxName,
            State state,
            int attempts,
            Optional<UUID> startedBy) {}

    void addRun(UUID run, Origin origin, @Nullable UUID startedBy, Instant at) {
        jdbc.sql("""
                        insert into dms.run (dealer_id, id, origin, started_by, started_at)
                        values (:dealer, :run, :origin, :by, :at)
                        """)
                .param("dealer", DealerContext.require())
                .param("run", run)
                .param("origin", origin.name())
                .param("by", startedBy)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void addFile(
            UUID file,
            UUID run,
            int position,
            FileKind kind,
            String name,
            FileStore.Stored stored,
            @Nullable String inboxName) {
        addFile(file, run, position, kind, name, stored, inboxName, State.WAITING);
    }

    /** @param state in which it begins: {@code PREVIEW} or {@code WAITING} */
    void addFile(
            UUID file,
            UUID run,
            int position,
            FileKind kind,
            String name,
            FileStore.Stored stored,
            @Nullable String inboxName,
            State state) {
        jdbc.sql("""
                        insert into dms.file (dealer_id, id, run_id, position, kind, name, sha256, bytes, path, inbox_name, state)
                        values (:dealer, :file, :run, :position, :kind, :name, :sha, :bytes, :path, :inbox, :state)
                        """)
                .param("dealer", DealerContext.require())
                .param("file", file)
                .param("run", run)
                .param("position", position)
                .param("kind", kind.name())
                .param("name", name)
                .param("sha", HexFormat.of().parseHex(stored.sha256()))
                .param("bytes", stored.bytes())
                .param("path", stored.path())
                .param("inbox", inboxName)
                .param("state", state.name())
                .update();
    }

    /** Tells the planner what was copied into the staging table, so that the merge joins it as a whole. */
    void analyse(FileKind kind) {
        jdbc.sql("select dms.analyse_staging(cast(:staging as regclass))")
                .param("staging", kind.staging())
                .query((_, _) -> true)
                .single();
    }

    /**
     * Tells the planner what has been committed since it last looked, in a transaction of its own: the files of a first night come
     * faster than the database looks by itself.
     */
    void analyseGrown() {
        jdbc.sql("select dms.analyse_grown()").query((_, _) -> true).single();
    }

    /** One file at a time for a dealer, over all nodes; held until the transaction ends. */
    void lockDealer() {
        jdbc.sql("select pg_advisory_xact_lock(7301, :dealer)")
                .param("dealer", DealerContext.require())
                .query((_, _) -> true)
                .single();
    }

    Optional<Work> work(UUID file) {
        return jdbc.sql("""
                        select f.id, f.run_id, f.kind, f.name, f.path, f.inbox_name, f.state, f.attempts, r.started_by
                          from dms.file f
                          join dms.run r
                            on r.dealer_id = :dealer
                           and r.id = f.run_id
                         where f.dealer_id = :dealer
                           and f.id = :file
                        """)
                .param("dealer", DealerContext.require())
                .param("file", file)
                .query(Imports::work)
                .optional();
    }

    /** The files that are not finished, in the order in which they came. */
    List<Work> unfinished() {
        return jdbc.sql("""
                        select f.id, f.run_id, f.kind, f.name, f.path, f.inbox_name, f.state, f.attempts, r.started_by
                          from dms.file f
                          join dms.run r
                            on r.dealer_id = :dealer
                           and r.id = f.run_id
                         where f.dealer_id = :dealer
                           and f.state in ('WAITING', 'RUNNING')
                         order by r.started_at, r.id, f.position
                        """)
                .param("dealer", DealerContext.require())
                .query(Imports::work)
                .list();
    }

    void begin(UUID file, Instant at) {
        jdbc.sql("""
                        update dms.file f
                           set state = 'RUNNING',
                               started_at = coalesce(f.started_at, :at)
                         where f.dealer_id = :dealer
                           and f.id = :file
                           and f.state in ('WAITING', 'RUNNING')
                        """)
                .param("dealer", DealerContext.require())
                .param("file", file)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Counts a failure that was the file's or ours, and says how many there were. A kill is none. */
    int addFailure(UUID file) {
        return jdbc.sql("""
                        update dms.file f
                           set attempts = f.attempts + 1
                         where f.dealer_id = :dealer
                           and f.id = :file
                        returning f.attempts
                        """)
                .param("dealer", DealerContext.require())
                .param("file", file)
                .query(Integer.class)
                .single();
    }

    /** Keeps what the file was found to be. */
    void recognised(UUID file, Source source) {
        var form = FoundForm.of(source.headings());
        jdbc.sql("""
                        update dms.file f
                           set form = :form,
                               charset = :charset,
                               separator = :separator,
                               sheet = :sheet,
                               heading_line = :line,
                               lines_expected = :expected,
                               headings = :headings,
                               ignored = :ignored
                         where f.dealer_id = :dealer
                           and f.id = :file
                           and f.state in ('PREVIEW', 'WAITING', 'RUNNING')
                        """)
                .param("dealer", DealerContext.require())
                .param("file", file)
                .param("form", form.kind().name())
                .param("charset", form.charset().orElse(null))
                .param("separator", form.separator().orElse(null))
                .param("sheet", form.sheet().map(Cells::shown).orElse(null))
                .param("line", form.headingLine())
                .param("expected", source.expected())
                .param("headings", Imports.shown(source.headings().written()))
                .param("ignored", Imports.shown(source.headings().ignored()))
                .update();
    }

    private static String[] shown(List<String> texts) {
        return texts.stream().map(Cells::shown).toArray(String[]::new);
    }

    /**
     * Turns a preview into a file that waits to be brought in, or into one that nobody wants.
     *
     * @return whether it was a preview still
     */
    boolean decide(UUID file, State next, Instant at) {
        var changed = jdbc.sql("""
                        update dms.file f
                           set state = :next,
                               finished_at = case when :next = 'DISCARDED' then :at end
                         where f.dealer_id = :dealer
                           and f.id = :file
                           and f.state = 'PREVIEW'
                        """)
                .param("dealer", DealerContext.require())
                .param("file", file)
                .param("next", next.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        return changed == 1;
    }

    /** When the oldest preview came. */
    Optional<Instant> oldestPreview() {
        return jdbc.sql("""
                        select r.started_at
                          from dms.file f
                          join dms.run r
                            on r.dealer_id = :dealer
                           and r.id = f.run_id
                         where f.dealer_id = :dealer
                           and f.state = 'PREVIEW'
                         order by r.started_at
                         limit 1
                        """)
                .param("dealer", DealerContext.require())
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Previews of runs that were begun at that moment or before. */
    List<Work> previewsBefore(Instant moment) {
        return jdbc.sql("""
                        select f.id, f.run_id, f.kind, f.name, f.path, f.inbox_name, f.state, f.attempts, r.started_by
                          from dms.file f
                          join dms.run r
                            on r.dealer_id = :dealer
                           and r.id = f.run_id
                         where f.dealer_id = :dealer
                           and f.state = 'PREVIEW'
                           and r.started_at <= :moment
                         order by r.started_at, r.id
                        """)
                .param("dealer", DealerContext.require())
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .query(Imports::work)
                .list();
    }

    void progress(UUID file, ImportedFile.Phase phase, int lines) {
        jdbc.sql("""
                        update dms.file f
                           set lines_read = :lines,
                               phase = :phase
                         where f.dealer_id = :dealer
                           and f.id = :file
                           and f.state = 'RUNNING'
                        """)
                .param("dealer", DealerContext.require())
                .param("file", file)
                .param("phase", phase.name())
                .param("lines", lines)
                .update();
    }

    /**
     * What else a file came to.
     *
     * @param released lines of earlier files that it completed
     * @param visits whether it brought or changed repair orders
     * @param sales whether it brought or changed sales
     */
    record Besides(int released, boolean visits, boolean sales) {}

    /** The file is in. */
    void done(UUID file, Headings headings, int lines, Counts counts, Besides besides, Instant at) {
        jdbc.sql("""
                        update dms.file f
                           set state = 'DONE',
                               headings = :headings,
                               ignored = :ignored,
                               lines_read = :lines,
                               accepted_new = :created,
                               accepted_changed = :changed,
                               unchanged = :unchanged,
                               superseded = :superseded,
                               rejected = :rejected,
                               waiting = :waiting,
                               warnings = :warnings,
                               released = :released,
                               visits = :visits,
                               sales = :sales,
                               finished_at = :at
                         where f.dealer_id = :dealer
                           and f.id = :file
                        """)
                .param("dealer", DealerContext.require())
                .param("file", file)
                .param("headings", shown(headings.written()))
                .param("ignored", shown(headings.ignored()))
                .param("lines", lines)
                .param("created", counts.created())
                .param("changed", counts.changed())
                .param("unchanged", counts.unchanged())
                .param("superseded", counts.superseded())
                .param("rejected", counts.rejected())
                .param("waiting", counts.waiting())
                .param("warnings", counts.warnings())
                .param("released", besides.released())
                .param("visits", besides.visits())
                .param("sales", besides.sales())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        finishRun(file, at);
    }

    void refuse(UUID file, String why, List<String> arguments, Instant at) {
        jdbc.sql("""
                        update dms.file f
                           set state = 'REFUSED',
                               refused_why = :why,
                               refused_arguments = :arguments,
                               lines_read = 0,
                               finished_at = :at
                         where f.dealer_id = :dealer
                           and f.id = :file
                           and f.state in ('WAITING', 'RUNNING')
                        """)
                .param("dealer", DealerContext.require())
                .param("file", file)
                .param("why", why)
                .param("arguments", arguments.toArray(String[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        finishRun(file, at);
    }

    /** Closes the run if this was the last of its files, and tells the house which orders came in. */
    private void finishRun(UUID file, Instant at) {
        var finished = jdbc.sql("""
                        update dms.run r
                           set finished_at = :at
                         where r.dealer_id = :dealer
                           and r.id = (select f.run_id
                                         from dms.file f
                                        where f.dealer_id = :dealer
                                          and f.id = :file)
                           and not exists (select 1
                                             from dms.file o
                                            where o.dealer_id = :dealer
                                              and o.run_id = r.id
                                              and o.state in ('PREVIEW', 'WAITING', 'RUNNING'))
                        returning r.id
                        """)
                .param("dealer", DealerContext.require())
                .param("file", file)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
        finished.ifPresent(run -> {
            told.forget(run);
            tellVisits(run, at);
            tellSales(run, at);
        });
    }

    private void tellVisits(UUID run, Instant at) {
        var dealer = DealerContext.require();
        var files = jdbc.sql("""
                        select f.id
                          from dms.file f
                         where f.dealer_id = :dealer
                           and f.run_id = :run
                           and f.visits
                         order by f.position
                        """)
                .param("dealer", dealer)
                .param("run", run)
                .query(UUID.class)
                .list();
        events.publishEvent(new Changed(dealer, Changed.IMPORTS));
        if (files.isEmpty()) {
            return;
        }
        boolean first = jdbc.sql("""
                        select not exists (select 1
                                             from dms.file f
                                            where f.dealer_id = :dealer
                                              and f.run_id <> :run
                                              and f.visits)
                        """)
                .param("dealer", dealer)
                .param("run", run)
                .query(Boolean.class)
                .single();
        files.forEach(it -> events.publishEvent(new VisitsRecorded(dealer, it, first, at)));
    }

    /** One event for each file that brought or changed sales, in the order of the files. */
    private void tellSales(UUID run, Instant at) {
        var dealer = DealerContext.require();
        jdbc.sql("""
                        select f.id,
                               not exists (select 1
                                             from dms.file o
                                            where o.dealer_id = :dealer
                                              and o.run_id <> :run
                                              and o.sales) as first
                          from dms.file f
                         where f.dealer_id = :dealer
                           and f.run_id = :run
                           and f.sales
                         order by f.position
                        """)
                .param("dealer", dealer)
                .param("run", run)
                .query((row, _) ->
                        new SalesRecorded(dealer, row.getObject("id", UUID.class), row.getBoolean("first"), at))
                .list()
                .forEach(events::publishEvent);
    }

    /**
     * How old the data is.
     *
     * @param finishedAt when the last run was finished, as the clock of the dealer's first store showed it
     * @param missedNight the latest night whose files never came, if it is later than that
     * @param rejected lines of that run that did not come in
     */
    record Freshness(ZonedDateTime finishedAt, Optional<LocalDate> missedNight, int rejected) {}

    /** Empty before the first run. */
    Optional<Freshness> freshness() {
        return jdbc.sql("""
                        select r.finished_at,
                               (select coalesce(sum(f.rejected), 0)
                                  from dms.file f
                                 where f.dealer_id = :dealer
                                   and f.run_id = r.id) as rejected,
                               (select max(m.night)
                                  from dms.missed_night m
                                 where m.dealer_id = :dealer
                                   and m.noticed_at >= r.finished_at) as missed,
                               coalesce((select s.zone
                                           from organisation.report_store s
                                          where s.dealer_id = :dealer
                                          order by s.code
                                          limit 1), 'UTC') as zone
                          from dms.run r
                         where r.dealer_id = :dealer
                           and r.finished_at is not null
                         order by r.started_at desc, r.id desc
                         limit 1
                        """)
                .param("dealer", DealerContext.require())
                .query((row, _) -> new Freshness(
                        row.getObject("finished_at", OffsetDateTime.class)
                                .atZoneSameInstant(ZoneId.of(row.getString("zone"))),
                        Optional.ofNullable(row.getObject("missed", LocalDate.class)),
                        row.getInt("rejected")))
                .optional();
    }

    Optional<ImportedFile> find(UUID file) {
        return jdbc.sql("""
                        select f.id, f.run_id, r.origin, f.kind, f.name, f.bytes, f.state, f.refused_why, f.refused_arguments, f.lines_read,
                               f.accepted_new, f.accepted_changed, f.unchanged, f.superseded, f.rejected, f.waiting, f.warnings, f.released,
                               r.started_at as arrived_at, f.started_at, f.finished_at, f.headings, f.ignored,
                               f.form, f.charset, f.separator, f.sheet, f.heading_line, f.phase, f.lines_expected
                          from dms.file f
                          join dms.run r
                            on r.dealer_id = :dealer
                           and r.id = f.run_id
                         where f.dealer_id = :dealer
                           and f.id = :file
                        """)
                .param("dealer", DealerContext.require())
                .param("file", file)
                .query(Imports::file)
                .optional();
    }

    /**
     * The files of the latest runs, newest first.
     *
     * @param before the file after which the page goes on; none for the first page
     */
    List<ImportedFile> latest(Optional<ImportedFile> before, int limit) {
        return jdbc.sql("""
                        select f.id, f.run_id, r.origin, f.kind, f.name, f.bytes, f.state, f.refused_why, f.refused_arguments, f.lines_read,
                               f.accepted_new, f.accepted_changed, f.unchanged, f.superseded, f.rejected, f.waiting, f.warnings, f.released,
                               r.started_at as arrived_at, f.started_at, f.finished_at, f.headings, f.ignored,
                               f.form, f.charset, f.separator, f.sheet, f.heading_line, f.phase, f.lines_expected
                          from dms.run r
                          join dms.file f
                            on f.dealer_id = :dealer
                           and f.run_id = r.id
                         where r.dealer_id = :dealer
                           and (:first or (r.started_at, f.id) < (:at, :id))
                         order by r.started_at desc, f.id desc
                         limit :limit
                        """)
                .param("dealer", DealerContext.require())
                .param("first", before.isEmpty())
                .param(
                        "at",
                        before.map(ImportedFile::arrivedAt)
                                .orElse(Instant.EPOCH)
                                .atOffset(ZoneOffset.UTC))
                .param("id", before.map(ImportedFile::id).orElse(new UUID(0, 0)))
                .param("limit", limit)
                .query(Imports::file)
                .list();
    }

    /** The findings of a file behind a line and position, in the order of the file. */
    List<Finding> findings(UUID file, Finding.Weight weight, int afterLine, int afterPosition, int limit) {
        return jdbc.sql("""
                        select n.line, n.position, n.weight, n.column_name, n.value, n.why, n.arguments
                          from dms.finding n
                         where n.dealer_id = :dealer
                           and n.file_id = :file
                           and n.weight = :weight
                           and (n.line, n.position) > (:line, :position)
                         order by n.line, n.position
                         limit :limit
                        """)
                .param("dealer", DealerContext.require())
                .param("file", file)
                .param("weight", weight.name())
                .param("line", afterLine)
                .param("position", afterPosition)
                .param("limit", limit)
                .query((row, _) -> new Finding(
                        row.getInt("line"),
                        row.getInt("position"),
                        Finding.Weight.valueOf(row.getString("weight")),
                        row.getString("column_name"),
                        row.getString("value"),
                        row.getString("why"),
                        texts(row.getArray("arguments"))))
                .list();
    }

    /** The rejected lines behind a line, in the order of the file, each once, with its first finding. */
    List<RejectedLine> rejects(UUID file, int afterLine, int limit) {
        return jdbc.sql("""
                        select n.line, n.position, n.column_name, n.value, n.why, n.arguments, n.source
                          from dms.finding n
                         where n.dealer_id = :dealer
                           and n.file_id = :file
                           and n.weight = 'REJECTED'
                           and n.source is not null
                           and n.line > :line
                         order by n.line, n.position
                         limit :limit
                        """)
                .param("dealer", DealerContext.require())
                .param("file", file)
                .param("line", afterLine)
                .param("limit", limit)
                .query((row, _) -> new RejectedLine(
                        row.getInt("line"),
                        CsvLine.cells(row.getString("source")),
                        new Finding(
                                row.getInt("line"),
                                row.getInt("position"),
                                Finding.Weight.REJECTED,
                                row.getString("column_name"),
                                row.getString("value"),
                                row.getString("why"),
                                texts(row.getArray("arguments")))))
                .list();
    }

    private static Work work(ResultSet row, int number) throws SQLException {
        return new Work(
                row.getObject("id", UUID.class),
                row.getObject("run_id", UUID.class),
                FileKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("path"),
                Optional.ofNullable(row.getString("inbox_name")),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Optional.ofNullable(row.getObject("started_by", UUID.class)));
    }

    private static ImportedFile file(ResultSet row, int number) throws SQLException {
        return new ImportedFile(
                row.getObject("id", UUID.class),
                row.getObject("run_id", UUID.class),
                Origin.valueOf(row.getString("origin")),
                FileKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getLong("bytes"),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("refused_why")),
                texts(row.getArray("refused_arguments")),
                row.getInt("lines_read"),
                new Counts(
                        row.getInt("accepted_new"),
                        row.getInt("accepted_changed"),
                        row.getInt("unchanged"),
                        row.getInt("superseded"),
                        row.getInt("rejected"),
                        row.getInt("waiting"),
                        row.getInt("warnings")),
                row.getInt("released"),
                row.getObject("arrived_at", OffsetDateTime.class).toInstant(),
                moment(row, "started_at"),
                moment(row, "finished_at"),
                texts(row.getArray("headings")),
                texts(row.getArray("ignored")),
                form(row),
                Optional.ofNullable(row.getString("phase")).map(ImportedFile.Phase::valueOf),
                row.getInt("lines_expected"));
    }

    private static Optional<FoundForm> form(ResultSet row) throws SQLException {
        var form = row.getString("form");
        return form == null
                ? Optional.empty()
                : Optional.of(new FoundForm(
                        FoundForm.Kind.valueOf(form),
                        Optional.ofNullable(row.getString("charset")),
                        Optional.ofNullable(row.getString("separator")),
                        Optional.ofNullable(row.getString("sheet")),
                        row.getInt("heading_line")));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
