package org.opendcrc.questionnaires;

import org.opendcrc.shared.Sentence;

/** Whether a sheet can be counted. */
public sealed interface Scored {

    /** It fits the questionnaire. */
    record Counted(Score score) implements Scored {}

    /** It does not: the form and the questionnaire are not of one version, or somebody wrote it by hand. */
    record Refused(Refusal why) implements Scored {}

    /** Why a sheet cannot be counted. */
    sealed interface Refusal {

        record UnknownQuestion(String key) implements Refusal {}

        record UnknownAnswer(String key, String value) implements Refusal {}

        /** A mark is a whole number from 1 to 10, both included. */
        record SatisfactionOutOfRange(String value) implements Refusal {}

        /** A number is whole and lies within the bounds of its question, both included. */
        record NumberOutOfRange(String key, String value, int least, int most) implements Refusal {}

        /** The version that was shown is none of this kind of call. */
        record UnknownVersion() implements Refusal {}

        /** Exhaustive on purpose: a new refusal does not compile until the clerk can read it. */
        default Sentence sentence() {
            return switch (this) {
                case UnknownQuestion(var key) -> Sentence.of("questionnaire.refused.unknown-question", key);
                case UnknownAnswer(var key, var value) ->
                    Sentence.of("questionnaire.refused.unknown-answer", key, value);
                case SatisfactionOutOfRange(var value) -> Sentence.of("questionnaire.refused.satisfaction", value);
                case NumberOutOfRange(var key, var value, var least, var most) ->
                    Sentence.of("questionnaire.refused.number", key, value, least, most);
                case UnknownVersion() -> Sentence.of("questionnaire.refused.unknown-version");
            };
        }
    }
}
