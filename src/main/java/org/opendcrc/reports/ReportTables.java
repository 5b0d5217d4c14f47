package org.opendcrc.reports;

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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reads the other chapters' report views, and keeps what was frozen. */
@Repository
class ReportTables {

    private static final String REPORT = "RP-8";

    /** The question that asks whether the car was repaired right the first time. */
    private static final String FIX_QUESTION = "fixed-first-time";

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final JsonMapper json;

    ReportTables(JdbcClient jdbc, JdbcTemplate batch, JsonMapper json) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.json = json;
    }

    /** All stores of the dealer, by code. */
    List<ReportStore> stores(int dealer) {
        return jdbc.sql("""
                        select s.store_id, s.code, s.name, s.zone, s.opened_on, coalesce(g.value, :standard) as freeze_time
                          from organisation.report_store s
                          left join organisation.report_setting g
                            on g.dealer_id = :dealer
                           and g.store_id = s.store_id
                           and g.key = :key
                         where s.dealer_id = :dealer
                         order by s.code
                        """)
                .param("dealer", dealer)
                .param("key", ReportSettings.FREEZE_TIME.key())
                .param("standard", ReportSettings.FREEZE_TIME.standard())
                .query((row, _) -> new ReportStore(
                        row.getObject("store_id", UUID.class),
                        row.getString("code"),
                        row.getString("name"),
                        ZoneId.of(row.getString("zone")),
                        row.getObject("opened_on", LocalDate.class),
                        LocalTime.parse(row.getString("freeze_time"))))
                .list();
    }

    /** The target of the six indicators in percent; 0 where none is written down (RP-11). */
    int cvpTarget(int dealer, UUID store) {
        return jdbc.sql("""
                        select g.value
                          from organisation.report_setting g
                         where g.dealer_id = :dealer
                           and g.store_id = :store
                           and g.key = :key
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("key", ReportSettings.CVP_TARGET.key())
                .query(String.class)
                .optional()
                .map(Integer::parseInt)
                .orElse(Integer.parseInt(ReportSettings.CVP_TARGET.standard()));
    }

    /**
     * The facts of every task that may count on a day: those whose window touches it, those that were tried or ended on it, and
     * those that were still owed when it was over.
     */
    Facts facts(int dealer, UUID store, ReportDay day) {
        return facts(dealer, store, day, day);
    }

    /** The same for some days in a row, both included. */
    Facts facts(int dealer, UUID store, ReportDay first, ReportDay last) {
        var people = new HashMap<UUID, String>();
        var items = new HashMap<String, ItemName>();
        var frozen = new AtomicBoolean();
        var calls = jdbc.sql("""
                        with picked as (
                            select t.task_id
                              from followups.report_any_task t
                             where t.dealer_id = :dealer
                               and t.store_id = :store
                               and t.due_at > :begins
                               and t.due_from < :ends
                            union
                            select a.task_id
                              from followups.report_attempt a
                             where a.dealer_id = :dealer
                               and a.store_id = :store
                               and a.day >= :day
                               and a.day <= :last
                            union
                            select t.task_id
                              from followups.report_any_task t
                             where t.dealer_id = :dealer
                               and t.store_id = :store
                               and t.called_at >= :begins
                               and t.called_at < :ends
                            union
                            select t.task_id
                              from followups.report_any_task t
                             where t.dealer_id = :dealer
                               and t.store_id = :store
                               and t.due_at <= :begins
                               and t.state in ('PENDING', 'RETRY')
                            union
                            select t.task_id
                              from followups.report_any_task t
                             where t.dealer_id = :dealer
                               and t.store_id = :store
                               and t.due_at <= :begins
                               and t.closed_at >= :begins
                        )
                        select t.task_id, t.order_no, t.advisor_id, b.name as advisor, t.created_at, t.due_from, t.due_at, t.fades_at,
                               t.state, t.called_at, t.closed_at, t.outcome,
                               r.response_id, r.total, r.total_possible, r.satisfaction, r.complete, s.fixed, s.grievances,
                               s.items_zh, s.items_en, n.kind, n.not_before, n.promised_at, n.assigned_to, n.assigned_at, g.name as assignee,
                               coalesce(t.services_told, false) as services_told,
                               a.moments, a.recorded, a.outcomes, a.calls, a.clerks, a.names, a.dayparts, a.counted,
                               exists (select 1
                                         from reports.frozen f
                                        where f.dealer_id = :dealer
                                          and f.store_id = :store
                                          and f.report = :report
                                          and f.day = :day) as frozen
                          from picked p
                          join followups.report_any_task t
                            on t.dealer_id = :dealer
                           and t.task_id = p.task_id
                          join followups.report_next n
                            on n.dealer_id = :dealer
                           and n.task_id = p.task_id
                          left join organisation.report_staff b
                            on b.dealer_id = :dealer
                           and b.staff_id = t.advisor_id
                          left join organisation.report_staff g
                            on g.dealer_id = :dealer
                           and g.staff_id = n.assigned_to
                          left join questionnaires.report_response r
                            on r.dealer_id = :dealer
                           and r.response_id = t.response_id
                          left join lateral (
                               select max(w.value) filter (where w.question_key = :fix) as fixed,
                                      array_agg(w.question_key order by w.question_key) filter (where w.grievance) as grievances,
                                      array_agg(coalesce(q.short_zh, w.question_key) order by w.question_key) filter (where w.grievance) as items_zh,
                                      array_agg(coalesce(q.short_en, w.question_key) order by w.question_key) filter (where w.grievance) as items_en
                                 from questionnaires.report_answer w
                                 left join questionnaires.report_question q
                                   on q.dealer_id = :dealer
                                  and q.response_id = w.response_id
                                  and q.question_key = w.question_key
                                where w.dealer_id = :dealer
                                  and w.response_id = t.response_id) s on true
                          left join lateral (
                               select array_agg(x.at order by x.at, x.recorded_at) as moments,
                                      array_agg(x.recorded_at order by x.at, x.recorded_at) as recorded,
                                      array_agg(x.outcome order by x.at, x.recorded_at) as outcomes,
                                      array_agg(x.attempt_id order by x.at, x.recorded_at) as calls,
                                      array_agg(x.staff_id order by x.at, x.recorded_at) as clerks,
                                      array_agg(coalesce(k.name, '') order by x.at, x.recorded_at) as names,
                                      array_agg(coalesce(x.daypart, '') order by x.at, x.recorded_at) as dayparts,
                                      array_agg(x.counted order by x.at, x.recorded_at) as counted
                                 from followups.report_try x
                                 left join organisation.report_staff k
                                   on k.dealer_id = :dealer
                                  and k.staff_id = x.staff_id
                                where x.dealer_id = :dealer
                                  and x.task_id = t.task_id) a on true
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", first.date())
                .param("last", last.date())
                .param("begins", Timestamp.from(first.begins()))
                .param("ends", Timestamp.from(last.ends()))
                .param("fix", FIX_QUESTION)
                .param("report", REPORT)
                .query((row, _) -> {
                    frozen.set(row.getBoolean("frozen"));
                    remember(row, people, items);
                    if (row.getString("advisor") != null) {
                        people.put(row.getObject("advisor_id", UUID.class), row.getString("advisor"));
                    }
                    if (row.getString("assignee") != null) {
                        people.put(row.getObject("assigned_to", UUID.class), row.getString("assignee"));
                    }
                    return facts(row);
                })
                .list();
        return new Facts(calls, people, items, frozen.get());
    }

    /** How the clerks of a task's calls and the questions of its grievances are called. */
    private static void remember(ResultSet row, Map<UUID, String> people, Map<String, ItemName> items)
            throws SQLException {
        var clerks = identifiers(row.getArray("clerks"));
        var names = texts(row.getArray("names"));
        for (int i = 0; i < clerks.size(); i++) {
            people.put(clerks.get(i), names.get(i));
        }
        var keys = texts(row.getArray("grievances"));
        var chinese = texts(row.getArray("items_zh"));
        var english = texts(row.getArray("items_en"));
        for (int i = 0; i < keys.size(); i++) {
            items.put(keys.get(i), new ItemName(chinese.get(i), english.get(i)));
        }
    }

    /** The short text of a question in both languages. */
    record ItemName(String chinese, String english) {

        String in(Locale language) {
            return language.getLanguage().equals("zh") ? chinese : english;
        }
    }

    /**
     * The calls of a day, or of several.
     *
     * @param people how the advisors and clerks in them are called: names stand beside the facts, never in them
     * @param items how the questions are called that got a grievance for an answer
     * @param isFrozen whether the first day is frozen; not known, and false, where there are no calls
     */
    record Facts(List<CallFacts> calls, Map<UUID, String> people, Map<String, ItemName> items, boolean isFrozen) {

        Facts {
            calls = List.copyOf(calls);
            people = Map.copyOf(people);
            items = Map.copyOf(items);
        }
    }

    private static CallFacts facts(ResultSet row) throws SQLException {
        return new CallFacts(
                row.getObject("task_id", UUID.class),
                row.getString("order_no"),
                Optional.ofNullable(row.getObject("advisor_id", UUID.class)),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("due_from").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                row.getTimestamp("fades_at").toInstant(),
                CallFacts.State.valueOf(row.getString("state")),
                moment(row, "called_at"),
                moment(row, "closed_at"),
                Optional.ofNullable(row.getString("outcome")).map(CallFacts.Outcome::valueOf),
                row.getObject("response_id") == null ? Optional.empty() : Optional.of(sheet(row)),
                tries(row),
                row.getString("kind"),
                new CallFacts.Next(
                        moment(row, "not_before"),
                        moment(row, "promised_at"),
                        Optional.ofNullable(row.getObject("assigned_to", UUID.class)),
                        moment(row, "assigned_at")),
                row.getBoolean("services_told"));
    }

    private static CallFacts.Sheet sheet(ResultSet row) throws SQLException {
        return new CallFacts.Sheet(
                row.getInt("total"),
                row.getInt("total_possible"),
                Optional.ofNullable(row.getObject("satisfaction", Integer.class)),
                row.getBoolean("complete"),
                fixed(Optional.ofNullable(row.getString("fixed")).orElse("")),
                texts(row.getArray("grievances")));
    }

    /** Who was not concerned, or declined, has not said whether it was repaired right the first time. */
    private static Optional<Boolean> fixed(String value) {
        return switch (value) {
            case "yes" -> Optional.of(true);
            case "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static List<CallFacts.Try> tries(ResultSet row) throws SQLException {
        var moments = moments(row.getArray("moments"));
        var recorded = moments(row.getArray("recorded"));
        var outcomes = texts(row.getArray("outcomes"));
        var calls = identifiers(row.getArray("calls"));
        var clerks = identifiers(row.getArray("clerks"));
        var dayparts = texts(row.getArray("dayparts"));
        var counted = flags(row.getArray("counted"));
        var tries = new ArrayList<CallFacts.Try>();
        for (int i = 0; i < moments.size(); i++) {
            tries.add(new CallFacts.Try(
                    moments.get(i),
                    recorded.get(i),
                    outcomes.get(i),
                    Optional.of(calls.get(i)),
                    Optional.of(clerks.get(i)),
                    dayparts.get(i),
                    counted.get(i)));
        }
        return tries;
    }

    private static List<UUID> identifiers(@org.jspecify.annotations.Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((UUID[]) array.getArray());
    }

    private static List<Boolean> flags(@org.jspecify.annotations.Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((Boolean[]) array.getArray());
    }

    private static List<Instant> moments(@org.jspecify.annotations.Nullable Array array) throws SQLException {
        return array == null
                ? List.of()
                : Arrays.stream((Timestamp[]) array.getArray())
                        .map(Timestamp::toInstant)
                        .toList();
    }

    static List<String> texts(@org.jspecify.annotations.Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    /** When the store's first task was both known and due; empty while it has none. */
    Optional<Instant> firstDue(int dealer, UUID store) {
        return jdbc.sql("""
                        select min(f.first) as first
                          from (select min(greatest(t.created_at, t.due_from)) as first
                                  from followups.report_task t
                                 where t.dealer_id = :dealer
                                   and t.store_id = :store
                                union all
                                select min(o.starts_at)
                                  from appointments.report_outcome o
                                 where o.dealer_id = :dealer
                                   and o.store_id = :store) f
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .query((row, _) -> moment(row, "first"))
                .single();
    }

    /** The last day of the store that is frozen. */
    Optional<LocalDate> lastFrozenDay(int dealer, UUID store) {
        return jdbc.sql("""
                        select f.day
                          from reports.frozen f
                         where f.dealer_id = :dealer
                           and f.store_id = :store
                           and f.report = :report
                         order by f.day desc
                         limit 1
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("report", REPORT)
                .query(LocalDate.class)
                .optional();
    }

    /** How many reports of the store bear a data version with that beginning. */
    int versionsOf(int dealer, UUID store, String beginning) {
        return jdbc.sql("""
                        select count(*)
                          from reports.frozen f
                         where f.dealer_id = :dealer
                           and f.store_id = :store
                           and f.report = :report
                           and starts_with(f.data_version, :beginning)
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("report", REPORT)
                .param("beginning", beginning)
                .query(Integer.class)
                .single();
    }

    /**
     * Keeps a day for ever.
     *
     * @return false if it was frozen before, by this node or another; then nothing is written
     */
    boolean freeze(int dealer, UUID store, FrozenReport frozen, List<ReportRow> rows) {
        int written = jdbc.sql("""
                        insert into reports.frozen (dealer_id, id, store_id, report, day, frozen_at, written_at, data_version, digest, figures)
                        values (:dealer, :id, :store, :report, :day, :frozenAt, :writtenAt, :version, decode(:digest, 'hex'), :figures::jsonb)
                        on conflict (dealer_id, store_id, report, day) do nothing
                        """)
                .param("dealer", dealer)
                .param("id", frozen.id())
                .param("store", store)
                .param("report", REPORT)
                .param("day", frozen.day())
                .param("frozenAt", Timestamp.from(frozen.frozenAt()))
                .param("writtenAt", Timestamp.from(frozen.writtenAt()))
                .param("version", frozen.dataVersion())
                .param("digest", frozen.digest().orElse(null))
                .param("figures", json.writeValueAsString(frozen.report()))
                .update();
        if (written == 0) {
            return false;
        }
        batch.batchUpdate("""
                insert into reports.frozen_row (dealer_id, frozen_id, task_id, order_no, advisor_id, state, outcome,
                                                total, total_possible, satisfaction, counted_in)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, rows, 500, (statement, row) -> {
            statement.setInt(1, dealer);
            statement.setObject(2, frozen.id());
            statement.setObject(3, row.task());
            statement.setString(4, row.orderNo());
            statement.setObject(5, row.advisor().orElse(null), java.sql.Types.OTHER);
            statement.setString(6, row.state());
            statement.setString(7, row.outcome().orElse(null));
            statement.setObject(8, row.total().orElse(null), java.sql.Types.INTEGER);
            statement.setObject(9, row.totalPossible().orElse(null), java.sql.Types.INTEGER);
            statement.setObject(10, row.satisfaction().orElse(null), java.sql.Types.INTEGER);
            statement.setArray(
                    11,
                    statement
                            .getConnection()
                            .createArrayOf("text", row.countedIn().toArray()));
        });
        return true;
    }

    /** The frozen days of a store from one day to another, both included, latest first. */
    List<FrozenReport> frozen(int dealer, UUID store, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select f.id, f.day, f.frozen_at, f.written_at, f.data_version, encode(f.digest, 'hex') as digest, f.figures
                          from reports.frozen f
                         where f.dealer_id = :dealer
                           and f.store_id = :store
                           and f.report = :report
                           and f.day >= :from
                           and f.day <= :to
                         order by f.day desc
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("report", REPORT)
                .param("from", from)
                .param("to", to)
                .query((row, _) -> frozen(row))
                .list();
    }

    /** The last frozen days of a store, at most so many, latest first. */
    List<FrozenReport> lastFrozen(int dealer, UUID store, int days) {
        return jdbc.sql("""
                        select f.id, f.day, f.frozen_at, f.written_at, f.data_version, encode(f.digest, 'hex') as digest, f.figures
                          from reports.frozen f
                         where f.dealer_id = :dealer
                           and f.store_id = :store
                           and f.report = :report
                         order by f.day desc
                         limit :days
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("report", REPORT)
                .param("days", days)
                .query((row, _) -> frozen(row))
                .list();
    }

    private FrozenReport frozen(ResultSet row) throws SQLException {
        return new FrozenReport(
                row.getObject("id", UUID.class),
                row.getObject("day", LocalDate.class),
                row.getTimestamp("frozen_at").toInstant(),
                row.getTimestamp("written_at").toInstant(),
                row.getString("data_version"),
                Optional.ofNullable(row.getString("digest")),
                json.readValue(row.getString("figures"), ThreeDayCallReport.class));
    }

    /** The rows of a frozen day, as they were written down. */
    FrozenRows frozenRows(int dealer, UUID frozen) {
        var advisors = new HashMap<UUID, String>();
        var rows = jdbc.sql("""
                        select r.task_id, r.order_no, r.advisor_id, p.name as advisor, r.state, r.outcome, r.total, r.total_possible, r.satisfaction,
                               r.counted_in
                          from reports.frozen_row r
                          left join organisation.report_staff p
                            on p.dealer_id = :dealer
                           and p.staff_id = r.advisor_id
                         where r.dealer_id = :dealer
                           and r.frozen_id = :frozen
                         order by r.order_no, r.task_id
                        """)
                .param("dealer", dealer)
                .param("frozen", frozen)
                .query((row, _) -> {
                    if (row.getString("advisor") != null) {
                        advisors.put(row.getObject("advisor_id", UUID.class), row.getString("advisor"));
                    }
                    return new ReportRow(
                            row.getObject("task_id", UUID.class),
                            row.getString("order_no"),
                            Optional.ofNullable(row.getObject("advisor_id", UUID.class)),
                            row.getString("state"),
                            Optional.ofNullable(row.getString("outcome")),
                            Optional.ofNullable(row.getObject("total", Integer.class)),
                            Optional.ofNullable(row.getObject("total_possible", Integer.class)),
                            Optional.ofNullable(row.getObject("satisfaction", Integer.class)),
                            texts(row.getArray("counted_in")));
                })
                .list();
        return new FrozenRows(rows, advisors);
    }

    /** Rows as they were written down, and how the advisors in them are called today. */
    record FrozenRows(List<ReportRow> rows, Map<UUID, String> advisors) {

        FrozenRows {
            rows = List.copyOf(rows);
            advisors = Map.copyOf(advisors);
        }
    }

    /** The names of people of the house. */
    Map<UUID, String> names(int dealer, Collection<UUID> staff) {
        record Named(UUID id, String name) {}
        return jdbc
                .sql("""
                        select p.staff_id, p.name
                          from organisation.report_staff p
                         where p.dealer_id = :dealer
                           and p.staff_id = any(:staff)
                        """)
                .param("dealer", dealer)
                .param("staff", staff.toArray(UUID[]::new))
                .query((row, _) -> new Named(row.getObject("staff_id", UUID.class), row.getString("name")))
                .list()
                .stream()
                .collect(Collectors.toMap(Named::id, Named::name));
    }

    /** Whose car each order was for, by the number of the order. */
    Map<String, RowCustomer> customers(int dealer, UUID store, Collection<String> orders) {
        record Found(String order, RowCustomer customer) {}
        return jdbc
                .sql("""
                        select o.order_no, c.name, v.plate
                          from vehicles.report_order o
                          join vehicles.report_vehicle v
                            on v.dealer_id = :dealer
                           and v.vehicle_id = o.vehicle_id
                          join customers.report_customer c
                            on c.dealer_id = :dealer
                           and c.customer_id = o.customer_id
                         where o.dealer_id = :dealer
                           and o.store_id = :store
                           and o.order_no = any(:orders)
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("orders", orders.toArray(String[]::new))
                .query((row, _) -> new Found(
                        row.getString("order_no"),
                        new RowCustomer(row.getString("name"), Optional.ofNullable(row.getString("plate")))))
                .list()
                .stream()
                .collect(Collectors.toMap(Found::order, Found::customer));
    }
}
