-- Texts to many at once 批量短信: prepared, looked at, approved by the manager, written into the outbox at a pace, stopped at any moment.
create table messaging.batch (
    dealer_id        int  not null references directory.dealer,
    id               uuid not null,
    store_id         uuid not null,            -- in whose name
    name             text not null,
    template_key     text not null,
    template_version int  not null,
    class            text not null check (class in ('SERVICE', 'COMMERCIAL')),
    language         text not null check (language in ('zh', 'en')),
    per_minute       int  not null check (per_minute between 1 and 1000),
    state            text not null check (state in ('PREPARED', 'RUNNING', 'STOPPED', 'DONE', 'DROPPED')),
    next_at          timestamptz,              -- when the next portion is written, while it runs
    made_at          timestamptz not null,
    made_by          uuid not null,
    approved_at      timestamptz,
    approved_by      uuid,
    ended_at         timestamptz,              -- stopped, dropped, or all written
    ended_by         uuid,                     -- who stopped or dropped it
    primary key (dealer_id, id),
    constraint nothing_runs_without_approval check (state in ('PREPARED', 'DROPPED') or approved_by is not null),
    constraint running_batches_have_a_time check ((state = 'RUNNING') = (next_at is not null)),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, made_by) references organisation.staff,
    foreign key (dealer_id, approved_by) references organisation.staff,
    foreign key (dealer_id, ended_by) references organisation.staff
);
create index batch_by_time on messaging.batch (dealer_id, made_at, id);
create index batch_running on messaging.batch (dealer_id, next_at) where state = 'RUNNING';

-- One recipient, or one line that somebody typed and that leads to none.
create table messaging.batch_line (
    dealer_id   int  not null,
    batch_id    uuid not null,
    line        int  not null,
    typed       text,                          -- what somebody wrote, where it led to no one; personal
    customer_id uuid,
    phone       text,                          -- E.164; personal
    body        text,                          -- the whole message; personal
    characters  int,                           -- of the message, in UCS-2
    state       text not null check (state in ('READY', 'LEFT_OUT', 'WRITTEN', 'STOPPED')),
    reason      text,                          -- why he is left out: a key below batch.left-out.
    text_id     uuid not null,                 -- of the text that is written, or would be
    decided_at  timestamptz not null,          -- when it came into this state
    primary key (dealer_id, batch_id, line),
    constraint who_is_left_out_hears_why check ((state = 'LEFT_OUT') = (reason is not null)),
    constraint who_is_written_to_has_a_number check (state = 'LEFT_OUT' or (customer_id is not null and phone is not null and body is not null)),
    foreign key (dealer_id, batch_id) references messaging.batch,
    foreign key (dealer_id, customer_id) references customers.customer
);
create unique index batch_line_by_text on messaging.batch_line (dealer_id, text_id);
create unique index batch_writes_to_a_number_once on messaging.batch_line (dealer_id, batch_id, phone) where state <> 'LEFT_OUT';
create index batch_line_by_state on messaging.batch_line (dealer_id, batch_id, state, line);

alter table messaging.batch enable row level security;
create policy dealer on messaging.batch using (dealer_id = current_setting('opendcrc.dealer')::int);
alter table messaging.batch_line enable row level security;
create policy dealer on messaging.batch_line using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on messaging.batch, messaging.batch_line to opendcrc_app;
