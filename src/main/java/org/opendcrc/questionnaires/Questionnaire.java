package org.opendcrc.questionnaires;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One version of a questionnaire; it never changes, answers are always read by the version that asked.
 *
 * @param code {@code service} is the call after a repair
 * @param version from 1
 * @param questions in their order; the service questionnaire has exactly seven
 */
public record Questionnaire(UUID id, String code, int version, List<Question> questions) {

    /** The call after a repair 三日电访. */
    public static final String SERVICE = "service";

    public Questionnaire {
        questions = List.copyOf(questions);
    }

    public Optional<Question> question(String key) {
        return questions.stream().filter(it -> it.key().equals(key)).findFirst();
    }
}
