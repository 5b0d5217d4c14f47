package org.opendcrc.questionnaires;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opendcrc.site.Msg;

/**
 * A question as a clerk has it before him, in his language: on the page of a call, and in the preview of a questionnaire.
 *
 * @param hint what is to be minded, null for nothing
 * @param mark whether it is the customer's own mark (FU-25)
 * @param possible points, weight included
 * @param optional whether the sheet is complete without it (FU-4)
 * @param words what was written or typed
 * @param wordsLabel what the field for words is called, null where there is none
 */
public record Asked(
        int number,
        String key,
        Question.Kind kind,
        String shortText,
        Said ask,
        @Nullable String hint,
        boolean mark,
        int possible,
        boolean optional,
        List<Choice> choices,
        boolean declined,
        boolean current,
        boolean done,
        @Nullable String wordsLabel,
        String words) {

    /** Something to choose with a digit; {@code points} with the weight. */
    public record Choice(String value, String digit, String label, int points, boolean chosen, boolean wantsWords) {}

    /** Whether several of the choices can be ticked. */
    public boolean several() {
        return kind == Question.Kind.MULTIPLE;
    }

    /** Whether it is answered by typing. */
    public boolean typed() {
        return kind == Question.Kind.TEXT || kind == Question.Kind.NUMBER;
    }

    /**
     * A question with what was answered so far.
     *
     * @param answer null while there is none
     * @param typed words that stand in its field whether they are an answer or not
     * @param customer as {@link Said#name} gives it
     */
    public static Asked of(
            Question question,
            AnswerSheet.@Nullable Answer answer,
            @Nullable String typed,
            boolean current,
            String customer,
            String advisor,
            Msg msg) {
        var chosen = answer == null
                ? Set.<String>of()
                : Set.copyOf(List.of(answer.value().orElse("").split(",", -1)));
        var label = label(question, msg);
        var choices = question.kind() == Question.Kind.TEXT ? List.<Option>of() : question.options();
        return new Asked(
                question.position(),
                question.key(),
                question.kind(),
                question.shortText(msg.locale()),
                Said.of(question.ask(msg.locale(), customer, Said.name(advisor))),
                hint(question, msg),
                question.kind() == Question.Kind.SATISFACTION,
                question.possible(),
                !question.required(),
                choices.stream()
                        .map(it -> new Choice(
                                it.value(),
                                Integer.toString(it.position() % 10),
                                it.label(msg.locale())
                                        .replace("{advisor}", advisor)
                                        .replace("{顾问}", advisor),
                                question.weight() * it.points(),
                                answer != null && !answer.declined() && chosen.contains(it.value()),
                                wantsWords(question.kind(), it)))
                        .toList(),
                answer != null && answer.declined(),
                current,
                answer != null,
                label,
                words(question, answer, typed));
    }

    private static String words(Question question, AnswerSheet.@Nullable Answer answer, @Nullable String typed) {
        return question.kind() == Question.Kind.NUMBER
                ? answer == null ? "" : answer.value().orElse("")
                : Objects.requireNonNullElse(typed, "");
    }

    private static boolean wantsWords(Question.Kind kind, Option option) {
        return (kind == Question.Kind.ADVISOR || kind == Question.Kind.REMARK) && option.position() == 2;
    }

    private static @Nullable String label(Question question, Msg msg) {
        return switch (question.kind()) {
            case ADVISOR -> msg.t("followups.call.otherAdvisor");
            case REMARK, TEXT -> msg.t("followups.call.customersWords");
            case NUMBER -> question.shortText(msg.locale());
            case CHOICE, MULTIPLE, SCALE, SATISFACTION -> null;
        };
    }

    private static @Nullable String hint(Question question, Msg msg) {
        return switch (question.kind()) {
            case SATISFACTION -> msg.t("followups.call.notInTotal"); // FU-25
            case MULTIPLE -> msg.t("questionnaire.hint.several");
            case SCALE -> question.range().map(it -> ends(it, msg)).orElse(null);
            case NUMBER -> question.range().map(it -> bounds(it, msg)).orElse(null);
            case CHOICE, TEXT, ADVISOR, REMARK -> null;
        };
    }

    private static @Nullable String ends(Question.Range it, Msg msg) {
        return it.low().isEmpty() && it.high().isEmpty()
                ? null
                : msg.t(
                        "questionnaire.hint.ends",
                        it.least(),
                        it.low().in(msg.locale()),
                        it.most(),
                        it.high().in(msg.locale()));
    }

    private static String bounds(Question.Range it, Msg msg) {
        return msg.t(
                        "questionnaire.hint.bounds",
                        it.least(),
                        it.most(),
                        it.unit().in(msg.locale()))
                .strip();
    }
}
