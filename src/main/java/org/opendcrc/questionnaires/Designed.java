package org.opendcrc.questionnaires;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.opendcrc.shared.Ids;

/** What can be done to a questionnaire while it is designed. Pure but for new names; what does not fit changes nothing. */
public final class Designed {

    private static final int MOST_OPTIONS = 10;

    private Designed() {}

    /** The kinds of questions that can be added. */
    public static final List<Question.Kind> KINDS = List.of(
            Question.Kind.CHOICE,
            Question.Kind.MULTIPLE,
            Question.Kind.SCALE,
            Question.Kind.TEXT,
            Question.Kind.NUMBER);

    /**
     * A question as it was typed: its points come from its options, those of a scale from its range.
     *
     * @param points of the highest step, for a scale
     * @param favourFrom from which step of a scale on it speaks for the house
     * @param grievanceTo up to which step of a scale it is a grievance
     */
    public static Question question(
            String key,
            int position,
            Question.Kind kind,
            Words shown,
            Words ask,
            int points,
            int weight,
            boolean required,
            Optional<Indicator> indicator,
            Optional<Question.Range> range,
            int favourFrom,
            int grievanceTo,
            List<Option> typed) {
        var options = switch (kind) {
            case CHOICE, MULTIPLE, ADVISOR, REMARK -> typed;
            case SATISFACTION -> DefaultQuestionnaires.marks();
            case TEXT -> List.of(new Option(Question.NOTED, 1, "已记录", "Noted", 0, false));
            case NUMBER -> List.<Option>of();
            case SCALE ->
                range.map(it -> steps(it, points, favourFrom, grievanceTo)).orElse(List.of());
        };
        return new Question(
                key,
                position,
                kind,
                shown.zh(),
                shown.en(),
                ask.zh(),
                ask.en(),
                most(kind, options, points),
                weight,
                required,
                indicator,
                range,
                options);
    }

    private static int most(Question.Kind kind, List<Option> options, int points) {
        return switch (kind) {
            case CHOICE, ADVISOR, REMARK ->
                options.stream().mapToInt(Option::points).max().orElse(0);
            case MULTIPLE -> options.stream().mapToInt(Option::points).sum();
            case SCALE -> points;
            case SATISFACTION, TEXT, NUMBER -> 0;
        };
    }

    /** None where the range makes no sense; who publishes hears of it. */
    private static List<Option> steps(Question.Range it, int points, int favourFrom, int grievanceTo) {
        return it.least() < it.most() && it.most() - it.least() < 100
                ? Scales.steps(it.least(), it.most(), points, favourFrom, grievanceTo)
                : List.of();
    }

    /** With one question more at its end. */
    public static Questionnaire plus(Questionnaire it, Question.Kind kind) {
        var range = new Question.Range(1, kind == Question.Kind.NUMBER ? 100 : 5, Words.NONE, Words.NONE, Words.NONE);
        var ranged = kind == Question.Kind.SCALE || kind == Question.Kind.NUMBER;
        var options = kind == Question.Kind.CHOICE || kind == Question.Kind.MULTIPLE
                ? List.of(blank(1), blank(2))
                : List.<Option>of();
        return plus(
                it,
                question(
                        "q-" + name(),
                        0,
                        kind,
                        Words.NONE,
                        Words.NONE,
                        0,
                        1,
                        false,
                        Optional.empty(),
                        ranged ? Optional.of(range) : Optional.empty(),
                        Integer.MAX_VALUE,
                        Integer.MIN_VALUE,
                        options));
    }

    /** The questions of the house that this one lacks: elements (FU-4) and indicators (FU-21). */
    public static List<Question> lacking(Questionnaire it) {
        if (!Questionnaire.asksElements(it.code())) {
            return List.of();
        }
        return DefaultQuestionnaires.youngCars(it.id()).questions().stream()
                .filter(one ->
                        Element.of(one.key()).isPresent() || one.indicator().isPresent())
                .filter(one -> it.question(one.key()).isEmpty())
                .filter(one -> Element.of(one.key()).isPresent()
                        || it.questions().stream()
                                .noneMatch(other -> other.indicator().equals(one.indicator())))
                .toList();
    }

    /** With one of the house's questions that it lacks. */
    public static Questionnaire plus(Questionnaire it, String key) {
        return lacking(it).stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .map(one -> plus(it, one))
                .orElse(it);
    }

    private static Questionnaire plus(Questionnaire it, Question one) {
        return asking(it, Stream.concat(it.questions().stream(), Stream.of(one)).toList());
    }

    /** With question {@code at}, counted from 0, one place further on or back. */
    public static Questionnaire moved(Questionnaire it, int at, int step) {
        return asking(it, swapped(it.questions(), at, at + step));
    }

    public static Questionnaire without(Questionnaire it, int at) {
        return asking(
                it,
                IntStream.range(0, it.questions().size())
                        .filter(one -> one != at)
                        .mapToObj(it.questions()::get)
                        .toList());
    }

    /** With one option more. */
    public static Questionnaire plusOption(Questionnaire it, int at) {
        return offering(
                it,
                at,
                options -> options.size() >= MOST_OPTIONS
                        ? options
                        : Stream.concat(options.stream(), Stream.of(blank(0))).toList());
    }

    public static Questionnaire withoutOption(Questionnaire it, int at, int option) {
        return offering(
                it,
                at,
                options -> IntStream.range(0, options.size())
                        .filter(one -> one != option)
                        .mapToObj(options::get)
                        .toList());
    }

    public static Questionnaire movedOption(Questionnaire it, int at, int option, int step) {
        return offering(it, at, options -> swapped(options, option, option + step));
    }

    private static Questionnaire offering(Questionnaire it, int at, UnaryOperator<List<Option>> change) {
        if (at < 0 || at >= it.questions().size()) {
            return it;
        }
        var questions = new ArrayList<>(it.questions());
        var options = change.apply(questions.get(at).options());
        questions.set(
                at,
                questions
                        .get(at)
                        .offering(IntStream.range(0, options.size())
                                .mapToObj(one -> options.get(one).at(one + 1))
                                .toList()));
        return asking(it, questions);
    }

    private static <T> List<T> swapped(List<T> all, int one, int other) {
        if (Math.min(one, other) < 0 || Math.max(one, other) >= all.size()) {
            return all;
        }
        var swapped = new ArrayList<>(all);
        Collections.swap(swapped, one, other);
        return swapped;
    }

    private static Questionnaire asking(Questionnaire it, List<Question> questions) {
        return it.asking(IntStream.range(0, questions.size())
                .mapToObj(one -> questions.get(one).at(one + 1))
                .toList());
    }

    private static Option blank(int position) {
        return new Option("a-" + name(), position, "", "", 0, false);
    }

    /** A name that no version had before. */
    private static String name() {
        var random = Ids.next().toString();
        return random.substring(random.length() - 8);
    }
}
