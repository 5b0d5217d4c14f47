package org.opendcrc.organisation;

import java.util.UUID;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Merge;
import org.opendcrc.shared.MergeResult;
import org.opendcrc.shared.MergeRun;
import org.opendcrc.shared.StagedRows;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings the rows of a staff file 员工 into the house. One row is a person's role in a store; his name and telephone are those of
 * his last row, and a person none of whose roles is active any more has left. Runs within the transaction of the file.
 */
@Component
public class StaffMerge implements Merge {

    private static final String STAGING = "organisation.staff_staging";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    StaffMerge(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    @Override
    public String staging() {
        return STAGING;
    }

    /** Publishes {@link StaffLeft} for each person who left. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public MergeResult merge(MergeRun run) {
        var rows = new StagedRows(jdbc, STAGING, run);
        rows.supersede();
        lock(rows);
        compute(rows);
        writePeople(rows);
        writeRoles(rows);
        leave(rows);
        return rows.result();
    }

    private void lock(StagedRows rows) {
        rows.lock("""
                select p.id
                  from organisation.staff p
                 where p.dealer_id = :dealer
                   and p.staff_no in (select s.staff_no
                                        from organisation.staff_staging s
                                       where s.dealer_id = :dealer
                                         and s.run_id = :run)
                 order by p.id
                   for no key update
              """);
    }

    private void compute(StagedRows rows) {
        // All rows of one new person share the identifier of his first row.
        rows.run("""
                update organisation.staff_staging s
                   set staff_id = f.staff_id
                  from (select r.line,
                               coalesce(p.id, first_value(r.id) over (partition by r.staff_no order by r.line)) as staff_id
                          from organisation.staff_staging r
                          left join organisation.staff p
                            on p.dealer_id = :dealer
                           and p.staff_no = r.staff_no
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.state = 'read') f
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = f.line
                """);
        // What is not said about a known role stays; a new role is active.
        rows.run("""
                update organisation.staff_staging s
                   set active = f.active,
                       state = f.state
                  from (select r.line,
                               coalesce(r.active, bool_or(k.active), true) as active,
                               case when count(k.role) < cardinality(r.roles) then 'new'
                                    when bool_and(k.active = coalesce(r.active, k.active)) then 'unchanged'
                                    else 'changed' end as state
                          from organisation.staff_staging r
                          left join organisation.staff_role k
                            on k.dealer_id = :dealer
                           and k.staff_id = r.staff_id
                           and k.store_id = r.store_id
                           and k.role = any(r.roles)
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.state = 'read'
                         group by r.line, r.active, r.roles) f
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = f.line
                """);
        // The last row of a person carries his name and telephone.
        rows.run("""
                update organisation.staff_staging s
                   set state = 'changed'
                  from organisation.staff p
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'unchanged'
                   and s.staff_id is not null
                   and p.dealer_id = :dealer
                   and p.id = s.staff_id
                   and (p.name <> s.name or s.phone is not null and p.phone is distinct from s.phone)
                   and not exists (select 1
                                     from organisation.staff_staging later
                                    where later.dealer_id = :dealer
                                      and later.run_id = :run
                                      and later.staff_id = s.staff_id
                                      and later.line > s.line)
                """);
    }

    private void writePeople(StagedRows rows) {
        rows.run("""
                insert into organisation.staff (dealer_id, id, staff_no, name, phone, active, changed_at)
                select s.dealer_id, s.staff_id, s.staff_no, s.name, coalesce(s.phone, p.phone), coalesce(p.active, true), :at
                  from organisation.staff_staging s
                  left join organisation.staff p
                    on p.dealer_id = :dealer
                   and p.id = s.staff_id
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.staff_id is not null
                   and not exists (select 1
                                     from organisation.staff_staging later
                                    where later.dealer_id = :dealer
                                      and later.run_id = :run
                                      and later.staff_id = s.staff_id
                                      and later.line > s.line)
                   and (p.id is null or p.name <> s.name or s.phone is not null and p.phone is distinct from s.phone)
                    on conflict (dealer_id, id)
                    do update set name = excluded.name,
                                  phone = excluded.phone,
                                  changed_at = excluded.changed_at
                """);
    }

    /** Two rows may mean one role (总监 and 服务总监): the later one counts. */
    private void writeRoles(StagedRows rows) {
        rows.run("""
                insert into organisation.staff_role (dealer_id, staff_id, store_id, role, active)
                select distinct on (r.staff_id, r.store_id, r.role) r.dealer_id, r.staff_id, r.store_id, r.role, r.active
                  from (select s.dealer_id, s.staff_id, s.store_id, s.roles[1] as role, s.active, s.line
                          from organisation.staff_staging s
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                           and s.state in ('new', 'changed')
                         union all
                        select s.dealer_id, s.staff_id, s.store_id, s.roles[2] as role, s.active, s.line
                          from organisation.staff_staging s
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                           and s.state in ('new', 'changed')
                           and cardinality(s.roles) = 2) r
                 order by r.staff_id, r.store_id, r.role, r.line desc
                    on conflict (dealer_id, staff_id, store_id, role)
                    do update set active = excluded.active
                """);
    }

    /** Only a person whose rows changed something is switched: an administrator's own word is not undone every night. */
    private void leave(StagedRows rows) {
        var left = rows.statement("""
                        with present as (
                            select p.id, p.active,
                                   exists (select 1
                                             from organisation.staff_role k
                                            where k.dealer_id = :dealer
                                              and k.staff_id = p.id
                                              and k.active) as works
                              from organisation.staff p
                             where p.dealer_id = :dealer
                               and p.id in (select s.staff_id
                                              from organisation.staff_staging s
                                             where s.dealer_id = :dealer
                                               and s.run_id = :run
                                               and s.state in ('new', 'changed')))
                        update organisation.staff p
                           set active = n.works,
                               changed_at = :at
                          from present n
                         where p.dealer_id = :dealer
                           and p.id = n.id
                           and n.active <> n.works
                        returning p.id, p.active
                        """)
                .query((row, _) -> new Switched(row.getObject("id", UUID.class), row.getBoolean("active")))
                .list();
        for (var person : left) {
            if (!person.active()) {
                events.publishEvent(new StaffLeft(DealerContext.require(), person.id()));
            }
        }
    }

    private record Switched(UUID id, boolean active) {}
}
