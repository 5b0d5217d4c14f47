package org.opendcrc.questionnaires;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Questionnaires as rows in JSON, so that many of them go into their tables in three statements. */
final class QuestionnaireRows {

    private static final JsonMapper JSON = JsonMapper.shared();

    private QuestionnaireRows() {}

    static String heads(Collection<Questionnaire> versions) {
        return json(versions.stream().map(it -> {
            var row = new HashMap<String, @Nullable Object>();
            row.put("id", it.id());
            row.put("code", it.code());
            row.put("variant", it.variant());
            row.put("version", it.version());
            words(row, "name", it.name());
            row.put("brand", it.validity().brand().orElse(null));
            row.put("order_kind", it.validity().orderKind().orElse(null));
            row.put("mileage_from", number(it.validity().mileageFrom()));
            row.put("mileage_to", number(it.validity().mileageTo()));
            words(row, "opening", it.opening());
            words(row, "closing", it.closing());
            return row;
        }));
    }

    static String questions(Collection<Questionnaire> versions) {
        return json(versions.stream()
                .flatMap(it -> it.questions().stream().map(q -> {
                    var row = new HashMap<String, @Nullable Object>();
                    row.put("questionnaire_id", it.id());
                    row.put("key", q.key());
                    row.put("position", q.position());
                    row.put("kind", q.kind());
                    row.put("short_zh", q.shortZh());
                    row.put("short_en", q.shortEn());
                    row.put("ask_zh", q.askZh());
                    row.put("ask_en", q.askEn());
                    row.put("points", q.points());
                    row.put("weight", q.weight());
                    row.put("required", q.required());
                    row.put("indicator", q.indicator().orElse(null));
                    row.put("least", q.range().map(Question.Range::least).orElse(null));
                    row.put("most", q.range().map(Question.Range::most).orElse(null));
                    words(row, "low", q.range().map(Question.Range::low).orElse(Words.NONE));
                    words(row, "high", q.range().map(Question.Range::high).orElse(Words.NONE));
                    words(row, "unit", q.range().map(Question.Range::unit).orElse(Words.NONE));
                    return row;
                })));
    }

    static String options(Collection<Questionnaire> versions) {
        return json(versions.stream()
                .flatMap(it -> it.questions().stream()
                        .flatMap(q -> q.options().stream().map(o -> {
                            var row = new HashMap<String, @Nullable Object>();
                            row.put("questionnaire_id", it.id());
                            row.put("question_key", q.key());
                            row.put("value", o.value());
                            row.put("position", o.position());
                            row.put("label_zh", o.labelZh());
                            row.put("label_en", o.labelEn());
                            row.put("points", o.points());
                            row.put("grievance", o.grievance());
                            row.put("favour", o.favour());
                            return row;
                        }))));
    }

    private static void words(Map<String, @Nullable Object> row, String name, Words it) {
        row.put(name + "_zh", it.zh());
        row.put(name + "_en", it.en());
    }

    private static @Nullable Integer number(OptionalInt it) {
        return it.isPresent() ? it.getAsInt() : null;
    }

    private static String json(Stream<? extends Map<String, @Nullable Object>> rows) {
        List<? extends Map<String, @Nullable Object>> all = rows.toList();
        return JSON.writeValueAsString(all);
    }
}
