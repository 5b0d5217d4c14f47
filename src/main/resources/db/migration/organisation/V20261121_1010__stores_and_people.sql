-- Stores 门店 of a dealer, the people who work in them, how they sign in, and what each store has set differently from the default.
create schema organisation;
grant usage on schema organisation to opendcrc_app;

create table organisation.store (
    dealer_id int  not null references directory.dealer,
    id        uuid not null,
    code      text not null,
    name      text not null,
    zone      text not null,
    area_code text not null default '',        -- telephone area code for numbers written without one, such as 0571
    opened_on date not null,                   -- first day that reports look at
    primary key (dealer_id, id),
    constraint store_code_is_unique unique (dealer_id, code)
);

create table organisation.brand (
    dealer_id int  not null,
    store_id  uuid not null,
    name      text not null,
    primary key (dealer_id, store_id, name),
    foreign key (dealer_id, store_id) references organisation.store
);

create table organisation.staff (
    dealer_id   int  not null,
    id          uuid not null,
    staff_no    text not null,
    name        text not null,
    phone       text,                          -- E.164
    language    text not null default 'zh-CN' check (language in ('zh-CN', 'en')),
    single_keys boolean not null default true,
    active      boolean not null default true,
    changed_at  timestamptz not null,
    primary key (dealer_id, id),
    foreign key (dealer_id) references directory.dealer,
    constraint staff_no_is_unique unique (dealer_id, staff_no)
);

create table organisation.staff_role (
    dealer_id int  not null,
    staff_id  uuid not null,
    store_id  uuid not null,
    role      text not null,
    active    boolean not null default true,
    primary key (dealer_id, staff_id, store_id, role),
    foreign key (dealer_id, staff_id) references organisation.staff,
    foreign key (dealer_id, store_id) references organisation.store
);

create table organisation.credential (
    dealer_id     int  not null,
    staff_id      uuid not null,
    login         text not null,
    password_hash text,                        -- Argon2id; none until the first one-time slip was given
    previous_hash text,                        -- the password before a slip: it may not be chosen again
    must_change   boolean not null default false,
    slip_expires  timestamptz,                 -- the password is a one-time slip until then
    generation    int not null default 1,      -- rises when sign-ins made so far shall end
    disabled_at   timestamptz,                 -- closed by an administrator; the staff file does not open it again
    last_sign_in  timestamptz,
    changed_at    timestamptz not null,
    primary key (dealer_id, staff_id),
    foreign key (dealer_id, staff_id) references organisation.staff,
    constraint login_is_unique unique (dealer_id, login),
    constraint login_is_lower_case check (login = lower(login)),
    constraint slip_must_be_changed check (slip_expires is null or must_change)
);

create table organisation.access_token (
    dealer_id  int   not null,
    id         uuid  not null,
    staff_id   uuid  not null,
    name       text  not null,
    token_hash bytea not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    primary key (dealer_id, id),
    foreign key (dealer_id, staff_id) references organisation.staff,
    constraint token_is_unique unique (dealer_id, token_hash)
);

create table organisation.setting (
    dealer_id  int  not null,
    store_id   uuid not null,
    key        text not null,
    value      text not null,
    changed_at timestamptz not null,
    changed_by uuid,
    primary key (dealer_id, store_id, key),
    foreign key (dealer_id, store_id) references organisation.store,
    foreign key (dealer_id, changed_by) references organisation.staff
);

-- Filled by COPY from the staff file 员工, one row per line; final values are computed here before the merge.
create table organisation.staff_staging (
    dealer_id      int  not null,
    run_id         uuid not null,
    line           int  not null,
    id             uuid not null,              -- the identifier of the person if he is new
    staff_no       text,
    name           text,
    roles          text[],                     -- names of Role
    store_code     text,
    phone          text,
    active         boolean,
    digest         text not null,              -- of the row as written; equal rows are the same row
    state          text not null default 'read' check (state in ('read', 'rejected', 'superseded', 'unchanged', 'new', 'changed')),
    refused_column text,
    refused_why    text,                       -- a key of the message bundles
    warnings       text[] not null default '{}',   -- column|why|argument…
    store_id       uuid,
    staff_id       uuid,
    primary key (dealer_id, run_id, line)
);

alter table organisation.store enable row level security;
alter table organisation.brand enable row level security;
alter table organisation.staff enable row level security;
alter table organisation.staff_role enable row level security;
alter table organisation.credential enable row level security;
alter table organisation.access_token enable row level security;
alter table organisation.setting enable row level security;
create policy dealer on organisation.store using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on organisation.brand using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on organisation.staff using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on organisation.staff_role using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on organisation.credential using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on organisation.access_token using (dealer_id = current_setting('opendcrc.dealer')::int);
create policy dealer on organisation.setting using (dealer_id = current_setting('opendcrc.dealer')::int);
grant select, insert, update, delete on all tables in schema organisation to opendcrc_app;

-- What other chapters read of stores and people.
create view organisation.report_store with (security_invoker) as
    select s.dealer_id, s.id as store_id, s.code, s.name, s.zone, s.opened_on
      from organisation.store s;
create view organisation.report_staff with (security_invoker) as
    select p.dealer_id, p.id as staff_id, p.staff_no, p.name, p.active
      from organisation.staff p;
grant select on organisation.report_store, organisation.report_staff to opendcrc_app;
