package org.opendcrc.questionnaires;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.questionnaires.Scored.Refusal;

/** How answers of every kind count: points of options, steps and several options, times the weight of the question. */
class WeightedPointsSpec {

    @Test
    void FU_25_points_are_multiplied_by_the_weight_of_their_question_and_declined_ones_count_nowhere() {
        var asked = asking(
                choice("a", 3, 10, 4, 0),
                multiple("b", 2, 5, 1, 7),
                scale("c", 1, 1, 5, 20),
                text("d"),
                number("e", 0, 9));
        var sheet = AnswerSheet.empty()
                .with("a", "o2") // 3 * 4
                .with("b", "o3,o1") // 2 * (5 + 7)
                .with("c", "4") // 3/4 of 20
                .with("d", "等了很久")
                .with("e", "9");
        var score = count(asked, sheet);
        assertThat(score.total()).isEqualTo(12 + 24 + 15);
        assertThat(score.totalPossible()).isEqualTo(30 + 26 + 20);
        assertThat(asked.possible()).isEqualTo(76);
        assertThat(score.complete()).isTrue();
        var declined = count(asked, sheet.declined("b"));
        assertThat(declined.total()).isEqualTo(12 + 15);
        assertThat(declined.totalPossible()).isEqualTo(30 + 20);
    }

    @Test
    void several_options_are_kept_once_and_in_the_order_of_the_questionnaire() {
        var asked = asking(multiple("b", 1, 5, 1, 7));
        assertThat(Scoring.tidy(asked, AnswerSheet.empty().with("b", "o3, o1,o3"))
                        .answers()
                        .get("b"))
                .satisfies(it -> assertThat(it.value()).contains("o1,o3"));
        assertThat(count(asked, AnswerSheet.empty().with("b", "")).complete())
                .as("nothing ticked is no answer")
                .isFalse();
        assertThat(refusal(asked, AnswerSheet.empty().with("b", "o1,o9")))
                .isEqualTo(new Refusal.UnknownAnswer("b", "o9"));
    }

    @Test
    void words_stand_in_the_note_wherever_they_were_written() {
        var asked = asking(text("d"));
        for (var sheet : List.of(
                AnswerSheet.empty().with("d", "等了很久"), AnswerSheet.empty().with("d", Question.NOTED, "等了很久"))) {
            var kept = Scoring.tidy(asked, sheet).answers().get("d");
            assertThat(kept).isEqualTo(new AnswerSheet.Answer(Optional.of(Question.NOTED), Optional.of("等了很久")));
        }
        assertThat(count(asked, AnswerSheet.empty().with("d", "  ")).complete()).isFalse();
        assertThat(count(asked, AnswerSheet.empty().with("d", Question.NOTED)).complete())
                .as("nobody wrote a word")
                .isFalse();
    }

    @Test
    void a_number_is_whole_and_lies_within_its_bounds_both_included() {
        var asked = asking(number("e", -5, 9));
        assertThat(count(asked, AnswerSheet.empty().with("e", "-5")).complete()).isTrue();
        assertThat(count(asked, AnswerSheet.empty().with("e", " 9 ")).complete())
                .isTrue();
        for (var wrong : List.of("-6", "10", "2.5", "nine", "99999999999")) {
            assertThat(refusal(asked, AnswerSheet.empty().with("e", wrong)))
                    .isEqualTo(new Refusal.NumberOutOfRange("e", wrong, -5, 9));
        }
        assertThat(count(asked, AnswerSheet.empty().with("e", "")).complete()).isFalse();
    }

    @Test
    void a_step_gives_its_share_of_the_points_and_marks_the_ends() {
        var steps = Scales.steps(0, 4, 10, 3, 1);
        assertThat(steps.stream().map(Option::points)).containsExactly(0, 3, 5, 8, 10);
        assertThat(steps.stream().filter(Option::grievance).map(Option::value)).containsExactly("0", "1");
        assertThat(steps.stream().filter(it -> it.favour() == Option.Favour.YES).map(Option::value))
                .containsExactly("3", "4");
    }

    @Test
    void FU_4_what_is_asked_only_if_there_is_time_makes_no_sheet_incomplete() {
        var young = DefaultQuestionnaires.youngCars(UUID.randomUUID());
        var seven = count(young, CountingAnswersSpec.BEST);
        assertThat(seven.complete()).isTrue();
        assertThat(seven.total()).isEqualTo(100);
        assertThat(seven.totalPossible()).isEqualTo(100);
        assertThat(count(young, AnswerSheet.empty()).missing()).hasSize(7);
    }

    /** The oracle adds up a plain table of numbers; it knows no questionnaire. */
    @Test
    void a_thousand_sheets_come_to_what_a_table_of_numbers_comes_to() {
        var chance = new Random(25);
        for (int round = 0; round < 1_000; round++) {
            int size = 1 + chance.nextInt(5);
            var weights = new int[size];
            var points = new int[size][];
            var several = new boolean[size];
            var questions = new ArrayList<Question>();
            for (int q = 0; q < size; q++) {
                weights[q] = chance.nextInt(4);
                points[q] = chance.ints(2 + chance.nextInt(3), 0, 30).toArray();
                several[q] = chance.nextBoolean();
                questions.add(
                        several[q] ? multiple("k" + q, weights[q], points[q]) : choice("k" + q, weights[q], points[q]));
            }
            var sheet = AnswerSheet.empty();
            int total = 0;
            int possible = 0;
            int open = 0;
            for (int q = 0; q < size; q++) {
                int what = chance.nextInt(4);
                if (what == 0) {
                    open++;
                } else if (what == 1) {
                    sheet = sheet.declined("k" + q);
                } else if (several[q]) {
                    int chosen = 1 + chance.nextInt((1 << points[q].length) - 1);
                    var values = new ArrayList<String>();
                    for (int o = 0; o < points[q].length; o++) {
                        possible += weights[q] * points[q][o];
                        if (((chosen >> o) & 1) == 1) {
                            total += weights[q] * points[q][o];
                            values.add("o" + (o + 1));
                        }
                    }
                    sheet = sheet.with("k" + q, String.join(",", values));
                } else {
                    int chosen = chance.nextInt(points[q].length);
                    total += weights[q] * points[q][chosen];
                    possible += weights[q] * Arrays.stream(points[q]).max().orElseThrow();
                    sheet = sheet.with("k" + q, "o" + (chosen + 1));
                }
            }
            var score = count(asking(questions.toArray(Question[]::new)), sheet);
            assertThat(List.of(
                            score.total(),
                            score.totalPossible(),
                            score.missing().size()))
                    .isEqualTo(List.of(total, possible, open));
        }
    }

    static Questionnaire asking(Question... questions) {
        return new Questionnaire(UUID.randomUUID(), Questionnaire.SALES, 1, List.of(questions));
    }

    static Question choice(String key, int weight, int... points) {
        return designed(key, Question.Kind.CHOICE, weight, Optional.empty(), 0, points);
    }

    static Question multiple(String key, int weight, int... points) {
        return designed(key, Question.Kind.MULTIPLE, weight, Optional.empty(), 0, points);
    }

    static Question scale(String key, int weight, int least, int most, int points) {
        return designed(key, Question.Kind.SCALE, weight, range(least, most), points);
    }

    static Question text(String key) {
        return designed(key, Question.Kind.TEXT, 1, Optional.empty(), 0);
    }

    static Question number(String key, int least, int most) {
        return designed(key, Question.Kind.NUMBER, 1, range(least, most), 0);
    }

    private static Optional<Question.Range> range(int least, int most) {
        return Optional.of(new Question.Range(least, most, Words.NONE, Words.NONE, Words.NONE));
    }

    private static Question designed(
            String key, Question.Kind kind, int weight, Optional<Question.Range> range, int top, int... points) {
        var options = new ArrayList<Option>();
        for (int o = 0; o < points.length; o++) {
            options.add(new Option("o" + (o + 1), o + 1, "选" + o, "option " + o, points[o], false));
        }
        return Designed.question(
                key,
                1,
                kind,
                new Words("问", "Q"),
                new Words("问？", "Q?"),
                top,
                weight,
                true,
                Optional.empty(),
                range,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                options);
    }

    static Score count(Questionnaire asked, AnswerSheet sheet) {
        return ((Scored.Counted) Scoring.score(asked, sheet)).score();
    }

    static Refusal refusal(Questionnaire asked, AnswerSheet sheet) {
        return ((Scored.Refused) Scoring.score(asked, sheet)).why();
    }
}
