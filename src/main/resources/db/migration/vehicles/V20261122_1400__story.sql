-- What a customer's page reads of vehicles: the cars he owns and owned, and the repair orders of his history.
create index ownership_by_customer on vehicles.ownership (dealer_id, customer_id, since);

-- One row a car and a time of owning it; until is empty for the present owner.
create view vehicles.owned with (security_invoker) as
    select v.dealer_id, v.customer_id, v.id as vehicle_id, o.since, null::timestamptz as until, v.vin, v.plate, v.brand, v.series, v.model,
           v.mileage_km, v.delivered_on, v.warranty_until, v.warranty_km, v.jd_flag,
           (select coalesce(jsonb_agg(f.plate order by f.until desc), '[]')
              from vehicles.former_plate f
             where f.dealer_id = v.dealer_id
               and f.vehicle_id = v.id) as former_plates
      from vehicles.vehicle v
      left join vehicles.ownership o on o.dealer_id = v.dealer_id and o.vehicle_id = v.id and o.until is null and o.customer_id = v.customer_id
    union all
    select o.dealer_id, o.customer_id, o.vehicle_id, o.since, o.until, v.vin, v.plate, v.brand, v.series, v.model,
           null::int as mileage_km, v.delivered_on, null::date as warranty_until, null::int as warranty_km, false as jd_flag,
           '[]'::jsonb as former_plates
      from vehicles.ownership o
      join vehicles.vehicle v on v.dealer_id = o.dealer_id and v.id = o.vehicle_id
     where o.until is not null;

-- The history of a customer: one row a happening, the same columns in every chapter.
create view vehicles.story with (security_invoker) as
    select o.dealer_id, o.customer_id, o.vehicle_id, o.store_id, o.sent_in_at as at, o.id, 'REPAIR' as what,
           jsonb_build_object('orderNo', o.order_no, 'orderKind', o.kind, 'status', o.status, 'settledAt', o.settled_at,
                              'mileageKm', o.mileage_km, 'advisor', a.name, 'technician', o.technician, 'amountFen', o.amount_fen) as facts
      from vehicles.repair_order o
      left join organisation.report_staff a on a.dealer_id = o.dealer_id and a.staff_id = o.advisor_id
     where o.status <> 'VOID';

grant select on vehicles.owned, vehicles.story to opendcrc_app;
