-- Who belongs to which dealer. Read before a dealer is known, so it is no dealer's own and has no row-level security.
create schema directory;

create table directory.dealer (
    dealer_id int  not null primary key,
    code      text not null constraint dealer_code_is_taken unique,
    name      text not null
);

create table directory.login (
    login     text not null primary key constraint login_is_lower_case check (login = lower(login)),
    dealer_id int  not null references directory.dealer,
    staff_id  uuid not null
);

create index login_by_staff on directory.login (dealer_id, staff_id);

create table directory.token (
    token_hash bytea not null primary key,
    dealer_id  int   not null references directory.dealer,
    staff_id   uuid  not null
);

create index token_by_staff on directory.token (dealer_id, staff_id);

grant usage on schema directory to opendcrc_app;
grant select, insert, update, delete on directory.dealer, directory.login, directory.token to opendcrc_app;
