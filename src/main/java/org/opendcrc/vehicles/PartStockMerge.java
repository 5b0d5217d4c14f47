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
 * Brings the rows of a file of parts in stock 备件库存 into the house: what lies where at the time of the file. An empty cell clears a shelf
 * or a name.
 */
@Component
public class PartStockMerge implements Merge {

    private static final String STAGING = "vehicles.part_stock_staging";

    private final JdbcClient jdbc;

    PartStockMerge(JdbcClient jdbc) {
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
                select k.store_id, k.part_no
                  from vehicles.part_stock_staging s
                  join vehicles.part_stock k
                    on k.dealer_id = :dealer
                   and k.store_id = s.store_id
                   and k.part_no = s.part_no
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                 order by k.store_id, k.part_no
                   for no key update of k
                """);
    }

    private void compute(StagedRows rows) {
        rows.run("""
                update vehicles.part_stock_staging s
                   set name = case when 'name' = any(:given) then s.name else f.name end,
                       shelf = case when 'shelf' = any(:given) then s.shelf else f.shelf end
                  from (select r.line, k.name, k.shelf
                          from vehicles.part_stock_staging r
                          left join vehicles.part_stock k
                            on k.dealer_id = :dealer
                           and k.store_id = r.store_id
                           and k.part_no = r.part_no
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
                update vehicles.part_stock_staging s
                   set state = f.state
                  from (select r.line,
                               case when k.dealer_id is null then 'new'
                                    when (r.quantity, r.name, r.shelf)
                                         is distinct from
                                         (k.quantity, k.name, k.shelf)
                                    then 'changed'
                                    else 'unchanged' end as state
                          from vehicles.part_stock_staging r
                          left join vehicles.part_stock k
                            on k.dealer_id = :dealer
                           and k.store_id = r.store_id
                           and k.part_no = r.part_no
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
                insert into vehicles.part_stock (dealer_id, store_id, part_no,
                                                 quantity, name, shelf, changed_at)
                select s.dealer_id, s.store_id, s.part_no, s.quantity, s.name, s.shelf, :at
                  from vehicles.part_stock_staging s
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                    on conflict (dealer_id, store_id, part_no)
                    do update set quantity = excluded.quantity,
                                  name = excluded.name,
                                  shelf = excluded.shelf,
                                  changed_at = excluded.changed_at
                """);
    }
}
