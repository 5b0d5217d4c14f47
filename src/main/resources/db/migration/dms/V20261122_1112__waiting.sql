-- Rows that wait for a later file, and files of all kinds.
alter table dms.file
    drop constraint file_kind_check,
    add constraint file_kind_check check (kind in ('STAFF', 'CUSTOMERS', 'VEHICLES', 'SALES', 'REPAIR_ORDERS', 'REPAIR_LINES', 'RECOMMENDATIONS',
                                                   'PARTS_STOCK', 'GATE_LOG', 'CALL_HISTORY', 'COMPLAINT_HISTORY')),
    add column waiting int not null default 0,          -- of its lines, still
    add column released int not null default 0,         -- lines of earlier files that this one completed; not among lines_read
    add column visits boolean not null default false;   -- it brought or changed repair orders; told at the end of the run
update dms.file set visits = true where kind = 'REPAIR_ORDERS' and state = 'DONE' and accepted_new + accepted_changed > 0;

alter table dms.finding
    drop constraint finding_weight_check,
    add constraint finding_weight_check check (weight in ('REJECTED', 'WAITING', 'WARNING', 'SUPERSEDED'));

-- A row whose customer, car, order or sale is not there yet, as it was read. Its line is shown by its finding.
create table dms.waiting (
    dealer_id   int  not null,
    id          uuid not null,                 -- of the staged row
    kind        text not null,
    row_key     text not null,                 -- within the kind
    digest      text not null,
    waits_for   text not null check (waits_for in ('customer', 'vehicle', 'order', 'sale')),
    needs_store uuid,                          -- of the order or sale
    needs       text not null,                 -- its number, the VIN or the customer number
    file_id     uuid not null,
    line        int  not null,
    given       text[] not null,               -- the columns that its file has
    staged      jsonb not null,                -- personal
    first_night date not null,                 -- of the first store; the nightly run that first closed over it
    primary key (dealer_id, id),
    constraint row_waits_once unique (dealer_id, kind, row_key),
    foreign key (dealer_id, file_id) references dms.file
);
create index waiting_for on dms.waiting (dealer_id, waits_for, needs);
create index waiting_of_file on dms.waiting (dealer_id, file_id, line);
create index waiting_by_night on dms.waiting (dealer_id, first_night);
alter table dms.waiting enable row level security;
create policy dealer on dms.waiting using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update, delete on dms.waiting to opendcrc_app;

-- Which line of which file of a run last said something about a key: only where a run has several files of one kind.
create table dms.told (
    dealer_id int  not null,
    run_id    uuid not null,
    kind      text not null,
    row_key   text not null,
    digest    text not null,
    file_id   uuid not null,
    line      int  not null,
    state     text not null,                   -- what became of it
    primary key (dealer_id, run_id, kind, row_key),
    foreign key (dealer_id, run_id) references dms.run,
    foreign key (dealer_id, file_id) references dms.file
);
alter table dms.told enable row level security;
create policy dealer on dms.told using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update, delete on dms.told to opendcrc_app;
