-- Which order brought which plate into the house, for chapters that expect the car.
create view vehicles.report_arrival with (security_invoker) as
    select o.dealer_id, o.id as order_id, o.store_id, o.order_no, o.vehicle_id, coalesce(o.plate, v.plate) as plate, o.kind, o.sent_in_at, o.status,
           o.changed_in_run
      from vehicles.repair_order o
      join vehicles.vehicle v on v.dealer_id = o.dealer_id and v.id = o.vehicle_id;
grant select on vehicles.report_arrival to opendcrc_app;
