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
 * Brings the rows of a file of recommendations 维修建议 into the house. A recommendation of an unknown order waits for it. An empty cell
 * clears a date or mileage; what the customer said to it stays until the file says something else.
 */
@Component
public class RecommendationMerge implements Merge {

    private static final String STAGING = "vehicles.recommendation_staging";

    private final JdbcClient jdbc;

    RecommendationMerge(JdbcClient jdbc) {
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
                update vehicles.recommendation_staging s
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
                update vehicles.recommendation_staging s
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
                  from vehicles.recommendation_staging s
                  join vehicles.recommendation k
                    on k.dealer_id = :dealer
                   and k.order_id = s.order_id
                   and k.item = s.item
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                 order by k.id
                   for no key update of k
                """);
    }

    private void compute(StagedRows rows) {
        rows.run("""
                update vehicles.recommendation_staging s
                   set target_id = coalesce(f.id, s.id),
                       usable_until = case when 'usable_until' = any(:given) then s.usable_until else f.usable_until end,
                       usable_km = case when 'usable_km' = any(:given) then s.usable_km else f.usable_km end,
                       accepted = coalesce(s.accepted, f.accepted)
                  from (select r.line, k.id, k.usable_until, k.usable_km, k.accepted
                          from vehicles.recommendation_staging r
                          left join vehicles.recommendation k
                            on k.dealer_id = :dealer
                           and k.order_id = r.order_id
                           and k.item = r.item
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
                update vehicles.recommendation_staging s
                   set state = f.state
                  from (select r.line,
                               case when k.id is null then 'new'
                                    when (r.usable_until, r.usable_km, r.accepted)
                                         is distinct from
                                         (k.usable_until, k.usable_km, k.accepted)
                                    then 'changed'
                                    else 'unchanged' end as state
                          from vehicles.recommendation_staging r
                          left join vehicles.recommendation k
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
                insert into vehicles.recommendation (dealer_id, id, order_id, item, usable_until, usable_km, accepted, changed_at)
                select s.dealer_id, s.target_id, s.order_id, s.item, s.usable_until, s.usable_km, s.accepted, :at
                  from vehicles.recommendation_staging s
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                    on conflict (dealer_id, order_id, item)
                    do update set usable_until = excluded.usable_until,
                                  usable_km = excluded.usable_km,
                                  accepted = excluded.accepted,
                                  changed_at = excluded.changed_at
                """);
    }
}
