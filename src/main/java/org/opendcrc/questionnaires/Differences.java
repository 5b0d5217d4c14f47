package org.opendcrc.questionnaires;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.opendcrc.shared.Sentence;

/** What one version says differently than another, in sentences, in the order of the page. Pure. */
final class Differences {

    private Differences() {}

    static List<Sentence> between(Questionnaire before, Questionnaire after, Locale language) {
        var all = new ArrayList<Sentence>();
        changed(all, "questionnaire.changed.name", before.name(), after.name(), language);
        if (!before.validity().equals(after.validity())) {
            all.add(Sentence.of("questionnaire.changed.validity"));
        }
        changed(all, "questionnaire.changed.opening", before.opening(), after.opening(), language);
        changed(all, "questionnaire.changed.closing", before.closing(), after.closing(), language);
        for (var it : before.questions()) {
            if (after.question(it.key()).isEmpty()) {
                all.add(Sentence.of("questionnaire.changed.removed", it.shortText(language)));
            }
        }
        for (var it : after.questions()) {
            before.question(it.key())
                    .ifPresentOrElse(
                            old -> question(all, old, it, language),
                            () -> all.add(Sentence.of("questionnaire.changed.added", it.shortText(language))));
        }
        if (all.stream().noneMatch(it -> it.key().endsWith(".added") || it.key().endsWith(".removed"))
                && !keys(before).equals(keys(after))) {
            all.add(Sentence.of("questionnaire.changed.order"));
        }
        return all;
    }

    private static List<String> keys(Questionnaire it) {
        return it.questions().stream().map(Question::key).toList();
    }

    private static void changed(List<Sentence> all, String key, Words before, Words after, Locale language) {
        if (!before.equals(after)) {
            all.add(Sentence.of(key, before.in(language), after.in(language)));
        }
    }

    private static void question(List<Sentence> all, Question before, Question after, Locale language) {
        var name = after.shortText(language);
        if (!words(before).equals(words(after))) {
            all.add(Sentence.of(
                    "questionnaire.changed.asked",
                    name,
                    new Words(before.askZh(), before.askEn()).in(language),
                    new Words(after.askZh(), after.askEn()).in(language)));
        }
        if (before.kind() != after.kind()) {
            all.add(Sentence.of(
                    "questionnaire.changed.kind",
                    name,
                    Sentence.of("questionnaire.kind." + before.kind()),
                    Sentence.of("questionnaire.kind." + after.kind())));
        }
        if (before.possible() != after.possible()) {
            all.add(Sentence.of("questionnaire.changed.points", name, before.possible(), after.possible()));
        }
        if (before.required() != after.required()
                || !before.indicator().equals(after.indicator())
                || !before.range().equals(after.range())) {
            all.add(Sentence.of("questionnaire.changed.rules", name));
        }
        for (var option : before.options()) {
            if (after.option(option.value()).isEmpty()) {
                all.add(Sentence.of("questionnaire.changed.option-removed", name, option.label(language)));
            }
        }
        for (var option : after.options()) {
            var old = before.option(option.value());
            if (old.isEmpty()) {
                all.add(Sentence.of(
                        "questionnaire.changed.option-added", name, option.label(language), option.points()));
            } else if (!Objects.equals(old.get(), option)) {
                all.add(Sentence.of(
                        "questionnaire.changed.option",
                        name,
                        old.get().label(language),
                        old.get().points(),
                        option.label(language),
                        option.points()));
            }
        }
    }

    private static List<String> words(Question it) {
        return List.of(it.shortZh(), it.shortEn(), it.askZh(), it.askEn());
    }
}
