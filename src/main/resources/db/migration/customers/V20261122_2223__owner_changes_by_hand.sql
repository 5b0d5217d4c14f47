-- PF-7: a change of owner data can also be asked for by a person, not only by a file of the dealer system.
alter table customers.owner_change
    alter column asked_in_run drop not null,
    add column asked_by uuid,                  -- who asked for it; none: a file
    add constraint asked_by_file_or_person check ((asked_in_run is null) <> (asked_by is null)),
    add constraint owner_change_asked_by_fkey foreign key (dealer_id, asked_by) references organisation.staff;

-- RP-19: how many of the 21 mandatory items of a file are filled (PF-1). Eleven of them have a place so far; a person has a sex, an
-- organisation has none and counts as filled. SMS service and follow-up consent are always said, by default or by the customer.
create view customers.report_completeness with (security_invoker) as
    select c.dealer_id, c.id as customer_id,
           (c.name <> '')::int + (c.phone <> '')::int + (coalesce(c.province, '') <> '')::int + (coalesce(c.city, '') <> '')::int
           + (coalesce(c.address, '') <> '')::int + (coalesce(c.postcode, '') <> '')::int + (c.sex <> 'UNKNOWN' or c.kind = 'ORGANISATION')::int
           + (c.id_no_print is not null)::int + 1 + 1
           + exists (select 1
                       from customers.contact k
                      where k.dealer_id = c.dealer_id
                        and k.customer_id = c.id)::int as filled,
           21 as items
      from customers.customer c;
grant select on customers.report_completeness to opendcrc_app;
