package org.opendcrc.questionnaires;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Sentence;

/** What keeps a draft from being published, and a version from being withdrawn; each a sentence that says what to do. Pure. */
final class Publishing {

    static final int MOST_QUESTIONS = 20;
    private static final int MOST_POINTS = 1_000;
    private static final int MOST_WEIGHT = 100;
    private static final int MOST_WORDS = 300;

    private Publishing() {}

    /**
     * All that is wrong with it, in the order of the page; empty if it can be published.
     *
     * @param inUse the versions of its code that calls are made with now, that of its own variant included
     */
    static List<Sentence> objections(Questionnaire draft, Collection<Questionnaire> inUse) {
        var why = new ArrayList<Sentence>();
        if (draft.name().zh().isBlank()) {
            why.add(Sentence.of("questionnaire.objection.name"));
        }
        validity(draft, inUse).ifPresent(why::add);
        words(draft).ifPresent(why::add);
        if (draft.questions().isEmpty()) {
            why.add(Sentence.of("questionnaire.objection.nothing-asked"));
        }
        if (draft.questions().size() > MOST_QUESTIONS) {
            why.add(Sentence.of(
                    "questionnaire.objection.too-many", draft.questions().size(), MOST_QUESTIONS));
        }
        elements(draft).ifPresent(why::add);
        draft.questions().forEach(it -> question(it).ifPresent(why::add));
        for (var indicator : Indicator.values()) {
            if (draft.questions().stream()
                            .filter(it -> it.indicator().equals(Optional.of(indicator)))
                            .count()
                    > 1) {
                why.add(Sentence.of(
                        "questionnaire.objection.indicator-twice",
                        Sentence.of("questionnaire.indicator." + indicator)));
            }
        }
        return why;
    }

    private static Optional<Sentence> validity(Questionnaire draft, Collection<Questionnaire> inUse) {
        var validity = draft.validity();
        if (validity.mileageFrom().isPresent()
                && validity.mileageTo().isPresent()
                && validity.mileageFrom().getAsInt() > validity.mileageTo().getAsInt()) {
            return Optional.of(Sentence.of(
                    "questionnaire.objection.mileage",
                    validity.mileageFrom().getAsInt(),
                    validity.mileageTo().getAsInt()));
        }
        var others = inUse.stream()
                .filter(it -> !it.variant().equals(draft.variant()))
                .toList();
        var tie = others.stream().filter(it -> it.validity().tiesWith(validity)).findFirst();
        if (tie.isPresent()) {
            return Optional.of(
                    Sentence.of("questionnaire.objection.tie", tie.get().name().zh()));
        }
        return validity.isForEveryCall()
                        || others.stream().anyMatch(it -> it.validity().isForEveryCall())
                ? Optional.empty()
                : Optional.of(Sentence.of("questionnaire.objection.none-for-every-call"));
    }

    private static Optional<Sentence> words(Questionnaire draft) {
        var all = Stream.of(draft.opening(), draft.closing())
                .flatMap(it -> Stream.of(it.zh(), it.en()))
                .toList();
        var tooLong =
                all.stream().filter(it -> it.length() > OpeningWords.LONGEST).findFirst();
        if (tooLong.isPresent()) {
            return Optional.of(Sentence.of(
                    "questionnaire.objection.words-long", tooLong.get().length(), OpeningWords.LONGEST));
        }
        return all.stream()
                .flatMap(it -> OpeningWords.unknown(it).stream())
                .findFirst()
                .map(it -> Sentence.of("questionnaire.objection.field", it)); // FU-20
    }

    /** FU-4: all seven, each asked in its way, none of them optional. */
    private static Optional<Sentence> elements(Questionnaire draft) {
        if (!Questionnaire.asksElements(draft.code())) {
            return Optional.empty();
        }
        var lacking = Arrays.stream(Element.values()) // FU-4
                .filter(element -> draft.question(element.key())
                        .filter(it -> it.kind() == element.kind() && it.required())
                        .isEmpty())
                .map(it -> (Object) Sentence.of("questionnaire.element." + it))
                .toList();
        return lacking.isEmpty() ? Optional.empty() : Optional.of(listed("questionnaire.objection.elements", lacking));
    }

    /** A sentence whose first argument is a list of up to seven things. */
    private static Sentence listed(String key, List<Object> things) {
        return Sentence.of(key, things.size(), joined(things));
    }

    private static Object joined(List<Object> things) {
        Object all = things.getFirst();
        for (var it : things.subList(1, things.size())) {
            all = Sentence.of("questionnaire.and", all, it);
        }
        return all;
    }

    private static Optional<Sentence> question(Question it) {
        return Stream.of(asked(it), offered(it), bounds(it), counted(it), indicated(it))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Object name(Question it) {
        return it.shortZh().isBlank() ? Integer.toString(it.position()) : it.shortZh();
    }

    private static @Nullable Sentence asked(Question it) {
        if (it.shortZh().isBlank() || it.askZh().isBlank()) {
            return Sentence.of("questionnaire.objection.unasked", it.position());
        }
        if (it.askZh().length() > MOST_WORDS || it.askEn().length() > MOST_WORDS) {
            return Sentence.of("questionnaire.objection.ask-long", name(it), MOST_WORDS);
        }
        return Stream.of(it.askZh(), it.askEn())
                .flatMap(words -> OpeningWords.unknownAsked(words).stream())
                .findFirst()
                .map(field -> Sentence.of("questionnaire.objection.ask-field", name(it), field))
                .orElse(null);
    }

    private static @Nullable Sentence offered(Question it) {
        if (it.kind() != Question.Kind.CHOICE && it.kind() != Question.Kind.MULTIPLE) {
            return null;
        }
        if (it.options().size() < 2 || it.options().size() > Scales.MOST_STEPS) {
            return Sentence.of("questionnaire.objection.options", name(it), 2, Scales.MOST_STEPS);
        }
        if (it.options().stream().anyMatch(option -> option.labelZh().isBlank())) {
            return Sentence.of("questionnaire.objection.option-blank", name(it));
        }
        var labels = it.options().stream().map(Option::labelZh).collect(Collectors.toSet());
        if (labels.size() < it.options().size()) {
            return Sentence.of("questionnaire.objection.option-twice", name(it));
        }
        return it.key().equals(Element.FIXED_FIRST_TIME.key())
                        && (it.option("yes").isEmpty() || it.option("no").isEmpty())
                ? Sentence.of("questionnaire.objection.fixed", name(it)) // reports count its yes and no
                : null;
    }

    private static @Nullable Sentence bounds(Question it) {
        if (it.range().isEmpty()) {
            return null;
        }
        var range = it.range().get();
        if (range.least() >= range.most()) {
            return Sentence.of("questionnaire.objection.bounds", name(it), range.least(), range.most());
        }
        return it.kind() == Question.Kind.SCALE
                        && (range.least() < 0
                                || range.most() > Scales.MOST_STEPS
                                || range.most() - range.least() >= Scales.MOST_STEPS)
                ? Sentence.of("questionnaire.objection.steps", name(it), Scales.MOST_STEPS)
                : null;
    }

    private static @Nullable Sentence counted(Question it) {
        var points = Stream.concat(Stream.of(it.points()), it.options().stream().map(Option::points));
        return points.anyMatch(one -> one < 0 || one > MOST_POINTS) || it.weight() < 0 || it.weight() > MOST_WEIGHT
                ? Sentence.of("questionnaire.objection.points", name(it), MOST_POINTS, MOST_WEIGHT)
                : null;
    }

    /** FU-21: somebody must be able to say yes. */
    private static @Nullable Sentence indicated(Question it) {
        if (it.indicator().isEmpty()) {
            return null;
        }
        var one = it.kind() == Question.Kind.CHOICE
                || it.kind() == Question.Kind.SCALE
                || it.kind() == Question.Kind.SATISFACTION;
        return one && it.options().stream().anyMatch(option -> option.favour() == Option.Favour.YES) // FU-21
                ? null
                : Sentence.of("questionnaire.objection.indicator", name(it));
    }

    /** Why a version stays in use; empty if it can go. */
    static Optional<Sentence> keeps(Questionnaire it, Collection<Questionnaire> inUse) {
        return it.validity().isForEveryCall()
                        || inUse.stream()
                                .noneMatch(other -> !other.variant().equals(it.variant())
                                        && other.validity().isForEveryCall())
                ? Optional.of(Sentence.of("questionnaire.objection.needed"))
                : Optional.empty();
    }
}
