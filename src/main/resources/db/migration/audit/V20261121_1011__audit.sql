-- Who changed what, when, from what to what. Rows are only ever added.
create schema audit;
grant usage on schema audit to opendcrc_app;

create table audit.entry (
    dealer_id int  not null references directory.dealer,
    id        uuid not null,
    at        timestamptz not null,
    actor_id  uuid,                            -- none: the system itself
    action    text not null,
    entity    text not null,
    entity_id text not null,
    before    jsonb not null,
    after     jsonb not null,
    primary key (dealer_id, id)
);
create index entry_by_time on audit.entry (dealer_id, at, id);
create index entry_by_entity on audit.entry (dealer_id, entity, at, id);
create index entry_by_thing on audit.entry (dealer_id, entity, entity_id, at, id);

alter table audit.entry enable row level security;
create policy dealer on audit.entry using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert on audit.entry to opendcrc_app;
