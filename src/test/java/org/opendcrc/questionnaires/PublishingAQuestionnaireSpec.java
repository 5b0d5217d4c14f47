package org.opendcrc.questionnaires;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Sentence;

/** What keeps a draft from being published, and what a version says differently. */
class PublishingAQuestionnaireSpec {

    static final Questionnaire SERVICE = DefaultQuestionnaires.service(UUID.randomUUID());
    static final Questionnaire YOUNG = DefaultQuestionnaires.youngCars(UUID.randomUUID());

    @Test
    void what_is_shipped_can_be_published_a_hundred_points_each() {
        for (var it : DefaultQuestionnaires.all(Ids::next)) {
            assertThat(Publishing.objections(it, List.of(SERVICE)))
                    .as(it.name().en())
                    .isEmpty();
            assertThat(it.possible()).as(it.name().en()).isEqualTo(100);
            assertThat(it.questions()).allSatisfy(q -> {
                assertThat(q.shortEn()).isNotBlank();
                assertThat(q.askEn()).isNotBlank();
                assertThat(q.points())
                        .isEqualTo(q.options().stream()
                                .mapToInt(Option::points)
                                .max()
                                .orElseThrow());
            });
        }
        assertThat(DefaultQuestionnaires.all(Ids::next).stream()
                        .map(Questionnaire::code)
                        .distinct())
                .containsExactlyElementsOf(Questionnaire.CODES);
    }

    @Test
    void FU_21_the_manufacturers_six_indicators_are_asked_of_young_cars() {
        assertThat(YOUNG.questions().stream().flatMap(it -> it.indicator().stream()))
                .containsExactlyInAnyOrder(Indicator.values());
        assertThat(DefaultQuestionnaires.firstMaintenance(UUID.randomUUID()).questions().stream()
                        .flatMap(it -> it.indicator().stream()))
                .containsExactlyInAnyOrder(Indicator.values());
        assertThat(SERVICE.question("fixed-first-time")
                        .flatMap(it -> it.option("not-concerned"))
                        .orElseThrow()
                        .favour())
                .as("in no denominator")
                .isEqualTo(Option.Favour.NEUTRAL);
    }

    @Test
    void FU_4_a_call_after_a_repair_keeps_all_seven_elements_and_the_refusal_names_those_it_lacks() {
        for (var element : Element.values()) {
            var without = keeping(it -> !it.key().equals(element.key()));
            assertThat(Publishing.objections(without, List.of(SERVICE)))
                    .containsExactly(Sentence.of(
                            "questionnaire.objection.elements", 1, Sentence.of("questionnaire.element." + element)));
        }
        assertThat(Publishing.objections(keeping(it -> it.key().equals("remark")), List.of(SERVICE))
                        .getFirst()
                        .arguments()
                        .getFirst())
                .isEqualTo(6);
        var optional = asking(SERVICE.questions().stream()
                .map(it -> it.key().equals("advisor") ? it.optional() : it)
                .toList());
        assertThat(Publishing.objections(optional, List.of(SERVICE)))
                .extracting(Sentence::key)
                .containsExactly("questionnaire.objection.elements");
        var sales = DefaultQuestionnaires.sales(UUID.randomUUID());
        assertThat(Publishing.objections(sales, List.of(sales)))
                .as("no element is owed in sales")
                .isEmpty();
    }

    @Test
    void two_of_equal_rank_for_one_call_are_refused_and_one_for_every_call_is_left() {
        var upTo5 = ChoosingAQuestionnaireSpec.meant("q2", Validity.upTo(5_000));
        assertThat(keys(upTo5, SERVICE, YOUNG)).containsExactly("questionnaire.objection.tie");
        assertThat(keys(upTo5, SERVICE)).isEmpty();
        var from = ChoosingAQuestionnaireSpec.meant(
                "q2", new Validity(Optional.empty(), Optional.empty(), OptionalInt.of(10_001), OptionalInt.empty()));
        assertThat(keys(from, SERVICE, YOUNG))
                .as("begins where the other one ends")
                .isEmpty();
        var at = ChoosingAQuestionnaireSpec.meant(
                "q2", new Validity(Optional.empty(), Optional.empty(), OptionalInt.of(10_000), OptionalInt.empty()));
        assertThat(keys(at, SERVICE, YOUNG)).containsExactly("questionnaire.objection.tie");
        assertThat(keys(ChoosingAQuestionnaireSpec.meant("q2", Validity.EVERY_CALL), SERVICE))
                .containsExactly("questionnaire.objection.tie");
        var narrowed = ChoosingAQuestionnaireSpec.meant("general", Validity.upTo(5_000));
        assertThat(keys(narrowed, SERVICE)).containsExactly("questionnaire.objection.none-for-every-call");
        var backwards = ChoosingAQuestionnaireSpec.meant(
                "q2", new Validity(Optional.empty(), Optional.empty(), OptionalInt.of(2), OptionalInt.of(1)));
        assertThat(keys(backwards, SERVICE)).containsExactly("questionnaire.objection.mileage");
        assertThat(Publishing.keeps(SERVICE, List.of(SERVICE, YOUNG))).isPresent();
        assertThat(Publishing.keeps(YOUNG, List.of(SERVICE, YOUNG))).isEmpty();
    }

    @Test
    void each_question_can_be_asked_answered_by_a_digit_and_counted() {
        assertThat(with(WeightedPointsSpec.choice("n", 1, 1, 2))).isEmpty();
        assertThat(with(WeightedPointsSpec.choice("n", 1, 1))).containsExactly("questionnaire.objection.options");
        assertThat(with(WeightedPointsSpec.choice("n", 1, new int[10]))).isEmpty();
        assertThat(with(WeightedPointsSpec.choice("n", 1, new int[11])))
                .containsExactly("questionnaire.objection.options");
        assertThat(with(WeightedPointsSpec.choice("n", 101, 1, 2))).containsExactly("questionnaire.objection.points");
        assertThat(with(WeightedPointsSpec.choice("n", 1, 1, 1_001))).containsExactly("questionnaire.objection.points");
        assertThat(with(WeightedPointsSpec.scale("n", 1, 1, 10, 5))).isEmpty();
        assertThat(with(WeightedPointsSpec.scale("n", 1, 0, 9, 5))).isEmpty();
        assertThat(with(WeightedPointsSpec.scale("n", 1, 0, 10, 5))).containsExactly("questionnaire.objection.steps");
        assertThat(with(WeightedPointsSpec.scale("n", 1, 3, 3, 5))).containsExactly("questionnaire.objection.bounds");
        assertThat(with(WeightedPointsSpec.number("n", 0, 200_000))).isEmpty();
        assertThat(with(WeightedPointsSpec.text("n"))).isEmpty();
        assertThat(with(WeightedPointsSpec.choice("n", 1, 1, 2).countingFor(Indicator.CONVENIENT_HOURS)))
                .as("no answer speaks for us")
                .containsExactly("questionnaire.objection.indicator");
        assertThat(with(WeightedPointsSpec.scale("n", 1, 1, 5, 5).countingFor(Indicator.OVERALL)))
                .contains("questionnaire.objection.indicator-twice");
        assertThat(with(Designed.plus(SERVICE, Question.Kind.CHOICE).questions().getLast()))
                .containsExactly("questionnaire.objection.unasked");
    }

    @Test
    void FU_20_words_know_their_fields_in_either_language() {
        assertThat(saying("{称呼}您好，{store} 的{坐席}，{日期}、{order}")).isEmpty();
        assertThat(saying("{车牌}")).containsExactly("questionnaire.objection.field");
        assertThat(saying("长".repeat(300))).isEmpty();
        assertThat(saying("长".repeat(301))).containsExactly("questionnaire.objection.words-long");
        var asked = SERVICE.questions().getFirst();
        assertThat(asked.ask(Locale.CHINA, "方先生", "王建军")).startsWith("方先生，");
        assertThat(OpeningWords.unknownAsked("{称呼}，{顾问}，{advisor}，{price}")).containsExactly("price");
    }

    @Test
    void what_changed_is_told_in_the_order_of_the_page() {
        assertThat(Differences.between(SERVICE, SERVICE, Locale.CHINA)).isEmpty();
        var more = Designed.plusOption(Designed.without(Designed.plus(SERVICE, Question.Kind.TEXT), 4), 0);
        assertThat(Differences.between(SERVICE, more, Locale.CHINA))
                .extracting(Sentence::key)
                .containsExactly(
                        "questionnaire.changed.removed",
                        "questionnaire.changed.option-added",
                        "questionnaire.changed.added");
        assertThat(Differences.between(SERVICE, Designed.moved(SERVICE, 0, 1), Locale.CHINA))
                .containsExactly(Sentence.of("questionnaire.changed.order"));
        assertThat(Differences.between(SERVICE, YOUNG, Locale.CHINA))
                .extracting(Sentence::key)
                .contains("questionnaire.changed.name", "questionnaire.changed.validity");
    }

    @Test
    void the_house_offers_what_a_draft_lacks_and_what_does_not_fit_changes_nothing() {
        assertThat(Designed.lacking(SERVICE))
                .extracting(Question::key)
                .containsExactly("convenient-hours", "called-last-time");
        var without = Designed.without(SERVICE, 0);
        assertThat(Designed.lacking(without)).extracting(Question::key).contains("car-in-order");
        assertThat(Publishing.objections(Designed.plus(without, "car-in-order"), List.of(SERVICE)))
                .isEmpty();
        assertThat(Designed.plus(SERVICE, "weather")).isEqualTo(SERVICE);
        assertThat(Designed.moved(SERVICE, 0, -1)).isEqualTo(SERVICE);
        assertThat(Designed.moved(SERVICE, 6, 1)).isEqualTo(SERVICE);
        assertThat(Designed.plusOption(SERVICE, 9)).isEqualTo(SERVICE);
        assertThat(Designed.movedOption(SERVICE, 0, 1, -1)
                        .questions()
                        .getFirst()
                        .options())
                .extracting(Option::value)
                .containsExactly("minor", "yes", "no");
        assertThat(Designed.withoutOption(SERVICE, 0, 0).questions().getFirst().options())
                .extracting(Option::position)
                .containsExactly(1, 2);
    }

    private static List<String> keys(Questionnaire draft, Questionnaire... inUse) {
        return Publishing.objections(draft, List.of(inUse)).stream()
                .map(Sentence::key)
                .toList();
    }

    private static List<String> with(Question more) {
        var all = new ArrayList<>(SERVICE.questions());
        all.add(more.at(8));
        return keys(asking(all), SERVICE);
    }

    private static List<String> saying(String opening) {
        return keys(
                new Questionnaire(
                        Ids.next(),
                        SERVICE.code(),
                        Questionnaire.GENERAL,
                        2,
                        SERVICE.name(),
                        Validity.EVERY_CALL,
                        new Words(opening, ""),
                        Words.NONE,
                        SERVICE.questions()),
                SERVICE);
    }

    private static Questionnaire keeping(Predicate<Question> which) {
        return asking(SERVICE.questions().stream().filter(which).toList());
    }

    private static Questionnaire asking(List<Question> questions) {
        return SERVICE.asking(questions);
    }
}
