package org.opendcrc.followups;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.customers.CustomerSearch;
import org.opendcrc.followups.CallFile.Closing;
import org.opendcrc.followups.CallFile.Linked;
import org.opendcrc.followups.CallFile.Past;
import org.opendcrc.followups.CallFile.Phone;
import org.opendcrc.followups.CallFile.Remark;
import org.opendcrc.followups.QueueFilter.Assigned;
import org.opendcrc.followups.QueueSides.Named;
import org.opendcrc.followups.Refusal.HeldBy;
import org.opendcrc.shared.KeyRange;
import org.opendcrc.shared.RowKey;
import org.opendcrc.vehicles.CarName;
import org.opendcrc.vehicles.VehicleSearch;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What pages and programs read of the queue. Only what the {@link Sight} lets see. */
@Repository
class FollowUpReader {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Phone>> PHONES = new TypeReference<>() {};
    private static final TypeReference<List<Linked>> LINKED = new TypeReference<>() {};
    private static final TypeReference<List<Past>> HISTORY = new TypeReference<>() {};
    private static final TypeReference<List<SavedView>> VIEWS = new TypeReference<>() {};
    private static final TypeReference<List<Named>> NAMED = new TypeReference<>() {};
    private static final TypeReference<List<Remark>> REMARKS = new TypeReference<>() {};
    private static final TypeReference<List<CallFile.Person>> PERSONS = new TypeReference<>() {};
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};
    private static final TypeReference<List<CallFile.OpenComplaint>> COMPLAINTS = new TypeReference<>() {};
    private static final TypeReference<List<CallFile.Earlier>> EARLIER = new TypeReference<>() {};
    private static final TypeReference<List<CallFile.Ahead>> APPOINTMENTS = new TypeReference<>() {};
    private static final TypeReference<List<CallFile.Checked>> CHECKED = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    /** By what is sorted what was not picked up yet; the statement has the same moment. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcClient jdbc;

    FollowUpReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By what a list is sorted and goes on. */
    static RowKey key(QueueLine line, QueueSort sort) {
        var task = line.task();
        return new RowKey(
                switch (sort) {
                    case DUE -> task.dueAt();
                    case SETTLED, NEWEST -> task.subject().happenedAt();
                    case CLOSED -> task.closedAt().orElseThrow();
                    case PICKED_UP ->
                        task.pickedUpOn()
                                .map(it -> it.atStartOfDay(line.zone()).toInstant())
                                .orElse(NEVER);
                },
                task.id());
    }

    /**
     * The rows of a filter. Each store gives its first rows in the order of one index, so that no more is read than is shown: the
     * conditions that a filter does not use, and all ways of sorting but one, vanish when the statement is planned with its values.
     * That is why the server may not keep one plan for all filters.
     *
     * @param days for each store how many days ago the orders of {@link QueueView#DAY} were settled
     */
    List<QueueLine> lines(Sight sight, QueueFilter filter, int[] days, QueuePlace place, int limit, Instant now) {
        jdbc.sql("set local plan_cache_mode = force_custom_plan").update();
        var sort = filter.sorted();
        var back = place instanceof QueuePlace.Before;
        var view = filter.state().isPresent() && filter.view() != QueueView.DAY ? QueueView.ALL : filter.view();
        var text = filter.text().strip();
        var customer = CustomerSearch.of(text);
        var customers = customer.ranges();
        var vehicles = VehicleSearch.of(text).ranges();
        var key = switch (place) {
            case QueuePlace.First() -> Optional.<RowKey>empty();
            case QueuePlace.After(var it) -> Optional.of(it);
            case QueuePlace.Before(var it) -> Optional.of(it);
        };
        var found = jdbc.sql(LINES)
                .param("dealer", sight.dealer())
                .param("staff", sight.staff())
                .param("stores", sight.stores())
                .param("whole", sight.whole())
                .param("team", sight.team())
                .param("now", Timestamp.from(now))
                .param("only", null)
                .param("open", view.isOfOpenTasks() && filter.state().isEmpty())
                .param("ahead", filter.showsSalesAhead())
                .param("done", view == QueueView.DONE)
                .param("again", view == QueueView.AGAIN)
                .param("today", view == QueueView.TODAY)
                .param("overdue", view == QueueView.OVERDUE || filter.overdue())
                .param("faded", filter.faded())
                .param(
                        "textOnly",
                        filter.dnd()
                                .or(() -> view.isOfCalls()
                                        ? Optional.of(false)
                                        : view == QueueView.TEXT ? Optional.of(true) : Optional.empty())
                                .orElse(null))
                .param(
                        "never",
                        filter.dnd().isPresent()
                                && view.isOfCalls()
                                && filter.dnd().get())
                .param("day", filter.isOfTheDay())
                .param("days", days)
                .param("sentFrom", filter.sentIn().from().orElse(null))
                .param("sentTo", filter.sentIn().to().orElse(null))
                .param("settledFrom", filter.settled().from().orElse(null))
                .param("settledTo", filter.settled().to().orElse(null))
                .param("completedFrom", filter.completed().from().orElse(null))
                .param("completedTo", filter.completed().to().orElse(null))
                .param("dealtFrom", filter.dealt().from().orElse(null))
                .param("dealtTo", filter.dealt().to().orElse(null))
                .param("pickedFrom", filter.pickedUp().from().orElse(null))
                .param("pickedTo", filter.pickedUp().to().orElse(null))
                .param("advisor", filter.advisor().orElse(null))
                .param("orderKind", filter.orderKind().orElse(null))
                .param(
                        "kind",
                        filter.view() == QueueView.SALES
                                ? CallKind.SALES.name()
                                : filter.kind().orElse(null))
                .param("state", filter.state().map(Enum::name).orElse(null))
                .param("jd", filter.jd().orElse(null))
                .param(
                        "unassigned",
                        filter.assigned()
                                .filter(Assigned.Nobody.class::isInstance)
                                .isPresent())
                .param(
                        "assigned",
                        filter.assigned()
                                .flatMap(it -> switch (it) {
                                    case Assigned.Me() -> Optional.of(sight.staff());
                                    case Assigned.Nobody() -> Optional.<UUID>empty();
                                    case Assigned.To(var staff) -> Optional.of(staff);
                                })
                                .orElse(null))
                .param("searching", !text.isEmpty())
                .param("within", customer.within().orElse(null))
                .param("customerFrom", from(customers))
                .param("customerBefore", before(customers))
                .param("vehicleFrom", from(vehicles))
                .param("vehicleBefore", before(vehicles))
                .param("orderNo", text.toUpperCase(Locale.ROOT))
                .param(
                        "orderNoBefore",
                        KeyRange.beginningWith(text.toUpperCase(Locale.ROOT), 1).before())
                .param("column", sort.column())
                .param("down", sort.isDown() != back)
                .param("at", key.map(it -> Timestamp.from(it.at())).orElse(null))
                .param("id", key.map(RowKey::id).orElse(null))
                .param("limit", limit)
                .query((row, _) -> line(row))
                .list();
        return back ? found.reversed() : found;
    }

    /** Those tasks, owed yet or not, in the order in which they are due. */
    List<QueueLine> tasks(Sight sight, List<UUID> tasks, Instant now) {
        return jdbc.sql(LINES)
                .param("dealer", sight.dealer())
                .param("staff", sight.staff())
                .param("stores", sight.stores())
                .param("whole", sight.whole())
                .param("team", sight.team())
                .param("now", Timestamp.from(now))
                .param("only", tasks.toArray(UUID[]::new))
                .param("open", false)
                .param("ahead", false)
                .param("done", false)
                .param("again", false)
                .param("today", false)
                .param("overdue", false)
                .param("faded", false)
                .param("textOnly", null)
                .param("never", false)
                .param("day", false)
                .param("days", new int[0])
                .param("sentFrom", null)
                .param("sentTo", null)
                .param("settledFrom", null)
                .param("settledTo", null)
                .param("completedFrom", null)
                .param("completedTo", null)
                .param("dealtFrom", null)
                .param("dealtTo", null)
                .param("pickedFrom", null)
                .param("pickedTo", null)
                .param("advisor", null)
                .param("orderKind", null)
                .param("kind", null)
                .param("state", null)
                .param("jd", null)
                .param("unassigned", false)
                .param("assigned", null)
                .param("searching", false)
                .param("within", null)
                .param("customerFrom", new String[0])
                .param("customerBefore", new String[0])
                .param("vehicleFrom", new String[0])
                .param("vehicleBefore", new String[0])
                .param("orderNo", "")
                .param("orderNoBefore", "")
                .param("column", QueueSort.DUE.column())
                .param("down", false)
                .param("at", null)
                .param("id", null)
                .param("limit", tasks.size())
                .query((row, _) -> line(row))
                .list();
    }

    private static String[] from(List<KeyRange> ranges) {
        return ranges.stream().map(KeyRange::from).toArray(String[]::new);
    }

    private static String[] before(List<KeyRange> ranges) {
        return ranges.stream().map(KeyRange::before).toArray(String[]::new);
    }

    private static final String LINES = """
                        select t.id, t.kind, t.subject_id, t.subject_no, t.happened_at, t.round, t.contact_id, t.store_id, t.customer_id, t.vehicle_id, t.order_id, t.order_no, t.order_kind, t.visit_no,
                               t.state, k.name as customer, k.kind as customer_kind, k.sex, k.dnd, v.plate, v.series, v.model, v.jd_flag,
                               t.mileage_km, a.name as advisor, t.sent_in_at, t.completed_at, t.settled_at, t.due_from, t.due_at, t.fades_at,
                               t.attempts, t.dayparts_used, t.overdue_since, t.faded_since, t.linked_to, t.called_at, t.closed_at, t.text_only,
                               t.not_before, t.promised_at, (t.picked_up_at at time zone s.zone)::date as picked_up_on, s.name as store, s.zone,
                               case when t.state in ('PENDING', 'RETRY')
                                    then t.open_tasks - (select count(*)
                                                           from followups.task w
                                                          where w.dealer_id = :dealer
                                                            and w.contact_id = t.contact_id
                                                            and w.state in ('PENDING', 'RETRY')
                                                            and (w.at_hour and w.due_from > :now
                                                                 or (w.order_id is null) <> (t.order_id is null)
                                                                 or t.order_id is null and w.subject_id <> t.subject_id
                                                                    and not (w.kind = 'SALES' and t.kind = 'SALES')))
                                    else 0 end as together,
                               case when t.claimed_until > :now then p.name end as claimed_by,
                               case when t.claimed_until > :now then t.claimed_until end as claimed_until,
                               t.assigned_to, g.name as assignee, coalesce(t.claimed_until > :now and t.claimed_by <> :staff, false) as elsewhere,
                               t.state in ('PENDING', 'RETRY') and t.corrected_at is not null as corrected
                          from organisation.report_store s
                         cross join lateral (select t.id, t.kind, t.subject_id, coalesce(t.order_no, t.subject_no) as subject_no,
                                                    coalesce(t.settled_at, t.happened_at) as happened_at, t.round, t.contact_id, t.store_id, t.order_id, t.order_no, t.order_kind, t.visit_no, t.state,
                                                    t.mileage_km, t.advisor_id, t.sent_in_at, t.completed_at, t.settled_at, t.due_from, t.due_at,
                                                    t.fades_at, t.attempts, t.dayparts_used, t.overdue_since, t.faded_since, t.linked_to,
                                                    t.called_at, t.closed_at, c.customer_id, c.vehicle_id, c.text_only, c.open_tasks,
                                                    c.not_before, c.promised_at, c.claimed_by, c.claimed_until, coalesce(c.for_staff, c.assigned_to) as assigned_to, t.corrected_at,
                                                    t.picked_up_at
                                               from followups.task t
                                               join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                                              where t.dealer_id = :dealer
                                                and t.store_id = s.store_id
                                                and (cast(:only as uuid[]) is null or t.id = any(cast(:only as uuid[])))
                                                and (cast(:only as uuid[]) is not null or t.due_from <= :now or (:ahead and t.kind = 'SALES'))
                                                and (c.store_id = any(:whole)
                                                     or c.for_staff = :staff
                                                     or (c.for_staff is null
                                                         and c.store_id = any(:team)
                                                         and (c.assigned_to = :staff
                                                              or not exists (select 1
                                                                               from followups.restriction x
                                                                              where x.dealer_id = :dealer
                                                                                and x.staff_id = :staff
                                                                                and x.store_id = c.store_id))))
                                                and (not :open or t.state in ('PENDING', 'RETRY'))
                                                and (not :done
                                                     or (t.state not in ('PENDING', 'RETRY', 'CANCELLED')
                                                         and t.closed_at >= ((cast(:now as timestamptz) at time zone s.zone)::date)::timestamp
                                                                            at time zone s.zone))
                                                and not :never
                                                and (not :again or t.state = 'RETRY')
                                                and (not :today
                                                     or (t.due_at > :now
                                                         and t.due_at <= ((cast(:now as timestamptz) at time zone s.zone)::date + 1)::timestamp
                                                                         at time zone s.zone))
                                                and (not :overdue or t.due_at <= :now)
                                                and (not :faded or t.fades_at <= :now)
                                                and (cast(:textOnly as boolean) is null or c.text_only = cast(:textOnly as boolean))
                                                and (not :day
                                                     or (t.settled_at is not null
                                                         and coalesce(t.settled_at, t.happened_at) >= ((cast(:now as timestamptz) at time zone s.zone)::date
                                                                          - (cast(:days as int[]))[array_position(:stores, s.store_id)])::timestamp
                                                                         at time zone s.zone
                                                         and coalesce(t.settled_at, t.happened_at) < ((cast(:now as timestamptz) at time zone s.zone)::date + 1
                                                                          - (cast(:days as int[]))[array_position(:stores, s.store_id)])::timestamp
                                                                         at time zone s.zone))
                                                and (cast(:sentFrom as date) is null
                                                     or t.sent_in_at >= cast(:sentFrom as date)::timestamp at time zone s.zone)
                                                and (cast(:sentTo as date) is null
                                                     or t.sent_in_at < (cast(:sentTo as date) + 1)::timestamp at time zone s.zone)
                                                and (cast(:settledFrom as date) is null
                                                     or (t.settled_at is not null
                                                         and coalesce(t.settled_at, t.happened_at) >= cast(:settledFrom as date)::timestamp at time zone s.zone))
                                                and (cast(:settledTo as date) is null
                                                     or (t.settled_at is not null
                                                         and coalesce(t.settled_at, t.happened_at) < (cast(:settledTo as date) + 1)::timestamp at time zone s.zone))
                                                and (cast(:completedFrom as date) is null
                                                     or t.completed_at >= cast(:completedFrom as date)::timestamp at time zone s.zone)
                                                and (cast(:completedTo as date) is null
                                                     or t.completed_at < (cast(:completedTo as date) + 1)::timestamp at time zone s.zone)
                                                and (cast(:dealtFrom as date) is null
                                                     or (t.kind = 'SALES'
                                                         and t.happened_at >= cast(:dealtFrom as date)::timestamp at time zone s.zone))
                                                and (cast(:dealtTo as date) is null
                                                     or (t.kind = 'SALES'
                                                         and t.happened_at < (cast(:dealtTo as date) + 1)::timestamp at time zone s.zone))
                                                and (cast(:pickedFrom as date) is null
                                                     or t.picked_up_at >= cast(:pickedFrom as date)::timestamp at time zone s.zone)
                                                and (cast(:pickedTo as date) is null
                                                     or t.picked_up_at < (cast(:pickedTo as date) + 1)::timestamp at time zone s.zone)
                                                and (cast(:advisor as uuid) is null or t.advisor_id = cast(:advisor as uuid))
                                                and (cast(:orderKind as text) is null or t.order_kind = cast(:orderKind as text))
                                                and (cast(:kind as text) is null or t.kind = cast(:kind as text))
                                                and (cast(:state as text) is null or t.state = cast(:state as text))
                                                and (cast(:jd as boolean) is null
                                                     or exists (select 1
                                                                  from vehicles.report_vehicle f
                                                                 where f.dealer_id = :dealer
                                                                   and f.vehicle_id = c.vehicle_id
                                                                   and f.jd_flag = cast(:jd as boolean)))
                                                and (not :unassigned or coalesce(c.for_staff, c.assigned_to) is null)
                                                and (cast(:assigned as uuid) is null
                                                     or coalesce(c.for_staff, c.assigned_to) = cast(:assigned as uuid))
                                                and (not :searching
                                                     or t.id = any(array(select o.id
                                                                           from followups.task o
                                                                          where o.dealer_id = :dealer
                                                                            and o.order_no collate "C" >= :orderNo
                                                                            and o.order_no collate "C" < :orderNoBefore
                                                                          union
                                                                         select o.id
                                                                           from followups.task o
                                                                          where o.dealer_id = :dealer
                                                                            and o.subject_no collate "C" >= :orderNo
                                                                            and o.subject_no collate "C" < :orderNoBefore
                                                                          union
                                                                         select o.id
                                                                           from unnest(cast(:customerFrom as text[]), cast(:customerBefore as text[]))
                                                                                as r (from_key, before_key)
                                                                           join customers.report_lookup l on l.dealer_id = :dealer
                                                                                                         and l.key >= r.from_key
                                                                                                         and l.key < r.before_key
                                                                           join customers.report_customer n on n.dealer_id = :dealer
                                                                                                           and n.customer_id = l.customer_id
                                                                                                           and (cast(:within as text) is null
                                                                                                                or position(cast(:within as text)
                                                                                                                            in lower(n.name)) > 0)
                                                                           join followups.contact q on q.dealer_id = :dealer
                                                                                                   and q.customer_id = l.customer_id
                                                                           join followups.task o on o.dealer_id = :dealer and o.contact_id = q.id
                                                                          union
                                                                         select o.id
                                                                           from unnest(cast(:vehicleFrom as text[]), cast(:vehicleBefore as text[]))
                                                                                as r (from_key, before_key)
                                                                           join vehicles.report_lookup l on l.dealer_id = :dealer
                                                                                                        and l.key >= r.from_key
                                                                                                        and l.key < r.before_key
                                                                           join followups.contact q on q.dealer_id = :dealer
                                                                                                   and q.vehicle_id = l.vehicle_id
                                                                           join followups.task o on o.dealer_id = :dealer and o.contact_id = q.id
                                                                          limit 500)))
                                                and (cast(:at as timestamptz) is null
                                                     or (cast(:column as text) = 'DUE' and not :down
                                                         and (t.due_at, t.id) > (cast(:at as timestamptz), cast(:id as uuid)))
                                                     or (cast(:column as text) = 'DUE' and :down
                                                         and (t.due_at, t.id) < (cast(:at as timestamptz), cast(:id as uuid)))
                                                     or (cast(:column as text) = 'SETTLED' and not :down
                                                         and (coalesce(t.settled_at, t.happened_at), t.id) > (cast(:at as timestamptz), cast(:id as uuid)))
                                                     or (cast(:column as text) = 'SETTLED' and :down
                                                         and (coalesce(t.settled_at, t.happened_at), t.id) < (cast(:at as timestamptz), cast(:id as uuid)))
                                                     or (cast(:column as text) = 'PICKED_UP' and not :down
                                                         and (coalesce(t.picked_up_at, '9999-01-01Z'), t.id)
                                                             > (cast(:at as timestamptz), cast(:id as uuid)))
                                                     or (cast(:column as text) = 'PICKED_UP' and :down
                                                         and (coalesce(t.picked_up_at, '9999-01-01Z'), t.id)
                                                             < (cast(:at as timestamptz), cast(:id as uuid)))
                                                     or (cast(:column as text) = 'CLOSED' and not :down
                                                         and (t.closed_at, t.id) > (cast(:at as timestamptz), cast(:id as uuid)))
                                                     or (cast(:column as text) = 'CLOSED' and :down
                                                         and (t.closed_at, t.id) < (cast(:at as timestamptz), cast(:id as uuid))))
                                              order by case when cast(:column as text) = 'DUE' and not :down then t.due_at end,
                                                       case when cast(:column as text) = 'DUE' and :down then t.due_at end desc,
                                                       case when cast(:column as text) = 'SETTLED' and not :down then coalesce(t.settled_at, t.happened_at) end,
                                                       case when cast(:column as text) = 'SETTLED' and :down then coalesce(t.settled_at, t.happened_at) end desc,
                                                       case when cast(:column as text) = 'PICKED_UP' and not :down
                                                            then coalesce(t.picked_up_at, '9999-01-01Z') end,
                                                       case when cast(:column as text) = 'PICKED_UP' and :down
                                                            then coalesce(t.picked_up_at, '9999-01-01Z') end desc,
                                                       case when cast(:column as text) = 'CLOSED' and not :down then t.closed_at end,
                                                       case when cast(:column as text) = 'CLOSED' and :down then t.closed_at end desc,
                                                       case when not :down then t.id end,
                                                       case when :down then t.id end desc
                                              limit :limit) t
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = t.customer_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = t.vehicle_id
                          left join organisation.report_staff a on a.dealer_id = :dealer and a.staff_id = t.advisor_id
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = t.claimed_by
                          left join organisation.report_staff g on g.dealer_id = :dealer and g.staff_id = t.assigned_to
                         where s.dealer_id = :dealer
                           and s.store_id = any(:stores)
                         order by case when cast(:column as text) = 'DUE' and not :down then t.due_at end,
                                  case when cast(:column as text) = 'DUE' and :down then t.due_at end desc,
                                  case when cast(:column as text) = 'SETTLED' and not :down then t.happened_at end,
                                  case when cast(:column as text) = 'SETTLED' and :down then t.happened_at end desc,
                                  case when cast(:column as text) = 'PICKED_UP' and not :down then coalesce(t.picked_up_at, '9999-01-01Z') end,
                                  case when cast(:column as text) = 'PICKED_UP' and :down then coalesce(t.picked_up_at, '9999-01-01Z') end desc,
                                  case when cast(:column as text) = 'CLOSED' and not :down then t.closed_at end,
                                  case when cast(:column as text) = 'CLOSED' and :down then t.closed_at end desc,
                                  case when not :down then t.id end,
                                  case when :down then t.id end desc
                         limit :limit
                        """;

    /** What stands around a list, in one statement: what there are several of comes as JSON. */
    QueueSides sides(Sight sight, int[] days, Instant now) {
        return jdbc.sql("""
                        select count(*) filter (where o.settled_at >= o.day and o.settled_at < o.day_after) as day,
                               count(*) filter (where not o.text_only) as open,
                               count(*) filter (where not o.text_only and o.state = 'RETRY') as again,
                               count(*) filter (where not o.text_only and o.due_at > :now and o.due_at <= o.tomorrow) as today,
                               count(*) filter (where not o.text_only and o.due_at <= :now) as overdue,
                               count(*) filter (where o.text_only) as text,
                               (select count(*)
                                  from followups.task d
                                  join followups.contact e on e.dealer_id = :dealer and e.id = d.contact_id
                                  join organisation.report_store r on r.dealer_id = :dealer and r.store_id = d.store_id
                                 where d.dealer_id = :dealer
                                   and d.store_id = any(:stores)
                                   and d.state not in ('PENDING', 'RETRY', 'CANCELLED')
                                   and d.closed_at >= ((cast(:now as timestamptz) at time zone r.zone)::date)::timestamp
                                                      at time zone r.zone
                                   and d.due_from <= :now
                                   and (e.store_id = any(:whole)
                                        or e.for_staff = :staff
                                        or (e.for_staff is null
                                            and e.store_id = any(:team)
                                            and (e.assigned_to = :staff
                                                 or not exists (select 1
                                                                  from followups.restriction x
                                                                 where x.dealer_id = :dealer
                                                                   and x.staff_id = :staff
                                                                   and x.store_id = e.store_id))))) as done,
                               (select count(*)
                                  from followups.task d
                                  join followups.contact e on e.dealer_id = :dealer and e.id = d.contact_id
                                 where d.dealer_id = :dealer
                                   and d.store_id = any(:stores)
                                   and d.kind = 'SALES'
                                   and d.state in ('PENDING', 'RETRY')
                                   and (e.store_id = any(:whole)
                                        or (e.store_id = any(:team)
                                            and (e.assigned_to = :staff
                                                 or not exists (select 1
                                                                  from followups.restriction x
                                                                 where x.dealer_id = :dealer
                                                                   and x.staff_id = :staff
                                                                   and x.store_id = e.store_id))))) as sales,
                               exists (select 1
                                         from followups.restriction x
                                        where x.dealer_id = :dealer
                                          and x.staff_id = :staff
                                          and x.store_id = any(:stores)
                                          and x.store_id <> all(:whole)) as restricted,
                               (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'filter', w.filter, 'standard', w.standard)
                                                          order by w.saved_at, w.id), '[]')
                                  from followups.saved_view w
                                 where w.dealer_id = :dealer
                                   and w.staff_id = :staff) as views,
                               (select coalesce(jsonb_agg(distinct jsonb_build_object('id', a.staff_id, 'name', a.name)), '[]')
                                  from organisation.report_role a
                                 where a.dealer_id = :dealer
                                   and a.store_id = any(:stores)
                                   and a.role in ('ADVISOR', 'CONSULTANT')) as advisors,
                               (select coalesce(jsonb_agg(distinct jsonb_build_object('id', a.staff_id, 'name', a.name)), '[]')
                                  from organisation.report_role a
                                 where a.dealer_id = :dealer
                                   and a.store_id = any(:stores)
                                   and a.role in ('AGENT', 'CRC_MANAGER')) as clerks
                          from (select t.state, t.due_at, t.settled_at, c.text_only,
                                       ((cast(:now as timestamptz) at time zone s.zone)::date + 1)::timestamp at time zone s.zone as tomorrow,
                                       ((cast(:now as timestamptz) at time zone s.zone)::date
                                        - (cast(:days as int[]))[array_position(:stores, s.store_id)])::timestamp at time zone s.zone as day,
                                       ((cast(:now as timestamptz) at time zone s.zone)::date + 1
                                        - (cast(:days as int[]))[array_position(:stores, s.store_id)])::timestamp at time zone s.zone as day_after
                                  from followups.task t
                                  join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                                  join organisation.report_store s on s.dealer_id = :dealer and s.store_id = t.store_id
                                 where t.dealer_id = :dealer
                                   and t.store_id = any(:stores)
                                   and t.state in ('PENDING', 'RETRY')
                                   and t.due_from <= :now
                                   and (c.store_id = any(:whole)
                                        or c.for_staff = :staff
                                        or (c.for_staff is null
                                            and c.store_id = any(:team)
                                            and (c.assigned_to = :staff
                                                 or not exists (select 1
                                                                  from followups.restriction x
                                                                 where x.dealer_id = :dealer
                                                                   and x.staff_id = :staff
                                                                   and x.store_id = c.store_id))))) o
                        """)
                .param("dealer", sight.dealer())
                .param("staff", sight.staff())
                .param("stores", sight.stores())
                .param("whole", sight.whole())
                .param("team", sight.team())
                .param("days", days)
                .param("now", Timestamp.from(now))
                .query((row, _) -> new QueueSides(
                        new QueueCounts(
                                row.getInt("day"),
                                row.getInt("open"),
                                row.getInt("again"),
                                row.getInt("today"),
                                row.getInt("overdue"),
                                row.getInt("text"),
                                row.getInt("done"),
                                row.getInt("sales")),
                        row.getBoolean("restricted"),
                        read(row.getString("views"), VIEWS),
                        byName(read(row.getString("advisors"), NAMED)),
                        byName(read(row.getString("clerks"), NAMED))))
                .single();
    }

    private static List<Named> byName(List<Named> people) {
        return people.stream()
                .sorted(Comparator.comparing(Named::name).thenComparing(Named::id))
                .toList();
    }

    private static QueueLine line(ResultSet row) throws SQLException {
        return new QueueLine(
                task(row),
                row.getString("store"),
                ZoneId.of(row.getString("zone")),
                row.getString("customer_kind").equals("PERSON"),
                row.getString("sex"),
                car(row),
                row.getInt("together"),
                row.getBoolean("elsewhere"),
                row.getBoolean("corrected"));
    }

    private static TaskView task(ResultSet row) throws SQLException {
        return new TaskView(
                row.getObject("id", UUID.class),
                CallKind.valueOf(row.getString("kind")),
                new TaskView.Subject(
                        CallKind.valueOf(row.getString("kind")).subject(),
                        row.getObject("subject_id", UUID.class),
                        row.getInt("round"),
                        row.getString("subject_no"),
                        row.getTimestamp("happened_at").toInstant()),
                row.getObject("contact_id", UUID.class),
                row.getObject("store_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                Optional.ofNullable(row.getObject("vehicle_id", UUID.class)),
                Optional.ofNullable(row.getObject("order_id", UUID.class)),
                Optional.ofNullable(row.getString("order_no")),
                Optional.ofNullable(row.getString("order_kind")),
                Optional.ofNullable(row.getString("visit_no")),
                TaskState.valueOf(row.getString("state")),
                row.getString("customer"),
                Optional.ofNullable(row.getString("plate")),
                Optional.ofNullable(row.getObject("mileage_km", Integer.class)),
                Optional.ofNullable(row.getString("advisor")),
                Contacts.moment(row, "sent_in_at"),
                Contacts.moment(row, "completed_at"),
                Contacts.moment(row, "settled_at"),
                row.getTimestamp("due_from").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                row.getTimestamp("fades_at").toInstant(),
                row.getInt("attempts"),
                DaypartBits.read(row.getInt("dayparts_used")),
                Contacts.moment(row, "overdue_since"),
                Contacts.moment(row, "faded_since"),
                Optional.ofNullable(row.getObject("linked_to", UUID.class)),
                Contacts.moment(row, "called_at"),
                Contacts.moment(row, "closed_at"),
                row.getBoolean("dnd"),
                row.getBoolean("text_only"),
                row.getBoolean("jd_flag"),
                Contacts.moment(row, "not_before"),
                Contacts.moment(row, "promised_at"),
                Optional.ofNullable(row.getString("claimed_by")),
                Contacts.moment(row, "claimed_until"),
                Optional.ofNullable(row.getObject("assigned_to", UUID.class)),
                Optional.ofNullable(row.getString("assignee")),
                Optional.ofNullable(row.getObject("picked_up_on", LocalDate.class)));
    }

    /** A task with everything about it, in one statement: what there are several of comes as JSON. */
    Optional<CallFile> file(Sight sight, UUID task, Instant now) {
        return jdbc.sql("""
                        select t.id, t.state, t.store_id, s.name as store, s.zone, c.customer_id, k.name as customer, k.kind as customer_kind,
                               k.sex, k.dnd, k.sms_consent, coalesce(v.vin, '') as vin, v.plate, coalesce(v.brand, '') as brand, v.series, v.model, v.delivered_on, v.warranty_until,
                               v.jd_flag, coalesce(t.order_no, t.subject_no) as order_no, coalesce(t.order_kind, t.kind) as order_kind,
                               coalesce(t.sent_in_at, t.happened_at) as sent_in_at, coalesce(t.settled_at, t.happened_at) as settled_at,
                               t.mileage_km, a.name as advisor,
                               o.technician, o.amount_fen, t.due_at, t.fades_at, t.attempts, t.dayparts_used, c.text_only, c.promised_at,
                               cast(t.counted_on as text[]) as counted_on, t.corrected_at, t.text_failure, r.services_told,
                               c.claimed_by, c.claimed_until, p.name as claimed_by_name,
                               t.called_at, t.closed_at, r.outcome, coalesce(b.name, yb.name) as called_by, coalesce(r.complaint_id, y.complaint_id) as complaint_id, t.subject_id, c.vehicle_id, coalesce(w.order_no, w.subject_no) as served_with,
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
                                        or (t.state in ('PENDING', 'RETRY') and l.state in ('PENDING', 'RETRY')
                                            and (not l.at_hour or l.due_from <= :now)
                                            and case when t.kind = 'SALES' then l.kind = 'SALES'
                                                     when t.order_id is null then l.subject_id = t.subject_id
                                                     else l.order_id is not null end))) as together,
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
                                                   'satisfaction', q.satisfaction,
                                                   'servicesTold', coalesce(z.services_told, false)) as line
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
                               d.typed, d.saved_at as typed_at, y.answer, sa.delivered_on as picked_up_on, sa.status as sale_status,
                               case when sa.sale_id is not null
                                    then (select nullif(concat_ws(' ', z.province, z.city, z.address), '')
                                            from customers.paper_address z
                                           where z.dealer_id = :dealer
                                             and z.customer_id = c.customer_id) end as file_address,
                               case when sa.sale_id is not null
                                    then (select jsonb_agg(jsonb_build_object('item', z.item, 'answer', z.answer, 'inFile', z.in_file,
                                                                              'right', z.right_value) order by z.item desc)
                                            from followups.truth_check z
                                           where z.dealer_id = :dealer
                                             and z.task_id = t.id) end as checked,
                               (select coalesce(jsonb_agg(jsonb_build_object('id', q.appointment_id, 'number', q.number, 'startsAt', q.starts_at,
                                                                             'plate', q.plate)
                                                          order by q.starts_at), '[]')
                                  from (select n.appointment_id, n.number, n.starts_at, n.plate
                                          from appointments.report_appointment n
                                         where n.dealer_id = :dealer
                                           and n.customer_id = c.customer_id
                                           and n.starts_at > :now
                                           and n.ahead
                                         order by n.starts_at
                                         limit 3) q) as appointments
                          from followups.task t
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = t.store_id
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = c.customer_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = c.vehicle_id
                          left join vehicles.report_order o on o.dealer_id = :dealer and o.order_id = t.order_id
                          left join vehicles.report_sale sa on sa.dealer_id = :dealer and sa.sale_id = t.subject_id and t.kind = 'SALES'
                          left join organisation.report_staff a on a.dealer_id = :dealer and a.staff_id = t.advisor_id
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = c.claimed_by
                          left join followups.result r on r.dealer_id = :dealer and r.task_id = t.id
                          left join organisation.report_staff b on b.dealer_id = :dealer and b.staff_id = r.staff_id
                          left join followups.answer y on y.dealer_id = :dealer and y.task_id = t.id
                          left join organisation.report_staff yb on yb.dealer_id = :dealer and yb.staff_id = y.staff_id
                          left join followups.task w on w.dealer_id = :dealer and w.id = t.linked_to
                          left join followups.draft d on d.dealer_id = :dealer and d.task_id = t.id and d.staff_id = :staff
                         where t.dealer_id = :dealer
                           and t.id = :task
                           and t.store_id = any(:stores)
                           and (c.store_id = any(:whole)
                                or c.for_staff = :staff
                                or (c.for_staff is null
                                    and c.store_id = any(:team)
                                    and (c.assigned_to = :staff
                                         or not exists (select 1
                                                          from followups.restriction x
                                                         where x.dealer_id = :dealer
                                                           and x.staff_id = :staff
                                                           and x.store_id = c.store_id))))
                        """)
                .param("dealer", sight.dealer())
                .param("task", task)
                .param("staff", sight.staff())
                .param("stores", sight.stores())
                .param("whole", sight.whole())
                .param("team", sight.team())
                .param("now", Timestamp.from(now))
                .query((row, _) -> file(row, sight.staff(), now))
                .optional();
    }

    private static CallFile file(ResultSet row, UUID staff, Instant now) throws SQLException {
        var claimedBy = row.getObject("claimed_by", UUID.class);
        var until = Contacts.moment(row, "claimed_until").filter(it -> it.isAfter(now));
        var name = row.getString("claimed_by_name");
        return new CallFile(
                row.getObject("id", UUID.class),
                row.getObject("subject_id", UUID.class),
                Optional.ofNullable(row.getObject("vehicle_id", UUID.class)),
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
                Contacts.days(row.getArray("counted_on")),
                row.getBoolean("text_only"),
                Contacts.moment(row, "promised_at"),
                Contacts.moment(row, "corrected_at"),
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
        var address = Optional.ofNullable(row.getString("file_address"));
        var checked = Objects.requireNonNullElse(row.getString("checked"), "[]");
        var pickedUpOn = Optional.ofNullable(row.getObject("picked_up_on", LocalDate.class));
        return new CallFile.Around(
                Optional.ofNullable(row.getObject("next_maintenance_on", LocalDate.class)),
                read(row.getString("people"), PERSONS),
                read(row.getString("lines"), WORDS),
                read(row.getString("recommended"), WORDS),
                read(row.getString("complaints"), COMPLAINTS),
                read(row.getString("earlier"), EARLIER),
                read(row.getString("appointments"), APPOINTMENTS),
                typed.flatMap(it -> typedAt.map(at -> new CallFile.Draft(at, JSON.readValue(it, FIELDS)))),
                Optional.ofNullable(row.getString("sale_status"))
                        .map(it -> new CallFile.Sale(pickedUpOn, it.equals("VALID"), address, read(checked, CHECKED))));
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
                Optional.ofNullable(row.getString("served_with")),
                row.getBoolean("services_told"),
                Optional.ofNullable(row.getString("answer")).map(AnswerKind::valueOf),
                Optional.ofNullable(row.getString("text_failure"))));
    }

    private static <T> List<T> read(String json, TypeReference<List<T>> type) {
        return JSON.readValue(json, type);
    }

    private static String car(ResultSet row) throws SQLException {
        return CarName.of(row.getString("series"), row.getString("model"));
    }
}
