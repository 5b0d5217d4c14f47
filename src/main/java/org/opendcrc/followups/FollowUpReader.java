package org.opendcrc.followups;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.followups.CallFile.Closing;
import org.opendcrc.followups.CallFile.Linked;
import org.opendcrc.followups.CallFile.Past;
import org.opendcrc.followups.CallFile.Phone;
import org.opendcrc.followups.CallFile.Remark;
import org.opendcrc.followups.Refusal.HeldBy;
import org.opendcrc.shared.RowKey;
import org.opendcrc.vehicles.CarName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What pages show of the queue. Only of the stores that it is given. */
@Repository
class FollowUpReader {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Phone>> PHONES = new TypeReference<>() {};
    private static final TypeReference<List<Linked>> LINKED = new TypeReference<>() {};
    private static final TypeReference<List<Past>> HISTORY = new TypeReference<>() {};
    private static final TypeReference<List<Remark>> REMARKS = new TypeReference<>() {};
    private static final TypeReference<List<CallFile.Person>> PEOPLE = new TypeReference<>() {};
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};
    private static final TypeReference<List<CallFile.OpenComplaint>> COMPLAINTS = new TypeReference<>() {};
    private static final TypeReference<List<CallFile.Earlier>> EARLIER = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    FollowUpReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By what a list is sorted and goes on. */
    static RowKey key(QueueLine line, QueueView view) {
        return new RowKey(view == QueueView.DONE ? line.closedAt().orElseThrow() : line.due(), line.task());
    }

    List<QueueLine> lines(
            int dealer, List<UUID> stores, QueueView view, Optional<RowKey> after, int limit, Instant now) {
        return view == QueueView.DONE
                ? done(dealer, stores, after, limit, now)
                : open(dealer, stores, view, after, limit, now);
    }

    /** Each store gives its first lines in the order of its index, so that no more is read than is shown. */
    private List<QueueLine> open(
            int dealer, List<UUID> stores, QueueView view, Optional<RowKey> after, int limit, Instant now) {
        return jdbc.sql("""
                        select t.id, s.name as store, s.zone, k.name as customer, k.kind as customer_kind, k.sex, v.plate, v.series, v.model,
                               t.order_no, t.order_kind, t.settled_at, a.name as advisor, t.due_at, t.fades_at, t.attempts, t.dayparts_used,
                               t.state, t.text_only, v.jd_flag, t.open_tasks as together, t.not_before, t.promised_at,
                               case when t.claimed_until > :now then p.name end as held_by, t.closed_at
                          from organisation.report_store s
                         cross join lateral (select t.id, coalesce(t.order_no, t.subject_no) as order_no, coalesce(t.order_kind, t.kind) as order_kind,
                                                    coalesce(t.settled_at, t.happened_at) as settled_at, t.advisor_id, t.due_at, t.fades_at, t.attempts,
                                                    t.dayparts_used, t.state, t.closed_at, c.customer_id, c.vehicle_id, c.text_only,
                                                    c.open_tasks, c.not_before, c.promised_at, c.claimed_by, c.claimed_until
                                               from followups.task t
                                               join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                                              where t.dealer_id = :dealer
                                                and t.store_id = s.store_id
                                                and t.state in ('PENDING', 'RETRY')
                                                and t.due_from <= :now
                                                and c.text_only = :textOnly
                                                and (not :again or t.state = 'RETRY')
                                                and (not :overdue or t.due_at <= :now)
                                                and (not :today
                                                     or (t.due_at > :now
                                                         and t.due_at <= ((cast(:now as timestamptz) at time zone s.zone)::date + 1)::timestamp
                                                                         at time zone s.zone))
                                                and (:at::timestamptz is null or (t.due_at, t.id) > (:at, :id::uuid))
                                              order by t.due_at, t.id
                                              limit :limit) t
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = t.customer_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = t.vehicle_id
                          left join organisation.report_staff a on a.dealer_id = :dealer and a.staff_id = t.advisor_id
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = t.claimed_by
                         where s.dealer_id = :dealer
                           and s.store_id = any(:stores)
                         order by t.due_at, t.id
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("textOnly", view == QueueView.TEXT)
                .param("again", view == QueueView.AGAIN)
                .param("overdue", view == QueueView.OVERDUE)
                .param("today", view == QueueView.TODAY)
                .param("now", Timestamp.from(now))
                .param("at", after.map(it -> Timestamp.from(it.at())).orElse(null))
                .param("id", after.map(RowKey::id).orElse(null))
                .param("limit", limit)
                .query((row, _) -> line(row))
                .list();
    }

    private List<QueueLine> done(int dealer, List<UUID> stores, Optional<RowKey> after, int limit, Instant now) {
        return jdbc.sql("""
                        select t.id, s.name as store, s.zone, k.name as customer, k.kind as customer_kind, k.sex, v.plate, v.series, v.model,
                               coalesce(t.order_no, t.subject_no) as order_no,
                               coalesce(t.order_kind, t.kind) as order_kind,
                               coalesce(t.settled_at, t.happened_at) as settled_at, a.name as advisor, t.due_at, t.fades_at, t.attempts,
                               t.dayparts_used, t.state, c.text_only, v.jd_flag, 0 as together, null::timestamptz as not_before,
                               null::timestamptz as promised_at, null::text as held_by, t.closed_at
                          from followups.task t
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = t.store_id
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = c.customer_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = c.vehicle_id
                          left join organisation.report_staff a on a.dealer_id = :dealer and a.staff_id = t.advisor_id
                         where t.dealer_id = :dealer
                           and t.store_id = any(:stores)
                           and t.state not in ('PENDING', 'RETRY', 'CANCELLED')
                           and t.closed_at >= ((cast(:now as timestamptz) at time zone s.zone)::date)::timestamp at time zone s.zone
                           and (:at::timestamptz is null or (t.closed_at, t.id) < (:at, :id::uuid))
                         order by t.closed_at desc, t.id desc
                         limit :limit
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .param("at", after.map(it -> Timestamp.from(it.at())).orElse(null))
                .param("id", after.map(RowKey::id).orElse(null))
                .param("limit", limit)
                .query((row, _) -> line(row))
                .list();
    }

    QueueCounts counts(int dealer, List<UUID> stores, Instant now) {
        return jdbc.sql("""
                        select count(*) filter (where not o.text_only) as open,
                               count(*) filter (where not o.text_only and o.state = 'RETRY') as again,
                               count(*) filter (where not o.text_only and o.due_at > :now and o.due_at <= o.tomorrow) as today,
                               count(*) filter (where not o.text_only and o.due_at <= :now) as overdue,
                               count(*) filter (where o.text_only) as text,
                               (select count(*)
                                  from followups.task d
                                  join organisation.report_store r on r.dealer_id = :dealer and r.store_id = d.store_id
                                 where d.dealer_id = :dealer
                                   and d.store_id = any(:stores)
                                   and d.state not in ('PENDING', 'RETRY', 'CANCELLED')
                                   and d.closed_at >= ((cast(:now as timestamptz) at time zone r.zone)::date)::timestamp
                                                      at time zone r.zone) as done
                          from (select t.state, t.due_at, c.text_only,
                                       ((cast(:now as timestamptz) at time zone s.zone)::date + 1)::timestamp at time zone s.zone as tomorrow
                                  from followups.task t
                                  join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                                  join organisation.report_store s on s.dealer_id = :dealer and s.store_id = t.store_id
                                 where t.dealer_id = :dealer
                                   and t.store_id = any(:stores)
                                   and t.state in ('PENDING', 'RETRY')
                                   and t.due_from <= :now) o
                        """)
                .param("dealer", dealer)
                .param("stores", stores.toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .query((row, _) -> new QueueCounts(
                        row.getInt("open"),
                        row.getInt("again"),
                        row.getInt("today"),
                        row.getInt("overdue"),
                        row.getInt("text"),
                        row.getInt("done")))
                .single();
    }

    private static QueueLine line(ResultSet row) throws SQLException {
        return new QueueLine(
                row.getObject("id", UUID.class),
                row.getString("store"),
                ZoneId.of(row.getString("zone")),
                row.getString("customer"),
                row.getString("customer_kind").equals("PERSON"),
                row.getString("sex"),
                Optional.ofNullable(row.getString("plate")),
                car(row),
                row.getString("order_no"),
                row.getString("order_kind"),
                row.getTimestamp("settled_at").toInstant(),
                Optional.ofNullable(row.getString("advisor")),
                row.getTimestamp("due_at").toInstant(),
                row.getTimestamp("fades_at").toInstant(),
                row.getInt("attempts"),
                DaypartBits.read(row.getInt("dayparts_used")),
                TaskState.valueOf(row.getString("state")),
                row.getBoolean("text_only"),
                row.getBoolean("jd_flag"),
                row.getInt("together"),
                Contacts.moment(row, "not_before"),
                Contacts.moment(row, "promised_at"),
                Optional.ofNullable(row.getString("held_by")),
                Contacts.moment(row, "closed_at"));
    }

    /** A task with everything about it, in one statement: what there are several of comes as JSON. */
    Optional<CallFile> file(int dealer, UUID task, List<UUID> stores, UUID staff, Instant now) {
        return jdbc.sql("""
                        select t.id, t.state, t.store_id, s.name as store, s.zone, c.customer_id, k.name as customer, k.kind as customer_kind,
                               k.sex, k.dnd, k.sms_consent, coalesce(v.vin, '') as vin, v.plate, coalesce(v.brand, '') as brand, v.series, v.model, v.delivered_on, v.warranty_until,
                               v.jd_flag, coalesce(t.order_no, t.subject_no) as order_no, coalesce(t.order_kind, t.kind) as order_kind,
                               coalesce(t.sent_in_at, t.happened_at) as sent_in_at, coalesce(t.settled_at, t.happened_at) as settled_at,
                               t.mileage_km, a.name as advisor,
                               o.technician, o.amount_fen, t.due_at, t.fades_at, t.attempts, t.dayparts_used, c.text_only, c.promised_at,
                               c.claimed_by, c.claimed_until, p.name as claimed_by_name,
                               t.called_at, t.closed_at, r.outcome, b.name as called_by, r.complaint_id, coalesce(w.order_no, w.subject_no) as served_with,
                               (select coalesce(jsonb_agg(jsonb_build_object('e164', n.e164, 'wrongSince', n.wrong_since)
                                                          order by n.position, n.e164), '[]')
                                  from customers.phone n
                                 where n.dealer_id = :dealer
                                   and n.customer_id = c.customer_id) as phones,
                               (select coalesce(jsonb_agg(jsonb_build_object('task', l.id, 'orderNo', coalesce(l.order_no, l.subject_no),
                                                                             'kind', coalesce(l.order_kind, l.kind), 'state', l.state)
                                                          order by coalesce(l.settled_at, l.happened_at), l.id), '[]')
                                  from followups.task l
                                 where l.dealer_id = :dealer
                                   and l.contact_id = t.contact_id
                                   and l.id <> t.id
                                   and (l.linked_to = t.id
                                        or (t.state in ('PENDING', 'RETRY') and l.state in ('PENDING', 'RETRY')))) as together,
                               (select coalesce(jsonb_agg(h.line order by h.at desc), '[]')
                                  from (select e.at,
                                               jsonb_build_object(
                                                   'at', e.at, 'outcome', e.outcome, 'by', g.name, 'orderNo', coalesce(y.order_no, y.subject_no),
                                                   'counted', exists (select 1
                                                                        from followups.attempt_task x
                                                                       where x.dealer_id = :dealer
                                                                         and x.attempt_id = e.id
                                                                         and x.task_id = e.task_id
                                                                         and x.counted),
                                                   'answered', z.outcome, 'total', q.total, 'totalPossible', q.total_possible,
                                                   'satisfaction', q.satisfaction) as line
                                          from followups.attempt e
                                          join followups.task y on y.dealer_id = :dealer and y.id = e.task_id
                                          join organisation.report_staff g on g.dealer_id = :dealer and g.staff_id = e.staff_id
                                          left join followups.result z on z.dealer_id = :dealer and z.task_id = e.task_id
                                                                       and e.outcome = 'CONNECTED'
                                          left join questionnaires.report_response q on q.dealer_id = :dealer
                                                                                     and q.response_id = z.response_id
                                         where e.dealer_id = :dealer
                                           and e.contact_id = t.contact_id
                                         order by e.at desc
                                         limit 8) h) as history,
                               (select coalesce(jsonb_agg(jsonb_build_object('at', m.at, 'by', u.name, 'words', m.words)
                                                          order by m.at, m.id), '[]')
                                  from followups.remark m
                                  join organisation.report_staff u on u.dealer_id = :dealer and u.staff_id = m.staff_id
                                 where m.dealer_id = :dealer
                                   and m.task_id = t.id) as remarks,
                               v.next_maintenance_on,
                               (select coalesce(jsonb_agg(jsonb_build_object('name', j.name, 'phone', j.phone, 'relation', j.relation)
                                                          order by j.name), '[]')
                                  from customers.report_contact j
                                 where j.dealer_id = :dealer
                                   and j.customer_id = c.customer_id) as people,
                               (select coalesce(jsonb_agg(i.name order by i.line_no, i.line_id), '[]')
                                  from vehicles.report_line i
                                 where i.dealer_id = :dealer
                                   and i.order_id = t.order_id) as lines,
                               (select coalesce(jsonb_agg(f.item order by f.item), '[]')
                                  from vehicles.report_recommendation f
                                 where f.dealer_id = :dealer
                                   and f.order_id = t.order_id
                                   and f.accepted is not true) as recommended,
                               (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'number', q.facts ->> 'number',
                                                                             'kind', q.facts ->> 'complaintKind', 'at', q.at)
                                                          order by q.at desc), '[]')
                                  from (select x.id, x.facts, x.at
                                          from complaints.story x
                                         where x.dealer_id = :dealer
                                           and x.customer_id = c.customer_id
                                           and x.what = 'COMPLAINT'
                                           and x.store_id = any(:stores)
                                           and x.facts ->> 'state' <> 'CLOSED'
                                         order by x.at desc
                                         limit 3) q) as complaints,
                               (select coalesce(jsonb_agg(q.line order by q.at desc), '[]')
                                  from (select h.called_at as at,
                                               jsonb_build_object('at', h.called_at, 'outcome', h.outcome, 'about', x.order_no, 'by', g.name,
                                                                  'score', h.score::text, 'satisfaction', h.satisfaction::text,
                                                                  'words', h.remark) as line
                                          from vehicles.report_order x
                                          join followups.call_history h on h.dealer_id = :dealer and h.order_id = x.order_id
                                          left join organisation.report_staff g on g.dealer_id = :dealer and g.staff_id = h.staff_id
                                         where x.dealer_id = :dealer
                                           and x.vehicle_id = c.vehicle_id
                                           and x.customer_id = c.customer_id
                                         order by h.called_at desc
                                         limit 5) q) as earlier,
                               d.typed, d.saved_at as typed_at
                          from followups.task t
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = t.store_id
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = c.customer_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = c.vehicle_id
                          left join vehicles.report_order o on o.dealer_id = :dealer and o.order_id = t.order_id
                          left join organisation.report_staff a on a.dealer_id = :dealer and a.staff_id = t.advisor_id
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = c.claimed_by
                          left join followups.result r on r.dealer_id = :dealer and r.task_id = t.id
                          left join organisation.report_staff b on b.dealer_id = :dealer and b.staff_id = r.staff_id
                          left join followups.task w on w.dealer_id = :dealer and w.id = t.linked_to
                          left join followups.draft d on d.dealer_id = :dealer and d.task_id = t.id and d.staff_id = :staff
                         where t.dealer_id = :dealer
                           and t.id = :task
                           and t.store_id = any(:stores)
                        """)
                .param("dealer", dealer)
                .param("task", task)
                .param("stores", stores.toArray(UUID[]::new))
                .param("staff", staff)
                .query((row, _) -> file(row, staff, now))
                .optional();
    }

    private static CallFile file(ResultSet row, UUID staff, Instant now) throws SQLException {
        var claimedBy = row.getObject("claimed_by", UUID.class);
        var until = Contacts.moment(row, "claimed_until").filter(it -> it.isAfter(now));
        var name = row.getString("claimed_by_name");
        return new CallFile(
                row.getObject("id", UUID.class),
                TaskState.valueOf(row.getString("state")),
                row.getObject("store_id", UUID.class),
                row.getString("store"),
                ZoneId.of(row.getString("zone")),
                new CallFile.Customer(
                        row.getObject("customer_id", UUID.class),
                        row.getString("customer"),
                        row.getString("customer_kind").equals("PERSON"),
                        row.getString("sex"),
                        row.getBoolean("dnd"),
                        row.getBoolean("sms_consent")),
                new CallFile.Vehicle(
                        row.getString("vin"),
                        Optional.ofNullable(row.getString("plate")),
                        row.getString("brand"),
                        car(row),
                        Optional.ofNullable(row.getObject("delivered_on", LocalDate.class)),
                        Optional.ofNullable(row.getObject("warranty_until", LocalDate.class)),
                        row.getBoolean("jd_flag")),
                new CallFile.Order(
                        row.getString("order_no"),
                        row.getString("order_kind"),
                        row.getTimestamp("sent_in_at").toInstant(),
                        row.getTimestamp("settled_at").toInstant(),
                        Optional.ofNullable(row.getObject("mileage_km", Integer.class)),
                        Optional.ofNullable(row.getString("advisor")),
                        Optional.ofNullable(row.getString("technician")),
                        Optional.ofNullable(row.getObject("amount_fen", Long.class))),
                row.getTimestamp("due_at").toInstant(),
                row.getTimestamp("fades_at").toInstant(),
                row.getInt("attempts"),
                DaypartBits.read(row.getInt("dayparts_used")),
                row.getBoolean("text_only"),
                Contacts.moment(row, "promised_at"),
                until.isPresent() && staff.equals(claimedBy),
                until.filter(_ -> !staff.equals(claimedBy)).map(it -> new HeldBy(name, it)),
                closing(row),
                read(row.getString("phones"), PHONES),
                read(row.getString("together"), LINKED),
                read(row.getString("history"), HISTORY),
                read(row.getString("remarks"), REMARKS),
                around(row));
    }

    private static CallFile.Around around(ResultSet row) throws SQLException {
        var typed = Optional.ofNullable(row.getString("typed"));
        var typedAt = Contacts.moment(row, "typed_at");
        return new CallFile.Around(
                Optional.ofNullable(row.getObject("next_maintenance_on", LocalDate.class)),
                read(row.getString("people"), PEOPLE),
                read(row.getString("lines"), WORDS),
                read(row.getString("recommended"), WORDS),
                read(row.getString("complaints"), COMPLAINTS),
                read(row.getString("earlier"), EARLIER),
                typed.flatMap(it -> typedAt.map(at -> new CallFile.Draft(at, JSON.readValue(it, FIELDS)))));
    }

    private static Optional<Closing> closing(ResultSet row) throws SQLException {
        var closedAt = Contacts.moment(row, "closed_at");
        if (closedAt.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Closing(
                Contacts.moment(row, "called_at"),
                closedAt.get(),
                Optional.ofNullable(row.getString("outcome")).map(CallOutcome::valueOf),
                Optional.ofNullable(row.getString("called_by")),
                Optional.ofNullable(row.getObject("complaint_id", UUID.class)),
                Optional.ofNullable(row.getString("served_with"))));
    }

    private static <T> List<T> read(String json, TypeReference<List<T>> type) {
        return JSON.readValue(json, type);
    }

    private static String car(ResultSet row) throws SQLException {
        return CarName.of(row.getString("series"), row.getString("model"));
    }
}
