-- Customers 客户 of a dealer: owners and organisations, their numbers and contacts. They belong to the dealer, not to a store.
create schema customers;
grant usage on schema customers to opendcrc_app;

create table customers.customer (
    dealer_id      int  not null references directory.dealer,
    id             uuid not null,
    customer_no    text not null,              -- the ERP's, as text: 000017 is not 17
    kind           text not null check (kind in ('PERSON', 'ORGANISATION')),
    kind_given     text,                       -- the word of the file, where it is none of ours
    name           text not null,
    sex            text not null default 'UNKNOWN' check (sex in ('MALE', 'FEMALE', 'UNKNOWN')),
    phone          text not null,              -- the first good number of the file, E.164
    id_no_cipher   bytea,                      -- encrypted with a key outside the database
    id_no_tail     text,                       -- last four characters, for the mask
    id_no_print    bytea,                      -- keyed fingerprint: tells whether a file brings another number
    province       text,
    city           text,
    address        text,
    postcode       text,
    dnd            boolean not null default false,   -- 免打扰
    sms_consent    boolean not null default true,
    survey_consent boolean not null default true,
    survivor_id    uuid,                       -- set when merged into another; reads follow it
    erp_changed_at timestamptz,                -- the file's changed_at
    created_at     timestamptz not null,
    changed_at     timestamptz not null,
    version        int not null default 1,
    primary key (dealer_id, id),
    constraint customer_no_is_unique unique (dealer_id, customer_no),
    foreign key (dealer_id, survivor_id) references customers.customer
);
create index customer_by_phone on customers.customer (dealer_id, phone);
create index customer_by_name on customers.customer (dealer_id, name);

-- Every number of a customer, the first one included; a wrong one stays, marked.
create table customers.phone (
    dealer_id   int  not null,
    customer_id uuid not null,
    e164        text not null,                 -- +86…, extensions as ;ext=
    position    int  not null,                 -- 1 = call first
    wrong_since timestamptz,
    primary key (dealer_id, customer_id, e164),
    foreign key (dealer_id, customer_id) references customers.customer
);
create index phone_by_number on customers.phone (dealer_id, e164);

create table customers.contact (
    dealer_id   int  not null,
    id          uuid not null,
    customer_id uuid not null,
    name        text not null,
    phone       text,                          -- E.164
    relation    text,
    primary key (dealer_id, id),
    constraint contact_is_named_once unique (dealer_id, customer_id, name),
    foreign key (dealer_id, customer_id) references customers.customer
);

create table customers.customer_staging (
    dealer_id        int  not null,
    run_id           uuid not null,
    line             int  not null,
    id               uuid not null,
    contact_id       uuid not null,
    customer_no      text,
    kind             text,
    kind_given       text,
    name             text,
    sex              text,
    id_no_cipher     bytea,
    id_no_tail       text,
    id_no_print      bytea,
    phone            text,
    province         text,
    city             text,
    address          text,
    postcode         text,
    contact_name     text,
    contact_phone    text,
    contact_relation text,
    dnd              boolean,
    sms_consent      boolean,
    survey_consent   boolean,
    erp_changed_at   timestamptz,
    digest           text not null,
    state            text not null default 'read' check (state in ('read', 'rejected', 'superseded', 'unchanged', 'new', 'changed')),
    refused_column   text,
    refused_why      text,
    warnings         text[] not null default '{}',   -- column|why|argument…
    customer_id      uuid,
    version          int,
    primary key (dealer_id, run_id, line)
);

-- The numbers of a customer's row, in the order of the row.
create table customers.phone_staging (
    dealer_id int  not null,
    run_id    uuid not null,
    line      int  not null,
    e164      text not null,
    position  int  not null,
    primary key (dealer_id, run_id, line, e164)
);

alter table customers.customer enable row level security;
alter table customers.phone enable row level security;
alter table customers.contact enable row level security;
create policy dealer on customers.customer using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on customers.phone using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on customers.contact using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update, delete on all tables in schema customers to opendcrc_app;

-- What other chapters read of customers.
create view customers.report_customer with (security_invoker) as
    select c.dealer_id, c.id as customer_id, c.customer_no, c.kind, c.name, c.sex, c.phone, c.dnd, c.sms_consent, c.survey_consent, c.survivor_id
      from customers.customer c;
grant select on customers.report_customer to opendcrc_app;
