-- What was changed in a thing's history, by entity; who merely looked is no change of the thing.
create view audit.story with (security_invoker) as
    select e.dealer_id, e.entity, e.entity_id, e.actor_id, e.at, e.id, e.action as what,
           jsonb_build_object('before', e.before, 'after', e.after) as facts
      from audit.entry e
     where e.action <> 'sensitive-shown';

grant select on audit.story to opendcrc_app;
