-- FU-17: the file in which a sale became one that owes a call: it is new, valid again, or its pick-up came to be known or moved.
alter table vehicles.sale add column sold_in_run uuid;
alter table vehicles.sale_staging add column sold_in_run uuid;
create index sale_by_run on vehicles.sale (dealer_id, changed_in_run);
create or replace view vehicles.report_sale with (security_invoker) as
    select s.dealer_id, s.id as sale_id, s.store_id, s.sale_no, s.vehicle_id, s.customer_id, s.dealt_on, s.delivered_on, s.consultant_id, s.status, s.changed_in_run,
           s.sold_in_run, s.consultant_no
      from vehicles.sale s;
