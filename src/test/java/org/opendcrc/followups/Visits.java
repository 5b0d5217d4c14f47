package org.opendcrc.followups;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.opendcrc.vehicles.SalesRecorded;
import org.opendcrc.vehicles.VisitsRecorded;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Customers, cars and orders of a test, as the import leaves them, and the event that it publishes. */
public class Visits {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final TestHouse.Builder builder;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    final House house;

    public Visits(TestHouse.Builder builder, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.builder = builder;
        this.jdbc = jdbc;
        this.events = events;
        // Others share this house's application and move its clock; a story begins at its own hour.
        builder.systemClock().set(at("2026-11-21T09:00"));
        this.house = builder.open();
    }

    public UUID east() {
        return house.east();
    }

    public UUID west() {
        return house.west();
    }

    public record Car(UUID customer, UUID vehicle) {}

    public static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
    }

    public Actor clerk(String login) {
        builder.employ(house, login, Map.of(house.east(), Set.of(Role.AGENT)));
        return builder.actor(house, login);
    }

    public Actor person(String login, UUID store, Role role) {
        return person(login, Map.of(store, Set.of(role)));
    }

    public Actor person(String login, Map<UUID, Set<Role>> roles) {
        builder.employ(house, login, roles);
        return builder.actor(house, login);
    }

    /** The word by which the house's logins end. */
    public String code() {
        return house.code();
    }

    /** Work for this dealer in a transaction. */
    public <T> T in(java.util.function.Supplier<T> work) {
        return builder.in(house, work);
    }

    public Car car(String name, boolean dnd, String... phones) {
        var customer = Ids.next();
        var vehicle = Ids.next();
        var tail = customer.toString().substring(24);
        in(() -> {
            jdbc.sql("""
                            insert into customers.customer (dealer_id, id, customer_no, kind, name, sex, phone, dnd, created_at, changed_at)
                            values (:dealer, :id, :no, 'PERSON', :name, 'MALE', :phone, :dnd, '2026-01-01Z', '2026-01-01Z')
                            """)
                    .param("dealer", house.dealer())
                    .param("id", customer)
                    .param("no", "K" + tail)
                    .param("name", name)
                    .param("phone", phones[0])
                    .param("dnd", dnd)
                    .update();
            for (int n = 0; n < phones.length; n++) {
                jdbc.sql("""
                                insert into customers.phone (dealer_id, customer_id, e164, position)
                                values (:dealer, :customer, :phone, :position)
                                """)
                        .param("dealer", house.dealer())
                        .param("customer", customer)
                        .param("phone", phones[n])
                        .param("position", n + 1)
                        .update();
            }
            return jdbc.sql("""
                            insert into vehicles.vehicle (dealer_id, id, vin, plate, brand, model, customer_id, mileage_km, created_at, changed_at)
                            values (:dealer, :id, :vin, '浙A7K3F9', '岚峰', 'X7', :customer, 38420, '2026-01-01Z', '2026-01-01Z')
                            """)
                    .param("dealer", house.dealer())
                    .param("id", vehicle)
                    .param("vin", "LFV2A" + tail)
                    .param("customer", customer)
                    .update();
        });
        return new Car(customer, vehicle);
    }

    /** An order settled in that run. */
    public UUID settled(UUID run, Car car, String orderNo, @Nullable String visitNo, String sentIn, String settled) {
        return order(run, house.east(), car, orderNo, visitNo, "GENERAL", sentIn, settled);
    }

    public UUID order(
            UUID run,
            UUID store,
            Car car,
            String orderNo,
            @Nullable String visitNo,
            String kind,
            String sentIn,
            String settled) {
        var id = Ids.next();
        in(() -> jdbc.sql("""
                        insert into vehicles.repair_order (dealer_id, id, store_id, order_no, vehicle_id, customer_id, kind, kind_given, sent_in_at,
                                                           settled_at, mileage_km, amount_fen, visit_no, status, settlement, created_at, changed_at,
                                                           changed_in_run, settled_in_run)
                        values (:dealer, :id, :store, :no, :vehicle, :customer, :kind, '一般维修', :sentIn,
                                :settled, 38420, 128600, :visit, 'SETTLED', 1, '2026-01-01Z', '2026-01-01Z', :run, :run)
                        """)
                .param("dealer", house.dealer())
                .param("id", id)
                .param("store", store)
                .param("no", orderNo)
                .param("vehicle", car.vehicle())
                .param("customer", car.customer())
                .param("kind", kind)
                .param("sentIn", Timestamp.from(at(sentIn)))
                .param("settled", Timestamp.from(at(settled)))
                .param("visit", visitNo)
                .param("run", run)
                .update());
        return id;
    }

    /** A sale as the import leaves it, and its event, twice. */
    public UUID sold(
            String no,
            UUID store,
            Car sold,
            @Nullable UUID consultant,
            String dealt,
            @Nullable String pickedUp,
            String comesIn) {
        var run = Ids.next();
        var id = Ids.next();
        in(() -> jdbc.sql("""
                        insert into vehicles.sale (dealer_id, id, store_id, sale_no, vehicle_id, customer_id, dealt_on, delivered_on, consultant_id,
                                                   status, created_at, changed_at, changed_in_run, sold_in_run)
                        values (:dealer, :id, :store, :no, :vehicle, :customer, cast(:dealt as date), cast(:pickedUp as date), :consultant,
                                'VALID', '2026-01-01Z', '2026-01-01Z', :run, :run)
                        """)
                .param("dealer", house.dealer())
                .param("id", id)
                .param("store", store)
                .param("no", no)
                .param("vehicle", sold.vehicle())
                .param("customer", sold.customer())
                .param("dealt", dealt)
                .param("pickedUp", pickedUp)
                .param("consultant", consultant)
                .param("run", run)
                .update());
        for (var heard = 0; heard < 2; heard++) {
            publish(new SalesRecorded(house.dealer(), run, false, at(comesIn)));
        }
        return id;
    }

    /** The call that a sale owes. */
    public UUID saleTask(String number) {
        return in(() -> jdbc.sql("""
                        select t.id
                          from followups.task t
                         where t.dealer_id = :dealer
                           and t.subject_no = :no
                        """)
                .param("dealer", house.dealer())
                .param("no", number)
                .query(UUID.class)
                .single());
    }

    /** The ERP changes an order; {@code set} names the new status, kind, settlement and moment of settlement. */
    public void changed(UUID run, UUID order, String status, String kind, int settlement, String settled) {
        in(() -> jdbc.sql("""
                        update vehicles.repair_order o
                           set status = :status, kind = :kind, settlement = :settlement, settled_at = :settled, changed_in_run = :run,
                               settled_in_run = case when :settlement > o.settlement then :run else o.settled_in_run end
                         where o.dealer_id = :dealer
                           and o.id = :id
                        """)
                .param("dealer", house.dealer())
                .param("id", order)
                .param("status", status)
                .param("kind", kind)
                .param("settlement", settlement)
                .param("settled", Timestamp.from(at(settled)))
                .param("run", run)
                .update());
    }

    /** Orders WT1 and so on, each of a car of its own, all settled on Friday, 10 April, an hour apart from 10:00 on, and their file. */
    void settledOnFriday(int orders) {
        var run = Ids.next();
        for (int n = 1; n <= orders; n++) {
            settled(
                    run,
                    car("方志强", false, "+861380000662" + n),
                    "WT" + n,
                    null,
                    "2026-04-0" + n + "T08:00",
                    "2026-04-10T" + (9 + n) + ":00");
        }
        recorded(run, "2026-04-10T23:30", false);
    }

    /** Publishes what the import publishes. The listener works in another thread. */
    public void recorded(UUID run, String at, boolean firstLoad) {
        publish(new VisitsRecorded(house.dealer(), run, firstLoad, at(at)));
    }

    public void publish(Object event) {
        in(() -> {
            events.publishEvent(event);
            return true;
        });
        drained();
    }

    /** Waits until every event is heard: the registry deletes what is. */
    public void drained() {
        for (int n = 0; n < 2_000; n++) {
            if (jdbc.sql("select count(*) from infrastructure.event_publication")
                            .query(Integer.class)
                            .single()
                    == 0) {
                return;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("events wait: "
                + jdbc.sql("select listener_id || ' ' || status from infrastructure.event_publication")
                        .query(String.class)
                        .list());
    }

    /** A task as a test looks at it. */
    public record Row(
            UUID id,
            String orderNo,
            String state,
            int attempts,
            Instant dueFrom,
            Instant dueAt,
            Instant fadesAt,
            @Nullable UUID linkedTo) {}

    public List<Row> tasks() {
        return in(() -> jdbc.sql("""
                        select t.id, t.order_no, t.state, t.attempts, t.due_from, t.due_at, t.fades_at, t.linked_to
                          from followups.task t
                         where t.dealer_id = :dealer
                         order by t.order_no, t.round
                        """)
                .param("dealer", house.dealer())
                .query((row, _) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("order_no"),
                        row.getString("state"),
                        row.getInt("attempts"),
                        row.getTimestamp("due_from").toInstant(),
                        row.getTimestamp("due_at").toInstant(),
                        row.getTimestamp("fades_at").toInstant(),
                        row.getObject("linked_to", UUID.class)))
                .list());
    }

    public Row task(String orderNo) {
        return tasks().stream()
                .filter(it -> orderNo.equals(it.orderNo()))
                .findFirst()
                .orElseThrow();
    }

    public int count(String sql) {
        return in(() -> jdbc.sql(sql)
                .param("dealer", house.dealer())
                .query(Integer.class)
                .single());
    }

    public void asDealer(Runnable work) {
        DealerContext.runAs(house.dealer(), work);
    }
}
