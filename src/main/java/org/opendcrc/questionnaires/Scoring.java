package org.opendcrc.questionnaires;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Counts a sheet. Pure: the same sheet comes to the same score for ever. */
public final class Scoring {

    /** Stands between the chosen options of one answer; no option has it. */
    private static final String AND = ",";

    private static final Pattern MARK = Pattern.compile("[1-9]|10");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    private Scoring() {}

    /** Every chosen option adds its points times the weight of its question; the satisfaction is a figure of its own (FU-25). */
    public static Scored score(Questionnaire questionnaire, AnswerSheet typed) {
        var sheet = tidy(questionnaire, typed);
        for (var key : sheet.answers().keySet().stream().sorted().toList()) {
            if (questionnaire.question(key).isEmpty()) {
                return new Scored.Refused(new Scored.Refusal.UnknownQuestion(key));
            }
        }
        var total = 0;
        var possible = 0;
        var satisfaction = OptionalInt.empty();
        var missing = new ArrayList<String>();
        var grievances = new ArrayList<String>();
        for (var question : questionnaire.questions()) {
            var answer = sheet.answers().get(question.key());
            if (answer == null) {
                if (question.required()) {
                    missing.add(question.key()); // FU-4
                }
                continue;
            }
            if (answer.value().isEmpty()) {
                continue; // declined: neither points nor missing
            }
            var value = answer.value().get();
            var refusal = refusal(question, value);
            if (refusal.isPresent()) {
                return new Scored.Refused(refusal.get());
            }
            if (question.kind() == Question.Kind.SATISFACTION) {
                satisfaction = OptionalInt.of(Integer.parseInt(value)); // FU-25
            }
            var chosen = chosen(question, value);
            total +=
                    question.weight() * chosen.stream().mapToInt(Option::points).sum();
            possible += question.possible();
            if (chosen.stream().anyMatch(Option::grievance)) {
                grievances.add(question.key());
            }
        }
        return new Scored.Counted(new Score(total, possible, satisfaction, missing.isEmpty(), missing, grievances));
    }

    private static Optional<Scored.Refusal> refusal(Question question, String value) {
        if (question.kind() == Question.Kind.SATISFACTION
                && !MARK.matcher(value).matches()) {
            return Optional.of(new Scored.Refusal.SatisfactionOutOfRange(value));
        }
        if (question.kind() == Question.Kind.NUMBER) {
            var range = question.range().orElseThrow();
            return NUMBER.matcher(value).matches()
                            && Integer.parseInt(value) >= range.least()
                            && Integer.parseInt(value) <= range.most()
                    ? Optional.empty()
                    : Optional.of(
                            new Scored.Refusal.NumberOutOfRange(question.key(), value, range.least(), range.most()));
        }
        return values(question, value).stream()
                .filter(it -> question.option(it).isEmpty())
                .findFirst()
                .map(it -> new Scored.Refusal.UnknownAnswer(question.key(), it));
    }

    private static List<Option> chosen(Question question, String value) {
        return values(question, value).stream()
                .flatMap(it -> question.option(it).stream())
                .toList();
    }

    private static List<String> values(Question question, String value) {
        return question.kind() == Question.Kind.MULTIPLE
                ? Arrays.stream(value.split(AND, -1))
                        .map(String::strip)
                        .distinct()
                        .toList()
                : List.of(value);
    }

    /**
     * The sheet as it is kept: several chosen options in the order of the questionnaire, words where words are kept. Nothing chosen, written
     * or typed is no answer.
     */
    static AnswerSheet tidy(Questionnaire questionnaire, AnswerSheet typed) {
        var answers = new HashMap<String, AnswerSheet.Answer>();
        typed.answers()
                .forEach((key, answer) -> questionnaire
                        .question(key)
                        .map(it -> tidy(it, answer))
                        .orElse(Optional.of(answer))
                        .ifPresent(it -> answers.put(key, it)));
        return new AnswerSheet(answers);
    }

    private static Optional<AnswerSheet.Answer> tidy(Question question, AnswerSheet.Answer answer) {
        if (answer.declined()) {
            return Optional.of(answer);
        }
        var value = answer.value().orElseThrow();
        return switch (question.kind()) {
            case CHOICE, SCALE, ADVISOR, SATISFACTION, REMARK -> Optional.of(answer);
            case NUMBER ->
                Optional.of(value.strip())
                        .filter(it -> !it.isEmpty())
                        .map(it -> new AnswerSheet.Answer(Optional.of(it), answer.note()));
            case TEXT ->
                answer.note()
                        .or(() -> Optional.of(value.strip()).filter(it -> !it.isEmpty() && !it.equals(Question.NOTED)))
                        .map(it -> new AnswerSheet.Answer(Optional.of(Question.NOTED), Optional.of(it)));
            case MULTIPLE ->
                value.isBlank()
                        ? Optional.empty()
                        : Optional.of(new AnswerSheet.Answer(
                                Optional.of(values(question, value).stream()
                                        .sorted(Comparator.comparingInt(it -> question.option(it)
                                                .map(Option::position)
                                                .orElse(Integer.MAX_VALUE)))
                                        .collect(Collectors.joining(AND))),
                                answer.note()));
        };
    }
}
