-- What the installation remembers about itself, one line a thing: which version of the program worked on it last, the last backup's
-- mark, the link for the first administrator, and that the demonstration was removed and shall not come back.
create table infrastructure.mark (
    name  text        not null primary key,
    value text        not null,
    at    timestamptz not null
);
grant select, insert, update, delete on infrastructure.mark to opendcrc_app;
