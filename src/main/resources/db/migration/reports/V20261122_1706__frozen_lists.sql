-- The day's lists as they hung on the wall: grievances (RP-9), failed calls (RP-10), the agents' day (RP-14). Never changed.
create table reports.list (
    dealer_id    int  not null references directory.dealer,
    id           uuid not null,
    store_id     uuid not null,
    report       text not null check (report in ('RP-9', 'RP-10', 'RP-14')),
    day          date not null,
    frozen_at    timestamptz not null,         -- the planned moment; what was recorded later is not in it
    written_at   timestamptz not null,         -- when it was really written: later than planned after an outage
    data_version text not null,                -- that of the daily report which was frozen with it
    row_count    int  not null,
    digest       bytea not null,               -- SHA-256 over the rows in their order
    primary key (dealer_id, id),
    constraint list_is_frozen_once unique (dealer_id, store_id, report, day),
    foreign key (dealer_id, store_id) references organisation.store
);

-- Its rows: codes, numbers and identifiers of people of the house; no customers.
create table reports.list_row (
    dealer_id  int   not null,
    list_id    uuid  not null,
    line       int   not null,
    row_key    text  not null,
    facts      jsonb not null,
    counted_in text[] not null,                -- the figures that count this row
    primary key (dealer_id, list_id, line),
    constraint row_stands_once_in_a_list unique (dealer_id, list_id, row_key),
    foreign key (dealer_id, list_id) references reports.list
);

-- Who has read a frozen list and put his name below it. Never changed, never taken back.
create table reports.signature (
    dealer_id int  not null,
    id        uuid not null,
    list_id   uuid not null,
    staff_id  uuid not null,
    signed_at timestamptz not null,
    digest    bytea not null,                  -- of the rows that were signed
    primary key (dealer_id, id),
    constraint list_is_signed_once_by_a_person unique (dealer_id, list_id, staff_id),
    foreign key (dealer_id, list_id) references reports.list,
    foreign key (dealer_id, staff_id) references organisation.staff
);

alter table reports.list enable row level security;
alter table reports.list_row enable row level security;
alter table reports.signature enable row level security;
create policy dealer on reports.list using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on reports.list_row using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on reports.signature using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert on reports.list, reports.list_row, reports.signature to opendcrc_app;
