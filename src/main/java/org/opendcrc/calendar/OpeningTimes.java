package org.opendcrc.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of opening hours and own days. */
@Repository
class OpeningTimes {

    /** The hours of a store that has never said otherwise: every day, as dealers' workshops do. */
    static final OpenHours STANDARD = OpenHours.of("08:30", "17:30");

    private final JdbcClient jdbc;
    private final StateDays stateDays = StateDays.fromClassPath();

    OpeningTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    StateDays stateDays() {
        return stateDays;
    }

    /** The calendar of a store as it stands: one statement. */
    Calendar read(UUID store) {
        record Line(String zone, int weekday, Optional<LocalDate> day, Optional<OpenHours> hours) {}
        var lines = jdbc.sql("""
                        select s.zone, o.weekday, null::date as day, o.opens, o.closes
                          from organisation.store s
                          left join calendar.opening_hours o
                            on o.dealer_id = :dealer
                           and o.dealer_id = s.dealer_id
                           and o.store_id = s.id
                         where s.dealer_id = :dealer
                           and s.id = :store
                        union all
                        select s.zone, null, d.day, d.opens, d.closes
                          from organisation.store s
                          join calendar.own_day d
                            on d.dealer_id = :dealer
                           and d.dealer_id = s.dealer_id
                           and d.store_id = s.id
                         where s.dealer_id = :dealer
                           and s.id = :store
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .query((row, _) -> new Line(
                        row.getString("zone"),
                        row.getInt("weekday"),
                        Optional.ofNullable(row.getObject("day", LocalDate.class)),
                        hours(row)))
                .list();
        if (lines.isEmpty()) {
            throw new NotFound("store " + store);
        }
        var week = new EnumMap<DayOfWeek, OpenHours>(DayOfWeek.class);
        var ownDays = new HashMap<LocalDate, Optional<OpenHours>>();
        for (var line : lines) {
            if (line.day().isPresent()) {
                ownDays.put(line.day().get(), line.hours());
            } else if (line.hours().isPresent()) {
                week.put(DayOfWeek.of(line.weekday()), line.hours().get());
            }
        }
        if (week.isEmpty()) {
            for (var day : DayOfWeek.values()) {
                week.put(day, STANDARD);
            }
        }
        return new Calendar(ZoneId.of(lines.getFirst().zone()), week, ownDays, stateDays);
    }

    private static Optional<OpenHours> hours(ResultSet row) throws SQLException {
        var opens = row.getObject("opens", LocalTime.class);
        return opens == null
                ? Optional.empty()
                : Optional.of(new OpenHours(opens, row.getObject("closes", LocalTime.class)));
    }

    /** Holds the store's row until the transaction ends, so that two people do not write one week into the other. */
    void lock(UUID store) {
        var held = jdbc.sql("""
                        select s.id
                          from organisation.store s
                         where s.dealer_id = :dealer
                           and s.id = :store
                           for update
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .query(UUID.class)
                .optional();
        if (held.isEmpty()) {
            throw new NotFound("store " + store);
        }
    }

    void replaceWeek(UUID store, Map<DayOfWeek, OpenHours> week) {
        jdbc.sql("""
                        delete from calendar.opening_hours o
                         where o.dealer_id = :dealer
                           and o.store_id = :store
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .update();
        week.forEach((day, hours) -> jdbc.sql("""
                        insert into calendar.opening_hours (dealer_id, store_id, weekday, opens, closes)
                        values (:dealer, :store, :weekday, :opens, :closes)
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .param("weekday", day.getValue())
                .param("opens", hours.opens())
                .param("closes", hours.closes())
                .update());
    }

    void put(UUID store, OwnDay own) {
        jdbc.sql("""
                        insert into calendar.own_day (dealer_id, store_id, day, opens, closes, note)
                        values (:dealer, :store, :day, :opens, :closes, :note)
                        on conflict (dealer_id, store_id, day) do update
                           set opens = excluded.opens,
                               closes = excluded.closes,
                               note = excluded.note
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .param("day", own.day())
                .param("opens", own.hours().map(OpenHours::opens).orElse(null), java.sql.Types.TIME)
                .param("closes", own.hours().map(OpenHours::closes).orElse(null), java.sql.Types.TIME)
                .param("note", own.note())
                .update();
    }

    boolean remove(UUID store, LocalDate day) {
        return jdbc.sql("""
                        delete from calendar.own_day d
                         where d.dealer_id = :dealer
                           and d.store_id = :store
                           and d.day = :day
                        """)
                        .param("dealer", DealerContext.require())
                        .param("store", store)
                        .param("day", day)
                        .update()
                == 1;
    }

    /** The own days from a day on, in order. */
    List<OwnDay> ownDays(UUID store, LocalDate from) {
        return jdbc.sql("""
                        select d.day, d.opens, d.closes, d.note
                          from calendar.own_day d
                         where d.dealer_id = :dealer
                           and d.store_id = :store
                           and d.day >= :from
                         order by d.day
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .param("from", from)
                .query((row, _) -> new OwnDay(row.getObject("day", LocalDate.class), hours(row), row.getString("note")))
                .list();
    }
}
