package org.opendcrc.followups;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.followups.TeamDay.Clerk;
import org.opendcrc.followups.TeamDay.Pool;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what a team did today and what is left. */
@Repository
class TeamReader {

    private final JdbcClient jdbc;

    TeamReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is nobody's, and what is written to. */
    record Rest(Pool pool, int texts) {}

    Rest rest(int dealer, UUID store, Instant now, Instant endOfDay) {
        return jdbc.sql("""
                        select count(*) filter (where not w.text_only and w.place = 1) as promised,
                               count(*) filter (where not w.text_only and w.place = 2) as overdue,
                               count(*) filter (where not w.text_only and w.place = 3) as today,
                               count(*) filter (where not w.text_only and w.place = 4) as later,
                               count(*) filter (where w.text_only) as texts
                          from (select c.text_only,
                                       case when c.promised_at < :end then 1
                                            when c.due_at <= :now then 2
                                            when c.due_at <= :end then 3
                                            else 4 end as place
                                  from followups.contact c
                                 where c.dealer_id = :dealer
                                   and c.store_id = :store
                                   and c.for_staff is null
                                   and c.open_tasks > 0
                                   and c.open_from <= :now
                                   and (c.assigned_to is null or c.text_only)) w
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("now", Timestamp.from(now))
                .param("end", Timestamp.from(endOfDay))
                .query((row, _) -> new Rest(
                        new Pool(
                                row.getInt("promised"),
                                row.getInt("overdue"),
                                row.getInt("today"),
                                row.getInt("later")),
                        row.getInt("texts")))
                .single();
    }

    /** A store's day, and each clerk's, by name. */
    record Clerks(ZoneId zone, LocalDate day, Instant endOfDay, List<Clerk> clerks) {}

    Optional<Clerks> clerks(int dealer, UUID store, Instant now, Map<UUID, Absence> away) {
        var clerks = new ArrayList<Clerk>();
        var days = new HashSet<Clerks>();
        jdbc.sql("""
                        select p.staff_id, p.name, r.staff_id is not null as here,
                               coalesce(a.calls, 0) as calls, coalesce(a.connected, 0) as connected, coalesce(a.satisfied, 0) as satisfied,
                               coalesce(a.dissatisfied, 0) as dissatisfied, coalesce(a.call_backs, 0) as call_backs, a.last,
                               coalesce(l.open, 0) as open, coalesce(l.due_today, 0) as due_today, h.since,
                               z.zone, z.day, z.ends
                          from (select s.zone, d.day, (d.day + 1)::timestamp at time zone s.zone as ends
                                  from organisation.report_store s
                                 cross join lateral (select (cast(:now as timestamptz) at time zone s.zone)::date as day) d
                                 where s.dealer_id = :dealer
                                   and s.store_id = :store) z
                         cross join organisation.report_staff p
                          left join (select distinct o.staff_id
                                       from organisation.report_role o
                                      where o.dealer_id = :dealer
                                        and o.store_id = :store
                                        and o.role in ('AGENT', 'CRC_MANAGER')) r on r.staff_id = p.staff_id
                          left join lateral (select x.staff_id, count(*) as calls, max(x.at) as last,
                                            count(*) filter (where x.outcome = 'CONNECTED') as connected,
                                            count(*) filter (where x.outcome = 'INCONVENIENT') as call_backs,
                                            count(*) filter (where x.outcome = 'CONNECTED' and s.outcome = 'SATISFIED') as satisfied,
                                            count(*) filter (where x.outcome = 'CONNECTED' and s.outcome = 'DISSATISFIED') as dissatisfied
                                       from followups.attempt x
                                       left join followups.result s on s.dealer_id = :dealer and s.task_id = x.task_id
                                      where x.dealer_id = :dealer
                                        and x.store_id = :store
                                        and x.day = z.day
                                      group by x.staff_id) a on a.staff_id = p.staff_id
                          left join lateral (select c.assigned_to, count(*) as open, count(*) filter (where c.due_at <= z.ends) as due_today
                                       from followups.contact c
                                      where c.dealer_id = :dealer
                                        and c.store_id = :store
                                        and c.assigned_to is not null
                                        and c.for_staff is null
                                        and c.open_tasks > 0
                                        and c.open_from <= :now
                                      group by c.assigned_to) l on l.assigned_to = p.staff_id
                          left join (select k.claimed_by, min(k.claimed_at) as since
                                       from followups.contact k
                                      where k.dealer_id = :dealer
                                        and k.store_id = :store
                                        and k.claimed_by is not null
                                        and k.claimed_until > :now
                                        and k.open_tasks > 0
                                      group by k.claimed_by) h on h.claimed_by = p.staff_id
                         where p.dealer_id = :dealer
                           and (r.staff_id is not null or a.staff_id is not null or l.open > 0)
                         order by p.name, p.staff_id
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("now", Timestamp.from(now))
                .query(row -> {
                    days.add(new Clerks(
                            ZoneId.of(row.getString("zone")),
                            row.getObject("day", LocalDate.class),
                            row.getTimestamp("ends").toInstant(),
                            List.of()));
                    var id = row.getObject("staff_id", UUID.class);
                    var absence = Optional.ofNullable(away.get(id));
                    var calls = row.getInt("calls");
                    var connected = row.getInt("connected");
                    var callBacks = row.getInt("call_backs");
                    clerks.add(new Clerk(
                            id,
                            row.getString("name"),
                            row.getBoolean("here"),
                            calls,
                            connected,
                            row.getInt("satisfied"),
                            row.getInt("dissatisfied"),
                            callBacks,
                            calls - connected - callBacks,
                            row.getInt("open"),
                            row.getInt("due_today"),
                            Contacts.moment(row, "since"),
                            Contacts.moment(row, "last"),
                            absence.map(Absence::until),
                            absence.map(Absence::coverNames).orElse(List.of())));
                });
        return days.stream().findFirst().map(it -> new Clerks(it.zone(), it.day(), it.endOfDay(), List.copyOf(clerks)));
    }

    /** The calls that somebody made on a day of a store, the latest first. */
    List<WatchedClerk.Made> made(int dealer, UUID store, UUID staff, LocalDate day, int limit) {
        return jdbc.sql("""
                        select x.at, x.outcome, t.id as task_id, t.kind, coalesce(t.order_no, t.subject_no) as number, k.name as customer, k.kind = 'PERSON' as person,
                               k.sex, v.plate, s.outcome as result
                          from followups.attempt x
                          join followups.task t on t.dealer_id = :dealer and t.id = x.task_id
                          join followups.contact c on c.dealer_id = :dealer and c.id = x.contact_id
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = c.customer_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = c.vehicle_id
                          left join followups.result s on s.dealer_id = :dealer and s.task_id = x.task_id and x.outcome = 'CONNECTED'
                         where x.dealer_id = :dealer
                           and x.store_id = :store
                           and x.day = :day
                           and x.staff_id = :staff
                         order by x.at desc, x.id desc
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .param("staff", staff)
                .param("limit", limit)
                .query((row, _) -> new WatchedClerk.Made(
                        row.getTimestamp("at").toInstant(),
                        AttemptOutcome.valueOf(row.getString("outcome")),
                        row.getObject("task_id", UUID.class),
                        CallKind.valueOf(row.getString("kind")),
                        row.getString("number"),
                        row.getString("customer"),
                        row.getBoolean("person"),
                        row.getString("sex"),
                        Optional.ofNullable(row.getString("plate")),
                        Optional.ofNullable(row.getString("result")).map(CallOutcome::valueOf)))
                .list();
    }
}
