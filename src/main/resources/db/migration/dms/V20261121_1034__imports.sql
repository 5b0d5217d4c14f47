-- Runs of the import 导入: which file came when, what became of each line.
create schema dms;
grant usage on schema dms to opendcrc_app;

create table dms.run (
    dealer_id   int  not null references directory.dealer,
    id          uuid not null,
    origin      text not null check (origin in ('PAGE', 'API', 'NIGHT', 'DEMO')),
    started_by  uuid,
    started_at  timestamptz not null,
    finished_at timestamptz,
    primary key (dealer_id, id),
    foreign key (dealer_id, started_by) references organisation.staff
);
create index run_by_time on dms.run (dealer_id, started_at, id);

create table dms.file (
    dealer_id   int  not null,
    id          uuid not null,                 -- also the run_id of its staging rows and of its event
    run_id      uuid not null,
    position    int  not null,                 -- order within the run
    kind        text not null check (kind in ('STAFF', 'CUSTOMERS', 'VEHICLES', 'REPAIR_ORDERS')),
    name        text not null,
    sha256      bytea not null,
    bytes       bigint not null,
    path        text not null,                 -- of our copy, relative to the data folder; the copy is deleted once the file is done
    inbox_name  text,                          -- where it lay in the drop folder; to be moved when it is done
    headings    text[] not null default '{}',  -- as written
    ignored     text[] not null default '{}',  -- headings that we do not know; their columns are not read
    attempts    int  not null default 0,       -- a file that fails again and again is given up
    state       text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'REFUSED')),
    refused_why text,                          -- a key of the message bundles
    refused_arguments text[] not null default '{}',
    lines_read  int  not null default 0,       -- progress while running
    accepted_new int not null default 0,
    accepted_changed int not null default 0,
    unchanged   int  not null default 0,
    superseded  int  not null default 0,
    rejected    int  not null default 0,
    warnings    int  not null default 0,
    started_at  timestamptz,
    finished_at timestamptz,
    primary key (dealer_id, id),
    foreign key (dealer_id, run_id) references dms.run
);
create index file_by_run on dms.file (dealer_id, run_id, position);
create index file_unfinished on dms.file (dealer_id, state) where state in ('WAITING', 'RUNNING');

-- A line that did not come in (rejected), came in with a doubt (warning), or was overtaken by a later one (superseded).
create table dms.finding (
    dealer_id   int  not null,
    file_id     uuid not null,
    line        int  not null,                 -- physical line on which the record begins, from 1
    position    int  not null,                 -- several findings on one line
    weight      text not null check (weight in ('REJECTED', 'WARNING', 'SUPERSEDED')),
    column_name text not null,                 -- canonical heading; empty: the whole line
    value       text not null,                 -- as written, at most 200 characters; personal
    why         text not null,                 -- a key below import.why.
    arguments   text[] not null default '{}',
    source      text,                          -- the whole line, to be mended and imported again; personal; of rejected ones only
    primary key (dealer_id, file_id, line, position),
    foreign key (dealer_id, file_id) references dms.file
);

-- Filled by COPY, moved to dms.finding when the file is merged.
create table dms.finding_staging (
    dealer_id   int  not null,
    run_id      uuid not null,
    line        int  not null,
    position    int  not null,
    weight      text not null,
    column_name text not null,
    value       text not null,
    why         text not null,
    arguments   text[] not null,
    source      text,
    primary key (dealer_id, run_id, line, position)
);

alter table dms.run enable row level security;
alter table dms.file enable row level security;
alter table dms.finding enable row level security;
create policy dealer on dms.run using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on dms.file using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on dms.finding using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update, delete on all tables in schema dms to opendcrc_app;
