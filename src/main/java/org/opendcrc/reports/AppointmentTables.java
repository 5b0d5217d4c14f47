package org.opendcrc.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the appointments' reports read: the outcome of each appointment, the repair visits, the brands' targets, when cars come. */
@Repository
class AppointmentTables {

    private final JdbcClient jdbc;

    AppointmentTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Rows, and how the people in them are called. */
    record Found(List<ListRow> rows, Map<UUID, String> people, boolean isFrozen) {}

    /**
     * RP-5: a row for each appointment of some days in a row, and one for each repair visit (A11).
     *
     * @param from both ends included
     */
    Found rows(int dealer, UUID store, LocalDate from, LocalDate to, Instant known) {
        var people = new HashMap<UUID, String>();
        var rows = new ArrayList<ListRow>();
        var frozen = new boolean[1];
        jdbc.sql("""
                        select 'appointment' as type, o.appointment_id as id, o.day, o.number, o.state, o.starts_at as at, o.advisor_id, p.name as advisor,
                               o.result, o.off_minutes, o.gate_at, o.system_at, coalesce(o.disagree, false) as disagree, o.time_window,
                               coalesce(nullif(o.brand, ''), v.brand, '') as brand, coalesce(o.excused, false) as excused,
                               null::uuid as appointment_id
                          from appointments.report_outcome o
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = o.advisor_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = o.vehicle_id
                         where o.dealer_id = :dealer
                           and o.store_id = :store
                           and o.day between :from and :to
                           and o.booked_at <= :known
                        union all
                        select 'visit', t.visit_id, t.day, r.order_no, null, t.came_at, t.advisor_id, p.name,
                               null, null, null, null, false, null, t.brand, false, t.appointment_id
                          from appointments.report_visit t
                          left join vehicles.report_order r on r.dealer_id = :dealer and r.order_id = t.order_id
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = t.advisor_id
                         where t.dealer_id = :dealer
                           and t.store_id = :store
                           and t.day between :from and :to
                        union all
                        select 'frozen', f.id, f.day, null, null, f.frozen_at, null, null, null, null, null, null, false, null, '', false, null
                          from reports.list f
                         where f.dealer_id = :dealer
                           and f.store_id = :store
                           and f.report = 'RP-5'
                           and f.day = :from
                         order by day, type, at, number, id
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("from", from)
                .param("to", to)
                .param("known", Timestamp.from(known))
                .query((ResultSet row) -> {
                    var advisor = Optional.ofNullable(row.getObject("advisor_id", UUID.class));
                    var name = row.getString("advisor");
                    if (name != null) {
                        advisor.ifPresent(it -> people.put(it, name));
                    }
                    switch (row.getString("type")) {
                        case "appointment" -> rows.add(appointment(row, advisor));
                        case "visit" -> rows.add(visit(row, advisor));
                        default -> frozen[0] = true;
                    }
                });
        return new Found(rows, people, frozen[0]);
    }

    private static ListRow appointment(ResultSet row, Optional<UUID> advisor) throws SQLException {
        var facts = new LinkedHashMap<String, String>();
        var id = row.getObject("id", UUID.class);
        facts.put("type", "appointment");
        facts.put("appointment", id.toString());
        facts.put("number", row.getString("number"));
        facts.put("at", row.getTimestamp("at").toInstant().toString());
        advisor.ifPresent(it -> facts.put("advisor", it.toString()));
        put(facts, "brand", row.getString("brand"));
        put(facts, "window", row.getString("time_window"));
        put(facts, "gateAt", moment(row, "gate_at"));
        put(facts, "systemAt", moment(row, "system_at"));
        var counted = counted(
                row.getString("state"),
                row.getString("result"),
                row.getBoolean("excused"),
                row.getString("time_window") != null);
        put(facts, "result", counted.getLast().equals("withdrawn") ? "WITHDRAWN" : row.getString("result"));
        if (row.getObject("off_minutes") != null) {
            facts.put("minutes", Integer.toString(row.getInt("off_minutes")));
        }
        if (row.getBoolean("disagree")) {
            facts.put("differs", "true");
        }
        return new ListRow("appointment:" + id, row.getObject("day", LocalDate.class), facts, counted);
    }

    /** The figures that count an appointment (AP-10, AP-11). */
    private static List<String> counted(String state, @Nullable String result, boolean excused, boolean inWindow) {
        if (List.of("RESCHEDULED", "CANCELLED_BY_CUSTOMER", "CANCELLED_BY_DEALER")
                .contains(state)) {
            return List.of("withdrawn");
        }
        return switch (result) {
            case "ON_TIME" ->
                inWindow ? List.of("booked", "kept", "onTime", "inWindows") : List.of("booked", "kept", "onTime");
            case "EARLY" -> List.of("booked", "kept", "early");
            case "LATE" -> List.of("booked", "kept", "late");
            case "NO_SHOW" -> List.of("booked", excused ? "excused" : "missed");
            case null, default -> List.of("booked");
        };
    }

    private static ListRow visit(ResultSet row, Optional<UUID> advisor) throws SQLException {
        var facts = new LinkedHashMap<String, String>();
        var id = row.getObject("id", UUID.class);
        facts.put("type", "visit");
        facts.put("at", row.getTimestamp("at").toInstant().toString());
        advisor.ifPresent(it -> facts.put("advisor", it.toString()));
        put(facts, "brand", row.getString("brand"));
        put(facts, "order", row.getString("number"));
        var appointment = row.getObject("appointment_id", UUID.class);
        if (appointment != null) {
            facts.put("appointment", appointment.toString());
        }
        return new ListRow(
                "visit:" + id,
                row.getObject("day", LocalDate.class),
                facts,
                List.of("visits", appointment == null ? "walkIns" : "withAppointment"));
    }

    private static void put(Map<String, String> facts, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.put(name, value);
        }
    }

    private static @Nullable String moment(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant().toString();
    }

    /** The brands of a store and what they ask, in percent, as far as somebody has written it down (AP-12). */
    Map<String, Map<String, Integer>> targets(int dealer, UUID store) {
        var targets = new TreeMap<String, Map<String, Integer>>();
        jdbc.sql("""
                        select b.brand, b.figure, b.percent
                          from organisation.report_brand b
                         where b.dealer_id = :dealer
                           and b.store_id = :store
                        """).param("dealer", dealer).param("store", store).query((ResultSet row) -> {
            var of = targets.computeIfAbsent(row.getString("brand"), _ -> new HashMap<>());
            if (row.getString("figure") != null) {
                of.put(row.getString("figure"), row.getInt("percent"));
            }
        });
        return targets;
    }

    /** A cell of the arrival curve: so many cars in all weeks together. {@code weekday} 1 is Monday. */
    record Cell(int weekday, LocalTime halfHour, int cars) {}

    /** RP-21: when cars came, by weekday and half hour, from one moment to before another. */
    List<Cell> curve(int dealer, UUID store, ZoneId zone, Instant from, Instant to) {
        return jdbc.sql("""
                        select c.weekday, c.hour, c.half, count(*) as cars
                          from (select distinct o.vehicle_id, o.sent_in_at,
                                       extract(isodow from o.sent_in_at at time zone :zone)::int as weekday,
                                       extract(hour from o.sent_in_at at time zone :zone)::int as hour,
                                       (extract(minute from o.sent_in_at at time zone :zone)::int / 30) as half
                                  from vehicles.report_arrival o
                                 where o.dealer_id = :dealer
                                   and o.store_id = :store
                                   and o.sent_in_at >= :from
                                   and o.sent_in_at < :to) c
                         group by c.weekday, c.hour, c.half
                         order by c.weekday, c.hour, c.half
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("zone", zone.getId())
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, _) -> new Cell(
                        row.getInt("weekday"),
                        LocalTime.of(row.getInt("hour"), row.getInt("half") * 30),
                        row.getInt("cars")))
                .list();
    }

    /** An arrival behind a cell. */
    record Came(Instant at, String orderNo, String brand) {}

    /** The arrivals from one moment to before another, one line a car and moment. */
    List<Came> came(int dealer, UUID store, Instant from, Instant to) {
        return jdbc.sql("""
                        select o.sent_in_at, min(o.order_no) as order_no, min(o.brand) as brand
                          from vehicles.report_arrival o
                         where o.dealer_id = :dealer
                           and o.store_id = :store
                           and o.sent_in_at >= :from
                           and o.sent_in_at < :to
                         group by o.vehicle_id, o.sent_in_at
                         order by o.sent_in_at, 2
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, _) -> new Came(
                        row.getTimestamp("sent_in_at").toInstant(), row.getString("order_no"), row.getString("brand")))
                .list();
    }

    /** Of how many weeks the arrival curve is made; the store's choice, else four. */
    int weeks(int dealer, UUID store) {
        return jdbc.sql("""
                        select g.value
                          from organisation.report_setting g
                         where g.dealer_id = :dealer
                           and g.store_id = :store
                           and g.key = 'appointment.curve-weeks'
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .query(Integer.class)
                .optional()
                .orElse(ArrivalCurveReport.LEAST_WEEKS);
    }
}
