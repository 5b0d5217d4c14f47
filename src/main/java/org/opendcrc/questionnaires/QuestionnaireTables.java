package org.opendcrc.questionnaires;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of published questionnaires and their answers; rows are only ever added. */
@Repository
class QuestionnaireTables {

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    QuestionnaireTables(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** Those of a code that are in use now, and one version more, in use or not; with their questions, in one statement. */
    List<Questionnaire> inUse(int dealer, String code, Optional<UUID> andThatOne) {
        return read(dealer, code, andThatOne.stream().toList());
    }

    /** Those versions, in use or not; with their questions, in one statement. */
    List<Questionnaire> all(int dealer, Collection<UUID> ids) {
        return read(dealer, "", ids);
    }

    private List<Questionnaire> read(int dealer, String code, Collection<UUID> ids) {
        return assembled(jdbc.sql("""
                        select n.id, n.code, n.variant, n.version, n.name_zh, n.name_en, n.brand, n.order_kind, n.mileage_from, n.mileage_to,
                               n.opening_zh, n.opening_en, n.closing_zh, n.closing_en,
                               q.key, q.position as question_position, q.kind, q.short_zh, q.short_en, q.ask_zh, q.ask_en,
                               q.points as question_points, q.weight, q.required, q.indicator, q.least, q.most,
                               q.low_zh, q.low_en, q.high_zh, q.high_en, q.unit_zh, q.unit_en,
                               o.value, o.position, o.label_zh, o.label_en, o.points, o.grievance, o.favour
                          from questionnaires.questionnaire n
                          join questionnaires.question q on q.dealer_id = :dealer and q.questionnaire_id = n.id
                          left join questionnaires.option o on o.dealer_id = :dealer and o.questionnaire_id = n.id
                                                           and o.question_key = q.key
                         where n.dealer_id = :dealer
                           and (n.id = any(:ids)
                                or (n.code = :code
                                    and not exists (select 1
                                                      from questionnaires.questionnaire l
                                                     where l.dealer_id = :dealer
                                                       and l.code = n.code
                                                       and l.variant = n.variant
                                                       and l.version > n.version)
                                    and not exists (select 1
                                                      from questionnaires.withdrawal w
                                                     where w.dealer_id = :dealer
                                                       and w.questionnaire_id = n.id)))
                         order by n.code, n.variant, n.version, q.position, o.position
                        """)
                .param("dealer", dealer)
                .param("code", code)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> Line.of(row))
                .list());
    }

    private static List<Questionnaire> assembled(List<Line> lines) {
        var heads = new LinkedHashMap<UUID, Questionnaire>();
        var questions = new HashMap<UUID, LinkedHashMap<String, Question>>();
        var options = new HashMap<UUID, Map<String, List<Option>>>();
        for (var line : lines) {
            var id = line.head().id();
            heads.putIfAbsent(id, line.head());
            questions
                    .computeIfAbsent(id, _ -> new LinkedHashMap<>())
                    .putIfAbsent(line.question().key(), line.question());
            var of = options.computeIfAbsent(id, _ -> new HashMap<>())
                    .computeIfAbsent(line.question().key(), _ -> new ArrayList<>());
            if (line.option() != null) {
                of.add(line.option());
            }
        }
        return heads.values().stream()
                .map(it -> it.asking(questions.getOrDefault(it.id(), new LinkedHashMap<>()).values().stream()
                        .map(q -> q.offering(
                                options.getOrDefault(it.id(), Map.of()).getOrDefault(q.key(), List.of())))
                        .toList()))
                .toList();
    }

    private record Line(
            Questionnaire head, Question question, @Nullable Option option) {

        static Line of(ResultSet row) throws SQLException {
            return new Line(head(row), question(row), row.getString("value") == null ? null : option(row));
        }

        private static Questionnaire head(ResultSet row) throws SQLException {
            return new Questionnaire(
                    row.getObject("id", UUID.class),
                    row.getString("code"),
                    row.getString("variant"),
                    row.getInt("version"),
                    new Words(row.getString("name_zh"), row.getString("name_en")),
                    validity(row),
                    new Words(row.getString("opening_zh"), row.getString("opening_en")),
                    new Words(row.getString("closing_zh"), row.getString("closing_en")),
                    List.of());
        }

        private static Question question(ResultSet row) throws SQLException {
            var least = row.getObject("least", Integer.class);
            var most = row.getObject("most", Integer.class);
            return new Question(
                    row.getString("key"),
                    row.getInt("question_position"),
                    Question.Kind.valueOf(row.getString("kind")),
                    row.getString("short_zh"),
                    row.getString("short_en"),
                    row.getString("ask_zh"),
                    row.getString("ask_en"),
                    row.getInt("question_points"),
                    row.getInt("weight"),
                    row.getBoolean("required"),
                    Optional.ofNullable(row.getString("indicator")).map(Indicator::valueOf),
                    least == null || most == null
                            ? Optional.empty()
                            : Optional.of(new Question.Range(
                                    least,
                                    most,
                                    new Words(row.getString("low_zh"), row.getString("low_en")),
                                    new Words(row.getString("high_zh"), row.getString("high_en")),
                                    new Words(row.getString("unit_zh"), row.getString("unit_en")))),
                    List.of());
        }

        private static Option option(ResultSet row) throws SQLException {
            return new Option(
                    row.getString("value"),
                    row.getInt("position"),
                    row.getString("label_zh"),
                    row.getString("label_en"),
                    row.getInt("points"),
                    row.getBoolean("grievance"),
                    Option.Favour.valueOf(row.getString("favour")));
        }
    }

    static Validity validity(ResultSet row) throws SQLException {
        return new Validity(
                Optional.ofNullable(row.getString("brand")),
                Optional.ofNullable(row.getString("order_kind")),
                number(row.getObject("mileage_from", Integer.class)),
                number(row.getObject("mileage_to", Integer.class)));
    }

    private static OptionalInt number(@Nullable Integer it) {
        return it == null ? OptionalInt.empty() : OptionalInt.of(it);
    }

    /** Adds the versions that the dealer has not yet; whether any was. */
    boolean addNew(int dealer, List<Questionnaire> versions, Optional<UUID> by, Instant at) {
        var added = Set.copyOf(jdbc.sql("""
                        insert into questionnaires.questionnaire (dealer_id, id, code, variant, version, valid_from, name_zh, name_en, brand, order_kind,
                                                                  mileage_from, mileage_to, opening_zh, opening_en, closing_zh, closing_en,
                                                                  published_by)
                        select :dealer, x.id, x.code, x.variant, x.version, :at, x.name_zh, x.name_en, x.brand, x.order_kind,
                               x.mileage_from, x.mileage_to, x.opening_zh, x.opening_en, x.closing_zh, x.closing_en, :by
                          from jsonb_to_recordset(cast(:rows as jsonb))
                               as x (id uuid, code text, variant text, version int, name_zh text, name_en text, brand text, order_kind text,
                                     mileage_from int, mileage_to int, opening_zh text, opening_en text, closing_zh text, closing_en text)
                        on conflict (dealer_id, code, variant, version) do nothing
                        returning id
                        """)
                .param("dealer", dealer)
                .param("at", Timestamp.from(at))
                .param("by", by.orElse(null), Types.OTHER)
                .param("rows", QuestionnaireRows.heads(versions))
                .query(UUID.class)
                .list());
        var fresh = versions.stream().filter(it -> added.contains(it.id())).toList();
        if (fresh.isEmpty()) {
            return false;
        }
        jdbc.sql("""
                insert into questionnaires.question (dealer_id, questionnaire_id, key, position, kind, short_zh, short_en, ask_zh, ask_en, points,
                                                     weight, required, indicator, least, most, low_zh, low_en, high_zh, high_en, unit_zh, unit_en)
                select :dealer, x.questionnaire_id, x.key, x.position, x.kind, x.short_zh, x.short_en, x.ask_zh, x.ask_en, x.points,
                       x.weight, x.required, x.indicator, x.least, x.most, x.low_zh, x.low_en, x.high_zh, x.high_en, x.unit_zh, x.unit_en
                  from jsonb_to_recordset(cast(:rows as jsonb))
                       as x (questionnaire_id uuid, key text, position int, kind text, short_zh text, short_en text, ask_zh text, ask_en text,
                             points int, weight int, required boolean, indicator text, least int, most int, low_zh text, low_en text,
                             high_zh text, high_en text, unit_zh text, unit_en text)
                """)
                .param("dealer", dealer)
                .param("rows", QuestionnaireRows.questions(fresh))
                .update();
        jdbc.sql("""
                insert into questionnaires.option (dealer_id, questionnaire_id, question_key, value, position, label_zh, label_en, points, grievance,
                                                   favour)
                select :dealer, x.questionnaire_id, x.question_key, x.value, x.position, x.label_zh, x.label_en, x.points, x.grievance, x.favour
                  from jsonb_to_recordset(cast(:rows as jsonb))
                       as x (questionnaire_id uuid, question_key text, value text, position int, label_zh text, label_en text, points int,
                             grievance boolean, favour text)
                """)
                .param("dealer", dealer)
                .param("rows", QuestionnaireRows.options(fresh))
                .update();
        return true;
    }

    void add(
            int dealer,
            UUID id,
            Questionnaire questionnaire,
            UUID subject,
            AnswerSheet sheet,
            Score score,
            UUID recordedBy,
            Instant at) { // FU-9: by the version that asked, for ever
        jdbc.sql("""
                insert into questionnaires.response (dealer_id, id, questionnaire_id, subject_id, answered_at, recorded_by,
                                                     total, total_possible, satisfaction, complete, digest)
                values (:dealer, :id, :questionnaire, :subject, :at, :by, :total, :possible, :satisfaction, :complete, :digest)
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("questionnaire", questionnaire.id())
                .param("subject", subject)
                .param("at", Timestamp.from(at))
                .param("by", recordedBy)
                .param("total", score.total())
                .param("possible", score.totalPossible())
                .param(
                        "satisfaction",
                        score.satisfaction().isPresent() ? score.satisfaction().getAsInt() : null)
                .param("complete", score.complete())
                .param("digest", Digests.of(questionnaire, sheet))
                .update();
        var answers = new ArrayList<@Nullable Object[]>();
        for (var question : questionnaire.questions()) {
            var answer = sheet.answers().get(question.key());
            if (answer != null) {
                answers.add(new Object[] {
                    dealer,
                    id,
                    question.key(),
                    answer.value().orElse(null),
                    answer.declined(),
                    score.grievances().contains(question.key()),
                    answer.note().orElse(null),
                    answer.note().map(Digests::of).orElse(null)
                });
            }
        }
        batch.batchUpdate("""
                insert into questionnaires.answer (dealer_id, response_id, question_key, value, declined, grievance, note, note_digest)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """, answers);
    }

    Map<UUID, ResponseView> responses(int dealer, Collection<UUID> subjects) {
        record Row(ResponseView head, ResponseView.@Nullable Line line) {}
        var rows = jdbc.sql("""
                        select r.id, r.subject_id, r.answered_at, r.recorded_by, r.total, r.total_possible, r.satisfaction, r.complete,
                               a.question_key, a.value, a.grievance, a.note, q.short_zh, q.short_en,
                               case when q.kind = 'NUMBER' then rtrim(a.value || ' ' || q.unit_zh) else o.label_zh end as label_zh,
                               case when q.kind = 'NUMBER' then rtrim(a.value || ' ' || q.unit_en) else o.label_en end as label_en
                          from questionnaires.response r
                          left join questionnaires.answer a on a.dealer_id = :dealer and a.response_id = r.id
                          left join questionnaires.question q on q.dealer_id = :dealer and q.questionnaire_id = r.questionnaire_id
                                                             and q.key = a.question_key
                          left join lateral (select string_agg(p.label_zh, '、' order by p.position) as label_zh,
                                                    string_agg(p.label_en, ', ' order by p.position) as label_en
                                               from questionnaires.option p
                                              where p.dealer_id = :dealer
                                                and p.questionnaire_id = r.questionnaire_id
                                                and p.question_key = a.question_key
                                                and p.value = any(string_to_array(a.value, ','))) o on true
                         where r.dealer_id = :dealer
                           and r.subject_id = any(:subjects)
                         order by r.subject_id, q.position
                        """)
                .param("dealer", dealer)
                .param("subjects", subjects.toArray(UUID[]::new))
                .query((row, _) -> new Row(head(row), line(row)))
                .list();
        var lines = new HashMap<UUID, List<ResponseView.Line>>();
        var heads = new LinkedHashMap<UUID, ResponseView>();
        for (var row : rows) {
            heads.putIfAbsent(row.head().subjectId(), row.head());
            if (row.line() != null) {
                lines.computeIfAbsent(row.head().subjectId(), _ -> new ArrayList<>())
                        .add(row.line());
            }
        }
        var views = new HashMap<UUID, ResponseView>();
        heads.forEach((subject, it) -> views.put(
                subject,
                new ResponseView(
                        it.id(),
                        subject,
                        it.answeredAt(),
                        it.recordedBy(),
                        it.total(),
                        it.totalPossible(),
                        it.satisfaction(),
                        it.complete(),
                        lines.getOrDefault(subject, List.of()))));
        return views;
    }

    private static ResponseView head(ResultSet row) throws SQLException {
        var mark = row.getObject("satisfaction", Integer.class);
        return new ResponseView(
                row.getObject("id", UUID.class),
                row.getObject("subject_id", UUID.class),
                row.getTimestamp("answered_at").toInstant(),
                row.getObject("recorded_by", UUID.class),
                row.getInt("total"),
                row.getInt("total_possible"),
                mark == null ? OptionalInt.empty() : OptionalInt.of(mark),
                row.getBoolean("complete"),
                List.of());
    }

    private static ResponseView.@Nullable Line line(ResultSet row) throws SQLException {
        var key = row.getString("question_key");
        return key == null
                ? null
                : new ResponseView.Line(
                        key,
                        row.getString("short_zh"),
                        row.getString("short_en"),
                        Optional.ofNullable(row.getString("value")),
                        Optional.ofNullable(row.getString("label_zh")),
                        Optional.ofNullable(row.getString("label_en")),
                        row.getBoolean("grievance"),
                        Optional.ofNullable(row.getString("note")));
    }
}
