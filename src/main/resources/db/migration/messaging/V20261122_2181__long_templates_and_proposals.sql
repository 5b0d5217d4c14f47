-- A template may be allowed long messages, may belong to one store, and may be proposed by a clerk for the manager to approve.
alter table messaging.template_version add column long_text boolean not null default false;   -- A20: parts of 67 are allowed
alter table messaging.template_version add column store_id uuid;                              -- the only store that uses it; empty for all
alter table messaging.template_version add foreign key (dealer_id, store_id) references organisation.store;

create table messaging.template_proposal (
    dealer_id   int  not null references directory.dealer,
    id          uuid not null,
    key         text not null,                 -- the template that it would change; own-… for a new one
    version     int  not null check (version >= 0),   -- what its writer had before him; 0 for a new one
    name        text not null,
    class       text not null check (class in ('SERVICE', 'COMMERCIAL')),
    body_zh     text not null,
    body_en     text not null,
    long_text   boolean not null,
    store_id    uuid,
    state       text not null check (state in ('OPEN', 'APPROVED', 'REFUSED')),
    proposed_at timestamptz not null,
    proposed_by uuid not null,
    decided_at  timestamptz,
    decided_by  uuid,
    note        text,                          -- why not, or what the manager wants to say
    primary key (dealer_id, id),
    constraint decided_proposals_say_who check ((state = 'OPEN') = (decided_by is null)),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, proposed_by) references organisation.staff,
    foreign key (dealer_id, decided_by) references organisation.staff
);
create index template_proposal_by_time on messaging.template_proposal (dealer_id, state, proposed_at, id);

alter table messaging.template_proposal enable row level security;
create policy dealer on messaging.template_proposal using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on messaging.template_proposal to opendcrc_app;
