package org.opendcrc.appointments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the reconciliation reads of a day, and where it writes what came of it. */
@Repository
class ArrivalTables {

    private final JdbcClient jdbc;

    ArrivalTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An appointment that holds its place, as the reconciliation found it.
     *
     * @param brand of its car; empty while that is not known
     * @param movedByDealer whether it took the place of one that the dealer moved
     * @param known what was written of it before
     */
    record Booked(
            UUID id,
            LocalTime start,
            Instant startsAt,
            AppointmentState state,
            UUID customer,
            UUID advisor,
            String brand,
            boolean movedByDealer,
            Set<String> marks,
            Optional<Line> known) {}

    /** What is written of an appointment. */
    record Line(
            @Nullable String result,
            @Nullable String decidedBy,
            @Nullable Integer offMinutes,
            @Nullable Instant gateAt,
            @Nullable UUID gateId,
            @Nullable UUID orderId,
            @Nullable Instant systemAt,
            @Nullable Integer apartMinutes,
            boolean disagree,
            @Nullable String timeWindow,
            String brand,
            boolean excused,
            AppointmentState stateBefore,
            @Nullable Instant toldAt) {

        /** Whether it says the same; when others were told is no part of it. */
        boolean saysTheSameAs(Line other) {
            return withoutTold().equals(other.withoutTold());
        }

        private Line withoutTold() {
            return new Line(
                    result,
                    decidedBy,
                    offMinutes,
                    gateAt,
                    gateId,
                    orderId,
                    systemAt,
                    apartMinutes,
                    disagree,
                    timeWindow,
                    brand,
                    excused,
                    stateBefore,
                    null);
        }
    }

    List<Booked> booked(int dealer, UUID store, LocalDate day) {
        return jdbc.sql("""
                        select a.id, a.start_time, a.starts_at, a.state, a.customer_id, a.advisor_id, a.plate, a.vehicle_id, v.plate as car_plate,
                               v.brand as car_brand, coalesce(f.moved_by_dealer, false) as moved_by_dealer, r.appointment_id, r.result,
                               r.decided_by, r.off_minutes, r.gate_at, r.gate_id, r.order_id, r.system_at, r.apart_minutes, r.disagree,
                               r.time_window, r.brand, r.excused, r.state_before, r.told_at
                          from appointments.appointment a
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = a.vehicle_id
                          left join appointments.appointment f on f.dealer_id = :dealer and f.id = a.moved_from
                          left join appointments.arrival r on r.dealer_id = :dealer and r.appointment_id = a.id
                         where a.dealer_id = :dealer
                           and a.store_id = :store
                           and a.day = :day
                           and a.state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER')
                         order by a.starts_at, a.id
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .query((row, _) -> new Booked(
                        row.getObject("id", UUID.class),
                        row.getObject("start_time", LocalTime.class),
                        row.getTimestamp("starts_at").toInstant(),
                        AppointmentState.valueOf(row.getString("state")),
                        row.getObject("customer_id", UUID.class),
                        row.getObject("advisor_id", UUID.class),
                        Optional.ofNullable(row.getString("car_brand")).orElse(""),
                        row.getBoolean("moved_by_dealer"),
                        marks(
                                row.getObject("vehicle_id", UUID.class),
                                row.getString("plate"),
                                row.getString("car_plate")),
                        row.getObject("appointment_id") == null ? Optional.empty() : Optional.of(line(row))))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getString("result"),
                row.getString("decided_by"),
                row.getObject("off_minutes", Integer.class),
                moment(row, "gate_at"),
                row.getObject("gate_id", UUID.class),
                row.getObject("order_id", UUID.class),
                moment(row, "system_at"),
                row.getObject("apart_minutes", Integer.class),
                row.getBoolean("disagree"),
                row.getString("time_window"),
                row.getString("brand"),
                row.getBoolean("excused"),
                AppointmentState.valueOf(row.getString("state_before")),
                moment(row, "told_at"));
    }

    /** What the gate saw: lines of the gate log, and entries that nobody has corrected. */
    List<DayOfArrivals.Seen> seen(int dealer, UUID store, LocalDate day, Instant begins, Instant ends) {
        return jdbc.sql("""
                        select g.gate_id as id, g.plate, g.in_at as at
                          from vehicles.report_gate g
                         where g.dealer_id = :dealer
                           and g.store_id = :store
                           and g.in_at >= :begins
                           and g.in_at < :ends
                        union all
                        select e.id, e.plate, e.arrived_at
                          from appointments.gate_entry e
                         where e.dealer_id = :dealer
                           and e.store_id = :store
                           and e.day = :day
                           and not exists (select 1
                                             from appointments.gate_correction c
                                            where c.dealer_id = :dealer
                                              and c.entry_id = e.id)
                         order by at, id
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .param("begins", Timestamp.from(begins))
                .param("ends", Timestamp.from(ends))
                .query((row, _) -> new DayOfArrivals.Seen(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        marks(null, row.getString("plate"), null)))
                .list();
    }

    /** An order with what a visit copies of it. */
    record Order(DayOfArrivals.Opened opened, UUID vehicle, String brand, Optional<UUID> advisor, boolean settled) {}

    /**
     * The orders of cars that came on a day. Left out is what goes on with an earlier day's stay: the same visit number, or an order of
     * that car that ended only after this one was opened.
     */
    List<Order> orders(int dealer, UUID store, Instant begins, Instant ends) {
        return jdbc.sql("""
                        select o.order_id, o.vehicle_id, o.order_plate, o.vehicle_plate, o.brand, o.status, o.sent_in_at, o.visit_no, o.advisor_id
                          from vehicles.report_arrival o
                         where o.dealer_id = :dealer
                           and o.store_id = :store
                           and o.sent_in_at >= :begins
                           and o.sent_in_at < :ends
                           and not exists (select 1
                                             from vehicles.report_arrival b
                                            where b.dealer_id = :dealer
                                              and b.store_id = :store
                                              and b.vehicle_id = o.vehicle_id
                                              and b.sent_in_at < :begins
                                              and (b.visit_no = o.visit_no
                                                   or (b.visit_no is null or o.visit_no is null) and b.ended_at > o.sent_in_at))
                         order by o.sent_in_at, o.order_id
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("begins", Timestamp.from(begins))
                .param("ends", Timestamp.from(ends))
                .query((row, _) -> new Order(
                        new DayOfArrivals.Opened(
                                row.getObject("order_id", UUID.class),
                                row.getTimestamp("sent_in_at").toInstant(),
                                Optional.ofNullable(row.getString("visit_no")),
                                marks(
                                        row.getObject("vehicle_id", UUID.class),
                                        row.getString("order_plate"),
                                        row.getString("vehicle_plate"))),
                        row.getObject("vehicle_id", UUID.class),
                        row.getString("brand"),
                        Optional.ofNullable(row.getObject("advisor_id", UUID.class)),
                        row.getString("status").equals("SETTLED")))
                .list();
    }

    /** By what a car is known: itself, and its plates. */
    private static Set<String> marks(@Nullable UUID vehicle, @Nullable String onePlate, @Nullable String otherPlate) {
        var marks = new HashSet<String>();
        if (vehicle != null) {
            marks.add("V" + vehicle);
        }
        if (onePlate != null && !onePlate.isBlank()) {
            marks.add("P" + PlateMark.of(onePlate));
        }
        if (otherPlate != null && !otherPlate.isBlank()) {
            marks.add("P" + PlateMark.of(otherPlate));
        }
        return marks;
    }

    void write(int dealer, UUID store, LocalDate day, UUID appointment, Line line, Instant now) {
        jdbc.sql("""
                        insert into appointments.arrival (dealer_id, appointment_id, store_id, day, result, decided_by, off_minutes, gate_at, gate_id,
                                                          order_id, system_at, apart_minutes, disagree, time_window, brand, excused,
                                                          state_before, decided_at, told_at)
                        values (:dealer, :appointment, :store, :day, :result, :decidedBy, :off, :gateAt, :gateId,
                                :orderId, :systemAt, :apart, :disagree, :window, :brand, :excused,
                                :before, :now, :told)
                            on conflict (dealer_id, appointment_id)
                            do update set result = excluded.result,
                                          decided_by = excluded.decided_by,
                                          off_minutes = excluded.off_minutes,
                                          gate_at = excluded.gate_at,
                                          gate_id = excluded.gate_id,
                                          order_id = excluded.order_id,
                                          system_at = excluded.system_at,
                                          apart_minutes = excluded.apart_minutes,
                                          disagree = excluded.disagree,
                                          time_window = excluded.time_window,
                                          brand = excluded.brand,
                                          excused = excluded.excused,
                                          state_before = excluded.state_before,
                                          decided_at = excluded.decided_at,
                                          told_at = excluded.told_at
                        """)
                .param("dealer", dealer)
                .param("appointment", appointment)
                .param("store", store)
                .param("day", day)
                .param("result", line.result())
                .param("decidedBy", line.decidedBy())
                .param("off", line.offMinutes(), Types.INTEGER)
                .param("gateAt", timestamp(line.gateAt()), Types.TIMESTAMP)
                .param("gateId", line.gateId(), Types.OTHER)
                .param("orderId", line.orderId(), Types.OTHER)
                .param("systemAt", timestamp(line.systemAt()), Types.TIMESTAMP)
                .param("apart", line.apartMinutes(), Types.INTEGER)
                .param("disagree", line.disagree())
                .param("window", line.timeWindow())
                .param("brand", line.brand())
                .param("excused", line.excused())
                .param("before", line.stateBefore().name())
                .param("now", Timestamp.from(now))
                .param("told", timestamp(line.toldAt()), Types.TIMESTAMP)
                .update();
    }

    void told(int dealer, UUID appointment, Instant now) {
        jdbc.sql("""
                        update appointments.arrival r
                           set told_at = :now
                         where r.dealer_id = :dealer
                           and r.appointment_id = :appointment
                        """)
                .param("dealer", dealer)
                .param("appointment", appointment)
                .param("now", Timestamp.from(now))
                .update();
    }

    void stands(int dealer, UUID appointment, AppointmentState state) {
        jdbc.sql("""
                        update appointments.appointment a
                           set state = :state,
                               version = a.version + 1
                         where a.dealer_id = :dealer
                           and a.id = :appointment
                        """)
                .param("dealer", dealer)
                .param("appointment", appointment)
                .param("state", state.name())
                .update();
    }

    /** A visit as it is written. {@code id} is no part of what it says. */
    record VisitLine(
            Instant cameAt,
            Optional<UUID> gate,
            Optional<UUID> order,
            Optional<UUID> vehicle,
            Optional<UUID> appointment,
            String brand,
            Optional<UUID> advisor) {}

    record KnownVisit(UUID id, VisitLine line) {}

    List<KnownVisit> visits(int dealer, UUID store, LocalDate day) {
        return jdbc.sql("""
                        select v.id, v.came_at, v.gate_id, v.order_id, v.vehicle_id, v.appointment_id, v.brand, v.advisor_id
                          from appointments.visit v
                         where v.dealer_id = :dealer
                           and v.store_id = :store
                           and v.day = :day
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .query((row, _) -> new KnownVisit(
                        row.getObject("id", UUID.class),
                        new VisitLine(
                                row.getTimestamp("came_at").toInstant(),
                                Optional.ofNullable(row.getObject("gate_id", UUID.class)),
                                Optional.ofNullable(row.getObject("order_id", UUID.class)),
                                Optional.ofNullable(row.getObject("vehicle_id", UUID.class)),
                                Optional.ofNullable(row.getObject("appointment_id", UUID.class)),
                                row.getString("brand"),
                                Optional.ofNullable(row.getObject("advisor_id", UUID.class)))))
                .list();
    }

    void remove(int dealer, UUID visit) {
        jdbc.sql("""
                        delete from appointments.visit v
                         where v.dealer_id = :dealer
                           and v.id = :id
                        """).param("dealer", dealer).param("id", visit).update();
    }

    void add(int dealer, UUID store, LocalDate day, UUID id, VisitLine line) {
        jdbc.sql("""
                        insert into appointments.visit (dealer_id, id, store_id, day, came_at, gate_id, order_id, vehicle_id, appointment_id, brand,
                                                        advisor_id)
                        values (:dealer, :id, :store, :day, :cameAt, :gate, :order, :vehicle, :appointment, :brand, :advisor)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("store", store)
                .param("day", day)
                .param("cameAt", Timestamp.from(line.cameAt()))
                .param("gate", line.gate().orElse(null), Types.OTHER)
                .param("order", line.order().orElse(null), Types.OTHER)
                .param("vehicle", line.vehicle().orElse(null), Types.OTHER)
                .param("appointment", line.appointment().orElse(null), Types.OTHER)
                .param("brand", line.brand())
                .param("advisor", line.advisor().orElse(null), Types.OTHER)
                .update();
    }

    void ran(int dealer, UUID store, LocalDate day, Optional<UUID> by, int changes, Instant now) {
        jdbc.sql("""
                        insert into appointments.reconciliation (dealer_id, store_id, day, ran_at, ran_by, changes)
                        values (:dealer, :store, :day, :now, :by, :changes)
                            on conflict (dealer_id, store_id, day)
                            do update set ran_at = excluded.ran_at,
                                          ran_by = excluded.ran_by,
                                          changes = excluded.changes
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .param("now", Timestamp.from(now))
                .param("by", by.orElse(null), Types.OTHER)
                .param("changes", changes)
                .update();
    }

    /** The days of a store on which orders of a run were sent in, none before a moment. */
    List<Moment> daysOfRun(int dealer, UUID run, Instant since) {
        return jdbc.sql("""
                        select distinct o.store_id, date_trunc('hour', o.sent_in_at) as at
                          from vehicles.report_order o
                         where o.dealer_id = :dealer
                           and o.changed_in_run = :run
                           and o.sent_in_at >= :since
                        """)
                .param("dealer", dealer)
                .param("run", run)
                .param("since", Timestamp.from(since))
                .query((row, _) -> new Moment(
                        row.getObject("store_id", UUID.class),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /** A moment in a store. */
    record Moment(UUID store, Instant at) {}

    private static @Nullable Timestamp timestamp(@Nullable Instant moment) {
        return moment == null ? null : Timestamp.from(moment);
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
