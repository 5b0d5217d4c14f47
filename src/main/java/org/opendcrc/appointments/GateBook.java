package org.opendcrc.appointments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the gate. */
@Repository
class GateBook {

    private final JdbcClient jdbc;

    GateBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The plates that are expected on a day, by start; of appointments without a plate, the car's. */
    List<GateDay.Expected> expected(int dealer, UUID store, LocalDate day) {
        return jdbc.sql("""
                        select a.id, coalesce(a.plate, v.plate) as plate, a.start_time, a.starts_at, a.standing as state
                          from appointments.appointment a
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = a.vehicle_id
                         where a.dealer_id = :dealer
                           and a.store_id = :store
                           and a.day = :day
                           and a.state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER')
                           and coalesce(a.plate, v.plate) is not null
                         order by a.start_time, a.number
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .query((row, _) -> new GateDay.Expected(
                        row.getObject("id", UUID.class),
                        row.getString("plate"),
                        row.getObject("start_time", LocalTime.class),
                        row.getTimestamp("starts_at").toInstant(),
                        AppointmentState.valueOf(row.getString("state"))))
                .list();
    }

    /** What was written on a day, the latest first, the corrected ones too. */
    List<GateEntry> entries(int dealer, UUID store, LocalDate day) {
        return jdbc.sql("""
                        select e.id, e.store_id, e.day, e.plate, e.typed, e.arrived_at, e.again, e.source, e.client_key, e.written_at, e.written_by,
                               e.corrected_at, e.reason, e.corrected_by
                          from appointments.gate_line e
                         where e.dealer_id = :dealer
                           and e.store_id = :store
                           and e.day = :day
                         order by e.arrived_at desc, e.id desc
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .query((row, _) -> entry(row))
                .list();
    }

    Optional<GateEntry> byKey(int dealer, UUID store, String key) {
        return jdbc.sql("""
                        select e.id, e.store_id, e.day, e.plate, e.typed, e.arrived_at, e.again, e.source, e.client_key, e.written_at, e.written_by,
                               e.corrected_at, e.reason, e.corrected_by
                          from appointments.gate_line e
                         where e.dealer_id = :dealer
                           and e.store_id = :store
                           and e.client_key = :key
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("key", key)
                .query((row, _) -> entry(row))
                .optional();
    }

    Optional<GateEntry> byId(int dealer, UUID id, List<UUID> stores) {
        return jdbc.sql("""
                        select e.id, e.store_id, e.day, e.plate, e.typed, e.arrived_at, e.again, e.source, e.client_key, e.written_at, e.written_by,
                               e.corrected_at, e.reason, e.corrected_by
                          from appointments.gate_line e
                         where e.dealer_id = :dealer
                           and e.id = :id
                           and e.store_id = any(:stores)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("stores", stores.toArray(UUID[]::new))
                .query((row, _) -> entry(row))
                .optional();
    }

    void add(Actor actor, GateEntry it) {
        jdbc.sql("""
                        insert into appointments.gate_entry (dealer_id, id, store_id, day, plate, typed, mark, arrived_at, again, source,
                                                             client_key, written_at, written_by)
                        values (:dealer, :id, :store, :day, :plate, :typed, :mark, :at, :again, :source, :key, :now, :staff)
                        """)
                .param("dealer", actor.dealerId())
                .param("id", it.id())
                .param("store", it.store())
                .param("day", it.day())
                .param("plate", it.plate())
                .param("typed", it.typed())
                .param("mark", PlateMark.of(it.plate()))
                .param("at", Timestamp.from(it.at()))
                .param("again", it.again())
                .param("source", it.source().name())
                .param("key", it.clientKey())
                .param("now", Timestamp.from(it.writtenAt()))
                .param("staff", actor.staffId())
                .update();
    }

    /** Says that an entry is wrong; {@code false} if that was said before. */
    boolean correct(Actor actor, UUID entry, String reason, Instant now) {
        return jdbc.sql("""
                        insert into appointments.gate_correction (dealer_id, entry_id, reason, corrected_at, corrected_by)
                        values (:dealer, :entry, :reason, :now, :staff)
                        on conflict (dealer_id, entry_id) do nothing
                        """)
                        .param("dealer", actor.dealerId())
                        .param("entry", entry)
                        .param("reason", reason)
                        .param("now", Timestamp.from(now))
                        .param("staff", actor.staffId())
                        .update()
                == 1;
    }

    private static GateEntry entry(ResultSet row) throws SQLException {
        return new GateEntry(
                row.getObject("id", UUID.class),
                row.getObject("store_id", UUID.class),
                row.getObject("day", LocalDate.class),
                row.getString("plate"),
                row.getString("typed"),
                row.getTimestamp("arrived_at").toInstant(),
                row.getBoolean("again"),
                GateEntry.Source.valueOf(row.getString("source")),
                row.getString("client_key"),
                row.getTimestamp("written_at").toInstant(),
                row.getString("written_by"),
                row.getTimestamp("corrected_at") == null
                        ? Optional.empty()
                        : Optional.of(new GateEntry.Correction(
                                row.getTimestamp("corrected_at").toInstant(),
                                row.getString("corrected_by"),
                                row.getString("reason"))));
    }
}
