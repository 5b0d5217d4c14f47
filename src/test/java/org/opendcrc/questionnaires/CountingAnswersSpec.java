package org.opendcrc.questionnaires;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opendcrc.questionnaires.Scored.Counted;
import org.opendcrc.questionnaires.Scored.Refusal;
import org.opendcrc.questionnaires.Scored.Refusal.SatisfactionOutOfRange;
import org.opendcrc.questionnaires.Scored.Refusal.UnknownAnswer;
import org.opendcrc.questionnaires.Scored.Refusal.UnknownQuestion;
import org.opendcrc.questionnaires.Scored.Refused;

/** Handbook, follow-up calls: the seven elements and the two scores. */
class CountingAnswersSpec {

    static final Questionnaire SERVICE = DefaultQuestionnaires.service(UUID.randomUUID());

    static final AnswerSheet BEST = AnswerSheet.empty()
            .with("car-in-order", "yes")
            .with("fixed-first-time", "yes")
            .with("advisor", "named")
            .with("advisor-attitude", "very-good")
            .with("survey-announced", "yes")
            .with("satisfaction", "10")
            .with("remark", "nothing");

    static final AnswerSheet WORST = AnswerSheet.empty()
            .with("car-in-order", "no")
            .with("fixed-first-time", "no")
            .with("advisor", "not-remembered")
            .with("advisor-attitude", "very-poor")
            .with("survey-announced", "no")
            .with("satisfaction", "1")
            .with("remark", "something", "等了两个小时");

    @Test
    void FU_4_there_are_exactly_seven_elements_and_a_hundred_points() {
        assertThat(SERVICE.questions())
                .extracting(Question::key)
                .containsExactly(
                        "car-in-order",
                        "fixed-first-time",
                        "advisor",
                        "advisor-attitude",
                        "survey-announced",
                        "satisfaction",
                        "remark");
        assertThat(SERVICE.questions().stream().mapToInt(Question::points).sum())
                .isEqualTo(100);
    }

    @Test
    void the_best_option_of_each_element_gives_its_points_and_the_digits_run_from_one() {
        for (var question : SERVICE.questions()) {
            assertThat(question.options().stream().mapToInt(Option::points).max())
                    .as(question.key())
                    .hasValue(question.points());
            for (int i = 0; i < question.options().size(); i++) {
                assertThat(question.options().get(i).position()).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void the_best_answers_come_to_all_points_and_no_grievance() {
        var score = count(BEST);
        assertThat(score.total()).isEqualTo(100);
        assertThat(score.totalPossible()).isEqualTo(100);
        assertThat(score.complete()).isTrue();
        assertThat(score.grievances()).isEmpty();
    }

    @Test
    void the_worst_answers_come_to_nothing_and_each_bad_one_is_a_grievance() {
        var score = count(WORST);
        assertThat(score.total()).isZero();
        assertThat(score.totalPossible()).isEqualTo(100);
        assertThat(score.grievances())
                .containsExactly(
                        "car-in-order",
                        "fixed-first-time",
                        "advisor-attitude",
                        "survey-announced",
                        "satisfaction",
                        "remark");
    }

    @Test
    void each_option_counts_its_points() {
        assertThat(count(AnswerSheet.empty().with("car-in-order", "minor")).total())
                .isEqualTo(15);
        assertThat(count(AnswerSheet.empty().with("fixed-first-time", "not-concerned"))
                        .total())
                .isEqualTo(25);
        assertThat(count(AnswerSheet.empty().with("advisor", "other", "李师傅")).total())
                .isEqualTo(5);
        assertThat(count(AnswerSheet.empty().with("advisor-attitude", "good")).total())
                .isEqualTo(20);
        assertThat(count(AnswerSheet.empty().with("advisor-attitude", "fair")).total())
                .isEqualTo(12);
        assertThat(count(AnswerSheet.empty().with("advisor-attitude", "poor")).total())
                .isEqualTo(5);
    }

    @Test
    void FU_25_total_and_satisfaction_are_two_figures() {
        var content = count(BEST.with("satisfaction", "3"));
        assertThat(content.total()).isEqualTo(100);
        assertThat(content.satisfaction()).isEqualTo(OptionalInt.of(3));
        assertThat(count(WORST.with("satisfaction", "10")).total()).isZero();
        assertThat(count(BEST.declined("satisfaction")).satisfaction()).isEmpty();
    }

    @Test
    void FU_25_a_mark_is_a_whole_number_from_one_to_ten() {
        assertThat(count(BEST.with("satisfaction", "1")).satisfaction()).hasValue(1);
        assertThat(count(BEST.with("satisfaction", "10")).satisfaction()).hasValue(10);
        assertThat(refusal(BEST.with("satisfaction", "0"))).isEqualTo(new SatisfactionOutOfRange("0"));
        assertThat(refusal(BEST.with("satisfaction", "11"))).isEqualTo(new SatisfactionOutOfRange("11"));
        assertThat(refusal(BEST.with("satisfaction", "7.5"))).isEqualTo(new SatisfactionOutOfRange("7.5"));
        assertThat(refusal(BEST.with("satisfaction", ""))).isEqualTo(new SatisfactionOutOfRange(""));
    }

    @Test
    void a_mark_of_six_is_a_grievance_and_of_seven_is_none() {
        assertThat(count(BEST.with("satisfaction", "6")).grievances()).containsExactly("satisfaction");
        assertThat(count(BEST.with("satisfaction", "7")).grievances()).isEmpty();
    }

    @Test
    void FU_4_a_sheet_is_complete_when_all_seven_are_answered_or_declined() {
        var declined = count(BEST.declined("advisor").declined("remark"));
        assertThat(declined.complete()).isTrue();
        assertThat(declined.totalPossible()).isEqualTo(85);
        assertThat(declined.total()).isEqualTo(85);

        var six = new AnswerSheet(BEST.answers().entrySet().stream()
                .filter(it -> !it.getKey().equals("remark"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertThat(count(six).complete()).isFalse();
        assertThat(count(six).missing()).containsExactly("remark");
        assertThat(count(AnswerSheet.empty()).missing()).hasSize(7);
    }

    @Test
    void what_the_questionnaire_does_not_ask_is_refused() {
        assertThat(refusal(BEST.with("weather", "fine"))).isEqualTo(new UnknownQuestion("weather"));
        assertThat(refusal(BEST.with("advisor", "nobody"))).isEqualTo(new UnknownAnswer("advisor", "nobody"));
    }

    @Test
    void a_seal_breaks_with_any_change_and_holds_without_the_notes_words() {
        var seal = Digests.of(SERVICE, WORST);
        assertThat(Digests.of(SERVICE, WORST.with("car-in-order", "minor"))).isNotEqualTo(seal);
        assertThat(Digests.of(SERVICE, WORST.with("remark", "something", "等了三个小时")))
                .isNotEqualTo(seal);
        assertThat(Digests.of(SERVICE, WORST.declined("advisor"))).isNotEqualTo(seal);
        var known = SERVICE.questions().stream().map(it -> sealed(it.key())).toList();
        assertThat(Digests.of(known)).isEqualTo(seal);
    }

    static Digests.Sealed sealed(String key) {
        var answer = Objects.requireNonNull(WORST.answers().get(key));
        return new Digests.Sealed(key, answer.value(), answer.note().map(Digests::of));
    }

    static Score count(AnswerSheet sheet) {
        return ((Counted) Scoring.score(SERVICE, sheet)).score();
    }

    static Refusal refusal(AnswerSheet sheet) {
        return ((Refused) Scoring.score(SERVICE, sheet)).why();
    }
}
