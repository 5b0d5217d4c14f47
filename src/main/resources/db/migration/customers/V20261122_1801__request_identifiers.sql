-- Identifiers of requests are made by the program; a run's lie here until its rows are merged.
create table customers.owner_change_staging (
    dealer_id int  not null,
    run_id    uuid not null,
    line      int  not null,
    field     text not null,
    id        uuid not null,
    primary key (dealer_id, run_id, line, field)
);
grant select, insert, delete on customers.owner_change_staging to opendcrc_app;
