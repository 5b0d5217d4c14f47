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
 * Brings the rows of a vehicles file 车辆 into the house. A plate belongs to one car: the newer row takes it, the other car keeps it
 * as history. A new owner closes the ownership of the old one, a car of an unknown owner waits for him.
 */
@Component
public class VehicleMerge implements Merge {

    private static final String STAGING = "vehicles.vehicle_staging";

    private final JdbcClient jdbc;
    private final VehicleLookup lookup;

    VehicleMerge(JdbcClient jdbc, VehicleLookup lookup) {
        this.jdbc = jdbc;
        this.lookup = lookup;
    }

    @Override
    public String staging() {
        return STAGING;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public MergeResult merge(MergeRun run) {
        var rows = new StagedRows(jdbc, STAGING, run);
        resolveOwners(rows);
        rows.supersede();
        lock(rows);
        passOverOlder(rows);
        awaitOwners(rows);
        settlePlates(rows);
        compute(rows);
        warnOfFallingMileage(rows);
        movePlates(rows);
        write(rows);
        writeOwnership(rows);
        lookup.refresh(run.file());
        return rows.result();
    }

    private void resolveOwners(StagedRows rows) {
        rows.run("""
                update vehicles.vehicle_staging s
                   set customer_id = coalesce(c.survivor_id, c.customer_id)
                  from customers.report_customer c
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and c.dealer_id = :dealer
                   and c.customer_no = s.customer_no
                """);
    }

    private void awaitOwners(StagedRows rows) {
        rows.run("""
                update vehicles.vehicle_staging s
                   set state = 'waiting',
                       refused_column = 'customer_no',
                       refused_why = 'customer-unknown',
                       waits_for = 'customer',
                       needs = s.customer_no
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                   and s.customer_id is null
                """);
    }

    /** The cars of the rows, and those that carry the plates of the rows. */
    private void lock(StagedRows rows) {
        rows.lock("""
                select v.id
                  from vehicles.vehicle v
                 where v.dealer_id = :dealer
                   and v.id in (select k.id
                                  from vehicles.vehicle_staging s
                                  join vehicles.vehicle k
                                    on k.dealer_id = :dealer
                                   and k.vin = s.vin
                                 where s.dealer_id = :dealer
                                   and s.run_id = :run
                                   and s.state = 'read'
                                 union all
                                select k.id
                                  from vehicles.vehicle_staging s
                                  join vehicles.vehicle k
                                    on k.dealer_id = :dealer
                                   and k.plate = s.plate
                                 where s.dealer_id = :dealer
                                   and s.run_id = :run
                                   and s.state = 'read')
                 order by v.id
                   for no key update
              """);
    }

    private void passOverOlder(StagedRows rows) {
        rows.run("""
                update vehicles.vehicle_staging s
                   set state = 'unchanged',
                       warnings = array_append(s.warnings, 'changed_at|older-than-stored')
                  from vehicles.vehicle v
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                   and v.dealer_id = :dealer
                   and v.vin = s.vin
                   and s.erp_changed_at < v.erp_changed_at
                """);
    }

    /** Whose plate it is where two claim it: of two rows the newer one, of a row and a car the row, unless the car's is newer. */
    private void settlePlates(StagedRows rows) {
        jdbc.sql("set local enable_nestloop = off").update();
        rows.run("""
                update vehicles.vehicle_staging s
                   set plate_lost = s.plate,
                       plate = null,
                       plate_cleared = true,
                       warnings = s.warnings || ('plate|plate-on-newer-row|' || k.winner)
                  from (select r.line,
                               first_value(r.line) over newest as winning_line,
                               first_value(r.vin) over newest as winner
                          from vehicles.vehicle_staging r
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.state = 'read'
                           and r.plate is not null
                        window newest as (partition by r.plate order by coalesce(r.erp_changed_at, :at) desc, r.line desc)) k
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = k.line
                   and k.line <> k.winning_line
                """);
        jdbc.sql("set local enable_nestloop = on").update();
        rows.run("""
                update vehicles.vehicle_staging s
                   set plate_lost = s.plate,
                       plate = null,
                       plate_cleared = true,
                       warnings = s.warnings || ('plate|plate-on-newer-row|' || v.vin)
                  from vehicles.vehicle v
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                   and v.dealer_id = :dealer
                   and v.plate = s.plate
                   and v.vin <> s.vin
                   and v.erp_changed_at > s.erp_changed_at
                   and not exists (select 1
                                     from vehicles.vehicle_staging o
                                    where o.dealer_id = :dealer
                                      and o.run_id = :run
                                      and o.state = 'read'
                                      and o.vin = v.vin
                                      and (o.plate is not null or o.plate_cleared))
                """);
        rows.run("""
                update vehicles.vehicle_staging s
                   set warnings = s.warnings || ('plate|plate-taken-from|' || v.vin)
                  from vehicles.vehicle v
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                   and v.dealer_id = :dealer
                   and v.plate = s.plate
                   and v.vin <> s.vin
                """);
    }

    private void compute(StagedRows rows) {
        rows.run("""
                update vehicles.vehicle_staging s
                   set vehicle_id = coalesce(f.vehicle_id, s.id),
                       plate = case when s.plate_cleared then null else coalesce(s.plate, f.plate) end,
                       series = coalesce(s.series, f.series),
                       model = coalesce(s.model, f.model),
                       color = coalesce(s.color, f.color),
                       engine_no = coalesce(s.engine_no, f.engine_no),
                       delivered_on = coalesce(s.delivered_on, f.delivered_on),
                       invoiced_on = coalesce(s.invoiced_on, f.invoiced_on),
                       warranty_until = coalesce(s.warranty_until, f.warranty_until),
                       warranty_km = coalesce(s.warranty_km, f.warranty_km),
                       mileage_km = coalesce(s.mileage_km, f.mileage_km),
                       jd_flag = coalesce(s.jd_flag, f.jd_flag, false),
                       erp_changed_at = coalesce(s.erp_changed_at, f.erp_changed_at),
                       version = coalesce(f.version, 0) + 1
                  from (select r.line, v.id as vehicle_id, v.plate, v.series, v.model, v.color, v.engine_no, v.delivered_on,
                               v.invoiced_on, v.warranty_until, v.warranty_km, v.mileage_km, v.jd_flag, v.erp_changed_at, v.version
                          from vehicles.vehicle_staging r
                          left join vehicles.vehicle v
                            on v.dealer_id = :dealer
                           and v.vin = r.vin
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.state = 'read') f
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = f.line
                """);
        rows.run("""
                update vehicles.vehicle_staging s
                   set state = f.state
                  from (select r.line,
                               case when v.id is null then 'new'
                                    when (r.plate, r.brand, r.series, r.model, r.color, r.engine_no, r.customer_id, r.delivered_on,
                                          r.invoiced_on, r.warranty_until, r.warranty_km, r.mileage_km, r.jd_flag)
                                         is distinct from
                                         (v.plate, v.brand, v.series, v.model, v.color, v.engine_no, v.customer_id, v.delivered_on,
                                          v.invoiced_on, v.warranty_until, v.warranty_km, v.mileage_km, v.jd_flag)
                                    then 'changed'
                                    else 'unchanged' end as state
                          from vehicles.vehicle_staging r
                          left join vehicles.vehicle v
                            on v.dealer_id = :dealer
                           and v.vin = r.vin
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.state = 'read') f
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = f.line
                """);
    }

    /** The file's mileage is a reading of its 更新时间. */
    private void warnOfFallingMileage(StagedRows rows) {
        rows.run("""
                update vehicles.vehicle_staging s
                   set warnings = s.warnings || ('mileage_km|mileage-falls|' || f.most)
                  from (select r.line, max(o.mileage_km) as most
                          from vehicles.vehicle_staging r
                          join vehicles.repair_order o
                            on o.dealer_id = :dealer
                           and o.vehicle_id = r.vehicle_id
                           and o.sent_in_at < coalesce(r.erp_changed_at, :at)
                           and o.status <> 'VOID'
                           and o.mileage_km > r.mileage_km
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.vehicle_id is not null
                         group by r.line) f
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = f.line
                """);
    }

    private void movePlates(StagedRows rows) {
        // What a car carried and carries no more, and what a row claimed in vain.
        rows.run("""
                insert into vehicles.former_plate (dealer_id, vehicle_id, plate, since, until)
                select v.dealer_id, v.id, v.plate, v.plate_since, :at
                  from vehicles.vehicle_staging s
                  join vehicles.vehicle v
                    on v.dealer_id = :dealer
                   and v.plate = s.plate
                   and v.id <> s.vehicle_id
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                 union
                select v.dealer_id, v.id, v.plate, v.plate_since, :at
                  from vehicles.vehicle_staging s
                  join vehicles.vehicle v
                    on v.dealer_id = :dealer
                   and v.id = s.vehicle_id
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'changed'
                   and v.plate is not null
                   and v.plate is distinct from s.plate
                    on conflict (dealer_id, vehicle_id, plate, until)
                    do nothing
                """);
        rows.run("""
                update vehicles.vehicle v
                   set plate = null,
                       plate_since = null,
                       changed_at = :at,
                       version = v.version + 1
                  from vehicles.vehicle_staging s
                 where v.dealer_id = :dealer
                   and s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                   and v.plate = s.plate
                   and v.id <> s.vehicle_id
                """);
    }

    private void write(StagedRows rows) {
        // A new car is not looked up among the cars: in a table that was small the planner would go through all that
        // was
        // just written, for each car.
        rows.run("""
                insert into vehicles.vehicle (dealer_id, id, vin, vin_doubtful, plate, plate_since, brand, series, model, color, engine_no,
                                              customer_id, delivered_on, invoiced_on, warranty_until, warranty_km, mileage_km,
                                              jd_flag, erp_changed_at, created_at, changed_at, version)
                select s.dealer_id, s.vehicle_id, s.vin, s.vin_doubtful, s.plate,
                       case when s.plate is not null and s.state = 'changed'
                            then (select case when v.plate = s.plate then v.plate_since else :at end
                                    from vehicles.vehicle v
                                   where v.dealer_id = :dealer
                                     and v.id = s.vehicle_id) end,
                       s.brand, s.series, s.model, s.color, s.engine_no,
                       s.customer_id, s.delivered_on, s.invoiced_on, s.warranty_until, s.warranty_km, s.mileage_km,
                       s.jd_flag, s.erp_changed_at, :at, :at, s.version
                  from vehicles.vehicle_staging s
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                    on conflict (dealer_id, vin)
                    do update set plate = excluded.plate,
                                  plate_since = excluded.plate_since,
                                  brand = excluded.brand,
                                  series = excluded.series,
                                  model = excluded.model,
                                  color = excluded.color,
                                  engine_no = excluded.engine_no,
                                  customer_id = excluded.customer_id,
                                  delivered_on = excluded.delivered_on,
                                  invoiced_on = excluded.invoiced_on,
                                  warranty_until = excluded.warranty_until,
                                  warranty_km = excluded.warranty_km,
                                  mileage_km = excluded.mileage_km,
                                  jd_flag = excluded.jd_flag,
                                  erp_changed_at = excluded.erp_changed_at,
                                  changed_at = excluded.changed_at,
                                  version = excluded.version
                """);
        rows.run("""
                update vehicles.vehicle v
                   set erp_changed_at = s.erp_changed_at
                  from vehicles.vehicle_staging s
                 where v.dealer_id = :dealer
                   and v.id = s.vehicle_id
                   and s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'unchanged'
                   and s.erp_changed_at > coalesce(v.erp_changed_at, '-infinity')
                """);
    }

    private void writeOwnership(StagedRows rows) {
        rows.run("""
                update vehicles.ownership o
                   set until = :at
                  from vehicles.vehicle_staging s
                 where o.dealer_id = :dealer
                   and o.vehicle_id = s.vehicle_id
                   and o.until is null
                   and o.customer_id <> s.customer_id
                   and o.since < :at
                   and s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'changed'
                """);
        // Two changes at one moment leave one ownership: the later file's. A new car is not looked up, as above.
        rows.run("""
                insert into vehicles.ownership (dealer_id, vehicle_id, customer_id, since, until)
                select s.dealer_id, s.vehicle_id, s.customer_id,
                       case when s.state = 'new'
                            then least(coalesce(s.delivered_on::timestamp at time zone :zone, :at), :at)
                            else :at end,
                       null
                  from vehicles.vehicle_staging s
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and (s.state = 'new'
                        or (s.state = 'changed'
                            and not exists (select 1
                                              from vehicles.ownership o
                                             where o.dealer_id = :dealer
                                               and o.vehicle_id = s.vehicle_id
                                               and o.until is null
                                               and o.customer_id = s.customer_id)))
                    on conflict (dealer_id, vehicle_id, since)
                    do update set customer_id = excluded.customer_id,
                                  until = excluded.until
                """);
    }
}
