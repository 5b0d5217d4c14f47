package org.opendcrc.followups;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.followups.AssignmentBoard.Advisor;
import org.opendcrc.followups.AssignmentBoard.Clerk;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who is to call whom, and the steps in which that was said: the only class that writes those tables. */
@Repository
class Assignments {

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    Assignments(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** A contact that is decided on. {@code holder} has it open now. */
    record Locked(
            UUID id,
            UUID store,
            int open,
            boolean textOnly,
            Optional<UUID> assigned,
            Optional<UUID> holder,
            Optional<UUID> advisor) {}

    /** Holds those contacts until the transaction ends, always in the same order. */
    Map<UUID, Locked> lock(int dealer, Collection<UUID> contacts, Instant now) {
        var found = new HashMap<UUID, Locked>();
        jdbc.sql("""
                        select c.id, c.store_id, c.open_tasks, c.text_only, c.assigned_to,
                               case when c.claimed_until > :now then c.claimed_by end as holder,
                               (select t.advisor_id
                                  from followups.task t
                                 where t.dealer_id = :dealer
                                   and t.contact_id = c.id
                                   and t.state in ('PENDING', 'RETRY')
                                 order by t.due_at, t.id
                                 limit 1) as advisor_id
                          from followups.contact c
                         where c.dealer_id = :dealer
                           and c.id = any(:contacts)
                           and c.for_staff is null
                         order by c.id
                           for no key update of c
                        """)
                .param("dealer", dealer)
                .param("contacts", contacts.toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .query(row -> {
                    var id = row.getObject("id", UUID.class);
                    found.put(
                            id,
                            new Locked(
                                    id,
                                    row.getObject("store_id", UUID.class),
                                    row.getInt("open_tasks"),
                                    row.getBoolean("text_only"),
                                    id(row, "assigned_to"),
                                    id(row, "holder"),
                                    id(row, "advisor_id")));
                });
        return found;
    }

    /** Gives contacts to one clerk. */
    void give(int dealer, Collection<UUID> contacts, UUID staff, Instant now) {
        jdbc.sql("""
                update followups.contact c
                   set assigned_to = :staff,
                       assigned_at = :now,
                       version = c.version + 1
                 where c.dealer_id = :dealer
                   and c.id = any(:contacts)
                """)
                .param("dealer", dealer)
                .param("contacts", contacts.toArray(UUID[]::new))
                .param("staff", staff)
                .param("now", Timestamp.from(now))
                .update();
    }

    void takeBack(int dealer, Collection<UUID> contacts) {
        jdbc.sql("""
                update followups.contact c
                   set assigned_to = null,
                       assigned_at = null,
                       version = c.version + 1
                 where c.dealer_id = :dealer
                   and c.id = any(:contacts)
                """)
                .param("dealer", dealer)
                .param("contacts", contacts.toArray(UUID[]::new))
                .update();
    }

    /** Who makes calls in which of those stores now. */
    Map<UUID, Set<UUID>> callers(int dealer, Collection<UUID> stores) {
        var callers = new HashMap<UUID, Set<UUID>>();
        jdbc.sql("""
                        select r.store_id, r.staff_id
                          from organisation.report_role r
                         where r.dealer_id = :dealer
                           and r.store_id = any(:stores)
                           and r.role in ('AGENT', 'CRC_MANAGER')
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .query(row -> {
                    callers.computeIfAbsent(row.getObject("store_id", UUID.class), _ -> new HashSet<>())
                            .add(row.getObject("staff_id", UUID.class));
                });
        return callers;
    }

    /** How many owed contacts each clerk has in those stores. */
    Map<UUID, Integer> loads(int dealer, Collection<UUID> stores) {
        var loads = new HashMap<UUID, Integer>();
        jdbc.sql("""
                        select c.assigned_to, count(*) as open
                          from followups.contact c
                         where c.dealer_id = :dealer
                           and c.store_id = any(:stores)
                           and c.assigned_to is not null
                           and c.open_tasks > 0
                         group by c.assigned_to
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .query(row -> {
                    loads.put(row.getObject("assigned_to", UUID.class), row.getInt("open"));
                });
        return loads;
    }

    /** Whom each advisor's customers are called by. */
    record Pair(UUID store, UUID advisor) {}

    Map<Pair, UUID> pairings(int dealer, Collection<UUID> stores) {
        var pairings = new HashMap<Pair, UUID>();
        jdbc.sql("""
                        select p.store_id, p.advisor_id, p.staff_id
                          from followups.pairing p
                         where p.dealer_id = :dealer
                           and p.store_id = any(:stores)
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .query(row -> {
                    pairings.put(
                            new Pair(row.getObject("store_id", UUID.class), row.getObject("advisor_id", UUID.class)),
                            row.getObject("staff_id", UUID.class));
                });
        return pairings;
    }

    /** Writes the pairings of a store anew. */
    void pair(int dealer, UUID store, Map<UUID, UUID> clerkOfAdvisor) {
        jdbc.sql("""
                delete from followups.pairing p
                 where p.dealer_id = :dealer
                   and p.store_id = :store
                """).param("dealer", dealer).param("store", store).update();
        batch.batchUpdate(
                """
                insert into followups.pairing (dealer_id, store_id, advisor_id, staff_id)
                values (?, ?, ?, ?)
                """,
                clerkOfAdvisor.entrySet().stream()
                        .map(it -> new Object[] {dealer, store, it.getKey(), it.getValue()})
                        .toList());
    }

    /** Switches the special function on; what he has open now becomes his, so that he can finish it. */
    void restrict(int dealer, UUID store, UUID staff, UUID by, Instant now) {
        jdbc.sql("""
                insert into followups.restriction (dealer_id, store_id, staff_id, changed_by, changed_at)
                values (:dealer, :store, :staff, :by, :now)
                on conflict (dealer_id, staff_id, store_id) do nothing
                """)
                .param("dealer", dealer)
                .param("store", store)
                .param("staff", staff)
                .param("by", by)
                .param("now", Timestamp.from(now))
                .update();
        jdbc.sql("""
                update followups.contact c
                   set assigned_to = :staff,
                       assigned_at = :now,
                       version = c.version + 1
                 where c.dealer_id = :dealer
                   and c.store_id = :store
                   and c.claimed_by = :staff
                   and c.claimed_until > :now
                   and c.assigned_to is distinct from :staff
                """)
                .param("dealer", dealer)
                .param("store", store)
                .param("staff", staff)
                .param("now", Timestamp.from(now))
                .update();
    }

    void unrestrict(int dealer, UUID store, UUID staff) {
        jdbc.sql("""
                delete from followups.restriction x
                 where x.dealer_id = :dealer
                   and x.store_id = :store
                   and x.staff_id = :staff
                """)
                .param("dealer", dealer)
                .param("store", store)
                .param("staff", staff)
                .update();
    }

    /** A step begins; its rows follow. */
    void begin(int dealer, UUID step, BulkKind kind, UUID by, Instant now) {
        jdbc.sql("""
                insert into followups.bulk_step (dealer_id, id, kind, staff_id, at)
                values (:dealer, :id, :kind, :by, :now)
                """)
                .param("dealer", dealer)
                .param("id", step)
                .param("kind", kind.name())
                .param("by", by)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** A row of a step. */
    record Row(int no, UUID task, UUID store, BulkOutcome outcome, Optional<UUID> from, Optional<UUID> to) {}

    void add(int dealer, UUID step, List<Row> rows) {
        batch.batchUpdate(
                """
                insert into followups.bulk_row (dealer_id, step_id, no, task_id, store_id, outcome, from_staff, to_staff)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                rows.stream()
                        .map(it -> new Object[] {
                            dealer,
                            step,
                            it.no(),
                            it.task(),
                            it.store(),
                            it.outcome().name(),
                            it.from().orElse(null),
                            it.to().orElse(null)
                        })
                        .toList());
    }

    /** Which of those tasks ended in the letter list. */
    Set<UUID> unreached(int dealer, Collection<UUID> tasks) {
        return new HashSet<>(jdbc.sql("""
                        select t.id
                          from followups.task t
                         where t.dealer_id = :dealer
                           and t.id = any(:tasks)
                           and t.state = 'UNREACHED'
                        """)
                .param("dealer", dealer)
                .param("tasks", tasks.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /**
     * Who makes calls in a store, who still has some there, and how many.
     *
     * @param rest owed contacts that are nobody's
     * @param texts contacts of customers who are written to
     */
    record Loads(List<Clerk> clerks, int rest, int texts) {}

    Loads board(int dealer, UUID store, Instant now) {
        var clerks = new ArrayList<Clerk>();
        var left = new int[2];
        jdbc.sql("""
                        select w.rest, w.texts, z.staff_id, z.name, coalesce(z.here, false) as here, coalesce(z.assigns, false) as assigns,
                               coalesce(z.restricted, false) as restricted, coalesce(z.open, 0) as open, coalesce(z.overdue, 0) as overdue,
                               coalesce(z.again, 0) as again
                          from (select count(*) filter (where not c.text_only and c.assigned_to is null) as rest,
                                       count(*) filter (where c.text_only) as texts
                                  from followups.contact c
                                 where c.dealer_id = :dealer
                                   and c.store_id = :store
                                   and c.for_staff is null
                                   and c.open_tasks > 0
                                   and c.open_from <= :now) w
                          left join (select p.staff_id, p.name, r.here, r.assigns, x.staff_id is not null as restricted, l.open, l.overdue, l.again
                                       from organisation.report_staff p
                                       left join (select o.staff_id, true as here, bool_or(o.role = 'CRC_MANAGER') as assigns
                                                    from organisation.report_role o
                                                   where o.dealer_id = :dealer
                                                     and o.store_id = :store
                                                     and o.role in ('AGENT', 'CRC_MANAGER')
                                                   group by o.staff_id) r on r.staff_id = p.staff_id
                                       left join followups.restriction x on x.dealer_id = :dealer
                                                                        and x.store_id = :store
                                                                        and x.staff_id = p.staff_id
                                       left join (select c.assigned_to, count(*) as open, count(*) filter (where c.due_at <= :now) as overdue,
                                                         count(*) filter (where exists (select 1
                                                                                          from followups.task t
                                                                                         where t.dealer_id = :dealer
                                                                                           and t.contact_id = c.id
                                                                                           and t.state = 'RETRY')) as again
                                                    from followups.contact c
                                                   where c.dealer_id = :dealer
                                                     and c.store_id = :store
                                                     and c.assigned_to is not null
                                                     and c.open_tasks > 0
                                                     and c.open_from <= :now
                                                   group by c.assigned_to) l on l.assigned_to = p.staff_id
                                      where p.dealer_id = :dealer
                                        and (r.here or l.open > 0)) z on true
                         order by z.name, z.staff_id
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("now", Timestamp.from(now))
                .query(row -> {
                    left[0] = row.getInt("rest");
                    left[1] = row.getInt("texts");
                    var staff = row.getObject("staff_id", UUID.class);
                    if (staff != null) {
                        clerks.add(clerk(row, staff));
                    }
                });
        return new Loads(clerks, left[0], left[1]);
    }

    private static Clerk clerk(ResultSet row, UUID id) throws SQLException {
        var restrictable = row.getBoolean("here") && !row.getBoolean("assigns");
        return new Clerk(
                id,
                row.getString("name"),
                row.getBoolean("here"),
                restrictable,
                row.getBoolean("restricted") && !row.getBoolean("assigns"),
                row.getInt("open"),
                row.getInt("overdue"),
                row.getInt("again"));
    }

    /** The advisors of a store and the owed contacts of theirs that are nobody's. */
    List<Advisor> advisors(int dealer, UUID store, Instant now) {
        return jdbc.sql("""
                        select a.staff_id, a.name, q.staff_id as clerk, coalesce(l.rest, 0) as rest
                          from (select distinct o.staff_id, o.name
                                  from organisation.report_role o
                                 where o.dealer_id = :dealer
                                   and o.store_id = :store
                                   and o.role = 'ADVISOR') a
                          left join followups.pairing q on q.dealer_id = :dealer and q.store_id = :store and q.advisor_id = a.staff_id
                          left join (select t.advisor_id, count(distinct c.id) as rest
                                       from followups.task t
                                       join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                                      where t.dealer_id = :dealer
                                        and t.store_id = :store
                                        and t.state in ('PENDING', 'RETRY')
                                        and t.due_from <= :now
                                        and c.assigned_to is null
                                        and c.for_staff is null
                                        and not c.text_only
                                      group by t.advisor_id) l on l.advisor_id = a.staff_id
                         order by a.name, a.staff_id
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("now", Timestamp.from(now))
                .query((row, _) -> new Advisor(
                        row.getObject("staff_id", UUID.class),
                        row.getString("name"),
                        row.getInt("rest"),
                        id(row, "clerk")))
                .list();
    }

    /** The latest steps of the stores, or that one step. */
    List<BulkStep> steps(int dealer, Collection<UUID> stores, Optional<UUID> step, int limit) {
        return jdbc.sql("""
                        select b.id, b.kind, b.at, p.name as made_by, l.rows, l.done, s.zone
                          from followups.bulk_step b
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = b.staff_id
                         cross join lateral (select count(*) as rows, count(*) filter (where r.outcome in ('DONE', 'NO_NUMBER')) as done,
                                                    (array_agg(r.store_id))[1] as store_id
                                               from followups.bulk_row r
                                              where r.dealer_id = :dealer
                                                and r.step_id = b.id
                                                and r.store_id = any(:stores)) l
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = case when l.store_id is null then (cast(:stores as uuid[]))[1] else l.store_id end
                         where b.dealer_id = :dealer
                           and (cast(:step as uuid) is null or b.id = cast(:step as uuid))
                           and (l.rows > 0
                                or not exists (select 1
                                                 from followups.bulk_row o
                                                where o.dealer_id = :dealer
                                                  and o.step_id = b.id))
                         order by b.at desc, b.id desc
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("step", step.orElse(null))
                .param("limit", limit)
                .query((row, _) -> new BulkStep(
                        row.getObject("id", UUID.class),
                        BulkKind.valueOf(row.getString("kind")),
                        row.getString("made_by"),
                        row.getTimestamp("at").toInstant(),
                        ZoneId.of(row.getString("zone")),
                        row.getInt("rows"),
                        row.getInt("done")))
                .list();
    }

    /** The rows of a step, those that were left out at the front. */
    List<BulkStep.Row> rows(int dealer, Collection<UUID> stores, UUID step, int limit) {
        return jdbc.sql("""
                        select r.no, r.task_id, k.name as customer, v.plate, coalesce(t.order_no, t.subject_no) as order_no, r.outcome, f.name as from_name, g.name as to_name
                          from followups.bulk_row r
                          join followups.task t on t.dealer_id = :dealer and t.id = r.task_id
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = c.customer_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = c.vehicle_id
                          left join organisation.report_staff f on f.dealer_id = :dealer and f.staff_id = r.from_staff
                          left join organisation.report_staff g on g.dealer_id = :dealer and g.staff_id = r.to_staff
                         where r.dealer_id = :dealer
                           and r.step_id = :step
                           and r.store_id = any(:stores)
                         order by r.outcome in ('DONE', 'NO_NUMBER'), r.no
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("step", step)
                .param("limit", limit)
                .query((row, _) -> new BulkStep.Row(
                        row.getInt("no"),
                        row.getObject("task_id", UUID.class),
                        row.getString("customer"),
                        Optional.ofNullable(row.getString("plate")),
                        row.getString("order_no"),
                        BulkOutcome.valueOf(row.getString("outcome")),
                        Optional.ofNullable(row.getString("from_name")),
                        Optional.ofNullable(row.getString("to_name"))))
                .list();
    }

    private static Optional<UUID> id(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class));
    }
}
