-- What the three guarantees read of cars and repairs: the days from which the law counts, and the readings that may be believed.
create view vehicles.report_guaranteed with (security_invoker) as
    select v.dealer_id, v.id as vehicle_id, v.invoiced_on, v.delivered_on, v.warranty_until, v.warranty_km, v.mileage_km
      from vehicles.vehicle v;
create view vehicles.report_repair with (security_invoker) as
    select o.dealer_id, o.id as order_id, o.store_id, o.vehicle_id, o.order_no, o.kind, o.kind_given, o.sent_in_at, o.completed_at, o.settled_at,
           o.status, o.changed_in_run,
           case when not o.mileage_doubtful then o.mileage_km end as mileage_km
      from vehicles.repair_order o;
create view vehicles.report_price with (security_invoker) as
    select s.dealer_id, s.vehicle_id, s.dealt_on, s.price_fen
      from vehicles.sale s
     where s.status = 'VALID'
       and s.price_fen is not null;
grant select on vehicles.report_guaranteed, vehicles.report_repair, vehicles.report_price to opendcrc_app;
