-- What customers are found by: one row a key, read by range. The first letter of a key says what it is (org.opendcrc.customers.CustomerKeys).
-- Byte order, because a range over a language's order is none; equality and order on text are leakproof, so row-level security leaves the
-- index to the planner, which it does not for like or trigrams.
create table customers.lookup (
    dealer_id   int  not null,
    key         text collate "C" not null,
    customer_id uuid not null,
    primary key (dealer_id, key, customer_id),
    foreign key (dealer_id, customer_id) references customers.customer
);
create index lookup_by_customer on customers.lookup (dealer_id, customer_id);

create table customers.lookup_staging (
    dealer_id   int  not null,
    run_id      uuid not null,
    key         text collate "C" not null,
    customer_id uuid not null
);
create index lookup_staging_by_run on customers.lookup_staging (dealer_id, run_id);

alter table customers.lookup enable row level security;
create policy dealer on customers.lookup using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, delete on customers.lookup, customers.lookup_staging to opendcrc_app;

-- What the search reads.
create view customers.report_lookup with (security_invoker) as
    select l.dealer_id, l.key, l.customer_id
      from customers.lookup l;
create view customers.report_contact with (security_invoker) as
    select k.dealer_id, k.customer_id, k.name, k.phone, k.relation
      from customers.contact k;
grant select on customers.report_lookup, customers.report_contact to opendcrc_app;
