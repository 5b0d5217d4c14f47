package org.opendcrc.messaging;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.opendcrc.shared.Sentence;

/** The answer to the wish to word a template differently. */
public sealed interface TemplateSaved {

    /** It holds from now on; what was sent keeps the version that it was written from. */
    record Kept(String key, int version) implements TemplateSaved {}

    /** Nothing was changed. */
    record Refused(Refusal why) implements TemplateSaved {}

    /** Why a wording is not taken. */
    sealed interface Refusal {

        /** A20: with the longest real values, signature and opt-out it would have {@code count} characters. */
        record TooLong(int count, int limit, Locale language) implements Refusal {}

        /** Words between braces that are no field of this template. */
        record UnknownField(String word, List<String> allowed) implements Refusal {

            public UnknownField {
                allowed = List.copyOf(allowed);
            }
        }

        /** The Chinese text is missing. */
        record NothingWritten() implements Refusal {}

        record NoName() implements Refusal {}

        /** Somebody saved another wording while this one was being written. */
        record ChangedMeanwhile(int version) implements Refusal {}

        /** Exhaustive on purpose: a new refusal does not compile until the manager can read it. */
        default Sentence sentence() {
            return switch (this) {
                case TooLong(var count, var limit, var language) ->
                    Sentence.of(
                            "template.refused.too-long",
                            count,
                            limit,
                            count - limit,
                            Sentence.of(
                                    TextField.isEnglish(language) ? "template.language.en" : "template.language.zh"));
                case UnknownField(var word, var allowed) ->
                    Sentence.of(
                            "template.refused.unknown-field",
                            "{" + word + "}",
                            allowed.stream().map(it -> "{" + it + "}").collect(Collectors.joining(" ")));
                case NothingWritten() -> Sentence.of("template.refused.nothing-written");
                case NoName() -> Sentence.of("template.refused.no-name");
                case ChangedMeanwhile(var version) -> Sentence.of("template.refused.changed-meanwhile", version);
            };
        }
    }
}
