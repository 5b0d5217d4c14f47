package org.opendcrc.vehicles;

import org.opendcrc.shared.Merge;
import org.opendcrc.shared.MergeResult;
import org.opendcrc.shared.MergeRun;
import org.opendcrc.shared.StagedRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings the rows of a gate log 保安登记 into the house: which car came in and went out when. An empty cell clears the time of leaving and
 * leaves the guard.
 */
@Component
public class GateRecordMerge implements Merge {

    private static final String STAGING = "vehicles.gate_record_staging";

    private final JdbcClient jdbc;

    GateRecordMerge(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String staging() {
        return STAGING;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public MergeResult merge(MergeRun run) {
        var rows = new StagedRows(jdbc, STAGING, run);
        rows.supersede();
        lock(rows);
        compute(rows);
        count(rows);
        write(rows);
        return rows.result();
    }

    private void lock(StagedRows rows) {
        rows.lock("""
                select k.id
                  from vehicles.gate_record_staging s
                  join vehicles.gate_record k
                    on k.dealer_id = :dealer
                   and k.store_id = s.store_id
                   and k.plate = s.plate
                   and k.in_at = s.in_at
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                 order by k.id
                   for no key update of k
                """);
    }

    private void compute(StagedRows rows) {
        rows.run("""
                update vehicles.gate_record_staging s
                   set target_id = coalesce(f.id, s.id),
                       out_at = case when 'out_at' = any(:given) then s.out_at else f.out_at end,
                       guard = coalesce(s.guard, f.guard)
                  from (select r.line, k.id, k.out_at, k.guard
                          from vehicles.gate_record_staging r
                          left join vehicles.gate_record k
                            on k.dealer_id = :dealer
                           and k.store_id = r.store_id
                           and k.plate = r.plate
                           and k.in_at = r.in_at
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.state = 'read') f
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = f.line
                """);
    }

    private void count(StagedRows rows) {
        rows.run("""
                update vehicles.gate_record_staging s
                   set state = f.state
                  from (select r.line,
                               case when k.dealer_id is null then 'new'
                                    when (r.out_at, r.guard)
                                         is distinct from
                                         (k.out_at, k.guard)
                                    then 'changed'
                                    else 'unchanged' end as state
                          from vehicles.gate_record_staging r
                          left join vehicles.gate_record k
                            on k.dealer_id = :dealer
                           and k.store_id = r.store_id
                           and k.plate = r.plate
                           and k.in_at = r.in_at
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.state = 'read') f
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = f.line
                """);
    }

    private void write(StagedRows rows) {
        rows.run("""
                insert into vehicles.gate_record (dealer_id, id, store_id, plate, in_at,
                                                  out_at, guard, changed_at)
                select s.dealer_id, s.target_id, s.store_id, s.plate, s.in_at, s.out_at, s.guard, :at
                  from vehicles.gate_record_staging s
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                    on conflict (dealer_id, store_id, plate, in_at)
                    do update set out_at = excluded.out_at,
                                  guard = excluded.guard,
                                  changed_at = excluded.changed_at
                """);
    }
}
