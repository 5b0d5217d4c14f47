package org.opendcrc.workbench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.RowKey;
import org.opendcrc.vehicles.CarName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the views of the chapters for the page of a customer. Masks numbers, so that nothing above it has them whole. */
@Repository
class CustomerReader {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Numbered>> PHONES = new TypeReference<>() {};
    private static final TypeReference<List<Named>> CONTACTS = new TypeReference<>() {};
    private static final TypeReference<List<CustomerCard.Pending>> PENDING = new TypeReference<>() {};
    private static final TypeReference<List<CustomerCard.Said>> SAID = new TypeReference<>() {};
    private static final TypeReference<List<CustomerFigures.Advice>> ADVICE = new TypeReference<>() {};
    private static final TypeReference<List<String>> PLATES = new TypeReference<>() {};
    private static final TypeReference<List<CustomerFigures.Owed>> OWED = new TypeReference<>() {};

    private final JdbcClient jdbc;

    CustomerReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Numbered(String e164, Optional<Instant> wrongSince) {}

    private record Named(
            UUID id,
            String name,
            @Nullable String phone,
            @Nullable String relation) {}

    private record Changes(Map<String, String> before, Map<String, String> after) {}

    /** The customer, or the one into whom he was merged. */
    Optional<CustomerCard> card(CustomerSight sight, UUID customer) {
        return jdbc.sql("""
                        select k.customer_id, k.customer_no, k.kind, k.name, k.sex, k.id_no_tail, k.province, k.city, k.address, k.dnd,
                               k.dnd_reason, k.dnd_since, k.sms_consent, k.survey_consent, k.phones, k.contacts, k.pending, k.said,
                               (select s.zone
                                  from organisation.report_store s
                                 where s.dealer_id = :dealer
                                   and s.store_id = any(:home)
                                 order by s.code
                                 limit 1) as zone
                          from customers.report_customer m
                          join customers.card k
                            on k.dealer_id = :dealer
                           and k.customer_id = case when m.survivor_id is null then m.customer_id else m.survivor_id end
                         where m.dealer_id = :dealer
                           and m.customer_id = :customer
                        """)
                .param("dealer", sight.dealer())
                .param("home", array(sight.home()))
                .param("customer", customer)
                .query((row, _) -> card(row))
                .optional();
    }

    private static CustomerCard card(ResultSet row) throws SQLException {
        return new CustomerCard(
                row.getObject("customer_id", UUID.class),
                row.getString("customer_no"),
                row.getString("kind").equals("PERSON"),
                row.getString("name"),
                row.getString("sex"),
                Optional.ofNullable(row.getString("id_no_tail")),
                address(row.getString("province"), row.getString("city"), row.getString("address")),
                row.getBoolean("dnd"),
                Optional.ofNullable(row.getString("dnd_reason")),
                moment(row, "dnd_since"),
                row.getBoolean("sms_consent"),
                row.getBoolean("survey_consent"),
                JSON.readValue(row.getString("phones"), PHONES).stream()
                        .map(it -> new CustomerCard.Phone(masked(it.e164()), it.wrongSince()))
                        .toList(),
                JSON.readValue(row.getString("contacts"), CONTACTS).stream()
                        .map(it -> new CustomerCard.Contact(
                                it.id(),
                                it.name(),
                                Optional.ofNullable(it.phone()).map(CustomerReader::masked),
                                Optional.ofNullable(it.relation())))
                        .toList(),
                JSON.readValue(row.getString("pending"), PENDING).stream()
                        .map(it -> it.field().equals("phone")
                                ? new CustomerCard.Pending(it.field(), masked(it.value()), it.askedAt())
                                : it)
                        .toList(),
                JSON.readValue(row.getString("said"), SAID),
                ZoneId.of(row.getString("zone")));
    }

    /** Province, city and street; what the next part begins with anyway is not said twice. */
    private static String address(@Nullable String... parts) {
        var known = Stream.of(parts).filter(it -> it != null && !it.isBlank()).toList();
        return known.stream()
                .filter(it -> known.stream().noneMatch(other -> !other.equals(it) && other.startsWith(it)))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** What he owns now comes first. */
    List<CustomerCar> cars(CustomerSight sight, UUID customer) {
        return jdbc.sql("""
                        select o.vehicle_id, o.since, o.until, o.vin, o.plate, o.former_plates, o.brand, o.series, o.model, o.mileage_km,
                               o.delivered_on, o.warranty_until, o.warranty_km, o.jd_flag, o.next_maintenance_on
                          from vehicles.owned o
                         where o.dealer_id = :dealer
                           and o.customer_id = :customer
                         order by o.until desc nulls first, o.since desc nulls last, o.vin
                        """)
                .param("dealer", sight.dealer())
                .param("customer", customer)
                .query((row, _) -> car(row))
                .list();
    }

    private static CustomerCar car(ResultSet row) throws SQLException {
        return new CustomerCar(
                row.getObject("vehicle_id", UUID.class),
                moment(row, "since"),
                moment(row, "until"),
                row.getString("vin"),
                Optional.ofNullable(row.getString("plate")),
                JSON.readValue(row.getString("former_plates"), PLATES),
                CarName.of(row.getString("brand"), row.getString("series"), row.getString("model")),
                Optional.ofNullable(row.getObject("mileage_km", Integer.class)),
                Optional.ofNullable(row.getObject("delivered_on", LocalDate.class)),
                Optional.ofNullable(row.getObject("warranty_until", LocalDate.class)),
                Optional.ofNullable(row.getObject("warranty_km", Integer.class)),
                row.getBoolean("jd_flag"),
                Optional.ofNullable(row.getObject("next_maintenance_on", LocalDate.class)));
    }

    /**
     * The figures of a customer.
     *
     * @param vehicle the counts are of this car alone; empty: of all
     * @param yearAgo included
     */
    CustomerFigures figures(CustomerSight sight, UUID customer, Optional<UUID> vehicle, Instant yearAgo, Instant now) {
        return jdbc.sql("""
                        select (select coalesce(jsonb_agg(jsonb_build_object('task', w.task_id, 'storeId', w.store_id, 'taskKind', w.kind,
                                                                             'orderNo', w.order_no, 'dueAt', w.due_at,
                                                                             'attempts', w.attempts, 'textOnly', w.text_only)
                                                          order by w.due_at, w.task_id), '[]')
                                  from followups.report_owed w
                                 where w.dealer_id = :dealer
                                   and w.customer_id = :customer
                                   and w.store_id = any(:calls)
                                   and w.due_from <= :now
                                   and (w.store_id = any(:assigns)
                                        or w.assigned_to = :staff
                                        or not exists (select 1
                                                         from followups.report_restriction x
                                                        where x.dealer_id = :dealer
                                                          and x.staff_id = :staff
                                                          and x.store_id = w.store_id))) as owed,
                               (select count(*)
                                  from complaints.story g
                                 where g.dealer_id = :dealer
                                   and g.customer_id = :customer
                                   and g.store_id = any(:complaints)
                                   and g.what = 'COMPLAINT'
                                   and g.facts ->> 'contactedAt' is null) as running,
                               y.spent_fen, y.visits,
                               (select max(l.sent_in_at)
                                  from vehicles.report_order l
                                 where l.dealer_id = :dealer
                                   and l.customer_id = :customer
                                   and l.status <> 'VOID') as last_visit,
                               (select count(*)
                                  from vehicles.story r
                                 where r.dealer_id = :dealer
                                   and r.customer_id = :customer
                                   and (:vehicle::uuid is null or r.vehicle_id = :vehicle)) as repairs,
                               (select count(*)
                                  from followups.story c
                                 where c.dealer_id = :dealer
                                   and c.customer_id = :customer
                                   and c.store_id = any(:calls)
                                   and (:vehicle::uuid is null or c.vehicle_id = :vehicle)) as calls,
                               (select count(*)
                                  from complaints.story k
                                 where k.dealer_id = :dealer
                                   and k.customer_id = :customer
                                   and k.store_id = any(:complaints)
                                   and (:vehicle::uuid is null or k.vehicle_id = :vehicle)) as complaints,
                               (select count(*)
                                  from messaging.story t
                                 where t.dealer_id = :dealer
                                   and t.customer_id = :customer
                                   and t.store_id = any(:texts)
                                   and :vehicle::uuid is null) as texts,
                               (select count(*)
                                  from audit.story a
                                 where a.dealer_id = :dealer
                                   and a.entity = 'customer'
                                   and a.entity_id = :entity
                                   and :vehicle::uuid is null) as changes,
                               (select count(*)
                                  from appointments.story n
                                 where n.dealer_id = :dealer
                                   and n.customer_id = :customer
                                   and n.store_id = any(:appointments)
                                   and (:vehicle::uuid is null or n.vehicle_id = :vehicle)) as appointments,
                               (select n.advisor
                                  from (select i.facts ->> 'advisor' as advisor, i.at
                                          from vehicles.story i
                                         where i.dealer_id = :dealer
                                           and i.customer_id = :customer
                                           and i.what = 'REPAIR'
                                         order by i.at desc
                                         limit 5) n
                                 where n.advisor is not null
                                 group by n.advisor
                                 order by count(*) desc, max(n.at) desc
                                 limit 1) as advisor,
                               (select b.staff
                                  from (select h.facts ->> 'staff' as staff, h.at
                                          from followups.story h
                                         where h.dealer_id = :dealer
                                           and h.customer_id = :customer
                                           and h.store_id = any(:calls)
                                           and h.facts ->> 'outcome' = 'CONNECTED'
                                         order by h.at desc
                                         limit 10) b
                                 where b.staff is not null
                                 group by b.staff
                                 order by count(*) desc, max(b.at) desc
                                 limit 1) as caller,
                               (select coalesce(jsonb_agg(jsonb_build_object('item', d.item, 'vehicleId', d.vehicle_id,
                                                                             'usableUntil', d.usable_until, 'usableKm', d.usable_km,
                                                                             'accepted', d.accepted, 'advisedAt', d.advised_at)
                                                          order by d.usable_until nulls last, d.advised_at desc, d.item), '[]')
                                  from vehicles.advice d
                                 where d.dealer_id = :dealer
                                   and d.customer_id = :customer
                                   and (:vehicle::uuid is null or d.vehicle_id = :vehicle)) as advice
                          from (select coalesce(sum(o.amount_fen), 0) as spent_fen,
                                       count(distinct (o.store_id, coalesce(o.visit_no, o.order_id::text))) as visits
                                  from vehicles.report_order o
                                 where o.dealer_id = :dealer
                                   and o.customer_id = :customer
                                   and o.status = 'SETTLED'
                                   and o.kind <> 'INTERNAL'
                                   and o.settled_at >= :yearAgo
                                   and o.settled_at <= :now) y
                        """)
                .param("dealer", sight.dealer())
                .param("customer", customer)
                .param("entity", customer.toString())
                .param("calls", array(sight.calls()))
                .param("assigns", array(sight.assigns())) // FU-19
                .param("staff", sight.staff())
                .param("complaints", array(sight.complaints()))
                .param("texts", array(sight.texts()))
                .param("appointments", array(sight.appointments()))
                .param("vehicle", vehicle.orElse(null))
                .param("yearAgo", Timestamp.from(yearAgo))
                .param("now", Timestamp.from(now))
                .query((row, _) -> figures(row))
                .single();
    }

    private static CustomerFigures figures(ResultSet row) throws SQLException {
        var counts = new EnumMap<StoryKind, Integer>(StoryKind.class);
        counts.put(StoryKind.REPAIRS, row.getInt("repairs"));
        counts.put(StoryKind.CALLS, row.getInt("calls"));
        counts.put(StoryKind.COMPLAINTS, row.getInt("complaints"));
        counts.put(StoryKind.TEXTS, row.getInt("texts"));
        counts.put(StoryKind.CHANGES, row.getInt("changes"));
        counts.put(StoryKind.APPOINTMENTS, row.getInt("appointments"));
        return new CustomerFigures(
                JSON.readValue(row.getString("owed"), OWED),
                row.getInt("running"),
                row.getLong("spent_fen"),
                row.getInt("visits"),
                moment(row, "last_visit"),
                counts,
                Optional.ofNullable(row.getString("advisor")),
                Optional.ofNullable(row.getString("caller")),
                JSON.readValue(row.getString("advice"), ADVICE));
    }

    /**
     * A part of the history, the latest first. Each chapter gives its latest rows alone, so that the cost follows what is shown and not
     * how long the history is.
     */
    StoryPage story(CustomerSight sight, UUID customer, StoryWanted wanted, ZoneId zone, int limit) {
        var found = jdbc.sql("""
                        select x.kind, x.at, x.id, x.what, x.facts, x.staff, x.vehicle_id, x.store_id, s.name as store, s.zone, v.plate,
                               x.kind <> 'CALLS'
                               or x.store_id = any(:assigns)
                               or x.facts ->> 'assignedTo' = cast(:self as text)
                               or not exists (select 1
                                                from followups.report_restriction f
                                               where f.dealer_id = :dealer
                                                 and f.staff_id = :self
                                                 and f.store_id = x.store_id) as opens
                          from ((select 'REPAIRS' as kind, r.at, r.id, r.what, r.facts, null::text as staff, r.vehicle_id, r.store_id
                                   from vehicles.story r
                                  where r.dealer_id = :dealer
                                    and r.customer_id = :customer
                                    and :repairs
                                    and (:vehicle::uuid is null or r.vehicle_id = :vehicle)
                                    and (:at::timestamptz is null or (r.at, r.id) < (:at, :id::uuid))
                                  order by r.at desc, r.id desc
                                  limit :limit)
                                union all
                                (select 'CALLS' as kind, c.at, c.id, c.what, c.facts, null::text as staff, c.vehicle_id, c.store_id
                                   from followups.story c
                                  where c.dealer_id = :dealer
                                    and c.customer_id = :customer
                                    and c.store_id = any(:callStores)
                                    and :calls
                                    and (:vehicle::uuid is null or c.vehicle_id = :vehicle)
                                    and (:at::timestamptz is null or (c.at, c.id) < (:at, :id::uuid))
                                  order by c.at desc, c.id desc
                                  limit :limit)
                                union all
                                (select 'COMPLAINTS' as kind, k.at, k.id, k.what, k.facts, null::text as staff, k.vehicle_id, k.store_id
                                   from complaints.story k
                                  where k.dealer_id = :dealer
                                    and k.customer_id = :customer
                                    and k.store_id = any(:complaintStores)
                                    and :complaints
                                    and (:vehicle::uuid is null or k.vehicle_id = :vehicle)
                                    and (:at::timestamptz is null or (k.at, k.id) < (:at, :id::uuid))
                                  order by k.at desc, k.id desc
                                  limit :limit)
                                union all
                                (select 'TEXTS' as kind, t.at, t.id, t.what, t.facts, null::text as staff, t.vehicle_id, t.store_id
                                   from messaging.story t
                                  where t.dealer_id = :dealer
                                    and t.customer_id = :customer
                                    and t.store_id = any(:textStores)
                                    and :texts
                                    and :vehicle::uuid is null
                                    and (:at::timestamptz is null or (t.at, t.id) < (:at, :id::uuid))
                                  order by t.at desc, t.id desc
                                  limit :limit)
                                union all
                                (select 'CHANGES' as kind, a.at, a.id, a.what, a.facts, p.name as staff, null::uuid as vehicle_id,
                                        null::uuid as store_id
                                   from audit.story a
                                   left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = a.actor_id
                                  where a.dealer_id = :dealer
                                    and a.entity = 'customer'
                                    and a.entity_id = :entity
                                    and :changes
                                    and :vehicle::uuid is null
                                    and (:at::timestamptz is null or (a.at, a.id) < (:at, :id::uuid))
                                  order by a.at desc, a.id desc
                                  limit :limit)
                                union all
                                (select 'APPOINTMENTS' as kind, b.at, b.id, b.what, b.facts, null::text as staff, b.vehicle_id, b.store_id
                                   from appointments.story b
                                  where b.dealer_id = :dealer
                                    and b.customer_id = :customer
                                    and b.store_id = any(:appointmentStores)
                                    and :appointments
                                    and (:vehicle::uuid is null or b.vehicle_id = :vehicle)
                                    and (:at::timestamptz is null or (b.at, b.id) < (:at, :id::uuid))
                                  order by b.at desc, b.id desc
                                  limit :limit)) x
                          left join organisation.report_store s on s.dealer_id = :dealer and s.store_id = x.store_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = x.vehicle_id
                         order by x.at desc, x.id desc
                         limit :limit
                        """)
                .param("dealer", sight.dealer())
                .param("customer", customer)
                .param("entity", customer.toString())
                .param("callStores", array(sight.calls()))
                .param("assigns", array(sight.assigns())) // FU-19
                .param("self", sight.staff())
                .param("complaintStores", array(sight.complaints()))
                .param("textStores", array(sight.texts()))
                .param("repairs", wanted.includes(StoryKind.REPAIRS))
                .param("calls", wanted.includes(StoryKind.CALLS))
                .param("complaints", wanted.includes(StoryKind.COMPLAINTS))
                .param("texts", wanted.includes(StoryKind.TEXTS))
                .param("changes", wanted.includes(StoryKind.CHANGES))
                .param("appointmentStores", array(sight.appointments()))
                .param("appointments", wanted.includes(StoryKind.APPOINTMENTS))
                .param("vehicle", wanted.vehicle().orElse(null))
                .param("at", wanted.after().map(it -> Timestamp.from(it.at())).orElse(null))
                .param("id", wanted.after().map(RowKey::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, _) -> line(row, zone))
                .list();
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        return new StoryPage(
                shown, found.size() > limit ? Optional.of(shown.getLast().key()) : Optional.empty());
    }

    private static StoryLine line(ResultSet row, ZoneId zone) throws SQLException {
        var where = row.getString("zone");
        return new StoryLine(
                StoryKind.valueOf(row.getString("kind")),
                row.getTimestamp("at").toInstant(),
                row.getObject("id", UUID.class),
                Optional.ofNullable(row.getObject("store_id", UUID.class)),
                Optional.ofNullable(row.getString("store")),
                where == null ? zone : ZoneId.of(where),
                Optional.ofNullable(row.getObject("vehicle_id", UUID.class)),
                Optional.ofNullable(row.getString("plate")),
                row.getBoolean("opens"),
                facts(row.getString("what"), row.getString("facts"), Optional.ofNullable(row.getString("staff"))));
    }

    /** What the views call a happening; whatever has another name is an action of the audit log. */
    private static StoryFacts facts(String what, String json, Optional<String> staff) {
        return switch (what) {
            case "REPAIR" -> JSON.readValue(json, StoryFacts.Repair.class);
            case "SALE" -> JSON.readValue(json, StoryFacts.Sale.class);
            case "ARRIVAL" -> JSON.readValue(json, StoryFacts.Arrival.class);
            case "CALL" -> JSON.readValue(json, StoryFacts.Call.class);
            case "REMARK" -> JSON.readValue(json, StoryFacts.Remark.class);
            case "LEAD" -> JSON.readValue(json, StoryFacts.Lead.class);
            case "EARLIER_CALL" -> JSON.readValue(json, StoryFacts.EarlierCall.class);
            case "EARLIER_COMPLAINT" -> JSON.readValue(json, StoryFacts.EarlierComplaint.class);
            case "COMPLAINT" -> JSON.readValue(json, StoryFacts.Complaint.class);
            case "APPOINTMENT" -> JSON.readValue(json, StoryFacts.Appointment.class);
            case "TEXT" -> masked(JSON.readValue(json, StoryFacts.Text.class));
            default -> {
                var changes = JSON.readValue(json, Changes.class);
                yield new StoryFacts.Change(what, staff, masked(changes.before()), masked(changes.after()));
            }
        };
    }

    private static StoryFacts.Text masked(StoryFacts.Text it) {
        return new StoryFacts.Text(
                it.body(), masked(it.phone()), it.state(), it.reason(), it.channel(), it.cause(), it.causeId());
    }

    /** The fields of a change; a number among them is masked, an identity number is so already. */
    private static Map<String, String> masked(Map<String, String> fields) {
        var masked = new HashMap<>(fields);
        masked.computeIfPresent("phone", (_, it) -> it.isBlank() ? it : masked(it));
        return masked;
    }

    private static String masked(String e164) {
        return new PhoneNumber(e164).masked();
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static UUID[] array(List<UUID> stores) {
        return stores.toArray(UUID[]::new);
    }
}
