-- Takes the invented dealer away wholly, history included, which nobody else may delete. It can do this to no real dealer: only to one
-- that the demonstration has filled, and only if his code is said. Tables of later chapters are found by themselves.
create function demo.remove_dealer(dealer int, said_code text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
    relation record;
    again    boolean := true;
    stuck    boolean;
    removed  bigint := 0;
    n        bigint;
begin
    if not exists (select 1 from demo.filling f
                     join directory.dealer d on d.dealer_id = f.dealer_id
                    where f.dealer_id = dealer and d.code = said_code) then
        raise exception 'no invented dealer % of the code %', dealer, said_code using errcode = 'no_data_found';
    end if;
    perform set_config('opendcrc.dealer', dealer::text, true);
    delete from infrastructure.spring_session s
     where s.principal_name in (select l.staff_id::text from directory.login l where l.dealer_id = dealer);
    delete from infrastructure.event_publication p
     where p.serialized_event ~ ('"dealerId"\s*:\s*' || dealer || '\M');
    -- Rows that others still point to wait for the next round; each round must get further.
    while again loop
        again := false;
        stuck := true;
        for relation in select format('%I.%I', ns.nspname, c.relname) as name
                          from pg_class c
                          join pg_namespace ns on ns.oid = c.relnamespace
                          join pg_attribute a on a.attrelid = c.oid and a.attname = 'dealer_id' and not a.attisdropped
                         where c.relkind in ('r', 'p') and not c.relispartition
                           and ns.nspname not in ('pg_catalog', 'information_schema')
                           and ns.nspname not like 'pg\_temp\_%'
                         order by c.oid desc
        loop
            begin
                execute format('delete from %s where dealer_id = $1', relation.name) using dealer;
                get diagnostics n = row_count;
                removed := removed + n;
                if n > 0 then
                    stuck := false;
                end if;
            exception when foreign_key_violation then
                again := true;
            end;
        end loop;
        if again and stuck then
            raise exception 'the rows of dealer % point to each other in a circle', dealer;
        end if;
    end loop;
    return removed;
end
$$;
revoke all on function demo.remove_dealer(int, text) from public;
grant execute on function demo.remove_dealer(int, text) to opendcrc_app;
