package org.opendcrc.appointments;

import java.math.BigDecimal;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the preparation: steps, lines in time, and the copies of the forms. */
@Repository
class Preparations {

    private final JdbcClient jdbc;

    Preparations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An appointment whose preparation is held until the transaction ends.
     *
     * @param notReadySince empty: it is ready, or its line is not reached
     */
    record Held(
            UUID id,
            UUID store,
            UUID customer,
            @Nullable UUID vehicle,
            Instant startsAt,
            Optional<Instant> dueAt,
            Optional<Instant> readyAt,
            Optional<Instant> notReadySince,
            int round,
            PrepSheet sheet) {

        AppointmentNotReady notReady(int dealer, int times, Instant at) {
            return new AppointmentNotReady(dealer, id, store, customer, vehicle, sheet.number(), times, startsAt, at);
        }
    }

    /** An appointment with its line, both held: the appointment first, as whoever moves it does. */
    Optional<Held> lock(int dealer, UUID appointment, List<UUID> stores) {
        var head = jdbc.sql("""
                        select a.id, a.store_id, a.customer_id, a.vehicle_id, a.starts_at, a.number, a.plate, a.not_ready_at,
                               a.standing as state, r.due_at, r.ready_at, r.round
                          from appointments.appointment a
                          join appointments.readiness r on r.dealer_id = :dealer and r.appointment_id = a.id
                         where a.dealer_id = :dealer
                           and a.id = :id
                           and a.store_id = any(:stores)
                           for no key update of a, r
                        """)
                .param("dealer", dealer)
                .param("id", appointment)
                .param("stores", stores.toArray(UUID[]::new))
                .query((row, _) -> new Held(
                        row.getObject("id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        row.getObject("vehicle_id", UUID.class),
                        row.getTimestamp("starts_at").toInstant(),
                        moment(row, "due_at"),
                        moment(row, "ready_at"),
                        moment(row, "not_ready_at"),
                        row.getInt("round"),
                        new PrepSheet(
                                row.getString("number"),
                                AppointmentState.valueOf(row.getString("state")),
                                Optional.ofNullable(row.getString("plate")),
                                List.of())))
                .optional();
        return head.map(it -> new Held(
                it.id(),
                it.store(),
                it.customer(),
                it.vehicle(),
                it.startsAt(),
                it.dueAt(),
                it.readyAt(),
                it.notReadySince(),
                it.round(),
                new PrepSheet(
                        it.sheet().number(), it.sheet().state(), it.sheet().plate(), facts(dealer, appointment))));
    }

    /** The sheet of an appointment, read in one statement and not held. */
    Optional<PrepSheet> sheet(int dealer, UUID appointment, List<UUID> stores) {
        var head = new ArrayList<PrepSheet>();
        var facts = new ArrayList<PrepFact>();
        jdbc.sql("""
                        select a.number, a.standing, a.plate, f.step, f.kind, f.at, f.staff_id, s.name, f.no_parts, f.shelf, f.label, f.part,
                               f.expected_on, f.technician, f.bay, f.tools, f.note, f.fell_with
                          from appointments.appointment a
                          left join appointments.prep_fact f on f.dealer_id = :dealer and f.appointment_id = a.id
                          left join organisation.report_staff s on s.dealer_id = :dealer and s.staff_id = f.staff_id
                         where a.dealer_id = :dealer
                           and a.id = :id
                           and a.store_id = any(:stores)
                         order by f.at, f.id
                        """)
                .param("dealer", dealer)
                .param("id", appointment)
                .param("stores", stores.toArray(UUID[]::new))
                .query((ResultSet row) -> {
                    if (head.isEmpty()) {
                        head.add(new PrepSheet(
                                row.getString("number"),
                                AppointmentState.valueOf(row.getString("standing")),
                                Optional.ofNullable(row.getString("plate")),
                                List.of()));
                    }
                    if (row.getString("step") != null) {
                        facts.add(fact(row));
                    }
                });
        return head.stream()
                .map(it -> new PrepSheet(it.number(), it.state(), it.plate(), facts))
                .findFirst();
    }

    private List<PrepFact> facts(int dealer, UUID appointment) {
        return jdbc.sql("""
                        select f.step, f.kind, f.at, f.staff_id, s.name, f.no_parts, f.shelf, f.label, f.part, f.expected_on, f.technician,
                               f.bay, f.tools, f.note, f.fell_with
                          from appointments.prep_fact f
                          join organisation.report_staff s on s.dealer_id = :dealer and s.staff_id = f.staff_id
                         where f.dealer_id = :dealer
                           and f.appointment_id = :appointment
                         order by f.at, f.id
                        """)
                .param("dealer", dealer)
                .param("appointment", appointment)
                .query((row, _) -> fact(row))
                .list();
    }

    void add(int dealer, UUID appointment, PrepFact fact) {
        var said = fact.details();
        jdbc.sql("""
                        insert into appointments.prep_fact (dealer_id, id, appointment_id, step, kind, at, staff_id, no_parts, shelf, label, part,
                                                            expected_on, technician, bay, tools, note, fell_with)
                        values (:dealer, :id, :appointment, :step, :kind, :at, :staff, :noParts, :shelf, :label, :part,
                                :expectedOn, :technician, :bay, :tools, :note, :fellWith)
                        """)
                .param("dealer", dealer)
                .param("id", Ids.next())
                .param("appointment", appointment)
                .param("step", fact.step().name())
                .param("kind", fact.kind().name())
                .param("at", Timestamp.from(fact.at()))
                .param("staff", fact.staff())
                .param("noParts", said.noParts())
                .param("shelf", orNull(said.shelf()), Types.VARCHAR)
                .param("label", orNull(said.label()), Types.VARCHAR)
                .param("part", orNull(said.part()), Types.VARCHAR)
                .param("expectedOn", said.expectedOn().orElse(null), Types.DATE)
                .param("technician", orNull(said.technician()), Types.VARCHAR)
                .param("bay", orNull(said.bay()), Types.VARCHAR)
                .param("tools", orNull(said.tools()), Types.VARCHAR)
                .param("note", said.note())
                .param("fellWith", fact.fellWith().map(Enum::name).orElse(null), Types.VARCHAR)
                .update();
    }

    /** The line in time of a new appointment. */
    void open(int dealer, UUID appointment, UUID store, Optional<Instant> dueAt) {
        jdbc.sql("""
                        insert into appointments.readiness (dealer_id, appointment_id, store_id, due_at)
                        values (:dealer, :appointment, :store, :due)
                        on conflict (dealer_id, appointment_id) do nothing
                        """)
                .param("dealer", dealer)
                .param("appointment", appointment)
                .param("store", store)
                .param("due", dueAt.map(Timestamp::from).orElse(null), Types.TIMESTAMP)
                .update();
    }

    /** It was moved or cancelled: if its line was still ahead, nobody asks for it any more. */
    void gone(int dealer, UUID appointment, Instant now) {
        jdbc.sql("""
                        update appointments.readiness r
                           set outcome = 'GONE',
                               decided_at = :now
                         where r.dealer_id = :dealer
                           and r.appointment_id = :appointment
                           and r.outcome is null
                        """)
                .param("dealer", dealer)
                .param("appointment", appointment)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Since when it is ready; empty: it is not. */
    void ready(int dealer, UUID appointment, Optional<Instant> since) {
        jdbc.sql("""
                        update appointments.readiness r
                           set ready_at = :since
                         where r.dealer_id = :dealer
                           and r.appointment_id = :appointment
                        """)
                .param("dealer", dealer)
                .param("appointment", appointment)
                .param("since", since.map(Timestamp::from).orElse(null), Types.TIMESTAMP)
                .update();
    }

    /** Marks an appointment as not ready, or takes the mark away. */
    void mark(int dealer, UUID appointment, Optional<Instant> notReadySince) {
        jdbc.sql("""
                        update appointments.appointment a
                           set not_ready_at = :since
                         where a.dealer_id = :dealer
                           and a.id = :appointment
                        """)
                .param("dealer", dealer)
                .param("appointment", appointment)
                .param("since", notReadySince.map(Timestamp::from).orElse(null), Types.TIMESTAMP)
                .update();
    }

    /** Counts that the centre is asked to call; answers how often that was so far. */
    int nextRound(int dealer, UUID appointment) {
        return jdbc.sql("""
                        update appointments.readiness r
                           set round = r.round + 1
                         where r.dealer_id = :dealer
                           and r.appointment_id = :appointment
                        returning r.round
                        """)
                .param("dealer", dealer)
                .param("appointment", appointment)
                .query(Integer.class)
                .single();
    }

    /** What was decided at a line. {@code ready} is how it stands now, which after an outage may be later. */
    record Decided(UUID appointment, boolean inTime, boolean ready) {}

    /** Holds the appointments whose line lies behind a moment, before their lines are decided: as whoever moves one does. */
    void holdDue(int dealer, @Nullable UUID only, Instant now) {
        jdbc.sql("""
                        select a.id
                          from appointments.appointment a
                         where a.dealer_id = :dealer
                           and a.id in (select r.appointment_id
                                          from appointments.readiness r
                                         where r.dealer_id = :dealer
                                           and r.outcome is null
                                           and r.due_at < :now
                                           and (cast(:only as uuid) is null or r.appointment_id = :only))
                         order by a.id
                           for no key update
                        """)
                .param("dealer", dealer)
                .param("now", Timestamp.from(now))
                .param("only", only, Types.OTHER)
                .query((_, _) -> true)
                .list();
    }

    /**
     * Decides what lies behind its line and was not decided yet, once; what another node is just deciding is waited for and then found
     * decided.
     *
     * @param only this appointment; null for all
     * @param now the lines before this moment, not that moment itself
     */
    List<Decided> decide(int dealer, @Nullable UUID only, Instant now) {
        return jdbc.sql("""
                        update appointments.readiness r
                           set outcome = case when r.ready_at <= r.due_at then 'READY' else 'NOT_READY' end,
                               decided_at = r.due_at
                         where r.dealer_id = :dealer
                           and r.outcome is null
                           and r.due_at < :now
                           and (cast(:only as uuid) is null or r.appointment_id = :only)
                        returning r.appointment_id, r.outcome = 'READY' as in_time, r.ready_at is not null as ready
                        """)
                .param("dealer", dealer)
                .param("now", Timestamp.from(now))
                .param("only", only, Types.OTHER)
                .query((row, _) -> new Decided(
                        row.getObject("appointment_id", UUID.class),
                        row.getBoolean("in_time"),
                        row.getBoolean("ready")))
                .list();
    }

    Optional<Instant> earliestLine(int dealer) {
        return jdbc.sql("""
                        select r.due_at
                          from appointments.readiness r
                         where r.dealer_id = :dealer
                           and r.outcome is null
                           and r.due_at is not null
                         order by r.due_at
                         limit 1
                        """)
                .param("dealer", dealer)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** A copy goes to its reader; one that went already stays as it is. */
    int hand(int dealer, UUID appointment, CopyReader reader, UUID by, Instant now) {
        return jdbc.sql("""
                        insert into appointments.copy (dealer_id, appointment_id, reader, handed_at, handed_by)
                        values (:dealer, :appointment, :reader, :now, :by)
                        on conflict (dealer_id, appointment_id, reader) do nothing
                        """)
                .param("dealer", dealer)
                .param("appointment", appointment)
                .param("reader", reader.name())
                .param("now", Timestamp.from(now))
                .param("by", by)
                .update();
    }

    /** Its reader has seen it; the first look counts. Answers how many copies that were. */
    int read(int dealer, UUID appointment, CopyReader reader, UUID by, Instant now) {
        return jdbc.sql("""
                        update appointments.copy c
                           set read_at = :now,
                               read_by = :by
                         where c.dealer_id = :dealer
                           and c.appointment_id = :appointment
                           and c.reader = :reader
                           and c.read_at is null
                        """)
                .param("dealer", dealer)
                .param("appointment", appointment)
                .param("reader", reader.name())
                .param("now", Timestamp.from(now))
                .param("by", by)
                .update();
    }

    boolean wasHanded(int dealer, UUID appointment, CopyReader reader) {
        return jdbc.sql("""
                        select count(*)
                          from appointments.copy c
                         where c.dealer_id = :dealer
                           and c.appointment_id = :appointment
                           and c.reader = :reader
                        """)
                        .param("dealer", dealer)
                        .param("appointment", appointment)
                        .param("reader", reader.name())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The parts that an appointment's predecessor had ready lie where they lay, and word of them comes along. */
    void carryParts(int dealer, UUID from, UUID to) {
        facts(dealer, from).stream()
                .filter(it -> it.step() == PrepStep.PARTS)
                .reduce((_, later) -> later)
                .filter(it -> it.kind() != PrepFact.Kind.UNDONE)
                .ifPresent(it -> add(dealer, to, it));
    }

    /**
     * The stores of the dealer by code, and on which day an appointment stands in one of them.
     *
     * @param appointment null for none
     */
    List<PreparationDesk.House> houses(int dealer, @Nullable UUID appointment) {
        return jdbc.sql("""
                        select s.store_id, s.name, s.zone, a.day
                          from organisation.report_store s
                          left join appointments.appointment a on a.dealer_id = :dealer and a.id = :id and a.store_id = s.store_id
                         where s.dealer_id = :dealer
                         order by s.code
                        """)
                .param("dealer", dealer)
                .param("id", appointment, Types.OTHER)
                .query((row, _) -> new PreparationDesk.House(
                        row.getObject("store_id", UUID.class),
                        row.getString("name"),
                        ZoneId.of(row.getString("zone")),
                        Optional.ofNullable(row.getObject("day", LocalDate.class))))
                .list();
    }

    /** Store and day of an appointment. */
    record Where(UUID store, LocalDate day) {}

    Optional<Where> where(int dealer, UUID appointment, List<UUID> stores) {
        return jdbc.sql("""
                        select a.store_id, a.day
                          from appointments.appointment a
                         where a.dealer_id = :dealer
                           and a.id = :id
                           and a.store_id = any(:stores)
                        """)
                .param("dealer", dealer)
                .param("id", appointment)
                .param("stores", stores.toArray(UUID[]::new))
                .query((row, _) ->
                        new Where(row.getObject("store_id", UUID.class), row.getObject("day", LocalDate.class)))
                .optional();
    }

    /**
     * The board of a day in two statements.
     *
     * @param waiting whether the forms of today and later come along of which copies wait to be handed on
     */
    PrepBoard board(
            int dealer, UUID store, LocalDate day, LocalDate today, LocalDate first, LocalDate last, boolean waiting) {
        var all = lines(dealer, store, day, today, waiting);
        var facts = new HashMap<UUID, List<PrepFact>>();
        var strip = new ArrayList<PrepBoard.Count>();
        jdbc.sql("""
                        select 'FACT' as what, f.appointment_id, null::date as day, 0 as cars, 0 as ready, f.step, f.kind, f.at, f.id, f.staff_id,
                               s.name, f.no_parts, f.shelf, f.label, f.part, f.expected_on, f.technician, f.bay, f.tools, f.note, f.fell_with
                          from appointments.appointment a
                          join appointments.prep_fact f on f.dealer_id = :dealer and f.appointment_id = a.id
                          join organisation.report_staff s on s.dealer_id = :dealer and s.staff_id = f.staff_id
                         where a.dealer_id = :dealer
                           and a.store_id = :store
                           and a.day = :day
                        union all
                        select 'DAY', null, n.day, count(*), count(r.ready_at), null, null, null, null, null, null, null, null, null, null, null,
                               null, null, null, null, null
                          from appointments.appointment n
                          left join appointments.readiness r on r.dealer_id = :dealer and r.appointment_id = n.id
                         where n.dealer_id = :dealer
                           and n.store_id = :store
                           and n.day between :first and :last
                           and n.state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER')
                         group by n.day
                         order by at, id, day
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .param("first", first)
                .param("last", last)
                .query((ResultSet row) -> {
                    if (row.getString("what").equals("DAY")) {
                        strip.add(new PrepBoard.Count(
                                row.getObject("day", LocalDate.class), row.getInt("cars"), row.getInt("ready")));
                    } else {
                        facts.computeIfAbsent(row.getObject("appointment_id", UUID.class), _ -> new ArrayList<>())
                                .add(fact(row));
                    }
                });
        return new PrepBoard(
                store,
                day,
                all.stream()
                        .filter(it -> it.day().equals(day))
                        .map(it -> it.with(facts.getOrDefault(it.id(), List.of())))
                        .toList(),
                waiting
                        ? all.stream()
                                .filter(PrepLine::waitsForHandover)
                                .filter(it -> !it.day().isBefore(today))
                                .toList()
                        : List.of(),
                strip);
    }

    private List<PrepLine> lines(int dealer, UUID store, LocalDate day, LocalDate today, boolean waiting) {
        return jdbc.sql("""
                        select a.id, a.store_id, a.day, a.number, a.start_time, a.starts_at, a.booked_at, a.plate, a.needs,
                               a.standing as state,
                               c.name as customer, c.kind, c.sex, a.advisor_id, p.name as advisor, b.name as bay, r.due_at, r.ready_at, r.outcome,
                               o.order_no,
                               array(select j.name
                                       from appointments.appointment_job j
                                      where j.dealer_id = :dealer
                                        and j.appointment_id = a.id
                                      order by j.position) as jobs,
                               array(select k.reader || '|' || extract(epoch from k.handed_at) || '|' || coalesce(extract(epoch from k.read_at)::text, '')
                                            || '|' || h.name || '|' || coalesce(e.name, '')
                                       from appointments.copy k
                                       join organisation.report_staff h on h.dealer_id = :dealer and h.staff_id = k.handed_by
                                       left join organisation.report_staff e on e.dealer_id = :dealer and e.staff_id = k.read_by
                                      where k.dealer_id = :dealer
                                        and k.appointment_id = a.id
                                      order by k.reader) as copies
                          from appointments.appointment a
                          join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = a.customer_id
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = a.advisor_id
                          left join organisation.report_bay b on b.dealer_id = :dealer and b.bay_id = a.bay_id
                          left join appointments.readiness r on r.dealer_id = :dealer and r.appointment_id = a.id
                          left join appointments.arrival n on n.dealer_id = :dealer and n.appointment_id = a.id
                          left join vehicles.report_order o on o.dealer_id = :dealer and o.order_id = n.order_id
                         where a.dealer_id = :dealer
                           and a.store_id = :store
                           and a.state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER')
                           and (a.day = :day
                                or (:waiting
                                    and a.day >= :today
                                    and a.ahead
                                    and (select count(*)
                                           from appointments.copy w
                                          where w.dealer_id = :dealer
                                            and w.appointment_id = a.id) < 3))
                         order by a.starts_at, a.number
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .param("today", today)
                .param("waiting", waiting)
                .query((row, _) -> line(row))
                .list();
    }

    /** What the jobs of an appointment need, and who works in its store's workshop: one statement. */
    PrepNeeds needs(int dealer, UUID appointment, LocalDate today) {
        var parts = new ArrayList<PrepNeeds.Part>();
        var technicians = new ArrayList<PrepNeeds.Technician>();
        Set<String> skills = new HashSet<>();
        jdbc.sql("""
                        select 'PART' as what, n.part_no as code, min(n.name) as name, sum(n.quantity) as quantity, min(k.quantity) as stock,
                               min(k.shelf) as shelf,
                               (select min(e.expected_on)
                                  from appointments.part_arrival e
                                 where e.dealer_id = :dealer
                                   and e.store_id = a.store_id
                                   and e.part_no = n.part_no
                                   and e.expected_on >= :today) as expected_on, null::text[] as skills
                          from appointments.appointment a
                          join appointments.appointment_job j on j.dealer_id = :dealer and j.appointment_id = a.id
                          join appointments.job_part n on n.dealer_id = :dealer and n.job_id = j.job_id
                          left join vehicles.report_part_stock k on k.dealer_id = :dealer and k.store_id = a.store_id and k.part_no = n.part_no
                         where a.dealer_id = :dealer
                           and a.id = :id
                         group by a.store_id, n.part_no
                        union all
                        select 'TECHNICIAN', t.staff_no, t.name, null, null, null, null,
                               array(select s.skill
                                       from appointments.skill s
                                      where s.dealer_id = :dealer
                                        and s.store_id = t.store_id
                                        and s.staff_id = t.staff_id)
                          from appointments.appointment b
                          join organisation.report_technician t on t.dealer_id = :dealer and t.store_id = b.store_id
                         where b.dealer_id = :dealer
                           and b.id = :id
                        union all
                        select 'SKILL', i.skill, i.skill, null, null, null, null, null
                          from appointments.appointment_job i
                         where i.dealer_id = :dealer
                           and i.appointment_id = :id
                           and i.skill is not null
                         order by what, name, code
                        """)
                .param("dealer", dealer)
                .param("id", appointment)
                .param("today", today)
                .query((ResultSet row) -> {
                    switch (row.getString("what")) {
                        case "PART" ->
                            parts.add(new PrepNeeds.Part(
                                    row.getString("code"),
                                    row.getString("name"),
                                    row.getBigDecimal("quantity"),
                                    Optional.ofNullable(row.getBigDecimal("stock")),
                                    Optional.ofNullable(row.getString("shelf")),
                                    Optional.ofNullable(row.getObject("expected_on", LocalDate.class))));
                        case "TECHNICIAN" ->
                            technicians.add(
                                    new PrepNeeds.Technician(row.getString("name"), Set.copyOf(texts(row, "skills"))));
                        default -> skills.add(row.getString("name"));
                    }
                });
        return new PrepNeeds(parts, technicians, skills);
    }

    /**
     * What waits for somebody, for his desk.
     *
     * @param forms copies that are not handed on
     * @param oldForms those that have waited too long (AP-26)
     * @param alarms appointments that are not ready in time
     * @param open appointments of the next two days that are not ready
     */
    record Waiting(int forms, int oldForms, int alarms, int open) {}

    /** Counts what waits; {@code hands}: stores whose forms the person hands on. */
    Waiting waiting(int dealer, List<UUID> stores, List<UUID> hands, Instant now) {
        return jdbc.sql("""
                        select count(*) filter (where f.waits) as forms,
                               count(*) filter (where f.waits and f.old) as old_forms,
                               count(*) filter (where f.alarm) as alarms,
                               count(*) filter (where f.near) as near
                          from (select a.store_id = any(:hands)
                                       and (select count(*)
                                              from appointments.copy k
                                             where k.dealer_id = :dealer
                                               and k.appointment_id = a.id) < 3 as waits,
                                       a.booked_at < cast(:now as timestamptz)
                                                     - make_interval(hours => coalesce(g.value::int, :handover)) as old,
                                       a.not_ready_at is not null as alarm,
                                       r.ready_at is null and a.starts_at < cast(:now as timestamptz) + interval '48 hours' as near
                                  from appointments.appointment a
                                  left join appointments.readiness r on r.dealer_id = :dealer and r.appointment_id = a.id
                                  left join organisation.report_setting g
                                    on g.dealer_id = :dealer
                                   and g.store_id = a.store_id
                                   and g.key = 'appointment.handover-hours'
                                 where a.dealer_id = :dealer
                                   and a.store_id = any(:stores)
                                   and a.starts_at >= :now
                                   and a.ahead) f
                        """)
                .param("dealer", dealer)
                .param("hands", hands.toArray(UUID[]::new))
                .param("handover", Integer.parseInt(PreparationSettings.HANDOVER.standard()))
                .param("stores", stores.toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .query((row, _) -> new Waiting(
                        row.getInt("forms"), row.getInt("old_forms"), row.getInt("alarms"), row.getInt("near")))
                .single();
    }

    private static PrepLine line(ResultSet row) throws SQLException {
        return new PrepLine(
                row.getObject("id", UUID.class),
                row.getObject("store_id", UUID.class),
                row.getObject("day", LocalDate.class),
                row.getObject("start_time", LocalTime.class),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("booked_at").toInstant(),
                row.getString("customer"),
                row.getString("kind").equals("PERSON"),
                row.getString("sex"),
                row.getString("needs"),
                texts(row, "jobs"),
                row.getObject("advisor_id", UUID.class),
                row.getString("advisor"),
                Optional.ofNullable(row.getString("bay")).orElse(""),
                moment(row, "due_at"),
                moment(row, "ready_at"),
                Optional.ofNullable(row.getString("outcome"))
                        .filter(it -> !it.equals("GONE"))
                        .map(it -> it.equals("READY")),
                Optional.ofNullable(row.getString("order_no")),
                texts(row, "copies").stream().map(Preparations::copy).toList(),
                new PrepSheet(
                        row.getString("number"),
                        AppointmentState.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getString("plate")),
                        List.of()));
    }

    /** {@code reader|handed|read|by|by}, seconds since 1970. */
    private static Copy copy(String written) {
        var parts = written.split("\\|", -1);
        return new Copy(
                CopyReader.valueOf(parts[0]),
                seconds(parts[1]),
                parts[3],
                parts[2].isEmpty() ? Optional.empty() : Optional.of(seconds(parts[2])),
                Optional.of(parts[4]).filter(it -> !it.isEmpty()));
    }

    private static Instant seconds(String written) {
        var micros = new BigDecimal(written).movePointRight(6).longValue();
        return Instant.EPOCH.plusNanos(micros * 1_000);
    }

    private static PrepFact fact(ResultSet row) throws SQLException {
        return new PrepFact(
                PrepStep.valueOf(row.getString("step")),
                PrepFact.Kind.valueOf(row.getString("kind")),
                row.getTimestamp("at").toInstant(),
                row.getObject("staff_id", UUID.class),
                row.getString("name"),
                new PrepFact.Details(
                        row.getBoolean("no_parts"),
                        orEmpty(row.getString("shelf")),
                        orEmpty(row.getString("label")),
                        orEmpty(row.getString("part")),
                        Optional.ofNullable(row.getObject("expected_on", LocalDate.class)),
                        orEmpty(row.getString("technician")),
                        orEmpty(row.getString("bay")),
                        orEmpty(row.getString("tools")),
                        row.getString("note")),
                Optional.ofNullable(row.getString("fell_with")).map(PrepStep::valueOf));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static String orEmpty(@Nullable String it) {
        return it == null ? "" : it;
    }

    private static @Nullable String orNull(String it) {
        return it.isEmpty() ? null : it;
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        @Nullable Array array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
