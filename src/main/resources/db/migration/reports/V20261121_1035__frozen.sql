-- Figures as they hung on the wall: frozen, never changed.
create schema reports;
grant usage on schema reports to opendcrc_app;

create table reports.frozen (
    dealer_id    int  not null references directory.dealer,
    id           uuid not null,
    store_id     uuid not null,
    report       text not null check (report in ('RP-8')),
    day          date not null,
    frozen_at    timestamptz not null,         -- the planned moment; what was recorded later is not in it
    written_at   timestamptz not null,         -- when it was really written: later than planned after an outage
    data_version text not null,                -- 20261119-1: day of the freeze, and the how-manieth of the store in it
    figures      jsonb not null,
    primary key (dealer_id, id),
    constraint day_is_frozen_once unique (dealer_id, store_id, report, day),
    foreign key (dealer_id, store_id) references organisation.store
);

-- The rows behind a frozen figure: task, state and scores, no names.
create table reports.frozen_row (
    dealer_id    int  not null,
    frozen_id    uuid not null,
    task_id      uuid not null,
    order_no     text not null,
    advisor_id   uuid,
    state        text not null,                -- of the task at the freeze
    outcome      text,
    total        int,
    total_possible int,
    satisfaction int,
    counted_in   text[] not null,              -- the figures that count this row
    primary key (dealer_id, frozen_id, task_id),
    foreign key (dealer_id, frozen_id) references reports.frozen
);

alter table reports.frozen enable row level security;
alter table reports.frozen_row enable row level security;
create policy dealer on reports.frozen using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on reports.frozen_row using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert on reports.frozen, reports.frozen_row to opendcrc_app;
