-- A number that is certainly wrong, to be put right by the advisor who knows the customer (FU-6).
create table followups.correction (
    dealer_id   int  not null references directory.dealer,
    id          uuid not null,
    store_id    uuid not null,
    customer_id uuid not null,
    task_id     uuid not null,                 -- the call in which it was found
    phone       text not null,                 -- E.164; personal
    advisor_id  uuid,                          -- of the order; none: whoever is in the store
    asked_by    uuid not null,
    asked_at    timestamptz not null,
    state       text not null check (state in ('OPEN', 'CORRECTED', 'NOT_KNOWN')),
    new_phone   text,                          -- E.164; personal
    words       text,                          -- why nobody knows a number; personal
    done_by     uuid,
    done_at     timestamptz,
    version     int  not null default 1,
    primary key (dealer_id, id),
    constraint corrected_by_a_number check ((state = 'CORRECTED') = (new_phone is not null)),
    constraint done_by_somebody check ((state = 'OPEN') = (done_at is null) and (done_at is null) = (done_by is null)),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, customer_id) references customers.customer,
    foreign key (dealer_id, task_id) references followups.task,
    foreign key (dealer_id, advisor_id) references organisation.staff,
    foreign key (dealer_id, asked_by) references organisation.staff,
    foreign key (dealer_id, done_by) references organisation.staff
);
create unique index correction_is_asked_once on followups.correction (dealer_id, customer_id, phone) where state = 'OPEN';
create index correction_open on followups.correction (dealer_id, store_id, asked_at, id) where state = 'OPEN';
create index correction_by_task on followups.correction (dealer_id, task_id);

alter table followups.correction enable row level security;
create policy dealer on followups.correction using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on followups.correction to opendcrc_app;

-- How many of them wait, for pages above.
create view followups.report_correction with (security_invoker) as
    select c.dealer_id, c.id as correction_id, c.store_id, c.advisor_id, c.task_id, c.asked_at, c.state, c.done_by, c.done_at
      from followups.correction c;
grant select on followups.report_correction to opendcrc_app;
