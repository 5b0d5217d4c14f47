package org.opendcrc.appointments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The service manager's look at who came when, and the comparison at any time. */
@Service
@Transactional
public class ReconciliationDesk {

    private final JdbcClient jdbc;
    private final Reconciling reconciling;
    private final Stores stores;
    private final ApplicationEventPublisher events;

    ReconciliationDesk(JdbcClient jdbc, Reconciling reconciling, Stores stores, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.reconciling = reconciling;
        this.stores = stores;
        this.events = events;
    }

    /**
     * Compares a day now.
     *
     * @return how many lines were not so before
     * @throws org.opendcrc.shared.NotAllowed if the person may not
     */
    public int compare(Actor actor, UUID store, LocalDate day, Instant now) {
        actor.require(UseCase.COMPARE_ARRIVALS, store);
        int changes = reconciling.compare(actor.dealerId(), store, day, now, Optional.of(actor.staffId()));
        events.publishEvent(Audited.by(
                actor,
                now,
                "arrivals.compared",
                "store",
                store,
                Map.of("day", day.toString(), "changes", Integer.toString(changes))));
        events.publishEvent(new Changed(actor.dealerId(), GateDesk.ARRIVALS));
        return changes;
    }

    /**
     * A day as it was last compared.
     *
     * @param store empty for the first one in which the person may read it
     * @param day empty for the store's day of now
     * @throws NotFound if the store is not his
     * @throws org.opendcrc.shared.NotAllowed if he may read it nowhere
     */
    public ArrivalsOfDay day(Actor actor, Optional<UUID> store, Optional<LocalDate> day, Instant now) {
        actor.require(UseCase.READ_GATE_LOG);
        var his = stores.all().stream()
                .filter(it -> actor.may(UseCase.READ_GATE_LOG, it.id()))
                .sorted(Comparator.comparing(Store::code))
                .toList();
        var chosen = store.map(wanted -> his.stream()
                        .filter(it -> it.id().equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> new NotFound("store " + wanted)))
                .orElseGet(his::getFirst);
        var date = day.orElseGet(() -> now.atZone(chosen.zone()).toLocalDate());
        int dealer = actor.dealerId();
        var lines = lines(dealer, chosen.id(), date);
        var explained = new HashSet<UUID>();
        var walkIns = walkIns(dealer, chosen.id(), date, explained);
        var compared = new AtomicReference<@Nullable Instant>();
        var gate = gate(dealer, chosen, date, compared);
        return new ArrivalsOfDay(
                chosen.id(),
                chosen.code(),
                chosen.name(),
                chosen.zone(),
                date,
                his.stream()
                        .map(it -> new DayView.StoreName(it.id(), it.code(), it.name()))
                        .toList(),
                Optional.ofNullable(compared.get()),
                lines,
                walkIns,
                unexplained(gate, explained, lines));
    }

    private List<ArrivalsOfDay.Line> lines(int dealer, UUID store, LocalDate day) {
        return jdbc.sql("""
                        select a.id, a.number, a.start_time, a.standing as state, c.name as customer, c.kind, c.sex, coalesce(a.plate, v.plate) as plate,
                               p.name as advisor, r.result, r.decided_by, r.off_minutes, r.gate_at, r.system_at, r.apart_minutes,
                               coalesce(r.disagree, false) as disagree, r.time_window, coalesce(r.excused, false) as excused
                          from appointments.appointment a
                          join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = a.customer_id
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = a.advisor_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = a.vehicle_id
                          left join appointments.arrival r on r.dealer_id = :dealer and r.appointment_id = a.id
                         where a.dealer_id = :dealer
                           and a.store_id = :store
                           and a.day = :day
                           and a.state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER')
                         order by a.start_time, a.number
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .query((row, _) -> new ArrivalsOfDay.Line(
                        row.getObject("id", UUID.class),
                        row.getString("number"),
                        row.getObject("start_time", LocalTime.class),
                        AppointmentState.valueOf(row.getString("state")),
                        row.getString("customer"),
                        row.getString("kind").equals("PERSON"),
                        row.getString("sex"),
                        Optional.ofNullable(row.getString("plate")),
                        row.getString("advisor"),
                        arrived(row),
                        Optional.ofNullable(row.getString("time_window")),
                        row.getBoolean("excused")))
                .list();
    }

    /** From the columns of {@code appointments.arrival} by their own names. */
    static Arrived arrived(ResultSet row) throws SQLException {
        return new Arrived(
                row.getString("result"),
                row.getString("decided_by"),
                Optional.ofNullable(row.getObject("off_minutes", Integer.class)),
                Optional.ofNullable(row.getTimestamp("gate_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("system_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getObject("apart_minutes", Integer.class)),
                row.getBoolean("disagree"));
    }

    /** The visits without an appointment; {@code explained} takes the gate's looks at all visits. */
    private List<ArrivalsOfDay.WalkIn> walkIns(int dealer, UUID store, LocalDate day, Set<UUID> explained) {
        var walkIns = new ArrayList<ArrivalsOfDay.WalkIn>();
        jdbc.sql("""
                        select v.came_at, v.gate_id, v.appointment_id, v.brand, o.order_no, coalesce(o.order_plate, o.vehicle_plate) as plate
                          from appointments.visit v
                          left join vehicles.report_arrival o on o.dealer_id = :dealer and o.order_id = v.order_id
                         where v.dealer_id = :dealer
                           and v.store_id = :store
                           and v.day = :day
                         order by v.came_at, o.order_no
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .query((ResultSet row) -> {
                    var gate = Optional.ofNullable(row.getObject("gate_id", UUID.class));
                    gate.ifPresent(explained::add);
                    if (row.getObject("appointment_id") == null) {
                        walkIns.add(new ArrivalsOfDay.WalkIn(
                                row.getTimestamp("came_at").toInstant(),
                                gate.isPresent(),
                                row.getString("order_no"),
                                Optional.ofNullable(row.getString("plate")),
                                row.getString("brand")));
                    }
                });
        return walkIns;
    }

    private record Look(UUID id, Instant at, String plate, String source) {}

    /** What the gate saw on a day, and when the day was last compared. */
    private List<Look> gate(int dealer, Store store, LocalDate day, AtomicReference<@Nullable Instant> compared) {
        var looks = new ArrayList<Look>();
        jdbc.sql("""
                        select g.gate_id as id, g.in_at as at, g.plate, 'FILE' as source
                          from vehicles.report_gate g
                         where g.dealer_id = :dealer
                           and g.store_id = :store
                           and g.in_at >= :begins
                           and g.in_at < :ends
                        union all
                        select e.id, e.arrived_at, e.plate, e.source
                          from appointments.gate_entry e
                         where e.dealer_id = :dealer
                           and e.store_id = :store
                           and e.day = :day
                           and not exists (select 1
                                             from appointments.gate_correction c
                                            where c.dealer_id = :dealer
                                              and c.entry_id = e.id)
                        union all
                        select null, n.ran_at, null, 'COMPARED'
                          from appointments.reconciliation n
                         where n.dealer_id = :dealer
                           and n.store_id = :store
                           and n.day = :day
                         order by at
                        """)
                .param("dealer", dealer)
                .param("store", store.id())
                .param("day", day)
                .param("begins", Timestamp.from(day.atStartOfDay(store.zone()).toInstant()))
                .param(
                        "ends",
                        Timestamp.from(
                                day.plusDays(1).atStartOfDay(store.zone()).toInstant()))
                .query((ResultSet row) -> {
                    var at = row.getTimestamp("at").toInstant();
                    if (row.getString("source").equals("COMPARED")) {
                        compared.set(at);
                    } else {
                        looks.add(new Look(
                                row.getObject("id", UUID.class), at, row.getString("plate"), row.getString("source")));
                    }
                });
        return looks;
    }

    /** Looks that belong to no visit; a second look at an arrival that does belong to one is none. */
    private static List<ArrivalsOfDay.GateOnly> unexplained(
            List<Look> looks, Set<UUID> explained, List<ArrivalsOfDay.Line> lines) {
        return looks.stream()
                .filter(it ->
                        looks.stream().noneMatch(other -> explained.contains(other.id()) && isOneArrival(it, other)))
                .map(it -> new ArrivalsOfDay.GateOnly(
                        it.id(),
                        it.at(),
                        it.plate(),
                        it.source(),
                        lines.stream()
                                .filter(line -> !line.isKept())
                                .filter(line -> line.plate()
                                        .filter(plate -> PlateMark.isLike(it.plate(), plate))
                                        .isPresent())
                                .findFirst()))
                .toList();
    }

    private static boolean isOneArrival(Look one, Look other) {
        return one.id().equals(other.id())
                || (PlateMark.of(one.plate()).equals(PlateMark.of(other.plate()))
                        && Duration.between(one.at(), other.at()).abs().compareTo(DayOfArrivals.ONE_ARRIVAL) <= 0);
    }
}
