package org.opendcrc.complaints;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.UseCase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The alarms of the complaints. */
@Repository
class ComplaintAlarms {

    private final JdbcClient jdbc;

    ComplaintAlarms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In which stores somebody is called as what: pairs of a role and a store, in two lists for the database. */
    record Concerned(List<Role> roles, List<UUID> stores) {

        Concerned {
            roles = List.copyOf(roles);
            stores = List.copyOf(stores);
        }

        static Concerned of(Actor actor) {
            var roles = new ArrayList<Role>();
            var stores = new ArrayList<UUID>();
            actor.roles()
                    .forEach((store, held) -> held.forEach(role -> {
                        if (UseCase.ACKNOWLEDGE_ALARMS.isGrantedTo(role)) {
                            roles.add(role);
                            stores.add(store);
                        }
                    }));
            return new Concerned(roles, stores);
        }

        String[] roleNames() {
            return roles.stream().map(Enum::name).toArray(String[]::new);
        }

        UUID[] ofStores() {
            return stores.toArray(UUID[]::new);
        }
    }

    void plan(int dealer, UUID complaint, UUID store, AlarmPlan plan) {
        plan.alarms()
                .forEach((step, due) -> jdbc.sql("""
                        insert into complaints.alarm (dealer_id, complaint_id, step, store_id, role, due_at)
                        values (:dealer, :complaint, :step, :store, :role, :due)
                        """)
                        .param("dealer", dealer)
                        .param("complaint", complaint)
                        .param("step", step.name())
                        .param("store", store)
                        .param("role", step.role().name())
                        .param("due", Timestamp.from(due))
                        .update());
    }

    record Raised(UUID complaint, UUID store, AlarmStep step) {}

    /** Raises what is due and was not raised yet; what another node is just raising is waited for and then found raised. */
    List<Raised> raise(int dealer, Instant due) {
        return jdbc.sql("""
                        update complaints.alarm a
                           set raised_at = a.due_at
                         where a.dealer_id = :dealer
                           and a.raised_at is null
                           and a.due_at <= :due
                        returning a.complaint_id, a.store_id, a.step
                        """)
                .param("dealer", dealer)
                .param("due", Timestamp.from(due))
                .query((row, _) -> new Raised(
                        row.getObject("complaint_id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        AlarmStep.valueOf(row.getString("step"))))
                .list();
    }

    /** The same for one complaint. */
    List<Raised> raise(int dealer, UUID complaint, Instant due) {
        return jdbc.sql("""
                        update complaints.alarm a
                           set raised_at = a.due_at
                         where a.dealer_id = :dealer
                           and a.complaint_id = :complaint
                           and a.raised_at is null
                           and a.due_at <= :due
                        returning a.complaint_id, a.store_id, a.step
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("due", Timestamp.from(due))
                .query((row, _) -> new Raised(
                        row.getObject("complaint_id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        AlarmStep.valueOf(row.getString("step"))))
                .list();
    }

    /** Takes what was not raised off the plan. */
    void withdraw(int dealer, UUID complaint) {
        jdbc.sql("""
                        delete from complaints.alarm a
                         where a.dealer_id = :dealer
                           and a.complaint_id = :complaint
                           and a.raised_at is null
                        """).param("dealer", dealer).param("complaint", complaint).update();
    }

    /** Takes note of everything raised of a complaint that is addressed to the person; answers which steps those were. */
    List<AlarmStep> acknowledge(int dealer, UUID complaint, Concerned concerned, UUID staff, Instant now) {
        return jdbc.sql("""
                        update complaints.alarm a
                           set acknowledged_at = :now, acknowledged_by = :staff
                         where a.dealer_id = :dealer
                           and a.complaint_id = :complaint
                           and a.raised_at is not null
                           and a.acknowledged_at is null
                           and (a.role, a.store_id) in (select q.role, q.store from unnest(:roles::text[], :roleStores::uuid[]) as q (role, store))
                        returning a.step
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("roles", concerned.roleNames())
                .param("roleStores", concerned.ofStores())
                .param("staff", staff)
                .param("now", Timestamp.from(now))
                .query((row, _) -> AlarmStep.valueOf(row.getString("step")))
                .list();
    }

    /** One statement for menu and bar of every page. A warning is over once the customer was contacted or the two hours are. */
    ComplaintSigns signs(int dealer, UUID staff, List<UUID> stores, Concerned concerned, Instant now) {
        return jdbc.sql("""
                        select count(*) filter (where c.contacted_at is null and c.contact_owed) as running,
                               count(*) filter (where c.contacted_at is null and c.contact_owed and c.contact_due_at < :now) as over,
                               count(*) as open,
                               count(*) filter (where c.received_at < :now::timestamptz - make_interval(days => coalesce((select t.value::int
                                                                                                              from organisation.report_setting t
                                                                                                             where t.dealer_id = :dealer
                                                                                                               and t.store_id = c.store_id
                                                                                                               and t.key = :oldDays), :old))) as old,
                               count(*) filter (where c.answered_at is null) as unanswered,
                               count(*) filter (where c.handler_id = :staff
                                                  and exists (select 1
                                                                from complaints.deadline d
                                                               where d.dealer_id = :dealer
                                                                 and d.complaint_id = c.id
                                                                 and d.rule = 'CP-10'
                                                                 and (c.told_at is null or d.started_at >= c.told_at)
                                                                 and d.due_at < :now)) as silent,
                               (select count(*)
                                  from organisation.report_store s
                                 where s.dealer_id = :dealer
                                   and s.store_id = any(:stores)
                                   and exists (select 1
                                                 from complaints.complaint x
                                                where x.dealer_id = :dealer
                                                  and x.store_id = s.store_id
                                                  and x.closed_at is null)
                                   and not exists (select 1
                                                     from complaints.daily_look k
                                                    where k.dealer_id = :dealer
                                                      and k.store_id = s.store_id
                                                      and k.day = (:now::timestamptz at time zone s.zone)::date)) as unlooked,
                               (select count(distinct a.complaint_id)
                                  from complaints.alarm a
                                  join complaints.complaint w on w.dealer_id = :dealer and w.id = a.complaint_id
                                 where a.dealer_id = :dealer
                                   and a.raised_at is not null
                                   and a.acknowledged_at is null
                                   and (a.role, a.store_id) in (select q.role, q.store from unnest(:roles::text[], :roleStores::uuid[]) as q (role, store))
                                   and (a.step <> 'WARNING' or (w.contacted_at is null and w.contact_owed and w.contact_due_at >= :now))) as alarms
                          from complaints.complaint c
                         where c.dealer_id = :dealer
                           and c.store_id = any(:stores)
                           and c.closed_at is null
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("staff", staff)
                .param("roles", concerned.roleNames())
                .param("roleStores", concerned.ofStores())
                .param("now", Timestamp.from(now))
                .param("oldDays", ComplaintSettings.OLD_DAYS.key())
                .param("old", Integer.parseInt(ComplaintSettings.OLD_DAYS.standard()))
                .query((row, _) -> new ComplaintSigns(
                        row.getInt("running"),
                        row.getInt("over"),
                        row.getInt("alarms"),
                        row.getInt("open"),
                        row.getInt("old"),
                        row.getInt("unanswered"),
                        row.getInt("silent"),
                        row.getInt("unlooked")))
                .single();
    }

    /** The alarms that were raised for a complaint, in the order in which they were. */
    List<ComplaintFile.Alarm> of(int dealer, UUID complaint) {
        return jdbc.sql("""
                        select a.step, a.role, a.subject, a.raised_at, a.acknowledged_at, p.name as acknowledged_by
                          from complaints.alarm a
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = a.acknowledged_by
                         where a.dealer_id = :dealer
                           and a.complaint_id = :complaint
                           and a.raised_at is not null
                         order by a.due_at, a.step
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .query((row, _) -> new ComplaintFile.Alarm(
                        AlarmStep.valueOf(row.getString("step")),
                        Role.valueOf(row.getString("role")),
                        row.getString("subject"),
                        row.getTimestamp("raised_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("acknowledged_at")).map(Timestamp::toInstant),
                        Optional.ofNullable(row.getString("acknowledged_by"))))
                .list();
    }
}
