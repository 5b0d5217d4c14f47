-- What the rates read of a store's brands: each with what it asks for a figure (AP-12), if somebody has written that down.
create view organisation.report_brand with (security_invoker) as
    select b.dealer_id, b.store_id, b.name as brand, t.figure, t.percent
      from organisation.brand b
      left join organisation.target t on t.dealer_id = b.dealer_id and t.store_id = b.store_id and t.brand = b.name;
grant select on organisation.report_brand to opendcrc_app;
