package org.opendcrc.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads answered calls with what each question gave, as rows of the figures of satisfaction (RP-11, RP-15). */
@Repository
class SatisfactionTables {

    /** With what the figure of a question, of an indicator and of a favourable answer begins. */
    static final String ITEM = "item:";

    static final String INDICATOR = "indicator:";
    static final String FAVOUR = "favour:";

    private final JdbcClient jdbc;

    SatisfactionTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Rows, and how people, questions and versions in them are called.
     *
     * @param versions questionnaires by the word that stands in the rows
     */
    record Found(
            List<ListRow> rows,
            Map<UUID, String> people,
            Map<String, ReportTables.ItemName> items,
            Map<String, ReportTables.ItemName> versions) {}

    /** What was answered in calls of those stores from one day to another, both included, store time. */
    Found rows(int dealer, Collection<ReportStore> stores, LocalDate from, LocalDate to) {
        var people = new HashMap<UUID, String>();
        var items = new HashMap<String, ReportTables.ItemName>();
        var versions = new HashMap<String, ReportTables.ItemName>();
        var rows = new ArrayList<ListRow>();
        var byId = new HashMap<UUID, ReportStore>();
        stores.forEach(it -> byId.put(it.id(), it));
        if (stores.isEmpty()) {
            return new Found(List.of(), people, items, versions);
        }
        var begins = stores.stream()
                .map(it -> from.atStartOfDay(it.zone()).toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
        var ends = stores.stream()
                .map(it -> to.plusDays(1).atStartOfDay(it.zone()).toInstant())
                .max(Instant::compareTo)
                .orElseThrow();
        jdbc.sql("""
                        select a.task_id, a.store_id, a.kind, a.number, a.advisor_id, a.staff_id, a.called_at, a.outcome, r.total, r.total_possible,
                               r.satisfaction, q.code, q.variant, q.version, q.name_zh, q.name_en, s.consultant_id, b.name as advisor, k.name as clerk,
                               c.name as consultant, i.keys, i.points, i.possible, i.items_zh, i.items_en, f.indicators, f.favours
                          from followups.report_answered a
                          join questionnaires.report_response r on r.dealer_id = :dealer and r.response_id = a.response_id
                          join questionnaires.report_asked q on q.dealer_id = :dealer and q.response_id = a.response_id
                          left join vehicles.report_sale s on s.dealer_id = :dealer and s.sale_id = a.subject_id
                          left join organisation.report_staff b on b.dealer_id = :dealer and b.staff_id = a.advisor_id
                          left join organisation.report_staff k on k.dealer_id = :dealer and k.staff_id = a.staff_id
                          left join organisation.report_staff c on c.dealer_id = :dealer and c.staff_id = s.consultant_id
                          left join lateral (select array_agg(x.question_key order by x.question_key) as keys,
                                                    array_agg(x.points order by x.question_key) as points,
                                                    array_agg(x.possible order by x.question_key) as possible,
                                                    array_agg(coalesce(n.short_zh, x.question_key) order by x.question_key) as items_zh,
                                                    array_agg(coalesce(n.short_en, x.question_key) order by x.question_key) as items_en
                                               from questionnaires.report_score x
                                               left join questionnaires.report_question n
                                                 on n.dealer_id = :dealer
                                                and n.response_id = x.response_id
                                                and n.question_key = x.question_key
                                              where x.dealer_id = :dealer
                                                and x.response_id = a.response_id) i on true
                          left join lateral (select array_agg(y.indicator order by y.indicator) as indicators,
                                                    array_agg(y.favourable order by y.indicator) as favours
                                               from questionnaires.report_indicator y
                                              where y.dealer_id = :dealer
                                                and y.response_id = a.response_id) f on true
                         where a.dealer_id = :dealer
                           and a.store_id = any(:stores)
                           and a.called_at >= :begins
                           and a.called_at < :ends
                         order by a.called_at, a.task_id
                        """)
                .param("dealer", dealer)
                .param("stores", byId.keySet().toArray(UUID[]::new))
                .param("begins", Timestamp.from(begins))
                .param("ends", Timestamp.from(ends))
                .query(row -> {
                    var store = byId.get(row.getObject("store_id", UUID.class));
                    var at = row.getTimestamp("called_at").toInstant();
                    if (store == null) {
                        return;
                    }
                    var day = store.dayOf(at);
                    if (day.isBefore(from) || day.isAfter(to)) {
                        return; // another zone's end of the period
                    }
                    remember(row, "advisor_id", "advisor", people);
                    remember(row, "staff_id", "clerk", people);
                    remember(row, "consultant_id", "consultant", people);
                    rows.add(row(row, store, day, at, items, versions));
                });
        return new Found(rows, people, items, versions);
    }

    private static ListRow row(
            ResultSet row,
            ReportStore store,
            LocalDate day,
            Instant at,
            Map<String, ReportTables.ItemName> items,
            Map<String, ReportTables.ItemName> versions)
            throws SQLException {
        var facts = new HashMap<String, String>();
        var in = new ArrayList<String>(List.of("answered"));
        var task = row.getObject("task_id", UUID.class);
        put(facts, "task", task);
        put(facts, "number", row.getString("number"));
        put(facts, "kind", row.getString("kind"));
        put(facts, "at", at);
        put(facts, "store", store.code());
        if (row.getObject("consultant_id", UUID.class) == null) { // a sale has a consultant, and no advisor
            put(facts, "advisor", row.getObject("advisor_id", UUID.class));
        }
        put(facts, "clerk", row.getObject("staff_id", UUID.class));
        put(facts, "consultant", row.getObject("consultant_id", UUID.class));
        put(facts, "outcome", row.getString("outcome"));
        put(facts, "total", row.getInt("total"));
        put(facts, "possible", row.getInt("total_possible"));
        put(facts, "mark", row.getObject("satisfaction", Integer.class));
        var version = row.getString("code") + "/" + row.getString("variant") + "/" + row.getInt("version");
        put(facts, "version", version);
        versions.put(version, new ReportTables.ItemName(row.getString("name_zh"), row.getString("name_en")));
        in.add(row.getString("outcome").equals("SATISFIED") ? "satisfied" : "dissatisfied");
        if (row.getArray("keys") != null) {
            var keys = (String[]) row.getArray("keys").getArray();
            var points = (Integer[]) row.getArray("points").getArray();
            var possible = (Integer[]) row.getArray("possible").getArray();
            var zh = (String[]) row.getArray("items_zh").getArray();
            var en = (String[]) row.getArray("items_en").getArray();
            for (int n = 0; n < keys.length; n++) {
                in.add(ITEM + keys[n]);
                put(facts, "points:" + keys[n], points[n]);
                put(facts, "possible:" + keys[n], possible[n]);
                items.put(keys[n], new ReportTables.ItemName(zh[n], en[n]));
            }
        }
        if (row.getArray("indicators") != null) {
            var indicators = (String[]) row.getArray("indicators").getArray();
            var favours = (Boolean[]) row.getArray("favours").getArray();
            for (int n = 0; n < indicators.length; n++) {
                in.add(INDICATOR + indicators[n]);
                if (favours[n]) {
                    in.add(FAVOUR + indicators[n]);
                }
            }
        }
        return new ListRow("answer:" + task, day, facts, in);
    }

    private static void put(Map<String, String> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value.toString());
        }
    }

    private static void remember(ResultSet row, String id, String name, Map<UUID, String> people) throws SQLException {
        var person = row.getObject(id, UUID.class);
        if (person != null && row.getString(name) != null) {
            people.put(person, row.getString(name));
        }
    }
}
