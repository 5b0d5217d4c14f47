-- What the reconciliation of arrivals reads of orders: those that stand for a car that came to be repaired, with both plates it may be known by.
create view vehicles.report_arrival with (security_invoker) as
    select o.dealer_id, o.id as order_id, o.store_id, o.order_no, o.vehicle_id, o.plate as order_plate, v.plate as vehicle_plate, v.brand,
           o.status, o.sent_in_at, coalesce(o.completed_at, o.settled_at) as ended_at, o.visit_no, o.advisor_id
      from vehicles.repair_order o
      join vehicles.vehicle v on v.dealer_id = o.dealer_id and v.id = o.vehicle_id
     where o.status <> 'VOID'
       and o.kind <> 'INTERNAL';
grant select on vehicles.report_arrival to opendcrc_app;
