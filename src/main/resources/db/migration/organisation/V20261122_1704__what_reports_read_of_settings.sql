-- What stores have set, for pages that name a time without asking for the whole store.
create view organisation.report_setting with (security_invoker) as
    select s.dealer_id, s.store_id, s.key, s.value
      from organisation.setting s;
grant select on organisation.report_setting to opendcrc_app;
