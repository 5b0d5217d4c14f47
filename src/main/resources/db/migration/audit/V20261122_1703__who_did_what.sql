-- Who did what to which thing, for reports that count people's work: not what it was changed from or to.
create view audit.report_act with (security_invoker) as
    select e.dealer_id, e.entity, e.entity_id, e.at, e.actor_id, e.action
      from audit.entry e;
grant select on audit.report_act to opendcrc_app;
