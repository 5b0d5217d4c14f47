-- The outbox of text messages 短信: written in the transaction of its cause, sent afterwards, once.
create schema messaging;
grant usage on schema messaging to opendcrc_app;

create table messaging.text (
    dealer_id   int  not null references directory.dealer,
    id          uuid not null,
    store_id    uuid not null,
    customer_id uuid not null,
    phone       text not null,                 -- E.164; personal
    body        text not null,                 -- personal
    characters  int  not null check (characters between 1 and 70),   -- A20: 70 is allowed, 71 is refused
    class       text not null check (class in ('SERVICE', 'COMMERCIAL')),
    cause       text not null,                 -- which chapter asked: 'follow-up'
    cause_id    uuid not null,                 -- and for what
    state       text not null check (state in ('QUEUED', 'SENT', 'NOT_SENT')),
    reason      text,                          -- why not: a key below text.reason.
    channel     text,
    written_at  timestamptz not null,
    decided_at  timestamptz,
    primary key (dealer_id, id),
    constraint unsent_texts_say_why check ((state = 'NOT_SENT') = (reason is not null)),
    constraint cause_is_texted_once unique (dealer_id, cause, cause_id),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, customer_id) references customers.customer
);
create index text_by_store on messaging.text (dealer_id, store_id, written_at, id);
create index text_queued on messaging.text (dealer_id, written_at, id) where state = 'QUEUED';

alter table messaging.text enable row level security;
create policy dealer on messaging.text using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update on messaging.text to opendcrc_app;
