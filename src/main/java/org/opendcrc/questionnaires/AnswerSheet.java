package org.opendcrc.questionnaires;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the customer said, by the key of the question; a question that was not asked does not appear.
 *
 * @param answers by key
 */
public record AnswerSheet(Map<String, Answer> answers) {

    public AnswerSheet {
        answers = Map.copyOf(answers);
    }

    /**
     * One answer.
     *
     * @param value of an option; empty where the customer declined
     * @param note the customer's own words; may hold personal data
     */
    public record Answer(Optional<String> value, Optional<String> note) {

        public Answer {
            note = note.map(String::strip).filter(it -> !it.isEmpty());
        }

        public boolean declined() {
            return value.isEmpty();
        }
    }

    public static AnswerSheet empty() {
        return new AnswerSheet(Map.of());
    }

    /** This sheet and one answer more. */
    public AnswerSheet with(String key, String value) {
        return and(key, new Answer(Optional.of(value), Optional.empty()));
    }

    /** This sheet and one answer more, with words. */
    public AnswerSheet with(String key, String value, String note) {
        return and(key, new Answer(Optional.of(value), Optional.of(note)));
    }

    /** This sheet, and that the customer would not answer this one. */
    public AnswerSheet declined(String key) {
        return and(key, new Answer(Optional.empty(), Optional.empty()));
    }

    private AnswerSheet and(String key, Answer answer) {
        var more = new LinkedHashMap<>(answers);
        more.put(key, answer);
        return new AnswerSheet(more);
    }
}
