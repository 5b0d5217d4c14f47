package org.opendcrc.followups;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Makes, corrects and withdraws tasks in pages; its cost follows the rows of the run. */
@Repository
class OwedTasks {

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    OwedTasks(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** To whom and to which car a call belongs, if to any; {@code forStaff} alone makes it (AP-17). */
    record Key(UUID storeId, UUID customerId, Optional<UUID> vehicleId, Optional<UUID> forStaff) {

        /** Of the team. */
        Key(UUID storeId, UUID customerId, Optional<UUID> vehicleId) {
            this(storeId, customerId, vehicleId, Optional.empty());
        }
    }

    /** A repair order as it stands. */
    record Order(
            UUID id,
            Key key,
            String orderNo,
            String kind,
            String status,
            int settlement,
            Optional<String> visitNo,
            Optional<UUID> advisorId,
            Optional<Integer> mileageKm,
            Instant sentInAt,
            Optional<Instant> completedAt,
            Optional<Instant> settledAt) {

        UUID storeId() {
            return key.storeId();
        }
    }

    record OpenTask(UUID taskId, UUID contactId, int round, Order order) {}

    /** {@code shut} are bits of dayparts in which no attempt counts; {@code distinct}: nor in those that were used. */
    record Correction(
            UUID taskId, UUID contactId, CallKind kind, Order order, DueWindow window, boolean distinct, int shut) {}

    /** A call that is still owed. */
    record Open(UUID task, UUID contact) {}

    /**
     * A task to be made.
     *
     * @param shut bits of the dayparts in which an attempt would not count
     * @param closed the task that has closed its visit already, if one has
     */
    record NewTask(
            UUID id, UUID contactId, OwedCallBook.Call call, DueWindow window, int shut, Optional<Closed> closed) {}

    record Visit(UUID contactId, String visitNo) {}

    record Closed(UUID taskId, Optional<Instant> calledAt) {}

    /** Only one run of a dealer at a time makes tasks, so that two never wait for each other crosswise. */
    void takeTurns(int dealer) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('followups.tasks'), :dealer)")
                .param("dealer", dealer)
                .query((_, _) -> true)
                .single();
    }

    Map<UUID, ZoneId> zones(int dealer) {
        var zones = new HashMap<UUID, ZoneId>();
        jdbc.sql("""
                select s.store_id, s.zone
                  from organisation.report_store s
                 where s.dealer_id = :dealer
                """).param("dealer", dealer).query(row -> {
            zones.put(row.getObject("store_id", UUID.class), ZoneId.of(row.getString("zone")));
        });
        return zones;
    }

    /** Open tasks whose order the run has changed, by task. */
    List<OpenTask> openOfChangedOrders(int dealer, UUID run, UUID after, int limit) {
        return jdbc.sql("""
                        select t.id as task_id, t.contact_id, t.round,
                               o.order_id, o.store_id, o.customer_id, o.vehicle_id, o.order_no, o.kind, o.status, o.settlement, o.visit_no,
                               o.advisor_id, o.mileage_km, o.sent_in_at, o.completed_at, o.settled_at
                          from vehicles.report_order o
                          join followups.task t on t.dealer_id = :dealer and t.kind = any(:kinds) and t.subject_id = o.order_id
                         where o.dealer_id = :dealer
                           and o.changed_in_run = :run
                           and t.state in ('PENDING', 'RETRY')
                           and t.id > :after
                         order by t.id
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("run", run)
                .param("kinds", names(CallKind.afterService()))
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new OpenTask(
                        row.getObject("task_id", UUID.class),
                        row.getObject("contact_id", UUID.class),
                        row.getInt("round"),
                        order(row)))
                .list();
    }

    /** Orders that the run has settled, that owe nothing yet for this settlement and nobody was reached about elsewhere, by order. */
    List<Order> newlySettled(int dealer, UUID run, UUID after, int limit) {
        return jdbc.sql("""
                        select o.order_id, o.store_id, o.customer_id, o.vehicle_id, o.order_no, o.kind, o.status, o.settlement, o.visit_no,
                               o.advisor_id, o.mileage_km, o.sent_in_at, o.completed_at, o.settled_at
                          from vehicles.report_order o
                         where o.dealer_id = :dealer
                           and o.settled_in_run = :run
                           and o.status = 'SETTLED'
                           and o.order_id > :after
                           and not exists (select 1
                                             from followups.task t
                                            where t.dealer_id = :dealer
                                              and t.kind = any(:kinds)
                                              and t.subject_id = o.order_id
                                              and t.round = o.settlement)
                           and not exists (select 1
                                             from followups.call_history h
                                            where h.dealer_id = :dealer
                                              and h.order_id = o.order_id
                                              and h.outcome in ('SATISFIED', 'DISSATISFIED', 'SMS'))
                         order by o.order_id
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("run", run)
                .param("kinds", names(CallKind.afterService()))
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> order(row))
                .list();
    }

    /** Contacts that there are stay as they are. */
    void addContacts(int dealer, Map<Key, UUID> contacts) {
        batch.batchUpdate(
                """
                insert into followups.contact (dealer_id, id, store_id, customer_id, vehicle_id, for_staff, open_tasks)
                values (?, ?, ?, ?, ?, ?, 0)
                on conflict (dealer_id, store_id, customer_id, vehicle_id, for_staff) do nothing
                """,
                contacts.entrySet().stream()
                        .map(it -> new @Nullable Object[] {
                            dealer,
                            it.getValue(),
                            it.getKey().storeId(),
                            it.getKey().customerId(),
                            it.getKey().vehicleId().orElse(null),
                            it.getKey().forStaff().orElse(null)
                        })
                        .toList());
    }

    /** The contacts of these customers and cars; not held. */
    Map<Key, UUID> contacts(int dealer, Collection<Key> keys) {
        var found = new HashMap<Key, UUID>();
        if (keys.isEmpty()) {
            return found;
        }
        jdbc.sql("""
                select c.id, c.store_id, c.customer_id, c.vehicle_id, c.for_staff
                  from unnest(cast(:stores as uuid[]), cast(:customers as uuid[]), cast(:vehicles as uuid[]), cast(:staff as uuid[]))
                           as k (store_id, customer_id, vehicle_id, for_staff)
                  join followups.contact c
                    on c.dealer_id = :dealer
                   and c.store_id = k.store_id
                   and c.customer_id = k.customer_id
                   and c.vehicle_id = k.vehicle_id
                   and c.for_staff is not distinct from k.for_staff
                union all
                select c.id, c.store_id, c.customer_id, c.vehicle_id, c.for_staff
                  from unnest(cast(:stores as uuid[]), cast(:customers as uuid[]), cast(:vehicles as uuid[]), cast(:staff as uuid[]))
                           as k (store_id, customer_id, vehicle_id, for_staff)
                  join followups.contact c
                    on c.dealer_id = :dealer
                   and c.store_id = k.store_id
                   and c.customer_id = k.customer_id
                   and c.vehicle_id is null
                   and c.for_staff is not distinct from k.for_staff
                 where k.vehicle_id is null
                """)
                .param("dealer", dealer)
                .param("stores", keys.stream().map(Key::storeId).toArray(UUID[]::new))
                .param("customers", keys.stream().map(Key::customerId).toArray(UUID[]::new))
                .param(
                        "vehicles",
                        keys.stream().map(it -> it.vehicleId().orElse(null)).toArray(UUID[]::new))
                .param(
                        "staff",
                        keys.stream().map(it -> it.forStaff().orElse(null)).toArray(UUID[]::new))
                .query(row -> {
                    found.put(
                            new Key(
                                    row.getObject("store_id", UUID.class),
                                    row.getObject("customer_id", UUID.class),
                                    Optional.ofNullable(row.getObject("vehicle_id", UUID.class)),
                                    Optional.ofNullable(row.getObject("for_staff", UUID.class))),
                            row.getObject("id", UUID.class));
                });
        return found;
    }

    /** What is still owed for these subjects. */
    List<Open> openOf(int dealer, Collection<CallKind> kinds, Collection<UUID> subjects) {
        if (subjects.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select t.id, t.contact_id
                          from followups.task t
                         where t.dealer_id = :dealer
                           and t.kind = any(:kinds)
                           and t.subject_id = any(:subjects)
                           and t.state in ('PENDING', 'RETRY')
                        """)
                .param("dealer", dealer)
                .param("kinds", names(kinds))
                .param("subjects", subjects.toArray(UUID[]::new))
                .query((row, _) -> new Open(row.getObject("id", UUID.class), row.getObject("contact_id", UUID.class)))
                .list();
    }

    /** What is still owed and only that person may call, with where it would belong if the team called. */
    Map<UUID, Key> openFor(int dealer, UUID staff) {
        var open = new HashMap<UUID, Key>();
        jdbc.sql("""
                select t.id, c.store_id, c.customer_id, c.vehicle_id
                  from followups.contact c
                  join followups.task t on t.dealer_id = :dealer and t.contact_id = c.id
                 where c.dealer_id = :dealer
                   and c.for_staff = :staff
                   and t.state in ('PENDING', 'RETRY')
                """).param("dealer", dealer).param("staff", staff).query(row -> {
            open.put(
                    row.getObject("id", UUID.class),
                    new Key(
                            row.getObject("store_id", UUID.class),
                            row.getObject("customer_id", UUID.class),
                            Optional.ofNullable(row.getObject("vehicle_id", UUID.class))));
        });
        return open;
    }

    /** The contact of that person to which open tasks belong. */
    List<UUID> contactsFor(int dealer, UUID staff) {
        return jdbc.sql("""
                        select c.id
                          from followups.contact c
                         where c.dealer_id = :dealer
                           and c.for_staff = :staff
                           and c.open_tasks > 0
                        """)
                .param("dealer", dealer)
                .param("staff", staff)
                .query(UUID.class)
                .list();
    }

    /** Another contact makes the call. */
    void rehome(int dealer, Map<UUID, UUID> contactOfTask) {
        batch.batchUpdate(
                """
                update followups.task t
                   set contact_id = ?,
                       version = t.version + 1
                 where t.dealer_id = ?
                   and t.id = ?
                   and t.state in ('PENDING', 'RETRY')
                """,
                contactOfTask.entrySet().stream()
                        .map(it -> new Object[] {it.getValue(), dealer, it.getKey()})
                        .toList());
    }

    /** The visits of these contacts that are done with, and by which task; the earliest made one counts. */
    Map<Visit, Closed> closedVisits(int dealer, Collection<UUID> contacts) {
        var closed = new HashMap<Visit, Closed>();
        if (contacts.isEmpty()) {
            return closed;
        }
        jdbc.sql("""
                select t.contact_id, t.visit_no, t.id, t.called_at
                  from followups.task t
                 where t.dealer_id = :dealer
                   and t.contact_id = any(:contacts)
                   and t.visit_no is not null
                   and t.state = any(:states)
                 order by t.id desc
                """)
                .param("dealer", dealer)
                .param("contacts", contacts.toArray(UUID[]::new))
                .param(
                        "states",
                        Arrays.stream(TaskState.values())
                                .filter(TaskState::closesTheVisit)
                                .map(Enum::name)
                                .toArray(String[]::new))
                .query(row -> {
                    closed.put(
                            new Visit(row.getObject("contact_id", UUID.class), row.getString("visit_no")),
                            new Closed(row.getObject("id", UUID.class), Contacts.moment(row, "called_at")));
                });
        return closed;
    }

    void add(int dealer, List<NewTask> made, Instant at) {
        batch.batchUpdate("""
                insert into followups.task (dealer_id, id, contact_id, store_id, kind, subject_id, round, subject_no, happened_at, barred_staff,
                                            despite_dnd, at_hour, shut_dayparts, order_id, order_no, order_kind, visit_no, advisor_id, mileage_km,
                                            sent_in_at, completed_at, settled_at, due_from, due_at, fades_at, state, linked_to, called_at,
                                            closed_at, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (dealer_id, kind, subject_id, round) do nothing
                """, made.stream().map(it -> row(dealer, it, at)).toList());
    }

    /** An order brings its own number and moment; what is no order has those of its subject. */
    private static @Nullable Object[] row(int dealer, NewTask made, Instant at) {
        var kind = made.call().kind();
        var owed = made.call().owed();
        var order = made.call().order();
        var closed = made.closed();
        return new @Nullable Object[] {
            dealer,
            made.id(),
            made.contactId(),
            owed.store(),
            kind.name(),
            owed.subject(),
            owed.round(),
            order.isPresent() ? null : owed.number(),
            order.isPresent() ? null : Timestamp.from(owed.happened()),
            owed.barred().orElse(null),
            kind.isMadeDespiteDnd(),
            kind.isAtAnHour(),
            made.shut(),
            order.map(Order::id).orElse(null),
            order.map(Order::orderNo).orElse(null),
            order.map(Order::kind).orElse(null),
            order.flatMap(Order::visitNo).orElse(null),
            order.isPresent()
                    ? order.flatMap(Order::advisorId).orElse(null)
                    : owed.advisor().orElse(null),
            order.flatMap(Order::mileageKm).orElse(null),
            timestamp(order.map(Order::sentInAt)),
            timestamp(order.flatMap(Order::completedAt)),
            timestamp(order.flatMap(Order::settledAt)),
            Timestamp.from(made.window().from()),
            Timestamp.from(made.window().due()),
            Timestamp.from(made.window().fades()),
            (closed.isPresent() ? TaskState.LINKED : TaskState.PENDING).name(),
            closed.map(Closed::taskId).orElse(null),
            timestamp(closed.flatMap(Closed::calledAt)),
            timestamp(closed.map(_ -> at)),
            Timestamp.from(at)
        };
    }

    /** The contacts of a store for which calls of that kind are still owed. */
    List<UUID> contactsOf(int dealer, UUID store, CallKind kind) {
        return jdbc.sql("""
                        select distinct t.contact_id
                          from followups.task t
                         where t.dealer_id = :dealer
                           and t.store_id = :store
                           and t.kind = :kind
                           and t.state in ('PENDING', 'RETRY')
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("kind", kind.name())
                .query(UUID.class)
                .list();
    }

    /** In which dayparts no attempt counts for what is still owed, as the store's policy has it now. */
    void shut(int dealer, UUID store, CallPolicy policy) {
        jdbc.sql("""
                update followups.task t
                   set shut_dayparts = case when :distinct then t.dayparts_used else 0 end | :shut,
                       version = t.version + 1
                 where t.dealer_id = :dealer
                   and t.store_id = :store
                   and t.kind = :kind
                   and t.state in ('PENDING', 'RETRY')
                """)
                .param("dealer", dealer)
                .param("store", store)
                .param("kind", policy.kind().name())
                .param("distinct", policy.distinct())
                .param("shut", DaypartBits.of(policy.shut(Set.of())))
                .update();
    }

    void cancel(int dealer, List<UUID> gone, Instant at) {
        if (gone.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update followups.task t
                   set state = 'CANCELLED',
                       closed_at = :at,
                       version = t.version + 1
                 where t.dealer_id = :dealer
                   and t.id = any(:gone)
                   and t.state in ('PENDING', 'RETRY')
                """)
                .param("dealer", dealer)
                .param("gone", gone.toArray(UUID[]::new))
                .param("at", Timestamp.from(at))
                .update();
    }

    /** An open task has the facts of its order; a deadline that moved ahead is not missed any more. */
    void correct(int dealer, List<Correction> corrections, Instant at) {
        batch.batchUpdate(
                """
                update followups.task t
                   set contact_id = ?, kind = ?, shut_dayparts = (case when ? then t.dayparts_used else 0 end) | ?, order_no = ?, order_kind = ?, visit_no = ?, advisor_id = ?, mileage_km = ?, sent_in_at = ?,
                       completed_at = ?, settled_at = ?, due_from = ?, due_at = ?, fades_at = ?,
                       overdue_since = case when ? then t.overdue_since end,
                       faded_since = case when ? then t.faded_since end,
                       version = t.version + 1
                 where t.dealer_id = ?
                   and t.id = ?
                   and t.state in ('PENDING', 'RETRY')
                """,
                corrections.stream()
                        .map(it -> new @Nullable Object[] {
                            it.contactId(),
                            it.kind().name(),
                            it.distinct(),
                            it.shut(),
                            it.order().orderNo(),
                            it.order().kind(),
                            it.order().visitNo().orElse(null),
                            it.order().advisorId().orElse(null),
                            it.order().mileageKm().orElse(null),
                            Timestamp.from(it.order().sentInAt()),
                            timestamp(it.order().completedAt()),
                            timestamp(it.order().settledAt()),
                            Timestamp.from(it.window().from()),
                            Timestamp.from(it.window().due()),
                            Timestamp.from(it.window().fades()),
                            !it.window().due().isAfter(at),
                            !it.window().fades().isAfter(at),
                            dealer,
                            it.taskId()
                        })
                        .toList());
    }

    private static Order order(ResultSet row) throws SQLException {
        return new Order(
                row.getObject("order_id", UUID.class),
                new Key(
                        row.getObject("store_id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        Optional.of(row.getObject("vehicle_id", UUID.class))),
                row.getString("order_no"),
                row.getString("kind"),
                row.getString("status"),
                row.getInt("settlement"),
                Optional.ofNullable(row.getString("visit_no")),
                Optional.ofNullable(row.getObject("advisor_id", UUID.class)),
                Optional.ofNullable(row.getObject("mileage_km", Integer.class)),
                row.getTimestamp("sent_in_at").toInstant(),
                Contacts.moment(row, "completed_at"),
                Contacts.moment(row, "settled_at"));
    }

    private static String[] names(Collection<CallKind> kinds) {
        return kinds.stream().map(Enum::name).toArray(String[]::new);
    }

    private static @Nullable Timestamp timestamp(Optional<Instant> moment) {
        return moment.map(Timestamp::from).orElse(null);
    }
}
