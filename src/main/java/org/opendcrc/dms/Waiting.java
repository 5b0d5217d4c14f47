package org.opendcrc.dms;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.MergeRun;
import org.opendcrc.shared.StagedRows;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Rows whose customer, car, order or sale is not there yet. They are kept as they were read, brought in at the end of the file that
 * completes them, and rejected after some nights. What becomes of one is counted at the file that brought it, so that a file's counts
 * always tell where its lines are now. Called within the transaction of the file.
 */
@Component
class Waiting {

    private final JdbcClient jdbc;
    private final Nights nights;
    private final ApplicationEventPublisher events;

    Waiting(JdbcClient jdbc, Nights nights, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.nights = nights;
        this.events = events;
    }

    /** Keeps the rows of a merged file that wait; rows of earlier files with the same key are overtaken by whatever it said. */
    void keep(Imports.Work work, MergeRun run) {
        var rows = new StagedRows(jdbc, work.kind().staging(), run);
        if (any(work.kind())) {
            overtake(work, rows);
        }
        rows.statement("""
                        insert into dms.waiting (dealer_id, id, kind, row_key, digest, waits_for, needs_store, needs, file_id, line, given,
                                                 staged, first_night)
                        select s.dealer_id, s.id, :kind, s.row_key, s.digest, s.waits_for, s.needs_store, s.needs, s.run_id, s.line,
                               cast(:given as text[]),
                               to_jsonb(s), :night
                          from %s s
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                           and s.state = 'waiting'
                            on conflict (dealer_id, kind, row_key)
                            do update set id = excluded.id,
                                          digest = excluded.digest,
                                          waits_for = excluded.waits_for,
                                          needs_store = excluded.needs_store,
                                          needs = excluded.needs,
                                          file_id = excluded.file_id,
                                          line = excluded.line,
                                          given = excluded.given,
                                          staged = excluded.staged,
                                          first_night = case when waiting.digest = excluded.digest then waiting.first_night
                                                             else excluded.first_night end
                        """.formatted(work.kind().staging()))
                .param("kind", work.kind().name())
                .param("night", firstNight(run.at()))
                .update();
    }

    private boolean any(FileKind kind) {
        return jdbc.sql("""
                        select exists (select 1
                                         from dms.waiting w
                                        where w.dealer_id = :dealer
                                          and w.kind = :kind)
                        """)
                .param("dealer", DealerContext.require())
                .param("kind", kind.name())
                .query(Boolean.class)
                .single();
    }

    private LocalDate firstNight(Instant at) {
        return nights.night()
                .map(it -> it.ofArrival(at))
                .orElseThrow(() -> new IllegalStateException("a file came in without a store"));
    }

    private void overtake(Imports.Work work, StagedRows rows) {
        rows.statement("""
                        with latest as (
                            select distinct on (s.row_key) s.row_key, s.digest, s.state
                              from %s s
                             where s.dealer_id = :dealer
                               and s.run_id = :run
                               and s.state <> 'rejected'
                             order by s.row_key, s.line desc),
                        overtaken as (
                            select w.id, w.file_id, w.line, w.digest = l.digest as same, l.state = 'waiting' as stays
                              from dms.waiting w
                              join latest l
                                on l.row_key = w.row_key
                             where w.dealer_id = :dealer
                               and w.kind = :kind),
                        counted as (
                            update dms.file f
                               set waiting = f.waiting - o.lines,
                                   unchanged = f.unchanged + o.same,
                                   superseded = f.superseded + o.lines - o.same
                              from (select k.file_id, count(*) as lines, count(*) filter (where k.same) as same
                                      from overtaken k
                                     group by k.file_id) o
                             where f.dealer_id = :dealer
                               and f.id = o.file_id),
                        told as (
                            update dms.finding n
                               set weight = 'SUPERSEDED',
                                   column_name = '',
                                   value = '',
                                   why = 'superseded',
                                   source = null
                              from overtaken o
                             where n.dealer_id = :dealer
                               and n.file_id = o.file_id
                               and n.line = o.line
                               and n.weight = 'WAITING'
                               and not o.same),
                        forgotten as (
                            delete from dms.finding n
                             using overtaken o
                             where n.dealer_id = :dealer
                               and n.file_id = o.file_id
                               and n.line = o.line
                               and n.weight = 'WAITING'
                               and o.same)
                        delete from dms.waiting w
                         using overtaken o
                         where w.dealer_id = :dealer
                           and w.id = o.id
                           and not o.stays
                        """.formatted(work.kind().staging()))
                .param("kind", work.kind().name())
                .update();
    }

    /** What was released: how many rows, and whether orders or sales were new or changed among them. */
    record Released(int rows, boolean visits, boolean sales) {}

    private record Outcome(int rows, int accepted) {}

    /**
     * Brings in the rows that a file has completed, and then those that these complete.
     *
     * @param merge merges what is staged of a kind
     */
    Released release(Imports.Work work, MergeRun run, BiConsumer<FileKind, MergeRun> merge) {
        var touched = EnumSet.of(work.kind());
        var released = 0;
        var visits = false;
        var sales = false;
        for (var kind : FileKind.values()) {
            var there = touched.stream().flatMap(it -> provides(it).stream()).collect(Collectors.toSet());
            for (var given : completed(kind, there)) {
                var rows = release(kind, there, new MergeRun(run.file(), given, run.zone(), run.at()), merge);
                released += rows.rows();
                if (rows.accepted() > 0) {
                    touched.add(kind);
                    visits |= kind == FileKind.REPAIR_ORDERS;
                    sales |= kind == FileKind.SALES;
                }
            }
        }
        return new Released(released, visits, sales);
    }

    /** What rows of other kinds may wait for. */
    private static Set<String> provides(FileKind kind) {
        return switch (kind) {
            case CUSTOMERS -> Set.of("customer");
            case VEHICLES -> Set.of("vehicle");
            case SALES -> Set.of("sale");
            case REPAIR_ORDERS -> Set.of("order");
            default -> Set.of();
        };
    }

    /** A row that waits is complete. */
    private static final String COMPLETE = """
            (w.waits_for = 'customer' and exists (select 1
                                                    from customers.report_customer c
                                                   where c.dealer_id = :dealer
                                                     and c.customer_no = w.needs)
             or w.waits_for = 'vehicle' and exists (select 1
                                                      from vehicles.report_vehicle v
                                                     where v.dealer_id = :dealer
                                                       and v.vin = w.needs)
             or w.waits_for = 'order' and exists (select 1
                                                    from vehicles.report_order o
                                                   where o.dealer_id = :dealer
                                                     and o.store_id = w.needs_store
                                                     and o.order_no = w.needs)
             or w.waits_for = 'sale' and exists (select 1
                                                   from vehicles.report_sale a
                                                  where a.dealer_id = :dealer
                                                    and a.store_id = w.needs_store
                                                    and a.sale_no = w.needs))
            """;

    /** The sets of columns with which rows of a kind came that are complete now, those of the earliest row first. */
    private List<Set<String>> completed(FileKind kind, Set<String> there) {
        if (there.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select w.given
                          from dms.waiting w
                         where w.dealer_id = :dealer
                           and w.kind = :kind
                           and w.waits_for = any(:there)
                           and %s
                         group by w.given
                         order by min(w.file_id::text)
                        """.formatted(COMPLETE))
                .param("dealer", DealerContext.require())
                .param("kind", kind.name())
                .param("there", there.toArray(String[]::new))
                .query((row, _) -> texts(row.getArray("given")))
                .list();
    }

    private static Set<String> texts(Array array) throws SQLException {
        return Arrays.stream((String[]) array.getArray()).collect(Collectors.toSet());
    }

    private Outcome release(FileKind kind, Set<String> there, MergeRun run, BiConsumer<FileKind, MergeRun> merge) {
        var rows = new StagedRows(jdbc, kind.staging(), run);
        // In the order in which they came; the staged row keeps its identifier, by which it is found again.
        rows.statement("""
                        insert into %1$s
                        select r.*
                          from (select w.staged, row_number() over (order by w.file_id, w.line) as line
                                  from dms.waiting w
                                 where w.dealer_id = :dealer
                                   and w.kind = :kind
                                   and w.waits_for = any(:there)
                                   and w.given <@ cast(:given as text[])
                                   and w.given @> cast(:given as text[])
                                   and %2$s) k
                         cross join lateral jsonb_populate_record(
                                       null::%1$s,
                                       k.staged || jsonb_build_object('run_id', :run, 'line', k.line, 'state', 'read', 'warnings', '[]'::jsonb,
                                                                      'refused_column', null, 'refused_why', null, 'waits_for', null,
                                                                      'needs_store', null, 'needs', null)) r
                        """.formatted(kind.staging(), COMPLETE))
                .param("kind", kind.name())
                .param("there", there.toArray(String[]::new))
                .update();
        merge.accept(kind, run);
        return settle(kind, rows);
    }

    /** Counts and reports what became of released rows at the files that brought them. */
    private Outcome settle(FileKind kind, StagedRows rows) {
        rows.run("""
                insert into dms.finding (dealer_id, file_id, line, position, weight, column_name, value, why, arguments)
                select :dealer, w.file_id, w.line, 2000 + x.position, 'WARNING', split_part(x.warning, '|', 1),
                       left(coalesce(w.staged ->> split_part(x.warning, '|', 1), ''), 200), split_part(x.warning, '|', 2),
                       coalesce((string_to_array(x.warning, '|'))[3:], '{}')
                  from %s s
                  join dms.waiting w
                    on w.dealer_id = :dealer
                   and w.id = s.id
                 cross join lateral unnest(s.warnings) with ordinality x (warning, position)
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state not in ('waiting', 'rejected')
                """.formatted(kind.staging()));
        rows.run("""
                update dms.finding n
                   set weight = 'REJECTED',
                       column_name = s.refused_column,
                       value = left(coalesce(w.staged ->> s.refused_column, ''), 200),
                       why = s.refused_why
                  from %s s
                  join dms.waiting w
                    on w.dealer_id = :dealer
                   and w.id = s.id
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'rejected'
                   and n.dealer_id = :dealer
                   and n.file_id = w.file_id
                   and n.line = w.line
                   and n.weight = 'WAITING'
                """.formatted(kind.staging()));
        rows.run("""
                delete from dms.finding n
                 using %s s
                  join dms.waiting w
                    on w.dealer_id = :dealer
                   and w.id = s.id
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state not in ('waiting', 'rejected')
                   and n.dealer_id = :dealer
                   and n.file_id = w.file_id
                   and n.line = w.line
                   and n.weight = 'WAITING'
                """.formatted(kind.staging()));
        rows.run("""
                update dms.file f
                   set waiting = f.waiting - k.lines,
                       accepted_new = f.accepted_new + k.created,
                       accepted_changed = f.accepted_changed + k.changed,
                       unchanged = f.unchanged + k.unchanged,
                       superseded = f.superseded + k.superseded,
                       rejected = f.rejected + k.rejected,
                       warnings = f.warnings + k.warnings
                  from (select w.file_id,
                               count(*) as lines,
                               count(*) filter (where s.state = 'new') as created,
                               count(*) filter (where s.state = 'changed') as changed,
                               count(*) filter (where s.state = 'unchanged') as unchanged,
                               count(*) filter (where s.state = 'superseded') as superseded,
                               count(*) filter (where s.state = 'rejected') as rejected,
                               coalesce(sum(cardinality(s.warnings)) filter (where s.state <> 'rejected'), 0) as warnings
                          from %s s
                          join dms.waiting w
                            on w.dealer_id = :dealer
                           and w.id = s.id
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                           and s.state <> 'waiting'
                         group by w.file_id) k
                 where f.dealer_id = :dealer
                   and f.id = k.file_id
                """.formatted(kind.staging()));
        var outcome = rows.statement("""
                        select count(*) filter (where s.state <> 'waiting') as released,
                               count(*) filter (where s.state in ('new', 'changed')) as accepted
                          from %s s
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                        """.formatted(kind.staging()))
                .query((row, _) -> new Outcome(row.getInt("released"), row.getInt("accepted")))
                .single();
        rows.run("""
                delete from dms.waiting w
                 using %s s
                 where w.dealer_id = :dealer
                   and w.id = s.id
                   and s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state <> 'waiting'
                """.formatted(kind.staging()));
        rows.run("""
                delete from %s s
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                """.formatted(kind.staging()));
        return outcome;
    }

    /** At the end of a nightly run: what has waited long enough is rejected, and reported at the file that brought it. */
    void expire(Instant due) {
        var night = nights.night();
        if (night.isEmpty()) {
            return;
        }
        var last = night.get().closedBy(due).minusDays(nights.waiting() - 1L);
        var rejected = jdbc.sql("""
                        with expired as (
                            delete from dms.waiting w
                             where w.dealer_id = :dealer
                               and w.first_night <= :last
                            returning w.file_id, w.line),
                        counted as (
                            update dms.file f
                               set waiting = f.waiting - k.lines,
                                   rejected = f.rejected + k.lines
                              from (select e.file_id, count(*) as lines
                                      from expired e
                                     group by e.file_id) k
                             where f.dealer_id = :dealer
                               and f.id = k.file_id)
                        update dms.finding n
                           set weight = 'REJECTED'
                          from expired e
                         where n.dealer_id = :dealer
                           and n.file_id = e.file_id
                           and n.line = e.line
                           and n.weight = 'WAITING'
                        returning n.file_id
                        """)
                .param("dealer", DealerContext.require())
                .param("last", last)
                .query(UUID.class)
                .list();
        rejected.stream()
                .collect(Collectors.groupingBy(it -> it, Collectors.counting()))
                .forEach((file, lines) -> events.publishEvent(Audited.bySystem(
                        DealerContext.require(),
                        due,
                        "waiting-rejected",
                        "file",
                        file,
                        Map.of("rejected", Long.toString(lines)))));
    }
}
