-- The people of a store's workshop, as the preparation of a car names them.
create view organisation.report_technician with (security_invoker) as
    select r.dealer_id, r.store_id, r.staff_id, p.name, p.staff_no
      from organisation.staff_role r
      join organisation.staff p on p.dealer_id = r.dealer_id and p.id = r.staff_id
     where r.role = 'WORKSHOP'
       and r.active
       and p.active;
grant select on organisation.report_technician to opendcrc_app;
