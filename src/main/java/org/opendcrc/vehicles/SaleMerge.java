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
 * Brings the rows of a sales file 销售 into the house. A sale of an unknown car waits for it; an unknown buyer is the one known before, else the owner of the car.
 * An empty cell clears a fact of the sale.
 */
@Component
public class SaleMerge implements Merge {

    private static final String STAGING = "vehicles.sale_staging";

    private final JdbcClient jdbc;

    SaleMerge(JdbcClient jdbc) {
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
        awaitVehicles(rows);
        lock(rows);
        compute(rows);
        count(rows);
        warn(rows);
        write(rows);
        return rows.result();
    }

    private void resolve(StagedRows rows) {
        rows.run("""
                update vehicles.sale_staging s
                   set vehicle_id = v.id,
                       customer_id = coalesce(c.survivor_id, c.customer_id),
                       consultant_id = p.staff_id
                  from vehicles.sale_staging r
                  join vehicles.vehicle v
                    on v.dealer_id = :dealer
                   and v.vin = r.vin
                  left join customers.report_customer c
                    on c.dealer_id = :dealer
                   and c.customer_no = r.customer_no
                  left join organisation.report_staff p
                    on p.dealer_id = :dealer
                   and p.staff_no = r.consultant_no
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = r.line
                   and r.dealer_id = :dealer
                   and r.run_id = :run
                """);
    }

    private void awaitVehicles(StagedRows rows) {
        rows.run("""
                update vehicles.sale_staging s
                   set state = 'waiting',
                       refused_column = 'vin',
                       refused_why = 'vehicle-unknown',
                       waits_for = 'vehicle',
                       needs = s.vin
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                   and s.vehicle_id is null
                """);
    }

    private void lock(StagedRows rows) {
        rows.lock("""
                select k.id
                  from vehicles.sale_staging s
                  join vehicles.sale k
                    on k.dealer_id = :dealer
                   and k.store_id = s.store_id
                   and k.sale_no = s.sale_no
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                 order by k.id
                   for no key update of k
                """);
    }

    private void compute(StagedRows rows) {
        rows.run("""
                update vehicles.sale_staging s
                   set sale_id = coalesce(f.id, s.id),
                       customer_id = coalesce(s.customer_id, f.customer_id, f.owner),
                       delivered_on = case when 'delivered_on' = any(:given) then s.delivered_on else f.delivered_on end,
                       consultant_id = case when 'consultant_no' = any(:given) then s.consultant_id else f.consultant_id end,
                       consultant_no = case when 'consultant_no' = any(:given) then s.consultant_no else f.consultant_no end,
                       price_fen = case when 'price_yuan' = any(:given) then s.price_fen else f.price_fen end,
                       status = coalesce(case when 'status' = any(:given) then s.status else f.status end, 'VALID'),
                       sold_in_run = case when coalesce(case when 'status' = any(:given) then s.status else f.status end, 'VALID') = 'VALID'
                                               and (f.id is null
                                                    or f.status <> 'VALID'
                                                    or ('delivered_on' = any(:given)
                                                        and s.delivered_on is not null
                                                        and s.delivered_on is distinct from f.delivered_on))
                                          then :run else f.sold_in_run end,
                       version = coalesce(f.version, 0) + 1
                  from (select r.line, v.customer_id as owner, k.id, k.customer_id, k.delivered_on, k.consultant_id, k.consultant_no, k.price_fen, k.status, k.version,
                               k.sold_in_run
                          from vehicles.sale_staging r
                          join vehicles.vehicle v
                            on v.dealer_id = :dealer
                           and v.id = r.vehicle_id
                          left join vehicles.sale k
                            on k.dealer_id = :dealer
                           and k.store_id = r.store_id
                           and k.sale_no = r.sale_no
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
                update vehicles.sale_staging s
                   set state = f.state
                  from (select r.line,
                               case when k.id is null then 'new'
                                    when (r.vehicle_id, r.customer_id, r.dealt_on, r.delivered_on, r.consultant_id, r.consultant_no, r.price_fen, r.status)
                                         is distinct from
                                         (k.vehicle_id, k.customer_id, k.dealt_on, k.delivered_on, k.consultant_id, k.consultant_no, k.price_fen, k.status)
                                    then 'changed'
                                    else 'unchanged' end as state
                          from vehicles.sale_staging r
                          left join vehicles.sale k
                            on k.dealer_id = :dealer
                           and k.id = r.sale_id
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.state = 'read') f
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = f.line
                """);
    }

    private void warn(StagedRows rows) {
        rows.run("""
                update vehicles.sale_staging s
                   set warnings = array_append(s.warnings, 'consultant_no|consultant-unknown')
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.sale_id is not null
                   and s.consultant_no is not null
                   and s.consultant_id is null
                """);
        rows.run("""
                update vehicles.sale_staging s
                   set warnings = array_append(s.warnings, 'customer_no|owner-instead')
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.sale_id is not null
                   and not exists (select 1
                                     from customers.report_customer c
                                    where c.dealer_id = :dealer
                                      and c.customer_no = s.customer_no)
                """);
    }

    private void write(StagedRows rows) {
        rows.run("""
                insert into vehicles.sale (dealer_id, id, store_id, sale_no, vehicle_id, customer_id, dealt_on, delivered_on, consultant_id,
                                           consultant_no, price_fen, status, created_at, changed_at, changed_in_run, sold_in_run, version)
                select s.dealer_id, s.sale_id, s.store_id, s.sale_no, s.vehicle_id, s.customer_id, s.dealt_on, s.delivered_on, s.consultant_id,
                       s.consultant_no, s.price_fen, s.status, :at, :at, s.run_id, s.sold_in_run, s.version
                  from vehicles.sale_staging s
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                    on conflict (dealer_id, store_id, sale_no)
                    do update set vehicle_id = excluded.vehicle_id,
                                  customer_id = excluded.customer_id,
                                  dealt_on = excluded.dealt_on,
                                  delivered_on = excluded.delivered_on,
                                  consultant_id = excluded.consultant_id,
                                  consultant_no = excluded.consultant_no,
                                  price_fen = excluded.price_fen,
                                  status = excluded.status,
                                  changed_at = excluded.changed_at,
                                  changed_in_run = excluded.changed_in_run,
                                  sold_in_run = excluded.sold_in_run,
                                  version = excluded.version
                """);
    }
}
