-- From what the invented dealer was made. A start that was killed in the middle is completed from it by the next one.
create schema demo;
grant usage on schema demo to opendcrc_app;

create table demo.filling (
    dealer_id   int         not null references directory.dealer,
    seed        bigint      not null,
    anchor_day  date        not null,          -- last day of the data, in the stores' zone
    customers   int         not null,
    finished_at timestamptz,                   -- null: files or logins are missing
    primary key (dealer_id),
    constraint customers_are_at_least_one check (customers >= 1)
);

alter table demo.filling enable row level security;
create policy dealer on demo.filling using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update, delete on demo.filling to opendcrc_app;
