package org.opendcrc.questionnaires;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the questionnaires; rows are only ever added. */
@Repository
class QuestionnaireTables {

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    QuestionnaireTables(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    Optional<Questionnaire> newest(int dealer, String code) {
        record Line(UUID id, int version, Question question, Option option) {}
        var lines = jdbc.sql("""
                        select n.id, n.version,
                               q.key, q.position as question_position, q.kind, q.short_zh, q.short_en, q.ask_zh, q.ask_en,
                               q.points as question_points,
                               o.value, o.position, o.label_zh, o.label_en, o.points, o.grievance
                          from questionnaires.questionnaire n
                          join questionnaires.question q on q.dealer_id = :dealer and q.questionnaire_id = n.id
                          join questionnaires.option o on o.dealer_id = :dealer and o.questionnaire_id = n.id
                                                      and o.question_key = q.key
                         where n.dealer_id = :dealer
                           and n.id = (select c.id
                                         from questionnaires.questionnaire c
                                        where c.dealer_id = :dealer
                                          and c.code = :code
                                        order by c.version desc
                                        limit 1)
                         order by q.position, o.position
                        """)
                .param("dealer", dealer)
                .param("code", code)
                .query((row, _) ->
                        new Line(row.getObject("id", UUID.class), row.getInt("version"), question(row), option(row)))
                .list();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var options = new LinkedHashMap<String, List<Option>>();
        var questions = new LinkedHashMap<String, Question>();
        for (var line : lines) {
            questions.putIfAbsent(line.question().key(), line.question());
            options.computeIfAbsent(line.question().key(), _ -> new ArrayList<>())
                    .add(line.option());
        }
        return Optional.of(new Questionnaire(
                lines.getFirst().id(),
                code,
                lines.getFirst().version(),
                questions.values().stream()
                        .map(it -> with(it, options.getOrDefault(it.key(), List.of())))
                        .toList()));
    }

    private static Question question(ResultSet row) throws SQLException {
        return new Question(
                row.getString("key"),
                row.getInt("question_position"),
                Question.Kind.valueOf(row.getString("kind")),
                row.getString("short_zh"),
                row.getString("short_en"),
                row.getString("ask_zh"),
                row.getString("ask_en"),
                row.getInt("question_points"),
                List.of());
    }

    private static Option option(ResultSet row) throws SQLException {
        return new Option(
                row.getString("value"),
                row.getInt("position"),
                row.getString("label_zh"),
                row.getString("label_en"),
                row.getInt("points"),
                row.getBoolean("grievance"));
    }

    private static Question with(Question it, List<Option> options) {
        return new Question(
                it.key(),
                it.position(),
                it.kind(),
                it.shortZh(),
                it.shortEn(),
                it.askZh(),
                it.askEn(),
                it.points(),
                options);
    }

    /** Does nothing if the dealer has that version already. */
    void addIfNew(int dealer, Questionnaire it, Instant at) {
        var added = jdbc.sql("""
                        insert into questionnaires.questionnaire (dealer_id, id, code, version, valid_from)
                        values (:dealer, :id, :code, :version, :at)
                        on conflict (dealer_id, code, version) do nothing
                        """)
                .param("dealer", dealer)
                .param("id", it.id())
                .param("code", it.code())
                .param("version", it.version())
                .param("at", Timestamp.from(at))
                .update();
        if (added == 0) {
            return;
        }
        var questions = new ArrayList<@Nullable Object[]>();
        var options = new ArrayList<@Nullable Object[]>();
        for (var q : it.questions()) {
            questions.add(new Object[] {
                dealer,
                it.id(),
                q.key(),
                q.position(),
                q.kind().name(),
                q.shortZh(),
                q.shortEn(),
                q.askZh(),
                q.askEn(),
                q.points()
            });
            for (var o : q.options()) {
                options.add(new Object[] {
                    dealer,
                    it.id(),
                    q.key(),
                    o.value(),
                    o.position(),
                    o.labelZh(),
                    o.labelEn(),
                    o.points(),
                    o.grievance()
                });
            }
        }
        batch.batchUpdate("""
                insert into questionnaires.question (dealer_id, questionnaire_id, key, position, kind, short_zh, short_en, ask_zh, ask_en, points)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, questions);
        batch.batchUpdate("""
                insert into questionnaires.option (dealer_id, questionnaire_id, question_key, value, position, label_zh, label_en, points, grievance)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, options);
    }

    void add(
            int dealer,
            UUID id,
            Questionnaire questionnaire,
            UUID subject,
            AnswerSheet sheet,
            Score score,
            UUID recordedBy,
            Instant at) {
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
                               a.question_key, a.value, a.grievance, a.note, q.short_zh, q.short_en, o.label_zh, o.label_en
                          from questionnaires.response r
                          left join questionnaires.answer a on a.dealer_id = :dealer and a.response_id = r.id
                          left join questionnaires.question q on q.dealer_id = :dealer and q.questionnaire_id = r.questionnaire_id
                                                             and q.key = a.question_key
                          left join questionnaires.option o on o.dealer_id = :dealer and o.questionnaire_id = r.questionnaire_id
                                                           and o.question_key = a.question_key and o.value = a.value
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
