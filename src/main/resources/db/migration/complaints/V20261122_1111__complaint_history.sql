-- Complaints that were kept in another system 历史投诉; they have no clocks and no states of ours.
create table complaints.history (
    dealer_id    int  not null references directory.dealer,
    id           uuid not null,
    store_id     uuid not null,
    complaint_no text not null,
    received_at  timestamptz not null,
    customer_id  uuid,
    customer_no  text,                         -- as written
    vehicle_id   uuid,
    vin          text,
    kind         text,                         -- the word of the file
    content      text not null,                -- personal
    handler_id   uuid,
    handler_no   text,
    solved_at    timestamptz,
    closed_at    timestamptz,
    result       text,                         -- personal
    changed_at   timestamptz not null,
    primary key (dealer_id, id),
    constraint complaint_no_is_unique unique (dealer_id, store_id, complaint_no),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, customer_id) references customers.customer,
    foreign key (dealer_id, vehicle_id) references vehicles.vehicle,
    foreign key (dealer_id, handler_id) references organisation.staff
);
create index history_by_customer on complaints.history (dealer_id, customer_id, received_at) where customer_id is not null;
create index history_by_vehicle on complaints.history (dealer_id, vehicle_id, received_at) where vehicle_id is not null;
alter table complaints.history enable row level security;
create policy dealer on complaints.history using (dealer_id = current_setting('opendcrc.dealer')::int);

create table complaints.history_staging (
    dealer_id      int  not null,
    run_id         uuid not null,
    line           int  not null,
    id             uuid not null,
    row_key        text not null,
    digest         text not null,
    store_id       uuid not null,
    complaint_no   text not null,
    received_at    timestamptz not null,
    customer_no    text,
    vin            text,
    kind           text,
    content        text not null,
    handler_no     text,
    solved_at      timestamptz,
    closed_at      timestamptz,
    result         text,
    customer_id    uuid,
    vehicle_id     uuid,
    handler_id     uuid,
    target_id      uuid,
    state          text not null default 'read' check (state in ('read', 'waiting', 'rejected', 'superseded', 'unchanged', 'new', 'changed')),
    refused_column text,
    refused_why    text,
    warnings       text[] not null default '{}',   -- column|why|argument…
    waits_for      text,                       -- customer, vehicle, order or sale
    needs_store    uuid,                       -- of the order or sale
    needs          text,                       -- its number, or the VIN
    primary key (dealer_id, run_id, line)
);

grant select, insert, update, delete on complaints.history, complaints.history_staging to opendcrc_app;
