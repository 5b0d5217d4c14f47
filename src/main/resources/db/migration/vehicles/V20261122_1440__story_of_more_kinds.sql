-- What the further files bring to a customer's page: lines of orders, sales, arrivals at the gate, open recommendations, the next maintenance.
create or replace view vehicles.owned with (security_invoker) as
    select v.dealer_id, v.customer_id, v.id as vehicle_id, o.since, null::timestamptz as until, v.vin, v.plate, v.brand, v.series, v.model,
           v.mileage_km, v.delivered_on, v.warranty_until, v.warranty_km, v.jd_flag,
           (select coalesce(jsonb_agg(f.plate order by f.until desc), '[]')
              from vehicles.former_plate f
             where f.dealer_id = v.dealer_id
               and f.vehicle_id = v.id) as former_plates,
           v.next_maintenance_on, v.next_maintenance_by
      from vehicles.vehicle v
      left join vehicles.ownership o on o.dealer_id = v.dealer_id and o.vehicle_id = v.id and o.until is null and o.customer_id = v.customer_id
    union all
    select o.dealer_id, o.customer_id, o.vehicle_id, o.since, o.until, v.vin, v.plate, v.brand, v.series, v.model,
           null::int as mileage_km, v.delivered_on, null::date as warranty_until, null::int as warranty_km, false as jd_flag,
           '[]'::jsonb as former_plates, null::date as next_maintenance_on, null::text as next_maintenance_by
      from vehicles.ownership o
      join vehicles.vehicle v on v.dealer_id = o.dealer_id and v.id = o.vehicle_id
     where o.until is not null;

-- A sale has a day and no hour: it stands at the beginning of its day in the store. A car that came through the gate is its present owner's
-- since he owns it and since it carries its plate.
create or replace view vehicles.story with (security_invoker) as
    select o.dealer_id, o.customer_id, o.vehicle_id, o.store_id, o.sent_in_at as at, o.id, 'REPAIR' as what,
           jsonb_build_object('orderNo', o.order_no, 'orderKind', o.kind, 'status', o.status, 'settledAt', o.settled_at,
                              'mileageKm', o.mileage_km, 'advisor', a.name, 'technician', o.technician, 'amountFen', o.amount_fen,
                              'lines', (select coalesce(jsonb_agg(l.name order by l.line_no), '[]')
                                          from vehicles.repair_line l
                                         where l.dealer_id = o.dealer_id
                                           and l.order_id = o.id)) as facts
      from vehicles.repair_order o
      left join organisation.report_staff a on a.dealer_id = o.dealer_id and a.staff_id = o.advisor_id
     where o.status <> 'VOID'
    union all
    select s.dealer_id, s.customer_id, s.vehicle_id, s.store_id, s.dealt_on::timestamp at time zone h.zone as at, s.id, 'SALE' as what,
           jsonb_build_object('saleNo', s.sale_no, 'status', s.status, 'deliveredOn', s.delivered_on, 'consultant', c.name) as facts
      from vehicles.sale s
      join organisation.report_store h on h.dealer_id = s.dealer_id and h.store_id = s.store_id
      left join organisation.report_staff c on c.dealer_id = s.dealer_id and c.staff_id = s.consultant_id
    union all
    select g.dealer_id, v.customer_id, v.id as vehicle_id, g.store_id, g.in_at as at, g.id, 'ARRIVAL' as what,
           jsonb_build_object('outAt', g.out_at) as facts
      from vehicles.vehicle v
      join organisation.report_store h on h.dealer_id = v.dealer_id
      join vehicles.gate_record g on g.dealer_id = v.dealer_id and g.store_id = h.store_id and g.plate = v.plate
      left join vehicles.ownership o on o.dealer_id = v.dealer_id and o.vehicle_id = v.id and o.until is null
     where (o.since is null or g.in_at >= o.since)
       and (v.plate_since is null or g.in_at >= v.plate_since);

-- What the workshop advised and is still to be done: the latest word on each thing of a car, not accepted, and not among the lines of that
-- order or a later one.
create view vehicles.advice with (security_invoker) as
    select o.dealer_id, o.customer_id, o.vehicle_id, o.store_id, r.id, r.item, r.usable_until, r.usable_km, r.accepted, o.sent_in_at as advised_at
      from vehicles.repair_order o
      join vehicles.recommendation r on r.dealer_id = o.dealer_id and r.order_id = o.id
     where o.status <> 'VOID'
       and r.accepted is distinct from true
       and not exists (select 1
                         from vehicles.repair_order n
                         join vehicles.recommendation w on w.dealer_id = n.dealer_id and w.order_id = n.id
                        where n.dealer_id = o.dealer_id
                          and n.vehicle_id = o.vehicle_id
                          and n.status <> 'VOID'
                          and (n.sent_in_at, n.id) > (o.sent_in_at, o.id)
                          and w.item = r.item)
       and not exists (select 1
                         from vehicles.repair_order n
                         join vehicles.repair_line l on l.dealer_id = n.dealer_id and l.order_id = n.id
                        where n.dealer_id = o.dealer_id
                          and n.vehicle_id = o.vehicle_id
                          and n.status <> 'VOID'
                          and n.sent_in_at >= o.sent_in_at
                          and l.name = r.item);

grant select on vehicles.advice to opendcrc_app;
