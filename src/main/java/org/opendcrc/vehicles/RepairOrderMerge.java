package org.opendcrc.vehicles;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.MergeResult;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings the rows of a file of repair orders 维修委托书 into the house. An empty cell clears a fact of the order, a column that the file
 * has not changes nothing. Each time an order becomes settled anew, its count of settlements rises: that owes a call. Runs within
 * the transaction of the file.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class RepairOrderMerge {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    RepairOrderMerge(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * Merges what lies in the staging table for that file, and publishes {@link VisitsRecorded}; the rows keep what became of them.
     *
     * @param file the run of the staging rows
     * @param given the columns that the file has, by canonical name
     * @param zone in which dates without a time are compared: the first store's
     * @param firstLoad whether the dealer had no finished file of orders before
     */
    public MergeResult merge(UUID file, Set<String> given, ZoneId zone, boolean firstLoad, Instant at) {
        resolveVehicles(file);
        lock(file);
        compute(file, given);
        refuse(file, zone);
        supersede(file);
        count(file);
        warn(file);
        write(file, at);
        markFallingMileage(file);
        var result = result(file);
        events.publishEvent(new VisitsRecorded(DealerContext.require(), file, firstLoad, at));
        return result;
    }

    private void resolveVehicles(UUID file) {
        run("""
                update vehicles.repair_order_staging s
                   set vehicle_id = v.id
                  from vehicles.vehicle v
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and v.dealer_id = :dealer
                   and v.vin = s.vin
                """, file);
        run("""
                update vehicles.repair_order_staging s
                   set state = 'rejected',
                       refused_column = 'vin',
                       refused_why = 'vehicle-unknown'
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.vehicle_id is null
                """, file);
    }

    private void lock(UUID file) {
        jdbc.sql("""
                        select count(*)
                          from (select o.id
                                  from vehicles.repair_order_staging s
                                  join vehicles.repair_order o
                                    on o.dealer_id = :dealer
                                   and o.store_id = s.store_id
                                   and o.order_no = s.order_no
                                 where s.dealer_id = :dealer
                                   and s.run_id = :run
                                   and s.state = 'read'
                                 order by o.id
                                   for update of o) locked
                        """)
                .param("dealer", DealerContext.require())
                .param("run", file)
                .query(Long.class)
                .single();
    }

    /** What each row would make of its order, taken alone. */
    private void compute(UUID file, Set<String> given) {
        jdbc.sql("""
                        update vehicles.repair_order_staging s
                           set order_id = f.order_id,
                               customer_id = coalesce(f.named_customer, f.order_customer, f.owner),
                               advisor_id = case when not :has_advisor then f.advisor_id else f.named_advisor end,
                               advisor_no = case when not :has_advisor then f.advisor_no else s.advisor_no end,
                               plate = case when s.plate_cleared then null else coalesce(s.plate, f.plate) end,
                               sender_name = coalesce(s.sender_name, f.sender_name),
                               sender_phone = coalesce(s.sender_phone, f.sender_phone),
                               completed_at = case when not :has_completed then f.completed_at else s.completed_at end,
                               settled_at = case when not :has_settled then f.settled_at else s.settled_at end,
                               mileage_km = case when not :has_mileage then f.mileage_km else s.mileage_km end,
                               technician = case when not :has_technician then f.technician else s.technician end,
                               amount_fen = case when not :has_amount then f.amount_fen else s.amount_fen end,
                               visit_no = case when not :has_visit then f.visit_no else s.visit_no end,
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
                        """)
                .param("dealer", DealerContext.require())
                .param("run", file)
                .param("has_advisor", given.contains("advisor_no"))
                .param("has_completed", given.contains("completed_at"))
                .param("has_settled", given.contains("settled_at"))
                .param("has_mileage", given.contains("mileage_km"))
                .param("has_technician", given.contains("technician"))
                .param("has_amount", given.contains("amount_yuan"))
                .param("has_visit", given.contains("visit_no"))
                .update();
        // No status given: by its times. A file without the column does not bring a voided order back to life.
        jdbc.sql("""
                        update vehicles.repair_order_staging s
                           set status = f.status
                          from (select r.line,
                                       case when not :has_status and o.status = 'VOID' then 'VOID'
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
                                   and r.status is null) f
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                           and s.line = f.line
                        """)
                .param("dealer", DealerContext.require())
                .param("run", file)
                .param("has_status", given.contains("status"))
                .update();
    }

    private void refuse(UUID file, ZoneId zone) {
        run("""
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
                """, file);
        // Within one line this was compared as written; here a stored settlement meets a new time of sending in.
        jdbc.sql("""
                        update vehicles.repair_order_staging s
                           set state = 'rejected',
                               refused_column = 'sent_in_at',
                               refused_why = 'settled-before-sent-in',
                               order_id = null
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                           and s.state = 'read'
                           and (s.settled_at at time zone :zone)::date < (s.sent_in_at at time zone :zone)::date
                        """)
                .param("dealer", DealerContext.require())
                .param("run", file)
                .param("zone", zone.getId())
                .update();
    }

    private void supersede(UUID file) {
        jdbc.sql("set local enable_nestloop = off").update();
        run("""
                update vehicles.repair_order_staging s
                   set state = case when s.digest = k.last_digest then 'unchanged' else 'superseded' end,
                       order_id = null
                  from (select r.line,
                               last_value(r.line) over same as last_line,
                               last_value(r.digest) over same as last_digest
                          from vehicles.repair_order_staging r
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.state = 'read'
                        window same as (partition by r.store_id, r.order_no order by r.line
                                        rows between unbounded preceding and unbounded following)) k
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = k.line
                   and k.line <> k.last_line
                """, file);
        jdbc.sql("set local enable_nestloop = on").update();
    }

    private void count(UUID file) {
        run("""
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
                """, file);
    }

    private void warn(UUID file) {
        run("""
                update vehicles.repair_order_staging s
                   set warnings = array_append(s.warnings, 'advisor_no|advisor-unknown')
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.order_id is not null
                   and s.advisor_no is not null
                   and s.advisor_id is null
                """, file);
        run("""
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
                """, file);
        run("""
                update vehicles.repair_order_staging s
                   set warnings = array_append(s.warnings, 'status|in-repair-though-settled')
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.order_id is not null
                   and s.status = 'IN_REPAIR'
                   and s.settled_at is not null
                """, file);
    }

    private void write(UUID file, Instant at) {
        jdbc.sql("""
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
                        """)
                .param("dealer", DealerContext.require())
                .param("run", file)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A reading falls when an earlier date has a higher one; the order is kept, the reading is marked. */
    private void markFallingMileage(UUID file) {
        run("""
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
                """, file);
        run("""
                update vehicles.repair_order o
                   set mileage_doubtful = f.doubtful
                  from (select s.order_id, array_to_string(s.warnings, ' ') like '%mileage-falls%' as doubtful
                          from vehicles.repair_order_staging s
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                           and s.order_id is not null) f
                 where o.dealer_id = :dealer
                   and o.id = f.order_id
                   and o.mileage_doubtful <> f.doubtful
                """, file);
    }

    private MergeResult result(UUID file) {
        return jdbc.sql("""
                        select count(*) filter (where s.state = 'new') as created,
                               count(*) filter (where s.state = 'changed') as changed,
                               count(*) filter (where s.state = 'unchanged') as unchanged,
                               count(*) filter (where s.state = 'superseded') as superseded,
                               count(*) filter (where s.state = 'rejected') as rejected
                          from vehicles.repair_order_staging s
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                        """)
                .param("dealer", DealerContext.require())
                .param("run", file)
                .query((row, _) -> new MergeResult(
                        row.getInt("created"),
                        row.getInt("changed"),
                        row.getInt("unchanged"),
                        row.getInt("superseded"),
                        row.getInt("rejected")))
                .single();
    }

    private void run(String sql, UUID file) {
        jdbc.sql(sql)
                .param("dealer", DealerContext.require())
                .param("run", file)
                .update();
    }
}
