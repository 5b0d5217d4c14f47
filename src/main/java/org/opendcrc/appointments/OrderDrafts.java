package org.opendcrc.appointments;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.vehicles.CarName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the drafts. */
@Repository
class OrderDrafts {

    private final JdbcClient jdbc;

    OrderDrafts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** OrderDrafts the order of an appointment from what was booked: jobs as they were priced, the parts that they need, needs and papers. */
    void make(int dealer, UUID appointment) {
        var made = jdbc.sql("""
                        insert into appointments.draft (dealer_id, appointment_id, mileage_km, needs, diagnosis, documents, changed_at, changed_by)
                        select a.dealer_id, a.id, a.mileage_km, a.needs, a.diagnosis, a.documents, a.booked_at, a.booked_by
                          from appointments.appointment a
                         where a.dealer_id = :dealer
                           and a.id = :appointment
                            on conflict (dealer_id, appointment_id) do nothing
                        """)
                .param("dealer", dealer)
                .param("appointment", appointment)
                .update();
        if (made == 0) {
            return;
        }
        jdbc.sql("""
                        insert into appointments.draft_line (dealer_id, appointment_id, position, kind, code, name, quantity, amount_fen)
                        select j.dealer_id, j.appointment_id, j.position, 'LABOUR', p.code, j.name, round(j.minutes / 60.0, 3), j.price_fen
                          from appointments.appointment_job j
                          join appointments.job p on p.dealer_id = :dealer and p.id = j.job_id
                         where j.dealer_id = :dealer
                           and j.appointment_id = :appointment
                        union all
                        select n.dealer_id, cast(:appointment as uuid), 100 + row_number() over (order by n.part_no), 'PART', n.part_no, min(n.name),
                               sum(n.quantity), 0
                          from appointments.appointment_job i
                          join appointments.job_part n on n.dealer_id = :dealer and n.job_id = i.job_id
                         where i.dealer_id = :dealer
                           and i.appointment_id = :appointment
                         group by n.dealer_id, n.part_no
                        """).param("dealer", dealer).param("appointment", appointment).update();
    }

    /** An appointment that moved takes its draft along, as the advisor left it. */
    void carry(int dealer, UUID from, UUID to) {
        var carried = jdbc.sql("""
                        insert into appointments.draft (dealer_id, appointment_id, mileage_km, needs, diagnosis, documents, remark, changed_at,
                                                        changed_by)
                        select d.dealer_id, :to, d.mileage_km, d.needs, d.diagnosis, d.documents, d.remark, d.changed_at, d.changed_by
                          from appointments.draft d
                         where d.dealer_id = :dealer
                           and d.appointment_id = :from
                            on conflict (dealer_id, appointment_id) do nothing
                        """)
                .param("dealer", dealer)
                .param("from", from)
                .param("to", to)
                .update();
        if (carried == 0) {
            make(dealer, to);
            return;
        }
        jdbc.sql("""
                        insert into appointments.draft_line (dealer_id, appointment_id, position, kind, code, name, quantity, amount_fen)
                        select l.dealer_id, :to, l.position, l.kind, l.code, l.name, l.quantity, l.amount_fen
                          from appointments.draft_line l
                         where l.dealer_id = :dealer
                           and l.appointment_id = :from
                        """)
                .param("dealer", dealer)
                .param("from", from)
                .param("to", to)
                .update();
    }

    /** Holds a draft until the transaction ends. */
    void lock(int dealer, UUID appointment) {
        jdbc.sql("""
                        select d.version
                          from appointments.draft d
                         where d.dealer_id = :dealer
                           and d.appointment_id = :appointment
                           for update
                        """)
                .param("dealer", dealer)
                .param("appointment", appointment)
                .query(Integer.class)
                .optional();
    }

    void write(int dealer, UUID appointment, DraftDesk.Changes changes, UUID by, Instant now) {
        jdbc.sql("""
                        update appointments.draft d
                           set mileage_km = :mileage,
                               needs = :needs,
                               diagnosis = :diagnosis,
                               documents = :documents,
                               remark = :remark,
                               changed_at = :now,
                               changed_by = :by,
                               version = d.version + 1
                         where d.dealer_id = :dealer
                           and d.appointment_id = :appointment
                        """)
                .param("dealer", dealer)
                .param("appointment", appointment)
                .param("mileage", changes.mileageKm().orElse(null), Types.INTEGER)
                .param("needs", changes.needs())
                .param("diagnosis", changes.diagnosis().toArray(String[]::new))
                .param("documents", changes.documents().toArray(String[]::new))
                .param("remark", changes.remark())
                .param("now", Timestamp.from(now))
                .param("by", by)
                .update();
        jdbc.sql("""
                        delete from appointments.draft_line l
                         where l.dealer_id = :dealer
                           and l.appointment_id = :appointment
                        """).param("dealer", dealer).param("appointment", appointment).update();
        int position = 1;
        for (var line : changes.lines()) {
            jdbc.sql("""
                            insert into appointments.draft_line (dealer_id, appointment_id, position, kind, code, name, quantity, amount_fen)
                            values (:dealer, :appointment, :position, :kind, :code, :name, :quantity, :amount)
                            """)
                    .param("dealer", dealer)
                    .param("appointment", appointment)
                    .param("position", position++)
                    .param("kind", line.kind().name())
                    .param("code", line.code())
                    .param("name", line.name())
                    .param("quantity", line.quantity())
                    .param("amount", line.amountFen())
                    .update();
        }
    }

    void filed(int dealer, List<UUID> appointments, Instant now) {
        jdbc.sql("""
                        update appointments.draft d
                           set filed_at = :now
                         where d.dealer_id = :dealer
                           and d.appointment_id = any(:appointments)
                        """)
                .param("dealer", dealer)
                .param("appointments", appointments.toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .update();
    }

    Optional<Draft> find(int dealer, UUID appointment, List<UUID> stores) {
        return read(dealer, appointment, null, null, stores).stream().findFirst();
    }

    /** The drafts of a day whose appointments still hold their place, by start. */
    List<Draft> ofDay(int dealer, UUID store, LocalDate day) {
        return read(dealer, null, store, day, List.of(store)).stream()
                .filter(it -> it.state().isLive())
                .toList();
    }

    /** OrderDrafts and their lines in one statement: a draft's own row stands before its lines. */
    private List<Draft> read(
            int dealer, @Nullable UUID appointment, @Nullable UUID store, @Nullable LocalDate day, List<UUID> stores) {
        var drafts = new ArrayList<Draft>();
        var lines = new HashMap<UUID, List<Draft.Line>>();
        jdbc.sql("""
                        select d.appointment_id, a.number,
                               a.standing as state,
                               a.store_id, s.code as store_code, s.name as store, s.zone, a.day, a.start_time, p.staff_no as advisor_no,
                               p.name as advisor, c.customer_no, c.name as customer, c.kind as customer_kind, c.sex, a.phone, v.vin, a.plate,
                               v.brand, v.series, v.model, b.name as bay, d.mileage_km, d.needs, d.diagnosis, d.documents, d.remark,
                               d.changed_at, k.name as changed_by, d.filed_at, o.order_no, d.version,
                               l.kind, l.code, l.name, l.quantity, l.amount_fen
                          from appointments.appointment a
                          join appointments.draft d on d.dealer_id = :dealer and d.appointment_id = a.id
                          join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = a.customer_id
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = a.store_id
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = a.advisor_id
                          left join organisation.report_staff k on k.dealer_id = :dealer and k.staff_id = d.changed_by
                          left join organisation.report_bay b on b.dealer_id = :dealer and b.bay_id = a.bay_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = a.vehicle_id
                          left join appointments.arrival n on n.dealer_id = :dealer and n.appointment_id = a.id
                          left join vehicles.report_order o on o.dealer_id = :dealer and o.order_id = n.order_id
                          left join appointments.draft_line l on l.dealer_id = :dealer and l.appointment_id = d.appointment_id
                         where a.dealer_id = :dealer
                           and a.store_id = any(:stores)
                           and (cast(:appointment as uuid) is null or a.id = :appointment)
                           and (cast(:store as uuid) is null or (a.store_id = :store and a.day = :day))
                         order by a.starts_at, a.number, l.position
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("appointment", appointment, Types.OTHER)
                .param("store", store, Types.OTHER)
                .param("day", day, Types.DATE)
                .query((ResultSet row) -> {
                    var id = row.getObject("appointment_id", UUID.class);
                    if (!lines.containsKey(id)) {
                        drafts.add(draft(row));
                        lines.put(id, new ArrayList<>());
                    }
                    if (row.getString("kind") != null) {
                        lines.getOrDefault(id, List.of())
                                .add(new Draft.Line(
                                        Draft.Kind.valueOf(row.getString("kind")),
                                        row.getString("code"),
                                        row.getString("name"),
                                        row.getBigDecimal("quantity"),
                                        row.getLong("amount_fen")));
                    }
                });
        return drafts.stream()
                .map(it -> it.with(lines.getOrDefault(it.appointment(), List.of())))
                .toList();
    }

    private static Draft draft(ResultSet row) throws SQLException {
        return new Draft(
                row.getObject("appointment_id", UUID.class),
                row.getString("number"),
                AppointmentState.valueOf(row.getString("state")),
                row.getObject("store_id", UUID.class),
                row.getString("store_code"),
                row.getString("store"),
                ZoneId.of(row.getString("zone")),
                row.getObject("day", LocalDate.class),
                row.getObject("start_time", LocalTime.class),
                Optional.ofNullable(row.getString("advisor_no")).orElse(""),
                row.getString("advisor"),
                Optional.ofNullable(row.getString("customer_no")).orElse(""),
                row.getString("customer"),
                row.getString("customer_kind").equals("PERSON"),
                row.getString("sex"),
                row.getString("phone"),
                Optional.ofNullable(row.getString("vin")),
                Optional.ofNullable(row.getString("plate")),
                CarName.of(row.getString("brand"), row.getString("series"), row.getString("model")),
                Optional.ofNullable(row.getString("bay")).orElse(""),
                Optional.ofNullable(row.getObject("mileage_km", Integer.class)),
                row.getString("needs"),
                texts(row, "diagnosis"),
                texts(row, "documents"),
                row.getString("remark"),
                List.of(),
                row.getTimestamp("changed_at").toInstant(),
                Optional.ofNullable(row.getString("changed_by")).orElse(""),
                Optional.ofNullable(row.getTimestamp("filed_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getString("order_no")),
                row.getInt("version"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        @Nullable Array array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
