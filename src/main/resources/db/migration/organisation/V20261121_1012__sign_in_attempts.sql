-- Wrong tries by the login that was typed, whether it exists or not: so a lock tells nobody which logins there are.
-- Un-tenanted, because before sign-in there is no dealer. The login is kept as a hash: people type passwords into that field.
create table directory.sign_in_attempt (
    login_hash   bytea primary key,
    failures     int not null,
    locked_until timestamptz,
    last_at      timestamptz not null
);
create index sign_in_attempt_by_time on directory.sign_in_attempt (last_at);
grant select, insert, update, delete on directory.sign_in_attempt to opendcrc_app;
