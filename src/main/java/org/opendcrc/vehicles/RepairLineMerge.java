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
 * Brings the rows of a file of order lines 维修明细 into the house. A line of an unknown order waits for it. An empty cell clears what it
 * is about.
 */
@Component
public class RepairLineMerge implements Merge {

    private static final String STAGING = "vehicles.repair_line_staging";

    private final JdbcClient jdbc;

    RepairLineMerge(JdbcClient jdbc) {
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
        resolve(rows);
        rows.supersede();
        awaitOrders(rows);
        lock(rows);
        compute(rows);
        count(rows);
        write(rows);
        return rows.result();
    }

    private void resolve(StagedRows rows) {
        rows.run("""
                update vehicles.repair_line_staging s
                   set order_id = o.id
                  from vehicles.repair_order o
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and o.dealer_id = :dealer
                   and o.store_id = s.store_id
                   and o.order_no = s.order_no
                """);
    }

    private void awaitOrders(StagedRows rows) {
        rows.run("""
                update vehicles.repair_line_staging s
                   set state = 'waiting',
                       refused_column = 'order_no',
                       refused_why = 'order-unknown',
                       waits_for = 'order',
                       needs_store = s.store_id,
                       needs = s.order_no
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                   and s.order_id is null
                """);
    }

    private void lock(StagedRows rows) {
        rows.lock("""
                select k.id
                  from vehicles.repair_line_staging s
                  join vehicles.repair_line k
                    on k.dealer_id = :dealer
                   and k.order_id = s.order_id
                   and k.line_no = s.line_no
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                 order by k.id
                   for no key update of k
                """);
    }

    private void compute(StagedRows rows) {
        rows.run("""
                update vehicles.repair_line_staging s
                   set target_id = coalesce(f.id, s.id),
                       code = case when 'code' = any(:given) then s.code else f.code end,
                       quantity = case when 'quantity' = any(:given) then s.quantity else f.quantity end,
                       amount_fen = case when 'amount_yuan' = any(:given) then s.amount_fen else f.amount_fen end
                  from (select r.line, k.id, k.code, k.quantity, k.amount_fen
                          from vehicles.repair_line_staging r
                          left join vehicles.repair_line k
                            on k.dealer_id = :dealer
                           and k.order_id = r.order_id
                           and k.line_no = r.line_no
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
                update vehicles.repair_line_staging s
                   set state = f.state
                  from (select r.line,
                               case when k.id is null then 'new'
                                    when (r.kind, r.kind_given, r.name, r.code, r.quantity, r.amount_fen)
                                         is distinct from
                                         (k.kind, k.kind_given, k.name, k.code, k.quantity, k.amount_fen)
                                    then 'changed'
                                    else 'unchanged' end as state
                          from vehicles.repair_line_staging r
                          left join vehicles.repair_line k
                            on k.dealer_id = :dealer
                           and k.id = r.target_id
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
                insert into vehicles.repair_line (dealer_id, id, order_id, line_no, kind, kind_given, name, code, quantity, amount_fen, changed_at)
                select s.dealer_id, s.target_id, s.order_id, s.line_no, s.kind, s.kind_given, s.name, s.code, s.quantity, s.amount_fen, :at
                  from vehicles.repair_line_staging s
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                    on conflict (dealer_id, order_id, line_no)
                    do update set kind = excluded.kind,
                                  kind_given = excluded.kind_given,
                                  name = excluded.name,
                                  code = excluded.code,
                                  quantity = excluded.quantity,
                                  amount_fen = excluded.amount_fen,
                                  changed_at = excluded.changed_at
                """);
    }
}
