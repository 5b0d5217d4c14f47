package org.opendcrc.followups;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.followups.Closing.LeftOut;
import org.opendcrc.followups.Closing.Row;
import org.opendcrc.followups.ClosingRules.Candidate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Closings of a backlog and their calls: the only class that writes those tables. */
@Repository
class Closings {

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    Closings(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** The owed calls after repairs of a store that were settled in those days and may be called, what is due first at the front. */
    List<Candidate> candidates(
            int dealer, UUID store, Optional<Instant> settledFrom, Instant settledBefore, Instant now, int limit) {
        return jdbc.sql("""
                        select t.id, t.contact_id, c.customer_id, t.state, t.attempts, t.fades_at, c.text_only, c.promised_at, c.claimed_until, t.kind,
                               exists (select 1
                                         from complaints.report_complaint f
                                        where f.dealer_id = :dealer
                                          and f.customer_id = c.customer_id
                                          and f.closed_at is null) as complaint_open,
                               array(select p.e164
                                       from customers.report_phone p
                                      where p.dealer_id = :dealer
                                        and p.customer_id = c.customer_id
                                      order by p.position) as numbers
                          from followups.task t
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                         where t.dealer_id = :dealer
                           and t.store_id = :store
                           and t.order_id is not null
                           and t.state in ('PENDING', 'RETRY')
                           and t.due_from <= :now
                           and t.settled_at < :before
                           and (cast(:from as timestamptz) is null or t.settled_at >= :from)
                           and c.for_staff is null
                         order by t.due_at, t.id
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("now", Timestamp.from(now))
                .param("before", Timestamp.from(settledBefore))
                .param("from", settledFrom.map(Timestamp::from).orElse(null), Types.TIMESTAMP)
                .param("limit", limit)
                .query(Closings::candidate)
                .list();
    }

    /** Those calls as they stand now, whatever their state. */
    Map<UUID, Candidate> now(int dealer, Collection<UUID> tasks) {
        var found = new HashMap<UUID, Candidate>();
        jdbc.sql("""
                        select t.id, t.contact_id, c.customer_id, t.state, t.attempts, t.fades_at, c.text_only, c.promised_at, c.claimed_until, t.kind,
                               exists (select 1
                                         from complaints.report_complaint f
                                        where f.dealer_id = :dealer
                                          and f.customer_id = c.customer_id
                                          and f.closed_at is null) as complaint_open,
                               array(select p.e164
                                       from customers.report_phone p
                                      where p.dealer_id = :dealer
                                        and p.customer_id = c.customer_id
                                      order by p.position) as numbers
                          from followups.task t
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                         where t.dealer_id = :dealer
                           and t.id = any(:tasks)
                        """)
                .param("dealer", dealer)
                .param("tasks", tasks.toArray(UUID[]::new))
                .query(Closings::candidate)
                .list()
                .forEach(it -> found.put(it.task(), it));
        return found;
    }

    private static Candidate candidate(ResultSet row, int number) throws SQLException {
        return new Candidate(
                row.getObject("id", UUID.class),
                row.getObject("contact_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                TaskState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getTimestamp("fades_at").toInstant(),
                row.getBoolean("text_only"),
                Contacts.moment(row, "promised_at"),
                Contacts.moment(row, "claimed_until"),
                row.getBoolean("complaint_open"),
                List.of((String[]) row.getArray("numbers").getArray()),
                CallKind.valueOf(row.getString("kind")));
    }

    /** What somebody asked for. */
    record Wish(UUID id, UUID store, Optional<LocalDate> settledFrom, LocalDate settledTo, int perPortion, int pause) {}

    void add(int dealer, Wish it, UUID by, Instant now) {
        jdbc.sql("""
                insert into followups.closing (dealer_id, id, store_id, settled_from, settled_to, per_portion, pause_minutes, state, made_by, made_at)
                values (:dealer, :id, :store, :from, :to, :portion, :pause, 'PREPARED', :by, :now)
                """)
                .param("dealer", dealer)
                .param("id", it.id())
                .param("store", it.store())
                .param("from", it.settledFrom().orElse(null), Types.DATE)
                .param("to", it.settledTo())
                .param("portion", it.perPortion())
                .param("pause", it.pause())
                .param("by", by)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** A call and whether it is left out. */
    record Judged(UUID task, Optional<LeftOut> leftOut) {}

    void addRows(int dealer, UUID closing, List<Judged> rows, Instant now) {
        var all = new ArrayList<Object[]>();
        int no = 0;
        for (var it : rows) {
            no++;
            all.add(new Object[] {
                dealer,
                closing,
                no,
                it.task(),
                it.leftOut().isPresent() ? "LEFT_OUT" : "READY",
                it.leftOut().map(Enum::name).orElse(null),
                Timestamp.from(now)
            });
        }
        batch.batchUpdate("""
                insert into followups.closing_row (dealer_id, closing_id, no, task_id, state, reason, decided_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """, all);
    }

    /** A closing whose row is locked. */
    record Held(UUID id, UUID store, Closing.State state, int perPortion, int pause, Optional<UUID> approvedBy) {}

    Optional<Held> hold(int dealer, UUID closing) {
        return jdbc.sql("""
                        select x.id, x.store_id, x.state, x.per_portion, x.pause_minutes, x.approved_by
                          from followups.closing x
                         where x.dealer_id = :dealer
                           and x.id = :id
                           for update
                        """)
                .param("dealer", dealer)
                .param("id", closing)
                .query(Closings::held)
                .optional();
    }

    /** Running ones whose next portion is due, locked; what another node has in hand is skipped. */
    List<Held> due(int dealer, Instant due) {
        return jdbc.sql("""
                        select x.id, x.store_id, x.state, x.per_portion, x.pause_minutes, x.approved_by
                          from followups.closing x
                         where x.dealer_id = :dealer
                           and x.state = 'RUNNING'
                           and x.next_at <= :due
                         order by x.next_at, x.id
                           for update skip locked
                        """)
                .param("dealer", dealer)
                .param("due", Timestamp.from(due))
                .query(Closings::held)
                .list();
    }

    private static Held held(ResultSet row, int number) throws SQLException {
        return new Held(
                row.getObject("id", UUID.class),
                row.getObject("store_id", UUID.class),
                Closing.State.valueOf(row.getString("state")),
                row.getInt("per_portion"),
                row.getInt("pause_minutes"),
                Optional.ofNullable(row.getObject("approved_by", UUID.class)));
    }

    Optional<Instant> next(int dealer) {
        return jdbc.sql("""
                        select min(x.next_at) as due
                          from followups.closing x
                         where x.dealer_id = :dealer
                           and x.state = 'RUNNING'
                        """)
                .param("dealer", dealer)
                .query((row, _) -> Contacts.moment(row, "due"))
                .single();
    }

    void approve(int dealer, UUID closing, UUID by, Instant now) {
        jdbc.sql("""
                update followups.closing x
                   set state = 'RUNNING', approved_by = :by, approved_at = :now, next_at = :now
                 where x.dealer_id = :dealer
                   and x.id = :id
                """)
                .param("dealer", dealer)
                .param("id", closing)
                .param("by", by)
                .param("now", Timestamp.from(now))
                .update();
    }

    void goOnAt(int dealer, UUID closing, Instant next) {
        jdbc.sql("""
                update followups.closing x
                   set next_at = :next
                 where x.dealer_id = :dealer
                   and x.id = :id
                """)
                .param("dealer", dealer)
                .param("id", closing)
                .param("next", Timestamp.from(next))
                .update();
    }

    /** Ends it; what was not texted yet is not. */
    void end(int dealer, UUID closing, Closing.State as, Optional<UUID> by, Instant now) {
        jdbc.sql("""
                update followups.closing x
                   set state = :state, next_at = null, ended_at = :now, ended_by = :by
                 where x.dealer_id = :dealer
                   and x.id = :id
                """)
                .param("dealer", dealer)
                .param("id", closing)
                .param("state", as.name())
                .param("by", by.orElse(null), Types.OTHER)
                .param("now", Timestamp.from(now))
                .update();
        jdbc.sql("""
                update followups.closing_row r
                   set state = 'STOPPED', decided_at = :now
                 where r.dealer_id = :dealer
                   and r.closing_id = :id
                   and r.state = 'READY'
                """)
                .param("dealer", dealer)
                .param("id", closing)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The next calls that are to be texted. */
    List<UUID> ready(int dealer, UUID closing, int limit) {
        return jdbc.sql("""
                        select r.task_id
                          from followups.closing_row r
                         where r.dealer_id = :dealer
                           and r.closing_id = :closing
                           and r.state = 'READY'
                         order by r.no
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("closing", closing)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    void texted(int dealer, UUID closing, UUID task, TaskState was, Instant now) {
        jdbc.sql("""
                update followups.closing_row r
                   set state = 'TEXTED', was = :was, decided_at = :now
                 where r.dealer_id = :dealer
                   and r.closing_id = :closing
                   and r.task_id = :task
                """)
                .param("dealer", dealer)
                .param("closing", closing)
                .param("task", task)
                .param("was", was.name())
                .param("now", Timestamp.from(now))
                .update();
    }

    void leftOut(int dealer, UUID closing, UUID task, LeftOut why, Instant now) {
        jdbc.sql("""
                update followups.closing_row r
                   set state = 'LEFT_OUT', reason = :why, decided_at = :now
                 where r.dealer_id = :dealer
                   and r.closing_id = :closing
                   and r.task_id = :task
                """)
                .param("dealer", dealer)
                .param("closing", closing)
                .param("task", task)
                .param("why", why.name())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Calls of it that were texted and whose text is still on its way: by task the contact. */
    Map<UUID, UUID> onTheirWay(int dealer, UUID closing) {
        var found = new HashMap<UUID, UUID>();
        jdbc.sql("""
                        select t.id, t.contact_id
                          from followups.closing_row r
                          join followups.task t on t.dealer_id = :dealer and t.id = r.task_id
                         where r.dealer_id = :dealer
                           and r.closing_id = :closing
                           and r.state = 'TEXTED'
                           and t.state = 'TEXTING'
                        """).param("dealer", dealer).param("closing", closing).query(row -> {
            found.put(row.getObject("id", UUID.class), row.getObject("contact_id", UUID.class));
        });
        return found;
    }

    /** Owes those calls again, and the orders of the same visit that ended with them. */
    void undo(int dealer, UUID closing, Collection<UUID> tasks, Instant now) {
        jdbc.sql("""
                update followups.task t
                   set state = case when exists (select 1
                                                   from followups.attempt_task a
                                                  where a.dealer_id = :dealer
                                                    and a.task_id = t.id) then 'RETRY' else 'PENDING' end,
                       linked_to = null,
                       called_at = null,
                       closed_at = null,
                       version = t.version + 1
                 where t.dealer_id = :dealer
                   and t.state = 'LINKED'
                   and t.linked_to = any(:tasks)
                """)
                .param("dealer", dealer)
                .param("tasks", tasks.toArray(UUID[]::new))
                .update();
        jdbc.sql("""
                update followups.task t
                   set state = r.was,
                       called_at = null,
                       closed_at = null,
                       version = t.version + 1
                  from followups.closing_row r
                 where t.dealer_id = :dealer
                   and r.dealer_id = :dealer
                   and r.closing_id = :closing
                   and r.task_id = t.id
                   and t.id = any(:tasks)
                   and t.state = 'TEXTING'
                """)
                .param("dealer", dealer)
                .param("closing", closing)
                .param("tasks", tasks.toArray(UUID[]::new))
                .update();
        jdbc.sql("""
                update followups.closing_row r
                   set state = 'UNDONE', decided_at = :now
                 where r.dealer_id = :dealer
                   and r.closing_id = :closing
                   and r.task_id = any(:tasks)
                   and r.state = 'TEXTED'
                """)
                .param("dealer", dealer)
                .param("closing", closing)
                .param("tasks", tasks.toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The latest of those stores, or that one. */
    List<Closing> list(int dealer, Collection<UUID> stores, Optional<UUID> one, int limit) {
        return jdbc.sql("""
                        select x.id, x.store_id, s.name as store, s.zone, x.settled_from, x.settled_to, x.per_portion, x.pause_minutes, x.state, x.next_at,
                               x.made_at, m.name as made_by, x.approved_at, a.name as approved_by, x.ended_at, e.name as ended_by,
                               n.ready, n.left_out, n.texted, n.stopped, n.undone
                          from followups.closing x
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = x.store_id
                          join organisation.report_staff m on m.dealer_id = :dealer and m.staff_id = x.made_by
                          left join organisation.report_staff a on a.dealer_id = :dealer and a.staff_id = x.approved_by
                          left join organisation.report_staff e on e.dealer_id = :dealer and e.staff_id = x.ended_by
                         cross join lateral (select count(*) filter (where r.state = 'READY') as ready,
                                                    count(*) filter (where r.state = 'LEFT_OUT') as left_out,
                                                    count(*) filter (where r.state = 'TEXTED') as texted,
                                                    count(*) filter (where r.state = 'STOPPED') as stopped,
                                                    count(*) filter (where r.state = 'UNDONE') as undone
                                               from followups.closing_row r
                                              where r.dealer_id = :dealer
                                                and r.closing_id = x.id) n
                         where x.dealer_id = :dealer
                           and x.store_id = any(:stores)
                           and (cast(:one as uuid) is null or x.id = cast(:one as uuid))
                         order by x.made_at desc, x.id desc
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("one", one.orElse(null), Types.OTHER)
                .param("limit", limit)
                .query((row, _) -> {
                    var rows = new EnumMap<Row.Fate, Integer>(Row.Fate.class);
                    for (var state : Row.Fate.values()) {
                        rows.put(state, row.getInt(state.name().toLowerCase(java.util.Locale.ROOT)));
                    }
                    return new Closing(
                            row.getObject("id", UUID.class),
                            row.getObject("store_id", UUID.class),
                            row.getString("store"),
                            ZoneId.of(row.getString("zone")),
                            Optional.ofNullable(row.getObject("settled_from", LocalDate.class)),
                            row.getObject("settled_to", LocalDate.class),
                            row.getInt("per_portion"),
                            row.getInt("pause_minutes"),
                            Closing.State.valueOf(row.getString("state")),
                            Contacts.moment(row, "next_at"),
                            row.getTimestamp("made_at").toInstant(),
                            row.getString("made_by"),
                            Contacts.moment(row, "approved_at"),
                            Optional.ofNullable(row.getString("approved_by")),
                            Contacts.moment(row, "ended_at"),
                            Optional.ofNullable(row.getString("ended_by")),
                            rows);
                })
                .list();
    }

    /** How many are left out, by reason; how many texts stand in which state; how many of the texted want no advertising. */
    record Count(String what, String word, int count) {}

    List<Count> counts(int dealer, UUID closing) {
        return jdbc.sql("""
                        select 'LEFT_OUT' as what, r.reason as word, count(*) as count
                          from followups.closing_row r
                         where r.dealer_id = :dealer
                           and r.closing_id = :closing
                           and r.state = 'LEFT_OUT'
                         group by r.reason
                        union all
                        select 'TEXT', w.state, count(*)
                          from followups.closing_row r
                          join messaging.report_written w on w.dealer_id = :dealer and w.cause = 'follow-up' and w.cause_id = r.task_id
                         where r.dealer_id = :dealer
                           and r.closing_id = :closing
                           and r.state = 'TEXTED'
                         group by w.state
                        union all
                        select 'NO_CALLS', '', count(*)
                          from followups.closing_row r
                          join followups.task t on t.dealer_id = :dealer and t.id = r.task_id
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                          join customers.report_customer u on u.dealer_id = :dealer and u.customer_id = c.customer_id
                         where r.dealer_id = :dealer
                           and r.closing_id = :closing
                           and r.state in ('READY', 'TEXTED')
                           and u.dnd
                        """)
                .param("dealer", dealer)
                .param("closing", closing)
                .query((row, _) -> new Count(row.getString("what"), row.getString("word"), row.getInt("count")))
                .list();
    }

    /** A piece of its calls, in their order. */
    List<Row> rows(int dealer, UUID closing, Optional<Row.Fate> state, int after, int limit) {
        return jdbc.sql("""
                        select r.no, r.task_id, k.name as customer, k.kind = 'PERSON' as person, k.sex, v.plate, t.order_no, t.settled_at, t.attempts,
                               r.state, r.reason, s.zone
                          from followups.closing_row r
                          join followups.task t on t.dealer_id = :dealer and t.id = r.task_id
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = t.store_id
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = c.customer_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = c.vehicle_id
                         where r.dealer_id = :dealer
                           and r.closing_id = :closing
                           and (cast(:state as text) is null or r.state = cast(:state as text))
                           and r.no > :after
                         order by r.no
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("closing", closing)
                .param("state", state.map(Enum::name).orElse(null), Types.VARCHAR)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new Row(
                        row.getInt("no"),
                        row.getObject("task_id", UUID.class),
                        row.getString("customer"),
                        row.getBoolean("person"),
                        row.getString("sex"),
                        Optional.ofNullable(row.getString("plate")),
                        row.getString("order_no"),
                        row.getTimestamp("settled_at")
                                .toInstant()
                                .atZone(ZoneId.of(row.getString("zone")))
                                .toLocalDate(),
                        row.getInt("attempts"),
                        Row.Fate.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getString("reason")).map(LeftOut::valueOf)))
                .list();
    }
}
