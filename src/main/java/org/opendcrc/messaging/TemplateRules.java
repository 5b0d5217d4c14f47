package org.opendcrc.messaging;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opendcrc.messaging.wire.Parts;

/** When a wording may be taken: its longest real message fits. Pure. */
final class TemplateRules {

    /** A20: where a template is allowed long messages; ten parts. */
    static final int LONG_LIMIT = 10 * Parts.PART;

    /** A letter is one page. */
    static final int LETTER_LIMIT = 900;

    private static final List<Locale> LANGUAGES = List.of(Locale.CHINA, Locale.ENGLISH);

    private TemplateRules() {}

    /**
     * A wording with the longest real values, as it would leave the house.
     *
     * @param store the longest name of the dealer's stores
     */
    static String longest(Template it, String store, Locale language, String optOut) {
        var words = TemplateText.filled(it.body(language), TemplateText.longest(store, language));
        return it.channel() == Template.Channel.LETTER
                ? words.strip()
                : TemplateText.whole(store, words, it.textClass(), optOut);
    }

    static int limit(Template it) {
        return it.channel() == Template.Channel.LETTER ? LETTER_LIMIT : it.longText() ? LONG_LIMIT : TextRules.LIMIT;
    }

    static Optional<TemplateSaved.Refusal> refusal(
            Template it, String store, String optOutChinese, String optOutEnglish, Locale reader) {
        if (it.name().isBlank()) {
            return Optional.of(new TemplateSaved.Refusal.NoName());
        }
        if (it.chinese().isBlank()) {
            return Optional.of(new TemplateSaved.Refusal.NothingWritten());
        }
        for (var language : LANGUAGES) {
            var body = TextField.isEnglish(language) ? it.english() : it.chinese();
            var unknown = TemplateText.unknown(body, it.fields());
            if (!unknown.isEmpty()) {
                return Optional.of(new TemplateSaved.Refusal.UnknownField(
                        unknown.getFirst(),
                        it.fields().stream().map(field -> field.word(reader)).toList()));
            }
        }
        for (var language : LANGUAGES) {
            if (TextField.isEnglish(language) && it.english().isBlank()) {
                continue;
            }
            var count = TextRules.characters(
                    longest(it, store, language, TextField.isEnglish(language) ? optOutEnglish : optOutChinese));
            if (count > limit(it)) { // A20
                return Optional.of(new TemplateSaved.Refusal.TooLong(count, limit(it), language));
            }
        }
        return Optional.empty();
    }
}
