-- Who works as what in which store now: other chapters offer these people in their lists.
create view organisation.report_role with (security_invoker) as
    select r.dealer_id, r.store_id, r.staff_id, r.role, p.name
      from organisation.staff_role r
      join organisation.staff p on p.dealer_id = r.dealer_id and p.id = r.staff_id
     where r.active
       and p.active;
grant select on organisation.report_role to opendcrc_app;
