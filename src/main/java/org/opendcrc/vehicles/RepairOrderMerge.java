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
 * Brings the rows of a file of repair orders 维修委托书 into the house. An empty cell clears a fact of the order, a column that the file
 * has not changes nothing; an order of an unknown car waits for it. Each time an order becomes settled anew, its count of
 * settlements rises: that owes a call.
 */
@Component
public class RepairOrderMerge implements Merge {

    private static final String STAGING = "vehicles.repair_order_staging";

    private final JdbcClient jdbc;

    RepairOrderMerge(JdbcClient jdbc) {
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
        resolveVehicles(rows);
        lock(rows);
        compute(rows);
        refuse(rows);
        rows.supersede();
        awaitVehicles(rows);
        count(rows);
        warn(rows);
        write(rows);
        markFallingMileage(rows);
        return rows.result();
    }

    private void resolveVehicles(StagedRows rows) {
        rows.run("""
                update vehicles.repair_order_staging s
                   set vehicle_id = v.id
                  from vehicles.vehicle v
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and v.dealer_id = :dealer
                   and v.vin = s.vin
                """);
    }

    private void awaitVehicles(StagedRows rows) {
        rows.run("""
                update vehicles.repair_order_staging s
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
        // What was overtaken belongs to no order.
        rows.run("""
                update vehicles.repair_order_staging s
                   set order_id = null
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('superseded', 'unchanged')
                """);
    }

    private void lock(StagedRows rows) {
        rows.lock("""
                select o.id
                  from vehicles.repair_order_staging s
                  join vehicles.repair_order o
                    on o.dealer_id = :dealer
                   and o.store_id = s.store_id
                   and o.order_no = s.order_no
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                 order by o.id
                   for no key update of o
                """);
    }

    /** What each row would make of its order, taken alone. */
    private void compute(StagedRows rows) {
        rows.run("""
                update vehicles.repair_order_staging s
                   set order_id = f.order_id,
                       customer_id = coalesce(f.named_customer, f.order_customer, f.owner),
                       advisor_id = case when not 'advisor_no' = any(:given) then f.advisor_id else f.named_advisor end,
                       advisor_no = case when not 'advisor_no' = any(:given) then f.advisor_no else s.advisor_no end,
                       plate = case when s.plate_cleared then null else coalesce(s.plate, f.plate) end,
                       sender_name = coalesce(s.sender_name, f.sender_name),
                       sender_phone = coalesce(s.sender_phone, f.sender_phone),
                       completed_at = case when not 'completed_at' = any(:given) then f.completed_at else s.completed_at end,
                       settled_at = case when not 'settled_at' = any(:given) then f.settled_at else s.settled_at end,
                       mileage_km = case when not 'mileage_km' = any(:given) then f.mileage_km else s.mileage_km end,
                       technician = case when not 'technician' = any(:given) then f.technician else s.technician end,
                       amount_fen = case when not 'amount_yuan' = any(:given) then f.amount_fen else s.amount_fen end,
                       visit_no = case when not 'visit_no' = any(:given) then f.visit_no else s.visit_no end,
                       settlement = coalesce(f.settlement, 0),
                       settled_in_run = f.settled_in_run,
                       version = coalesce(f.version, 0) + 1
                  from (select r.line, o.id as order_id, o.customer_id as order_customer, v.customer_id as owner,
                               coalesce(c.survivor_id, c.customer_id) as named_customer, p.staff_id as named_advisor,
                               o.advisor_id, o.advisor_no, o.plate, o.sender_name, o.sender_phone, o.completed_at, o.settled_at,
                               o.mileage_km, o.technician, o.amount_fen, o.visit_no, o.settlement, o.settled_in_run, o.version
                          from vehicles.repair_order_staging r
                          join vehicles.vehicle v
                            on v.dealer_id = :dealer
                           and v.id = r.vehicle_id
                          left join vehicles.repair_order o
                            on o.dealer_id = :dealer
                           and o.store_id = r.store_id
                           and o.order_no = r.order_no
                          left join customers.report_customer c
                            on c.dealer_id = :dealer
                           and c.customer_no = r.customer_no
                          left join organisation.report_staff p
                            on p.dealer_id = :dealer
                           and p.staff_no = r.advisor_no
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.state = 'read') f
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = f.line
                """);
        // No status given: by its times. A file without the column does not bring a voided order back to life.
        rows.run("""
                update vehicles.repair_order_staging s
                   set status = f.status
                  from (select r.line,
                               case when not 'status' = any(:given) and o.status = 'VOID' then 'VOID'
                                    when r.settled_at is not null then 'SETTLED'
                                    when r.completed_at is not null then 'COMPLETED'
                                    else 'IN_REPAIR' end as status
                          from vehicles.repair_order_staging r
                          left join vehicles.repair_order o
                            on o.dealer_id = :dealer
                           and o.id = r.order_id
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.state = 'read'
                           and r.vehicle_id is not null
                           and r.status is null) f
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = f.line
                """);
    }

    private void refuse(StagedRows rows) {
        rows.run("""
                update vehicles.repair_order_staging s
                   set state = 'rejected',
                       refused_column = 'status',
                       refused_why = 'settled-without-time',
                       order_id = null
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                   and s.status = 'SETTLED'
                   and s.settled_at is null
                   and (s.vehicle_id is not null or 'settled_at' = any(:given))
                """);
        // Within one line this was compared as written; here a stored settlement meets a new time of sending in.
        rows.run("""
                update vehicles.repair_order_staging s
                   set state = 'rejected',
                       refused_column = 'sent_in_at',
                       refused_why = 'settled-before-sent-in',
                       order_id = null
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                   and (s.settled_at at time zone :zone)::date < (s.sent_in_at at time zone :zone)::date
                """);
    }

    private void count(StagedRows rows) {
        rows.run("""
                update vehicles.repair_order_staging s
                   set order_id = coalesce(s.order_id, s.id),
                       state = f.state,
                       settlement = s.settlement + f.settled_anew,
                       settled_in_run = case when f.settled_anew = 1 then :run
                                             when s.status = 'SETTLED' and s.kind <> 'INTERNAL' then s.settled_in_run end
                  from (select r.line,
                               case when o.id is null then 'new'
                                    when (r.vehicle_id, r.customer_id, r.plate, r.sender_name, r.sender_phone, r.kind, r.kind_given, r.sent_in_at,
                                          r.completed_at, r.settled_at, r.mileage_km, r.advisor_id, r.advisor_no, r.technician, r.amount_fen,
                                          r.visit_no, r.status)
                                         is distinct from
                                         (o.vehicle_id, o.customer_id, o.plate, o.sender_name, o.sender_phone, o.kind, o.kind_given, o.sent_in_at,
                                          o.completed_at, o.settled_at, o.mileage_km, o.advisor_id, o.advisor_no, o.technician, o.amount_fen,
                                          o.visit_no, o.status)
                                    then 'changed'
                                    else 'unchanged' end as state,
                               case when r.status = 'SETTLED' and r.kind <> 'INTERNAL'
                                         and (o.id is null or o.status <> 'SETTLED' or o.kind = 'INTERNAL')
                                    then 1 else 0 end as settled_anew
                          from vehicles.repair_order_staging r
                          left join vehicles.repair_order o
                            on o.dealer_id = :dealer
                           and o.store_id = r.store_id
                           and o.order_no = r.order_no
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
                update vehicles.repair_order_staging s
                   set warnings = array_append(s.warnings, 'advisor_no|advisor-unknown')
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.order_id is not null
                   and s.advisor_no is not null
                   and s.advisor_id is null
                """);
        rows.run("""
                update vehicles.repair_order_staging s
                   set warnings = array_append(s.warnings, 'customer_no|owner-instead')
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.order_id is not null
                   and s.customer_no is not null
                   and not exists (select 1
                                     from customers.report_customer c
                                    where c.dealer_id = :dealer
                                      and c.customer_no = s.customer_no)
                """);
        rows.run("""
                update vehicles.repair_order_staging s
                   set warnings = array_append(s.warnings, 'status|in-repair-though-settled')
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.order_id is not null
                   and s.status = 'IN_REPAIR'
                   and s.settled_at is not null
                """);
    }

    private void write(StagedRows rows) {
        rows.run("""
                insert into vehicles.repair_order (dealer_id, id, store_id, order_no, vehicle_id, customer_id, plate, sender_name,
                                                   sender_phone, kind, kind_given, sent_in_at, completed_at, settled_at, mileage_km,
                                                   advisor_id, advisor_no, technician, amount_fen, visit_no, status, settlement,
                                                   created_at, changed_at, changed_in_run, settled_in_run, version)
                select s.dealer_id, s.order_id, s.store_id, s.order_no, s.vehicle_id, s.customer_id, s.plate, s.sender_name,
                       s.sender_phone, s.kind, s.kind_given, s.sent_in_at, s.completed_at, s.settled_at, s.mileage_km,
                       s.advisor_id, s.advisor_no, s.technician, s.amount_fen, s.visit_no, s.status, s.settlement,
                       :at, :at, s.run_id, s.settled_in_run, s.version
                  from vehicles.repair_order_staging s
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                    on conflict (dealer_id, store_id, order_no)
                    do update set vehicle_id = excluded.vehicle_id,
                                  customer_id = excluded.customer_id,
                                  plate = excluded.plate,
                                  sender_name = excluded.sender_name,
                                  sender_phone = excluded.sender_phone,
                                  kind = excluded.kind,
                                  kind_given = excluded.kind_given,
                                  sent_in_at = excluded.sent_in_at,
                                  completed_at = excluded.completed_at,
                                  settled_at = excluded.settled_at,
                                  mileage_km = excluded.mileage_km,
                                  advisor_id = excluded.advisor_id,
                                  advisor_no = excluded.advisor_no,
                                  technician = excluded.technician,
                                  amount_fen = excluded.amount_fen,
                                  visit_no = excluded.visit_no,
                                  status = excluded.status,
                                  settlement = excluded.settlement,
                                  changed_at = excluded.changed_at,
                                  changed_in_run = excluded.changed_in_run,
                                  settled_in_run = excluded.settled_in_run,
                                  version = excluded.version
                """);
    }

    /** A reading falls when an earlier date has a higher one; the order is kept, the reading is marked. */
    private void markFallingMileage(StagedRows rows) {
        rows.run("""
                update vehicles.repair_order_staging s
                   set warnings = s.warnings || ('mileage_km|mileage-falls|' || f.most)
                  from (select r.line, greatest(e.most, v.mileage_km) as most
                          from vehicles.repair_order_staging r
                          left join lateral (select max(o.mileage_km) as most
                                               from vehicles.repair_order o
                                              where o.dealer_id = :dealer
                                                and o.vehicle_id = r.vehicle_id
                                                and o.sent_in_at < r.sent_in_at
                                                and o.status <> 'VOID'
                                                and o.mileage_km > r.mileage_km) e
                            on true
                          left join vehicles.vehicle v
                            on v.dealer_id = :dealer
                           and v.id = r.vehicle_id
                           and v.erp_changed_at < r.sent_in_at
                           and v.mileage_km > r.mileage_km
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.order_id is not null
                           and r.mileage_km is not null
                           and r.status <> 'VOID') f
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = f.line
                   and f.most is not null
                """);
        // Named one by one: the planner knows nothing of what was just written, and would compare each with all.
        rows.run("""
                update vehicles.repair_order o
                   set mileage_doubtful = true
                 where o.dealer_id = :dealer
                   and not o.mileage_doubtful
                   and o.id = any(array(select s.order_id
                                          from vehicles.repair_order_staging s
                                         where s.dealer_id = :dealer
                                           and s.run_id = :run
                                           and array_to_string(s.warnings, ' ') like '%mileage-falls%'))
                """);
        rows.run("""
                update vehicles.repair_order o
                   set mileage_doubtful = false
                 where o.dealer_id = :dealer
                   and o.mileage_doubtful
                   and o.id = any(array(select s.order_id
                                          from vehicles.repair_order_staging s
                                         where s.dealer_id = :dealer
                                           and s.run_id = :run
                                           and array_to_string(s.warnings, ' ') not like '%mileage-falls%'))
                """);
    }
}
