-- What the chapters above read of a store's bays, roles and settings in one statement with their own rows.
create view organisation.report_bay with (security_invoker) as
    select b.dealer_id, b.id as bay_id, b.store_id, b.name, b.position
      from organisation.bay b
     where b.active;
create view organisation.report_role with (security_invoker) as
    select r.dealer_id, r.staff_id, r.store_id, r.role
      from organisation.staff_role r
     where r.active;
create view organisation.report_setting with (security_invoker) as
    select s.dealer_id, s.store_id, s.key, s.value
      from organisation.setting s;
grant select on organisation.report_bay, organisation.report_role, organisation.report_setting to opendcrc_app;
