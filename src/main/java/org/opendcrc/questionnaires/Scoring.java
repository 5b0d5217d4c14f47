package org.opendcrc.questionnaires;

import java.util.ArrayList;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Counts a sheet. Pure: the same sheet comes to the same score for ever. */
public final class Scoring {

    private static final Pattern MARK = Pattern.compile("[1-9]|10");

    private Scoring() {}

    public static Scored score(Questionnaire questionnaire, AnswerSheet sheet) {
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
                missing.add(question.key()); // FU-4
                continue;
            }
            if (answer.value().isEmpty()) {
                continue; // declined: neither points nor missing
            }
            var value = answer.value().get();
            if (question.kind() == Question.Kind.SATISFACTION) {
                if (!MARK.matcher(value).matches()) {
                    return new Scored.Refused(new Scored.Refusal.SatisfactionOutOfRange(value));
                }
                satisfaction = OptionalInt.of(Integer.parseInt(value)); // FU-25
            }
            var option = question.option(value);
            if (option.isEmpty()) {
                return new Scored.Refused(new Scored.Refusal.UnknownAnswer(question.key(), value));
            }
            total += option.get().points();
            possible += question.points();
            if (option.get().grievance()) {
                grievances.add(question.key());
            }
        }
        return new Scored.Counted(new Score(total, possible, satisfaction, missing.isEmpty(), missing, grievances));
    }
}
