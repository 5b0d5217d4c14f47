package org.opendcrc.dms;

import java.util.UUID;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.StagedRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Remembers which line of a run last said something about a key, where a run has several files of one kind: of two lines with one
 * key the later file's counts, by name, and the earlier one is superseded. Called within the transaction of the file.
 */
@Component
class Told {

    private final JdbcClient jdbc;

    Told(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * After the merge of a file: lines of earlier files that it overtook are counted as superseded, and what was new in one of them is
     * new in this one.
     */
    void overtake(Imports.Work work, StagedRows rows) {
        var staging = work.kind().staging();
        // A line that waits overtakes nothing yet, and those that wait are overtaken among the waiting ones.
        rows.statement("""
                        with latest as (
                            select distinct on (s.row_key) s.row_key, s.digest, s.state
                              from %s s
                             where s.dealer_id = :dealer
                               and s.run_id = :run
                               and s.state <> 'rejected'
                             order by s.row_key, s.line desc),
                        overtaken as (
                            select t.file_id, t.line, t.state
                              from dms.told t
                              join latest l
                                on l.row_key = t.row_key
                             where t.dealer_id = :dealer
                               and t.run_id = :night
                               and t.kind = :kind
                               and t.digest <> l.digest
                               and l.state <> 'waiting'),
                        counted as (
                            update dms.file f
                               set accepted_new = f.accepted_new - o.created,
                                   accepted_changed = f.accepted_changed - o.changed,
                                   unchanged = f.unchanged - o.unchanged,
                                   superseded = f.superseded + o.lines
                              from (select k.file_id,
                                           count(*) filter (where k.state = 'new') as created,
                                           count(*) filter (where k.state = 'changed') as changed,
                                           count(*) filter (where k.state = 'unchanged') as unchanged,
                                           count(*) as lines
                                      from overtaken k
                                     group by k.file_id) o
                             where f.dealer_id = :dealer
                               and f.id = o.file_id)
                        insert into dms.finding (dealer_id, file_id, line, position, weight, column_name, value, why)
                        select :dealer, o.file_id, o.line, 3000, 'SUPERSEDED', '', '', 'superseded'
                          from overtaken o
                        """.formatted(staging))
                .param("night", work.run())
                .param("kind", work.kind().name())
                .update();
        rows.statement("""
                        update %s s
                           set state = 'new'
                          from dms.told t
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                           and s.state in ('changed', 'unchanged')
                           and t.dealer_id = :dealer
                           and t.run_id = :night
                           and t.kind = :kind
                           and t.row_key = s.row_key
                           and t.digest <> s.digest
                           and t.state = 'new'
                           and not exists (select 1
                                             from %s later
                                            where later.dealer_id = :dealer
                                              and later.run_id = :run
                                              and later.row_key = s.row_key
                                              and later.state <> 'rejected'
                                              and later.line > s.line)
                        """.formatted(staging, staging))
                .param("night", work.run())
                .param("kind", work.kind().name())
                .update();
    }

    /** Keeps what this file said, for the files of its kind that come behind it in the run. */
    void remember(Imports.Work work, StagedRows rows) {
        rows.statement("""
                        insert into dms.told (dealer_id, run_id, kind, row_key, digest, file_id, line, state)
                        select :dealer, :night, :kind, l.row_key, l.digest, :run, l.line, l.state
                          from (select distinct on (s.row_key) s.row_key, s.digest, s.line, s.state
                                  from %s s
                                 where s.dealer_id = :dealer
                                   and s.run_id = :run
                                   and s.state <> 'rejected'
                                 order by s.row_key, s.line desc) l
                         where l.state <> 'waiting'
                            on conflict (dealer_id, run_id, kind, row_key)
                            do update set digest = excluded.digest,
                                          file_id = excluded.file_id,
                                          line = excluded.line,
                                          state = excluded.state
                         where told.digest <> excluded.digest
                        """.formatted(work.kind().staging()))
                .param("night", work.run())
                .param("kind", work.kind().name())
                .update();
    }

    /** Whether other files of the run have the same kind. */
    boolean isNeeded(Imports.Work work, StagedRows rows) {
        return rows.statement("""
                        select exists (select 1
                                         from dms.file f
                                        where f.dealer_id = :dealer
                                          and f.run_id = :night
                                          and f.kind = :kind
                                          and f.id <> :run)
                        """)
                .param("night", work.run())
                .param("kind", work.kind().name())
                .query(Boolean.class)
                .single();
    }

    /** At the end of the run. */
    void forget(UUID run) {
        jdbc.sql("""
                        delete from dms.told t
                         where t.dealer_id = :dealer
                           and t.run_id = :run
                        """).param("dealer", DealerContext.require()).param("run", run).update();
    }
}
