package org.opendcrc.casebook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.opendcrc.vehicles.CarName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads cases for forms: one statement a case. */
@Repository
class CasePapers {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final List<String> FIVE_STEPS = List.of("very-poor", "poor", "fair", "good", "very-good");

    private final JdbcClient jdbc;

    CasePapers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param accusedFor the stores in which the person may know who is complained about (A22) */
    Optional<CasePaper> find(int dealer, UUID complaint, List<UUID> stores, List<UUID> accusedFor) {
        return jdbc.sql("""
                        select c.complaint_id, c.store_id, s.name as store, s.zone, c.number, c.source, c.source_no, c.kind, c.grade,
                               c.crisis_since is not null or c.emergency is not null as crisis, c.complainant, c.complainant_name, c.complainant_phone,
                               k.name as customer, k.sex, k.kind = 'PERSON' as person, k.phone,
                               concat_ws(' ', d.province, d.city, d.address) as address, v.vin, v.plate, v.brand, v.series, v.model,
                               coalesce(v.delivered_on, g.invoiced_on) as bought_on, coalesce(o.mileage_km, v.mileage_km) as mileage_km, o.order_no,
                               c.content, c.people, c.happened, c.place, c.object, c.demand,
                               case when c.store_id = any(:accusedFor) then x.name end as accused,
                               c.received_at, r.name as recorded_by, c.contact_due_at, c.contact_owed, c.contacted_at, b.name as contacted_by, c.state,
                               h.name as handler, c.round, c.goal, c.root, c.cause, c.department, c.responsible, c.co_responsible, c.correction,
                               c.prevention, c.remedy, c.cost_fen, c.solved_at, c.closed_at, e.name as closed_by, c.closing, c.closing_words,
                               (select max(m.minutes)
                                  from complaints.paper_deadline m
                                 where m.dealer_id = :dealer and m.complaint_id = c.complaint_id and m.rule = 'CP-33') as minutes,
                               (select jsonb_agg(to_jsonb(p) order by p.round, p.position)
                                  from complaints.paper_plan p
                                 where p.dealer_id = :dealer and p.complaint_id = c.complaint_id) as plans,
                               (select jsonb_agg(jsonb_build_object('round', q.round, 'what', q.what, 'name', qp.name, 'rank', q.rank, 'at', q.at)
                                                 order by q.round, q.at)
                                  from complaints.paper_signature q
                                  join organisation.report_staff qp on qp.dealer_id = :dealer and qp.staff_id = q.staff_id
                                 where q.dealer_id = :dealer and q.complaint_id = c.complaint_id) as signatures,
                               (select jsonb_agg(jsonb_build_object('round', y.round, 'ending', y.ending, 'at', y.at, 'by', yp.name, 'words', y.words,
                                                                    'speed', y.speed::text, 'attitude', y.attitude::text)
                                                 order by y.round)
                                  from complaints.paper_check y
                                  left join organisation.report_staff yp on yp.dealer_id = :dealer and yp.staff_id = y.staff_id
                                 where y.dealer_id = :dealer and y.complaint_id = c.complaint_id) as checks,
                               (select jsonb_agg(to_jsonb(w) order by w.nth)
                                  from complaints.paper_help w
                                 where w.dealer_id = :dealer and w.complaint_id = c.complaint_id) as helps,
                               (select jsonb_agg(jsonb_build_object('at', l.at, 'what', l.what, 'words', l.words, 'by', lp.name) order by l.at, l.id)
                                  from complaints.paper_log l
                                  left join organisation.report_staff lp on lp.dealer_id = :dealer and lp.staff_id = l.staff_id
                                 where l.dealer_id = :dealer and l.complaint_id = c.complaint_id) as log,
                               (select jsonb_agg(jsonb_build_object('at', t.at, 'daypart', t.daypart, 'outcome', t.outcome, 'by', tp.name,
                                                                    'mark', z.satisfaction, 'handling', a.handling, 'speed', a.speed,
                                                                    'attitude', a.attitude) order by t.at)
                                  from followups.report_check f
                                  join followups.report_try t on t.dealer_id = :dealer and t.task_id = f.task_id
                                  join organisation.report_staff tp on tp.dealer_id = :dealer and tp.staff_id = t.staff_id
                                  left join followups.report_any_task ft on ft.dealer_id = :dealer and ft.task_id = f.task_id
                                  left join questionnaires.report_response z on z.dealer_id = :dealer and z.response_id = ft.response_id
                                  left join lateral (select max(ra.value) filter (where ra.question_key = 'handling') as handling,
                                                            max(ra.value) filter (where ra.question_key = 'speed') as speed,
                                                            max(ra.value) filter (where ra.question_key = 'attitude') as attitude
                                                       from questionnaires.report_answer ra
                                                      where ra.dealer_id = :dealer and ra.response_id = ft.response_id) a on true
                                 where f.dealer_id = :dealer and f.complaint_id = c.complaint_id) as attempts
                          from complaints.paper c
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = c.store_id
                          join organisation.report_staff r on r.dealer_id = :dealer and r.staff_id = c.recorded_by
                          left join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = c.customer_id
                          left join customers.paper_address d on d.dealer_id = :dealer and d.customer_id = c.customer_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = c.vehicle_id
                          left join vehicles.report_guaranteed g on g.dealer_id = :dealer and g.vehicle_id = c.vehicle_id
                          left join vehicles.report_order o on o.dealer_id = :dealer and o.order_id = c.order_id
                          left join organisation.report_staff x on x.dealer_id = :dealer and x.staff_id = c.accused_id
                          left join organisation.report_staff b on b.dealer_id = :dealer and b.staff_id = c.contacted_by
                          left join organisation.report_staff h on h.dealer_id = :dealer and h.staff_id = c.handler_id
                          left join organisation.report_staff e on e.dealer_id = :dealer and e.staff_id = c.closed_by
                         where c.dealer_id = :dealer
                           and c.complaint_id = :complaint
                           and c.store_id = any(:stores)
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("stores", stores.toArray(UUID[]::new))
                .param("accusedFor", accusedFor.toArray(UUID[]::new))
                .query((row, _) -> paper(row))
                .optional();
    }

    private static CasePaper paper(ResultSet row) throws SQLException {
        return new CasePaper(
                row.getObject("complaint_id", UUID.class),
                row.getObject("store_id", UUID.class),
                row.getString("store"),
                ZoneId.of(row.getString("zone")),
                row.getString("number"),
                row.getString("source"),
                text(row, "source_no"),
                row.getString("kind"),
                row.getString("grade"),
                row.getBoolean("crisis"),
                row.getString("complainant"),
                text(row, "complainant_name"),
                text(row, "complainant_phone"),
                text(row, "customer"),
                text(row, "sex"),
                row.getBoolean("person"),
                text(row, "phone"),
                text(row, "address"),
                text(row, "vin"),
                text(row, "plate"),
                Optional.of(CarName.of(row.getString("brand"), row.getString("series"), row.getString("model")))
                        .filter(it -> !it.isEmpty()),
                Optional.ofNullable(row.getObject("bought_on", LocalDate.class)),
                number(row, "mileage_km"),
                text(row, "order_no"),
                row.getString("content"),
                text(row, "people"),
                text(row, "happened"),
                text(row, "place"),
                text(row, "object"),
                text(row, "demand"),
                text(row, "accused"),
                row.getTimestamp("received_at").toInstant(),
                row.getString("recorded_by"),
                row.getTimestamp("contact_due_at").toInstant(),
                row.getBoolean("contact_owed"),
                moment(row, "contacted_at"),
                text(row, "contacted_by"),
                row.getString("state"),
                text(row, "handler"),
                row.getInt("round"),
                text(row, "goal"),
                text(row, "root"),
                text(row, "cause"),
                text(row, "department"),
                text(row, "responsible"),
                text(row, "co_responsible"),
                text(row, "correction"),
                text(row, "prevention"),
                text(row, "remedy"),
                amount(row, "cost_fen"),
                moment(row, "solved_at"),
                moment(row, "closed_at"),
                text(row, "closed_by"),
                text(row, "closing"),
                text(row, "closing_words"),
                number(row, "minutes"),
                each(
                        row,
                        "plans",
                        it -> new CasePaper.Plan(
                                it.get("round").asInt(),
                                it.get("position").asInt(),
                                it.get("title").asString(),
                                it.get("state").asString(),
                                it.get("recommended").asBoolean(),
                                it.get("cost_fen").asLong(),
                                moment(it, "decided_at"),
                                text(it, "manner"))),
                each(
                        row,
                        "signatures",
                        it -> new CasePaper.Signature(
                                it.get("round").asInt(),
                                it.get("what").asString(),
                                it.get("name").asString(),
                                it.get("rank").asString(),
                                moment(it, "at").orElseThrow())),
                each(
                        row,
                        "checks",
                        it -> new CasePaper.Check(
                                it.get("round").asInt(),
                                it.get("ending").asString(),
                                moment(it, "at").orElseThrow(),
                                text(it, "by"),
                                text(it, "words"),
                                text(it, "speed").map(Integer::valueOf),
                                text(it, "attitude").map(Integer::valueOf))),
                each(
                        row,
                        "helps",
                        it -> new CasePaper.Help(
                                moment(it, "recognised_at").orElseThrow(),
                                moment(it, "asked_at"),
                                text(it, "asked_whom"),
                                text(it, "answer"))),
                each(
                        row,
                        "log",
                        it -> new CasePaper.Line(
                                moment(it, "at").orElseThrow(),
                                it.get("what").asString(),
                                text(it, "words"),
                                text(it, "by"))),
                each(
                        row,
                        "attempts",
                        it -> new CasePaper.Try(
                                moment(it, "at").orElseThrow(),
                                text(it, "daypart").orElse(""),
                                it.get("outcome").asString(),
                                it.get("by").asString(),
                                it.hasNonNull("mark")
                                        ? Optional.of((it.get("mark").asInt() + 1) / 2)
                                        : Optional.empty(),
                                step(it, "handling"),
                                step(it, "speed"),
                                step(it, "attitude"))));
    }

    /** What the five steps of a questionnaire are on paper; other words of a store's own questionnaire are none of them. */
    private static Optional<Integer> step(JsonNode node, String field) {
        return text(node, field).map(FIVE_STEPS::indexOf).filter(it -> it >= 0).map(it -> it + 1);
    }

    private static <T> List<T> each(ResultSet row, String column, Function<JsonNode, T> reader) throws SQLException {
        var json = row.getString(column);
        if (json == null) {
            return List.of();
        }
        var found = new ArrayList<T>();
        JSON.readTree(json).forEach(it -> found.add(reader.apply(it)));
        return List.copyOf(found);
    }

    private static Optional<String> text(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.get(field).asString()) : Optional.empty();
    }

    private static Optional<Instant> moment(JsonNode node, String field) {
        return text(node, field).map(it -> OffsetDateTime.parse(it).toInstant());
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(it -> !it.isBlank());
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static OptionalInt number(ResultSet row, String column) throws SQLException {
        var value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static OptionalLong amount(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
