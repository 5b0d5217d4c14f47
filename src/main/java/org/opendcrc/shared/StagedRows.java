package org.opendcrc.shared;

import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The staged rows of one run in one staging table, and the steps that every {@link Merge} takes with them. Statements may use {@code
 * :dealer}, {@code :run}, {@code :at}, {@code :zone} and {@code :given} (the columns that the file has).
 */
public final class StagedRows {

    private final JdbcClient jdbc;
    private final String staging;
    private final MergeRun run;

    public StagedRows(JdbcClient jdbc, String staging, MergeRun run) {
        this.jdbc = jdbc;
        this.staging = staging;
        this.run = run;
    }

    /** Runs one step. */
    public void run(String sql) {
        run(sql, Map.of());
    }

    /** Runs one step that has further parameters. */
    public void run(String sql, Map<String, ?> further) {
        statement(sql).params(further).update();
    }

    /** A statement with its parameters set. */
    public JdbcClient.StatementSpec statement(String sql) {
        return jdbc.sql(sql)
                .param("dealer", DealerContext.require())
                .param("run", run.file())
                .param("at", run.at().atOffset(ZoneOffset.UTC))
                .param("zone", run.zone().getId())
                .param("given", run.given().toArray(String[]::new));
    }

    /** Holds the rows that a {@code select … for update} finds until the transaction ends. */
    public void lock(String sql) {
        statement(sql).query((_, _) -> true).list();
    }

    /**
     * Of several rows of one key the last one counts; an earlier one that says the same is the same row again. Rows that are rejected
     * by now overtake nothing.
     */
    public void supersede() {
        // The planner does not know how many rows share a key.
        jdbc.sql("set local enable_nestloop = off").update();
        run("""
                update %1$s s
                   set state = case when s.digest = k.last_digest then 'unchanged' else 'superseded' end
                  from (select r.line,
                               last_value(r.line) over same as last_line,
                               last_value(r.digest) over same as last_digest
                          from %1$s r
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.state = 'read'
                        window same as (partition by r.row_key order by r.line
                                        rows between unbounded preceding and unbounded following)) k
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = k.line
                   and k.line <> k.last_line
                """.formatted(staging));
        jdbc.sql("set local enable_nestloop = on").update();
    }

    /** What became of the rows. */
    public MergeResult result() {
        return statement("""
                        select count(*) filter (where s.state = 'new') as created,
                               count(*) filter (where s.state = 'changed') as changed,
                               count(*) filter (where s.state = 'unchanged') as unchanged,
                               count(*) filter (where s.state = 'superseded') as superseded,
                               count(*) filter (where s.state = 'rejected') as rejected,
                               count(*) filter (where s.state = 'waiting') as waiting
                          from %s s
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                        """.formatted(staging))
                .query((row, _) -> MergeResult.of(row))
                .single();
    }
}
