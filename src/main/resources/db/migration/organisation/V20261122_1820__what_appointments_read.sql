-- What the appointments read of a store's bays and advisors in one statement with their own rows.
create view organisation.report_bay with (security_invoker) as
    select b.dealer_id, b.id as bay_id, b.store_id, b.name, b.position
      from organisation.bay b
     where b.active;
create view organisation.report_advisor with (security_invoker) as
    select r.dealer_id, r.store_id, r.staff_id, p.name, p.staff_no
      from organisation.staff_role r
      join organisation.staff p on p.dealer_id = r.dealer_id and p.id = r.staff_id
     where r.role = 'ADVISOR'
       and r.active
       and p.active;
grant select on organisation.report_bay, organisation.report_advisor to opendcrc_app;
