package org.opendcrc.appointments;

import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.appointments.AdvisorsRoster.TimeAway;
import org.opendcrc.appointments.AdvisorsRoster.WorkShift;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of shifts, absences and skills. */
@Repository
class Rosters {

    private final JdbcClient jdbc;

    Rosters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The advisors of a store, by name, with all their shifts and skills and the absences that are not over at {@code now}. */
    List<AdvisorsRoster> of(int dealer, UUID store, Instant now) {
        var rosters = new LinkedHashMap<UUID, AdvisorsRoster>();
        jdbc.sql("""
                        select 0 as kind, r.staff_id, null::uuid as id, r.name as a, r.staff_no as b, null as c, null::timestamptz as since,
                               null::timestamptz as until, 0 as weekday
                          from organisation.report_advisor r
                         where r.dealer_id = :dealer
                           and r.store_id = :store
                        union all
                        select 1, h.staff_id, null, h.from_time::text, h.to_time::text, null, null, null, h.weekday
                          from appointments.shift h
                         where h.dealer_id = :dealer
                           and h.store_id = :store
                        union all
                        select 2, x.staff_id, x.id, x.kind, x.note, null, x.since, x.until, 0
                          from appointments.absence x
                         where x.dealer_id = :dealer
                           and x.store_id = :store
                           and x.until > :now
                           and x.until > x.since
                        union all
                        select 3, k.staff_id, null, k.skill, null, null, null, null, 0
                          from appointments.skill k
                         where k.dealer_id = :dealer
                           and k.store_id = :store
                         order by kind, weekday, since, a, b
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("now", Timestamp.from(now))
                .query((java.sql.ResultSet row) -> {
                    var staff = row.getObject("staff_id", UUID.class);
                    if (row.getInt("kind") == 0) {
                        rosters.put(
                                staff,
                                new AdvisorsRoster(
                                        staff,
                                        row.getString("a"),
                                        row.getString("b"),
                                        List.of(),
                                        List.of(),
                                        List.of()));
                        return;
                    }
                    var known = rosters.get(staff);
                    if (known == null) {
                        return; // no advisor any more
                    }
                    var shifts = new ArrayList<>(known.shifts());
                    var absences = new ArrayList<>(known.absences());
                    var skills = new ArrayList<>(known.skills());
                    switch (row.getInt("kind")) {
                        case 1 ->
                            shifts.add(new WorkShift(
                                    DayOfWeek.of(row.getInt("weekday")),
                                    LocalTime.parse(row.getString("a")),
                                    LocalTime.parse(row.getString("b"))));
                        case 2 ->
                            absences.add(new TimeAway(
                                    row.getObject("id", UUID.class),
                                    TimeAway.Kind.valueOf(row.getString("a")),
                                    row.getTimestamp("since").toInstant(),
                                    row.getTimestamp("until").toInstant(),
                                    row.getString("b")));
                        default -> skills.add(row.getString("a"));
                    }
                    rosters.put(
                            staff, new AdvisorsRoster(staff, known.name(), known.staffNo(), shifts, absences, skills));
                });
        return List.copyOf(rosters.values());
    }

    void replaceShifts(int dealer, UUID store, UUID staff, List<WorkShift> shifts) {
        jdbc.sql("""
                        delete from appointments.shift h
                         where h.dealer_id = :dealer
                           and h.store_id = :store
                           and h.staff_id = :staff
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("staff", staff)
                .update();
        shifts.forEach(it -> jdbc.sql("""
                        insert into appointments.shift (dealer_id, store_id, staff_id, weekday, from_time, to_time)
                        values (:dealer, :store, :staff, :weekday, :from, :to)
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("staff", staff)
                .param("weekday", it.weekday().getValue())
                .param("from", it.from())
                .param("to", it.to())
                .update());
    }

    void replaceSkills(int dealer, UUID store, UUID staff, List<String> skills) {
        jdbc.sql("""
                        delete from appointments.skill k
                         where k.dealer_id = :dealer
                           and k.store_id = :store
                           and k.staff_id = :staff
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("staff", staff)
                .update();
        skills.forEach(it -> jdbc.sql("""
                        insert into appointments.skill (dealer_id, store_id, staff_id, skill)
                        values (:dealer, :store, :staff, :skill)
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("staff", staff)
                .param("skill", it)
                .update());
    }

    void addAbsence(int dealer, UUID store, UUID staff, TimeAway away, UUID by, Instant now) {
        jdbc.sql("""
                        insert into appointments.absence (dealer_id, id, store_id, staff_id, kind, since, until, note, entered_at, entered_by)
                        values (:dealer, :id, :store, :staff, :kind, :since, :until, :note, :now, :by)
                        """)
                .param("dealer", dealer)
                .param("id", away.id())
                .param("store", store)
                .param("staff", staff)
                .param("kind", away.kind().name())
                .param("since", Timestamp.from(away.since()))
                .param("until", Timestamp.from(away.until()))
                .param("note", away.note())
                .param("now", Timestamp.from(now))
                .param("by", by)
                .update();
    }

    /** An absence of a store, held until the transaction ends. */
    record Held(UUID store, UUID staff, Instant since, Instant until) {}

    Optional<Held> lockAbsence(int dealer, UUID id) {
        return jdbc.sql("""
                        select x.store_id, x.staff_id, x.since, x.until
                          from appointments.absence x
                         where x.dealer_id = :dealer
                           and x.id = :id
                           for update
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .query((row, _) -> new Held(
                        row.getObject("store_id", UUID.class),
                        row.getObject("staff_id", UUID.class),
                        row.getTimestamp("since").toInstant(),
                        row.getTimestamp("until").toInstant()))
                .optional();
    }

    void endAbsence(int dealer, UUID id, Instant until) {
        jdbc.sql("""
                        update appointments.absence x
                           set until = :until
                         where x.dealer_id = :dealer
                           and x.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("until", Timestamp.from(until))
                .update();
    }

    /** How many customers are expected by an advisor in a span; its beginning is included, its end is not. */
    int carsOf(int dealer, UUID staff, Instant since, Instant until) {
        return jdbc.sql("""
                        select count(*)
                          from appointments.appointment a
                         where a.dealer_id = :dealer
                           and a.advisor_id = :staff
                           and a.starts_at >= :since
                           and a.starts_at < :until
                           and a.ahead
                        """)
                .param("dealer", dealer)
                .param("staff", staff)
                .param("since", Timestamp.from(since))
                .param("until", Timestamp.from(until))
                .query(Integer.class)
                .single();
    }
}
