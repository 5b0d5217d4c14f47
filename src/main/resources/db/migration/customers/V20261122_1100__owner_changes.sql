-- Changes of owner data 车主变更 that wait for somebody's word (A33), and why somebody does not want to be called.
alter table customers.customer add column dnd_reason text;         -- personal; none where the dealer's file said so
alter table customers.customer add column dnd_since timestamptz;   -- of the present word; none: since he is known

create table customers.owner_change (
    dealer_id    int  not null references directory.dealer,
    id           uuid not null,
    customer_id  uuid not null,
    field        text not null check (field in ('name', 'id_no', 'phone', 'province', 'city', 'address', 'postcode')),
    old_value    text,                         -- personal; of an identity number the mask
    new_value    text not null,                -- personal; of an identity number the mask
    new_cipher   bytea,                        -- the identity number, encrypted
    new_print    bytea,                        -- its keyed fingerprint
    state        text not null check (state in ('PENDING', 'APPROVED', 'DECLINED', 'WITHDRAWN')),
    asked_in_run uuid not null,                -- the file that brought it
    asked_at     timestamptz not null,
    decided_by   uuid,
    decided_at   timestamptz,
    words        text,                         -- why it was declined; personal
    primary key (dealer_id, id),
    constraint identity_numbers_are_encrypted check ((field = 'id_no') = (new_cipher is not null)),
    constraint decided_has_a_time check ((state = 'PENDING') = (decided_at is null)),
    foreign key (dealer_id, customer_id) references customers.customer,
    foreign key (dealer_id, decided_by) references organisation.staff
);
create unique index owner_change_is_pending_once on customers.owner_change (dealer_id, customer_id, field) where state = 'PENDING';
create index owner_change_open on customers.owner_change (dealer_id, asked_at, id) where state = 'PENDING';
create index owner_change_of_customer on customers.owner_change (dealer_id, customer_id, field, asked_at);

alter table customers.owner_change enable row level security;
create policy dealer on customers.owner_change using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update, delete on customers.owner_change to opendcrc_app;

-- What all staging tables have in common: the key within the file's kind, and what a row waits for.
delete from customers.customer_staging;
alter table customers.customer_staging
    add column row_key text not null,
    add column waits_for text,
    add column needs_store uuid,
    add column needs text,
    add column requests int not null default 0,   -- owner fields that become a request
    drop constraint customer_staging_state_check,
    add constraint customer_staging_state_check check (state in ('read', 'waiting', 'rejected', 'superseded', 'unchanged', 'new', 'changed'));
