package org.opendcrc.appointments;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.opendcrc.vehicles.CarName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the appointments. */
@Repository
class Appointments {

    private final JdbcClient jdbc;

    Appointments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Opens the book of a day and holds it until the transaction ends, so that two clerks cannot both promise the last place. */
    void lock(int dealer, UUID store, LocalDate day) {
        jdbc.sql("""
                        insert into appointments.book (dealer_id, store_id, day, last_number, changes)
                        values (:dealer, :store, :day, 0, 0)
                        on conflict (dealer_id, store_id, day) do nothing
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .update();
        jdbc.sql("""
                        select b.changes
                          from appointments.book b
                         where b.dealer_id = :dealer
                           and b.store_id = :store
                           and b.day = :day
                           for update
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    /** The next number of a form of that day; the book is held, so numbers have neither twins nor gaps. */
    int nextNumber(int dealer, UUID store, LocalDate day) {
        return jdbc.sql("""
                        update appointments.book b
                           set last_number = b.last_number + 1,
                               changes = b.changes + 1
                         where b.dealer_id = :dealer
                           and b.store_id = :store
                           and b.day = :day
                        returning b.last_number
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    /** Notes that a book has changed, for pages that look at it. */
    void changed(int dealer, UUID store, LocalDate day) {
        jdbc.sql("""
                        update appointments.book b
                           set changes = b.changes + 1
                         where b.dealer_id = :dealer
                           and b.store_id = :store
                           and b.day = :day
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .update();
    }

    /** How often the book of a day has changed; 0 for one that was never opened. */
    int changes(int dealer, UUID store, LocalDate day) {
        return jdbc.sql("""
                        select b.changes
                          from appointments.book b
                         where b.dealer_id = :dealer
                           and b.store_id = :store
                           and b.day = :day
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** What is promised in a store on a day, and what its advisors promised in other stores that day. */
    List<Taken> taken(int dealer, UUID store, LocalDate day, List<UUID> advisors) {
        return jdbc.sql("""
                        select a.id, a.start_time, a.advisor_id, a.bay_id, a.insertion
                          from appointments.appointment a
                         where a.dealer_id = :dealer
                           and a.store_id = :store
                           and a.day = :day
                           and a.state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER')
                        union
                        select o.id, o.start_time, o.advisor_id, o.bay_id, o.insertion
                          from appointments.appointment o
                         where o.dealer_id = :dealer
                           and o.advisor_id = any(:advisors)
                           and o.day = :day
                           and o.state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER')
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .param("advisors", advisors.toArray(UUID[]::new))
                .query((row, _) -> new Taken(row.getObject("id", UUID.class), place(row)))
                .list();
    }

    /** What is written when a place is promised. */
    record New(
            UUID id,
            UUID store,
            LocalDate day,
            String number,
            Instant startsAt,
            Place place,
            int bayPlace,
            UUID customer,
            Optional<UUID> vehicle,
            Optional<String> plate,
            String phone,
            Optional<Boolean> boughtHere,
            Optional<Integer> mileageKm,
            String needs,
            List<String> diagnosis,
            List<String> documents,
            List<Job> jobs,
            Channel channel,
            Optional<UUID> movedFrom) {}

    void add(Hand hand, New it, Instant now) {
        jdbc.sql("""
                        insert into appointments.appointment (dealer_id, id, store_id, day, number, start_time, starts_at, advisor_id, bay_id,
                                                              bay_place, insertion, state, customer_id, vehicle_id, plate, phone,
                                                              bought_here, mileage_km, needs, diagnosis, documents, minutes, price_fen,
                                                              channel, booked_at, booked_by, moved_from, series_id, sequence)
                        values (:dealer, :id, :store, :day, :number, :start, :startsAt, :advisor, :bay,
                                :bayPlace, :insertion, 'BOOKED', :customer, :vehicle, :plate, :phone,
                                :boughtHere, :mileage, :needs, :diagnosis, :documents, :minutes, :price,
                                :channel, :now, :staff, :movedFrom,
                                (select coalesce(o.series_id, o.id)
                                   from appointments.appointment o
                                  where o.dealer_id = :dealer
                                    and o.id = :movedFrom),
                                coalesce((select o.sequence + 1
                                            from appointments.appointment o
                                           where o.dealer_id = :dealer
                                             and o.id = :movedFrom), 0))
                        """)
                .param("dealer", hand.dealer())
                .param("id", it.id())
                .param("store", it.store())
                .param("day", it.day())
                .param("number", it.number())
                .param("start", it.place().start())
                .param("startsAt", Timestamp.from(it.startsAt()))
                .param("advisor", it.place().advisor())
                .param("bay", it.place().bay())
                .param("bayPlace", it.bayPlace())
                .param("insertion", it.place().insertion())
                .param("customer", it.customer())
                .param("vehicle", it.vehicle().orElse(null), java.sql.Types.OTHER)
                .param("plate", it.plate().orElse(null))
                .param("phone", it.phone())
                .param("boughtHere", it.boughtHere().orElse(null), java.sql.Types.BOOLEAN)
                .param("mileage", it.mileageKm().orElse(null), java.sql.Types.INTEGER)
                .param("needs", it.needs())
                .param("diagnosis", it.diagnosis().toArray(String[]::new))
                .param("documents", it.documents().toArray(String[]::new))
                .param("minutes", it.jobs().stream().mapToInt(Job::minutes).sum())
                .param("price", it.jobs().stream().mapToLong(Job::priceFen).sum())
                .param("channel", it.channel().name())
                .param("now", Timestamp.from(now))
                .param("staff", hand.staff().orElse(null), java.sql.Types.OTHER)
                .param("movedFrom", it.movedFrom().orElse(null), java.sql.Types.OTHER)
                .update();
        int position = 1;
        for (var job : it.jobs()) {
            jdbc.sql("""
                            insert into appointments.appointment_job (dealer_id, appointment_id, position, job_id, name, minutes, price_fen, skill)
                            values (:dealer, :appointment, :position, :job, :name, :minutes, :price, :skill)
                            """)
                    .param("dealer", hand.dealer())
                    .param("appointment", it.id())
                    .param("position", position++)
                    .param("job", job.id())
                    .param("name", job.name())
                    .param("minutes", job.minutes())
                    .param("price", job.priceFen())
                    .param("skill", job.skill().orElse(null))
                    .update();
        }
    }

    /** The lowest of the bay's places at a start that nobody has. */
    int freePlace(int dealer, UUID bay, Instant startsAt) {
        var used = jdbc.sql("""
                        select a.bay_place
                          from appointments.appointment a
                         where a.dealer_id = :dealer
                           and a.bay_id = :bay
                           and a.starts_at = :at
                           and a.state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER')
                        """)
                .param("dealer", dealer)
                .param("bay", bay)
                .param("at", Timestamp.from(startsAt))
                .query(Integer.class)
                .list();
        int place = 1;
        while (used.contains(place)) {
            place++;
        }
        return place;
    }

    void moved(Hand hand, UUID id, UUID to, boolean byDealer, Instant now) {
        jdbc.sql("""
                        update appointments.appointment a
                           set state = 'RESCHEDULED',
                               moved_to = :to,
                               moved_by_dealer = :byDealer,
                               ended_at = :now,
                               ended_by = :staff,
                               version = a.version + 1
                         where a.dealer_id = :dealer
                           and a.id = :id
                        """)
                .param("dealer", hand.dealer())
                .param("id", id)
                .param("to", to)
                .param("byDealer", byDealer)
                .param("now", Timestamp.from(now))
                .param("staff", hand.staff().orElse(null), java.sql.Types.OTHER)
                .update();
    }

    void cancelled(Hand hand, UUID id, AppointmentState state, String reason, Instant now) {
        jdbc.sql("""
                        update appointments.appointment a
                           set state = :state,
                               cancel_reason = :reason,
                               ended_at = :now,
                               ended_by = :staff,
                               version = a.version + 1
                         where a.dealer_id = :dealer
                           and a.id = :id
                        """)
                .param("dealer", hand.dealer())
                .param("id", id)
                .param("state", state.name())
                .param("reason", reason)
                .param("now", Timestamp.from(now))
                .param("staff", hand.staff().orElse(null), java.sql.Types.OTHER)
                .update();
    }

    /** The appointments of a day that hold a place, by start, and how many each day of a span has. */
    Day day(int dealer, UUID store, LocalDate day, LocalDate first, LocalDate last) {
        var counts = new HashMap<LocalDate, Integer>();
        var lines = new ArrayList<AppointmentLine>();
        var changes = new AtomicInteger();
        jdbc.sql("""
                        select a.id, a.day, a.number, a.start_time, a.starts_at, a.advisor_id, a.bay_id, a.insertion,
                               case when a.not_ready_at is not null and a.state in ('BOOKED', 'CONFIRMED_72', 'CONFIRMED_24', 'CONFIRMED_1')
                                    then 'NOT_READY' else a.state end as state, a.customer_id,
                               c.name as customer, c.kind, c.sex, a.plate, a.needs, a.version, null::bigint as cars,
                               array(select j.name
                                       from appointments.appointment_job j
                                      where j.dealer_id = :dealer
                                        and j.appointment_id = a.id
                                      order by j.position) as jobs
                          from appointments.appointment a
                          join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = a.customer_id
                         where a.dealer_id = :dealer
                           and a.store_id = :store
                           and a.day = :day
                           and a.state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER')
                        union all
                        select null, n.day, null, null, null, null, null, null, null, null, null, null, null, null, null, null, count(*), null
                          from appointments.appointment n
                         where n.dealer_id = :dealer
                           and n.store_id = :store
                           and n.day between :first and :last
                           and n.state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER')
                         group by n.day
                        union all
                        select null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, b.changes, null
                          from appointments.book b
                         where b.dealer_id = :dealer
                           and b.store_id = :store
                           and b.day = :day
                         order by start_time, number
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .param("first", first)
                .param("last", last)
                .query((ResultSet row) -> {
                    if (row.getObject("day") == null) {
                        changes.set(row.getInt("cars"));
                    } else if (row.getObject("id") == null) {
                        counts.put(row.getObject("day", LocalDate.class), row.getInt("cars"));
                    } else {
                        lines.add(line(row));
                    }
                });
        return new Day(List.copyOf(lines), Map.copyOf(counts), changes.get());
    }

    /**
     * The rows of a day.
     *
     * @param changes how often the book of the day has changed
     */
    record Day(List<AppointmentLine> lines, Map<LocalDate, Integer> cars, int changes) {}

    Optional<AppointmentFile> file(int dealer, UUID id, List<UUID> stores) {
        return file(dealer, id, stores.toArray(UUID[]::new), null, null);
    }

    /** The appointment of a customer's link that counts at that moment. */
    Optional<AppointmentFile> fileOfLink(int dealer, String token, Instant now) {
        return file(dealer, null, null, PublicLinks.hash(token), Timestamp.from(now));
    }

    private Optional<AppointmentFile> file(
            int dealer, @Nullable UUID id, UUID @Nullable [] stores, byte @Nullable [] link, @Nullable Timestamp now) {
        return jdbc.sql("""
                        select a.id, a.day, a.number, a.start_time, a.starts_at, a.advisor_id, a.bay_id, a.insertion,
                               case when a.not_ready_at is not null and a.state in ('BOOKED', 'CONFIRMED_72', 'CONFIRMED_24', 'CONFIRMED_1')
                                    then 'NOT_READY' else a.state end as state, a.customer_id,
                               c.name as customer, c.kind, c.sex, a.plate, a.needs, a.version, a.store_id, s.code as store_code,
                               s.name as store, s.zone, p.name as advisor, b.name as bay, a.phone, a.vehicle_id, v.vin, v.brand, v.series,
                               v.model, a.mileage_km, a.bought_here, a.diagnosis, a.documents, a.minutes, a.price_fen, a.channel,
                               a.booked_at, k.name as booked_by, a.moved_to, a.moved_from, a.ended_at, a.cancel_reason,
                               r.appointment_id as compared, r.result, r.decided_by, r.off_minutes, r.gate_at, r.system_at, r.apart_minutes,
                               coalesce(r.disagree, false) as disagree,
                               array(select j.name
                                       from appointments.appointment_job j
                                      where j.dealer_id = :dealer
                                        and j.appointment_id = a.id
                                      order by j.position) as jobs,
                               array(select j.job_id || '|' || j.minutes || '|' || j.price_fen
                                       from appointments.appointment_job j
                                      where j.dealer_id = :dealer
                                        and j.appointment_id = a.id
                                      order by j.position) as prices,
                               array(select f.step || '|' || f.result || '|' || cast(extract(epoch from f.at) * 1000 as bigint) || '|' || coalesce(w.name, '')
                                       from appointments.confirmation f
                                       left join organisation.report_staff w on w.dealer_id = :dealer and w.staff_id = f.staff_id
                                      where f.dealer_id = :dealer
                                        and f.appointment_id = a.id
                                      order by f.recorded_at, f.id) as confirmations
                          from appointments.appointment a
                          join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = a.customer_id
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = a.store_id
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = a.advisor_id
                          left join organisation.report_staff k on k.dealer_id = :dealer and k.staff_id = a.booked_by
                          left join organisation.report_bay b on b.dealer_id = :dealer and b.bay_id = a.bay_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = a.vehicle_id
                          left join appointments.arrival r on r.dealer_id = :dealer and r.appointment_id = a.id
                         where a.dealer_id = :dealer
                           and a.id = case when :id::uuid is not null then :id::uuid
                                           else (select l.appointment_id
                                                   from appointments.self_link l
                                                  where l.dealer_id = :dealer
                                                    and l.token_hash = :link::bytea
                                                    and l.ended_at is null
                                                    and l.expires_at > :now::timestamptz) end
                           and (:stores::uuid[] is null or a.store_id = any(:stores))
                        """)
                .param("dealer", dealer)
                .param("id", id, java.sql.Types.OTHER)
                .param("link", link, java.sql.Types.BINARY)
                .param("now", now, java.sql.Types.TIMESTAMP)
                .param("stores", stores, java.sql.Types.ARRAY)
                .query((row, _) -> file(row))
                .optional();
    }

    private static AppointmentFile file(ResultSet row) throws SQLException {
        return new AppointmentFile(
                line(row),
                row.getObject("store_id", UUID.class),
                row.getString("store_code"),
                row.getString("store"),
                ZoneId.of(row.getString("zone")),
                row.getObject("day", LocalDate.class),
                row.getString("advisor"),
                Optional.ofNullable(row.getString("bay")).orElse("–"),
                row.getString("phone"),
                Optional.ofNullable(row.getObject("vehicle_id", UUID.class)),
                Optional.ofNullable(row.getString("vin")),
                Optional.of(CarName.of(row.getString("brand"), row.getString("series"), row.getString("model")))
                        .filter(it -> !it.isEmpty()),
                Optional.ofNullable(row.getObject("mileage_km", Integer.class)),
                Optional.ofNullable(row.getObject("bought_here", Boolean.class)),
                texts(row, "diagnosis"),
                texts(row, "documents"),
                jobs(row),
                row.getInt("minutes"),
                row.getLong("price_fen"),
                Channel.valueOf(row.getString("channel")),
                row.getTimestamp("booked_at").toInstant(),
                Optional.ofNullable(row.getString("booked_by")),
                Optional.ofNullable(row.getObject("moved_to", UUID.class)),
                Optional.ofNullable(row.getObject("moved_from", UUID.class)),
                Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getString("cancel_reason")),
                texts(row, "confirmations").stream()
                        .map(Appointments::confirmation)
                        .toList(),
                row.getObject("compared") == null ? Optional.empty() : Optional.of(ReconciliationDesk.arrived(row)));
    }

    private static ConfirmationFact confirmation(String written) {
        var parts = written.split("\\|", 4);
        return new ConfirmationFact(
                ConfirmationStep.valueOf(parts[0]),
                ConfirmationFact.Result.valueOf(parts[1]),
                Instant.ofEpochMilli(Long.parseLong(parts[2])),
                Optional.of(parts[3]).filter(it -> !it.isEmpty()));
    }

    private static List<AppointmentFile.PricedJob> jobs(ResultSet row) throws SQLException {
        var names = texts(row, "jobs");
        var prices = texts(row, "prices");
        var jobs = new ArrayList<AppointmentFile.PricedJob>();
        for (int i = 0; i < names.size(); i++) {
            var parts = prices.get(i).split("\\|", -1);
            jobs.add(new AppointmentFile.PricedJob(
                    UUID.fromString(parts[0]), names.get(i), Integer.parseInt(parts[1]), Long.parseLong(parts[2])));
        }
        return jobs;
    }

    private static AppointmentLine line(ResultSet row) throws SQLException {
        return new AppointmentLine(
                row.getObject("id", UUID.class),
                row.getString("number"),
                place(row),
                row.getTimestamp("starts_at").toInstant(),
                AppointmentState.valueOf(row.getString("state")),
                row.getObject("customer_id", UUID.class),
                row.getString("customer"),
                row.getString("kind").equals("PERSON"),
                row.getString("sex"),
                Optional.ofNullable(row.getString("plate")),
                row.getString("needs"),
                texts(row, "jobs"),
                row.getInt("version"));
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getObject("start_time", LocalTime.class),
                row.getObject("advisor_id", UUID.class),
                row.getObject("bay_id", UUID.class),
                row.getBoolean("insertion"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        @Nullable Array array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
