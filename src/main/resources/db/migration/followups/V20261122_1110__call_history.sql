-- Calls that were made in another system 历史回访. They make no task; an answered one means that none is owed.
create table followups.call_history (
    dealer_id    int  not null references directory.dealer,
    id           uuid not null,
    store_id     uuid not null,
    subject_id   uuid not null,                -- the order or the sale
    order_id     uuid,
    sale_id      uuid,
    called_at    timestamptz not null,
    staff_id     uuid,
    staff_no     text,
    outcome      text not null check (outcome in ('SATISFIED', 'DISSATISFIED', 'NOT_CONNECTED', 'WRONG_NUMBER', 'SMS')),
    score        numeric(9,2),                 -- FU-25: the total and the customer's own mark are two figures
    satisfaction numeric(9,2),
    remark       text,                         -- personal
    changed_at   timestamptz not null,
    primary key (dealer_id, id),
    constraint call_is_told_once unique (dealer_id, subject_id, called_at),
    constraint call_is_about_one_thing check (num_nonnulls(order_id, sale_id) = 1 and subject_id = coalesce(order_id, sale_id)),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, order_id) references vehicles.repair_order,
    foreign key (dealer_id, sale_id) references vehicles.sale,
    foreign key (dealer_id, staff_id) references organisation.staff
);
create index call_history_by_order on followups.call_history (dealer_id, order_id) where order_id is not null;
alter table followups.call_history enable row level security;
create policy dealer on followups.call_history using (dealer_id = current_setting('opendcrc.dealer')::int);

create table followups.call_history_staging (
    dealer_id      int  not null,
    run_id         uuid not null,
    line           int  not null,
    id             uuid not null,
    row_key        text not null,
    digest         text not null,
    store_id       uuid not null,
    order_no       text,
    sale_no        text,
    called_at      timestamptz not null,
    staff_no       text,
    outcome        text not null,
    score          numeric(9,2),
    satisfaction   numeric(9,2),
    remark         text,
    order_id       uuid,
    sale_id        uuid,
    subject_id     uuid,
    staff_id       uuid,
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

grant select, insert, update, delete on followups.call_history, followups.call_history_staging to opendcrc_app;
