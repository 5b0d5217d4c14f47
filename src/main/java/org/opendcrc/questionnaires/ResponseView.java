package org.opendcrc.questionnaires;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Answers as they were given, read by the version that asked.
 *
 * @param subjectId what asked: the follow-up task
 * @param total points, of {@code totalPossible} that the answered questions could give
 * @param satisfaction the customer's own mark, 1 to 10, if he gave one
 * @param lines in the order of the questions; what was not asked does not appear
 */
public record ResponseView(
        UUID id,
        UUID subjectId,
        Instant answeredAt,
        UUID recordedBy,
        int total,
        int totalPossible,
        OptionalInt satisfaction,
        boolean complete,
        List<Line> lines) {

    public ResponseView {
        lines = List.copyOf(lines);
    }

    /**
     * One answer.
     *
     * @param labelZh the words of the chosen option; empty where declined
     */
    public record Line(
            String key,
            String shortZh,
            String shortEn,
            Optional<String> value,
            Optional<String> labelZh,
            Optional<String> labelEn,
            boolean grievance,
            Optional<String> note) {

        public boolean declined() {
            return value.isEmpty();
        }

        public String shortText(Locale language) {
            return language.getLanguage().equals("en") ? shortEn : shortZh;
        }

        public Optional<String> label(Locale language) {
            return language.getLanguage().equals("en") ? labelEn : labelZh;
        }
    }
}
