package org.opendcrc.appointments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.calendar.Calendar;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.organisation.Bays;
import org.opendcrc.organisation.Settings.StoreSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what a store's books need: two statements, whatever the number of advisors. */
@Repository
class Houses {

    private final JdbcClient jdbc;
    private final StoreCalendar calendars;

    Houses(JdbcClient jdbc, StoreCalendar calendars) {
        this.jdbc = jdbc;
        this.calendars = calendars;
    }

    /** A line of the one statement; which columns are filled depends on {@code kind}. */
    private record Line(
            String kind,
            @Nullable UUID id,
            @Nullable String a,
            @Nullable String b,
            @Nullable String c,
            @Nullable Instant from,
            @Nullable Instant to,
            long number,
            long money,
            boolean flag) {}

    /**
     * The store with the rosters of the days from {@code first} to {@code last}, both included.
     *
     * @throws org.opendcrc.shared.NotFound if the store is not the dealer's
     */
    HouseOfTheDay of(int dealer, UUID store, LocalDate first, LocalDate last) {
        return of(dealer, store, calendars.of(store), first, last);
    }

    private HouseOfTheDay of(int dealer, UUID store, Calendar calendar, LocalDate first, LocalDate last) {
        var lines = jdbc.sql("""
                        select 'store' as kind, s.store_id as id, s.name as a, s.code as b, null as c, null::timestamptz as from_at,
                               null::timestamptz as to_at, 0::bigint as number, 0::bigint as money, false as flag
                          from organisation.report_store s
                         where s.dealer_id = :dealer
                        union all
                        select 'setting', null, g.key, g.value, null, null, null, 0, 0, false
                          from organisation.report_setting g
                         where g.dealer_id = :dealer
                           and g.store_id = :store
                        union all
                        select 'bay', b.bay_id, b.name, null, null, null, null, b.position, 0, false
                          from organisation.report_bay b
                         where b.dealer_id = :dealer
                           and b.store_id = :store
                        union all
                        select 'advisor', r.staff_id, r.name, r.staff_no, null, null, null, 0, 0, false
                          from organisation.report_advisor r
                         where r.dealer_id = :dealer
                           and r.store_id = :store
                        union all
                        select 'shift', h.staff_id, h.from_time::text, h.to_time::text, null, null, null, h.weekday, 0, false
                          from appointments.shift h
                         where h.dealer_id = :dealer
                           and h.store_id = :store
                        union all
                        select 'absence', x.staff_id, x.note, null, null, x.since, x.until, 0, 0, false
                          from appointments.absence x
                         where x.dealer_id = :dealer
                           and x.store_id = :store
                           and x.until > :from
                           and x.since < :to
                        union all
                        select 'skill', k.staff_id, k.skill, null, null, null, null, 0, 0, false
                          from appointments.skill k
                         where k.dealer_id = :dealer
                           and k.store_id = :store
                        union all
                        select 'job', j.id, j.code, j.name, j.skill, null, null, j.minutes, j.price_fen, j.active
                          from appointments.job j
                         where j.dealer_id = :dealer
                         order by kind, number, a, b, id
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("from", Timestamp.from(calendar.startOfDay(first)))
                .param("to", Timestamp.from(calendar.endOfDay(last)))
                .query(Houses::line)
                .list();
        var stores = new ArrayList<DayView.StoreName>();
        var settings = new HashMap<String, String>();
        var bays = new ArrayList<Bays.Bay>();
        var names = new LinkedHashMap<UUID, String>();
        var shifts = new HashMap<UUID, List<Roster.Shift>>();
        var absences = new HashMap<UUID, List<Roster.Absence>>();
        var skills = new HashMap<UUID, Set<String>>();
        var jobs = new ArrayList<Job>();
        var name = "";
        var code = "";
        for (var it : lines) {
            switch (it.kind()) {
                case "store" -> {
                    stores.add(new DayView.StoreName(id(it), text(it.b()), text(it.a())));
                    if (id(it).equals(store)) {
                        name = text(it.a());
                        code = text(it.b());
                    }
                }
                case "setting" -> settings.put(text(it.a()), text(it.b()));
                case "bay" -> bays.add(new Bays.Bay(id(it), text(it.a())));
                case "advisor" -> names.put(id(it), text(it.a()));
                case "shift" ->
                    shifts.computeIfAbsent(id(it), _ -> new ArrayList<>())
                            .add(new Roster.Shift(
                                    DayOfWeek.of((int) it.number()),
                                    LocalTime.parse(text(it.a())),
                                    LocalTime.parse(text(it.b()))));
                case "absence" ->
                    absences.computeIfAbsent(id(it), _ -> new ArrayList<>())
                            .add(new Roster.Absence(moment(it.from()), moment(it.to()), text(it.a())));
                case "skill" ->
                    skills.computeIfAbsent(id(it), _ -> new HashSet<>()).add(text(it.a()));
                case "job" ->
                    jobs.add(new Job(
                            id(it),
                            text(it.a()),
                            text(it.b()),
                            (int) it.number(),
                            it.money(),
                            Optional.ofNullable(it.c()),
                            it.flag()));
                default -> throw new IllegalStateException(it.kind());
            }
        }
        return new HouseOfTheDay(
                store,
                name,
                code,
                stores.stream()
                        .sorted(Comparator.comparing(DayView.StoreName::code))
                        .toList(),
                calendar,
                new StoreSettings(settings),
                advisors(names, shifts, absences, skills),
                bays,
                jobs);
    }

    private static List<HouseOfTheDay.Advisor> advisors(
            Map<UUID, String> names,
            Map<UUID, List<Roster.Shift>> shifts,
            Map<UUID, List<Roster.Absence>> absences,
            Map<UUID, Set<String>> skills) {
        return names.entrySet().stream()
                .map(it -> new HouseOfTheDay.Advisor(
                        it.getKey(),
                        it.getValue(),
                        new Roster(
                                shifts.getOrDefault(it.getKey(), List.of()),
                                absences.getOrDefault(it.getKey(), List.of())),
                        Set.copyOf(skills.getOrDefault(it.getKey(), Set.of()))))
                .toList();
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getString("kind"),
                row.getObject("id", UUID.class),
                row.getString("a"),
                row.getString("b"),
                row.getString("c"),
                at(row.getTimestamp("from_at")),
                at(row.getTimestamp("to_at")),
                row.getLong("number"),
                row.getLong("money"),
                row.getBoolean("flag"));
    }

    private static @Nullable Instant at(@Nullable Timestamp moment) {
        return moment == null ? null : moment.toInstant();
    }

    private static String text(@Nullable String it) {
        return it == null ? "" : it;
    }

    private static UUID id(Line line) {
        return Optional.ofNullable(line.id()).orElseThrow();
    }

    private static Instant moment(@Nullable Instant it) {
        return Optional.ofNullable(it).orElseThrow();
    }
}
