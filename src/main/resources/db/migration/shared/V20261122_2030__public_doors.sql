-- What comes in without a login. Read before a dealer is known, so it is no dealer's own and has no row-level security.
-- To which dealer a public link belongs: SHA-256 of its token and nothing else of it.
create table directory.public_link (
    token_hash bytea not null primary key,
    dealer_id int   not null references directory.dealer,
    kind      text  not null check (kind in ('APPOINTMENT', 'CALENDAR'))
);
create index public_link_by_dealer on directory.public_link (dealer_id);

-- How often somebody knocked within a span. Kept is a hash of who and at what, since addresses and numbers are personal.
create table directory.pace (
    who_hash bytea not null primary key,
    times    int   not null,
    until    timestamptz not null              -- end of the span, not included; machine's time
);
create index pace_by_end on directory.pace (until);

grant select, insert, delete on directory.public_link to opendcrc_app;
grant select, insert, update, delete on directory.pace to opendcrc_app;
