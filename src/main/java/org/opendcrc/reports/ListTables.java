package org.opendcrc.reports;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the lists need beside the calls, and keeps the lists that were frozen and who has signed them. */
@Repository
class ListTables {

    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};
    private static final TypeReference<List<FrozenList.Signature>> SIGNATURES = new TypeReference<>() {};

    private final ReportTables calls;
    private final AppointmentTables appointments;
    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final JsonMapper json;

    ListTables(
            ReportTables calls, AppointmentTables appointments, JdbcClient jdbc, JdbcTemplate batch, JsonMapper json) {
        this.calls = calls;
        this.appointments = appointments;
        this.jdbc = jdbc;
        this.batch = batch;
        this.json = json;
    }

    /**
     * Rows of a list, and how people and questions in them are called: names stand beside the rows, never in them.
     *
     * @param isFrozen whether the first of the days is frozen; not known, and false, where there is no call
     */
    record Found(
            List<ListRow> rows, Map<UUID, String> people, Map<String, ReportTables.ItemName> items, boolean isFrozen) {}

    /** The rows of some days in a row as they were known at a moment. */
    Found rows(int dealer, UUID store, DailyList list, List<ReportDay> days, ZoneId zone, Instant known) {
        if (list == DailyList.APPOINTMENTS) {
            return appointments(dealer, store, days, known);
        }
        return rows(
                dealer, store, list, days, zone, known, calls.facts(dealer, store, days.getFirst(), days.getLast()));
    }

    /** The same for somebody who has read the calls already. */
    Found rows(
            int dealer,
            UUID store,
            DailyList list,
            List<ReportDay> days,
            ZoneId zone,
            Instant known,
            ReportTables.Facts facts) {
        if (list == DailyList.APPOINTMENTS) {
            return appointments(dealer, store, days, known);
        }
        var people = new HashMap<UUID, String>(facts.people());
        var complaints = list == DailyList.GRIEVANCES
                ? complaints(dealer, store, days.getFirst(), days.getLast(), people)
                : List.<ListRows.Complaint>of();
        var texts = list == DailyList.AGENTS_DAY
                ? texts(dealer, store, days.getFirst(), days.getLast(), people)
                : List.<ListRows.Written>of();
        var rows = new ArrayList<ListRow>();
        for (var day : days) {
            var of = new ListRows(day, known, zone);
            rows.addAll(
                    switch (list) {
                        case GRIEVANCES -> of.grievances(facts.calls(), complaints);
                        case FAILED_CALLS -> of.failedCalls(facts.calls());
                        case AGENTS_DAY -> of.agentsDay(facts.calls(), texts);
                        case APPOINTMENTS -> throw new IllegalStateException("read by themselves");
                    });
        }
        return new Found(rows, people, facts.items(), facts.isFrozen());
    }

    /** RP-5: no calls are needed for it. */
    private Found appointments(int dealer, UUID store, List<ReportDay> days, Instant known) {
        var found = appointments.rows(
                dealer, store, days.getFirst().date(), days.getLast().date(), known);
        return new Found(found.rows(), found.people(), Map.of(), found.isFrozen());
    }

    /** The complaints that were received on those days. */
    private List<ListRows.Complaint> complaints(
            int dealer, UUID store, ReportDay first, ReportDay last, Map<UUID, String> people) {
        return jdbc.sql("""
                        select c.complaint_id, c.number, c.kind, c.source, c.grievance_solved, c.task_id, c.received_at, c.recorded_at, c.recorded_by,
                               o.order_no, o.advisor_id, a.name as advisor, k.name as clerk
                          from complaints.report_received c
                          left join vehicles.report_order o
                            on o.dealer_id = :dealer
                           and o.order_id = c.order_id
                          left join organisation.report_staff a
                            on a.dealer_id = :dealer
                           and a.staff_id = o.advisor_id
                          left join organisation.report_staff k
                            on k.dealer_id = :dealer
                           and k.staff_id = c.recorded_by
                         where c.dealer_id = :dealer
                           and c.store_id = :store
                           and c.received_at >= :begins
                           and c.received_at < :ends
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("begins", Timestamp.from(first.begins()))
                .param("ends", Timestamp.from(last.ends()))
                .query((row, _) -> {
                    var advisor = Optional.ofNullable(row.getObject("advisor_id", UUID.class));
                    var clerk = row.getObject("recorded_by", UUID.class);
                    named(people, advisor, row.getString("advisor"));
                    named(people, Optional.of(clerk), row.getString("clerk"));
                    return new ListRows.Complaint(
                            row.getObject("complaint_id", UUID.class),
                            row.getString("number"),
                            row.getString("kind"),
                            row.getString("source"),
                            row.getBoolean("grievance_solved"),
                            Optional.ofNullable(row.getObject("task_id", UUID.class)),
                            Optional.ofNullable(row.getString("order_no")),
                            advisor,
                            row.getTimestamp("received_at").toInstant(),
                            row.getTimestamp("recorded_at").toInstant(),
                            clerk);
                })
                .list();
    }

    /** The texts that were written instead of calls on those days, and by whom: who recorded the third failure, or chose to write. */
    private List<ListRows.Written> texts(
            int dealer, UUID store, ReportDay first, ReportDay last, Map<UUID, String> people) {
        return jdbc.sql("""
                        select x.text_id, x.state, x.written_at, t.task_id, t.order_no, n.kind, e.actor_id, k.name as clerk
                          from messaging.report_written x
                          join followups.report_any_task t
                            on t.dealer_id = :dealer
                           and t.task_id = x.cause_id
                          join followups.report_next n
                            on n.dealer_id = :dealer
                           and n.task_id = x.cause_id
                          left join lateral (
                               select w.actor_id
                                 from audit.report_act w
                                where w.dealer_id = :dealer
                                  and w.entity = 'follow-up'
                                  and w.entity_id = x.cause_id::text
                                  and w.at = x.written_at
                                  and w.action in ('follow-up.attempt', 'follow-up.text')
                                limit 1) e on true
                          left join organisation.report_staff k
                            on k.dealer_id = :dealer
                           and k.staff_id = e.actor_id
                         where x.dealer_id = :dealer
                           and x.store_id = :store
                           and x.cause = 'follow-up'
                           and x.written_at >= :begins
                           and x.written_at < :ends
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("begins", Timestamp.from(first.begins()))
                .param("ends", Timestamp.from(last.ends()))
                .query((row, _) -> {
                    var clerk = Optional.ofNullable(row.getObject("actor_id", UUID.class));
                    named(people, clerk, row.getString("clerk"));
                    return new ListRows.Written(
                            row.getObject("text_id", UUID.class),
                            row.getObject("task_id", UUID.class),
                            row.getString("order_no"),
                            row.getString("kind"),
                            row.getString("state"),
                            row.getTimestamp("written_at").toInstant(),
                            clerk);
                })
                .list();
    }

    private static void named(
            Map<UUID, String> people, Optional<UUID> person, @org.jspecify.annotations.Nullable String name) {
        if (name != null) {
            person.ifPresent(it -> people.put(it, name));
        }
    }

    /** Keeps a list for ever. */
    void freeze(int dealer, UUID store, DailyList list, FrozenList frozen) {
        jdbc.sql("""
                        insert into reports.list (dealer_id, id, store_id, report, day, frozen_at, written_at, data_version, row_count, digest)
                        values (:dealer, :id, :store, :report, :day, :frozenAt, :writtenAt, :version, :rows, :digest)
                        """)
                .param("dealer", dealer)
                .param("id", frozen.id())
                .param("store", store)
                .param("report", list.code())
                .param("day", frozen.day())
                .param("frozenAt", Timestamp.from(frozen.frozenAt()))
                .param("writtenAt", Timestamp.from(frozen.writtenAt()))
                .param("version", frozen.dataVersion())
                .param("rows", frozen.rows().size())
                .param("digest", HexFormat.of().parseHex(frozen.digest()))
                .update();
        var lines = IntStream.range(0, frozen.rows().size()).boxed().toList();
        batch.batchUpdate("""
                insert into reports.list_row (dealer_id, list_id, line, row_key, facts, counted_in)
                values (?, ?, ?, ?, ?::jsonb, ?)
                """, lines, 500, (statement, line) -> {
            var row = frozen.rows().get(line);
            statement.setInt(1, dealer);
            statement.setObject(2, frozen.id());
            statement.setInt(3, line + 1);
            statement.setString(4, row.key());
            statement.setString(5, json.writeValueAsString(row.facts()));
            statement.setArray(
                    6,
                    statement
                            .getConnection()
                            .createArrayOf("text", row.countedIn().toArray()));
        });
    }

    /**
     * Frozen lists and how the people and the questions in them are called today.
     *
     * @param lists by report, each in the order of their days
     */
    record Kept(
            Map<String, List<FrozenList>> lists, Map<UUID, String> people, Map<String, ReportTables.ItemName> items) {

        List<FrozenList> of(DailyList list) {
            return lists.getOrDefault(list.code(), List.of());
        }
    }

    /** The frozen lists of some days in a row with their rows and signatures: one statement. */
    Kept frozen(int dealer, UUID store, List<DailyList> which, LocalDate from, LocalDate to) {
        record Head(UUID id, String report) {}
        var people = new HashMap<UUID, String>();
        var items = new HashMap<String, ReportTables.ItemName>();
        var heads = new LinkedHashMap<Head, FrozenList>();
        var rows = new HashMap<UUID, List<ListRow>>();
        jdbc.sql("""
                        select f.id, f.report, f.day, f.frozen_at, f.written_at, f.data_version, encode(f.digest, 'hex') as digest,
                               r.row_key, r.facts, r.counted_in, a.staff_id as advisor_id, a.name as advisor, k.staff_id as clerk_id, k.name as clerk,
                               g.signatures, q.question_key, q.short_zh, q.short_en
                          from reports.list f
                          left join lateral (
                               select jsonb_agg(jsonb_build_object('staff', s.staff_id, 'name', coalesce(p.name, ''), 'at', s.signed_at)
                                                order by s.signed_at) as signatures
                                 from reports.signature s
                                 left join organisation.report_staff p
                                   on p.dealer_id = :dealer
                                  and p.staff_id = s.staff_id
                                where s.dealer_id = :dealer
                                  and s.list_id = f.id) g on true
                          left join reports.list_row r
                            on r.dealer_id = :dealer
                           and r.list_id = f.id
                          left join organisation.report_staff a
                            on a.dealer_id = :dealer
                           and a.staff_id = (r.facts ->> 'advisor')::uuid
                          left join organisation.report_staff k
                            on k.dealer_id = :dealer
                           and k.staff_id = (r.facts ->> 'clerk')::uuid
                          left join lateral (
                               select i.question_key, i.short_zh, i.short_en
                                 from questionnaires.report_item i
                                where i.dealer_id = :dealer
                                  and 'item:' || i.question_key = r.facts ->> 'item'
                                order by i.version desc
                                limit 1) q on true
                         where f.dealer_id = :dealer
                           and f.store_id = :store
                           and f.report = any(:reports)
                           and f.day >= :from
                           and f.day <= :to
                         order by f.day, f.report, r.line
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("reports", which.stream().map(DailyList::code).toArray(String[]::new))
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    var id = row.getObject("id", UUID.class);
                    var day = row.getObject("day", LocalDate.class);
                    named(
                            people,
                            Optional.ofNullable(row.getObject("advisor_id", UUID.class)),
                            row.getString("advisor"));
                    named(people, Optional.ofNullable(row.getObject("clerk_id", UUID.class)), row.getString("clerk"));
                    if (row.getString("question_key") != null) {
                        items.put(
                                row.getString("question_key"),
                                new ReportTables.ItemName(row.getString("short_zh"), row.getString("short_en")));
                    }
                    var signatures = row.getString("signatures");
                    heads.putIfAbsent(
                            new Head(id, row.getString("report")),
                            new FrozenList(
                                    id,
                                    day,
                                    row.getTimestamp("frozen_at").toInstant(),
                                    row.getTimestamp("written_at").toInstant(),
                                    row.getString("data_version"),
                                    row.getString("digest"),
                                    List.of(),
                                    signatures == null ? List.of() : json.readValue(signatures, SIGNATURES)));
                    if (row.getString("row_key") != null) {
                        rows.computeIfAbsent(id, _ -> new ArrayList<>())
                                .add(new ListRow(
                                        row.getString("row_key"),
                                        day,
                                        json.readValue(row.getString("facts"), FACTS),
                                        ReportTables.texts(row.getArray("counted_in"))));
                    }
                });
        var lists = new HashMap<String, List<FrozenList>>();
        heads.forEach((head, it) -> lists.computeIfAbsent(head.report(), _ -> new ArrayList<>())
                .add(new FrozenList(
                        it.id(),
                        it.day(),
                        it.frozenAt(),
                        it.writtenAt(),
                        it.dataVersion(),
                        it.digest(),
                        rows.getOrDefault(it.id(), List.of()),
                        it.signatures())));
        return new Kept(lists, people, items);
    }

    /**
     * Puts a person's name below a frozen list.
     *
     * @return false if it stands there already
     */
    boolean sign(int dealer, UUID id, FrozenList list, UUID staff, Instant at) {
        return jdbc.sql("""
                        insert into reports.signature (dealer_id, id, list_id, staff_id, signed_at, digest)
                        values (:dealer, :id, :list, :staff, :at, :digest)
                        on conflict (dealer_id, list_id, staff_id) do nothing
                        """)
                        .param("dealer", dealer)
                        .param("id", id)
                        .param("list", list.id())
                        .param("staff", staff)
                        .param("at", Timestamp.from(at))
                        .param("digest", HexFormat.of().parseHex(list.digest()))
                        .update()
                == 1;
    }
}
