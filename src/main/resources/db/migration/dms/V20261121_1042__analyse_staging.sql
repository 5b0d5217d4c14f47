-- A staging table is filled and merged in one transaction, so the planner has never seen its rows and would walk them one by one.
-- Only the owner may analyse a table (before PostgreSQL 17 nobody else can be given the right), so he lends his hand for these alone.
create function dms.analyse_staging(staging regclass) returns void
    language plpgsql
    security definer
    set search_path = pg_catalog
as $$
begin
    if staging::text !~ '^[a-z]+[.][a-z_]+_staging$' then
        raise exception '% is no staging table', staging;
    end if;
    execute format('analyze %s', staging);
end
$$;
revoke execute on function dms.analyse_staging(regclass) from public;
grant execute on function dms.analyse_staging(regclass) to opendcrc_app;
