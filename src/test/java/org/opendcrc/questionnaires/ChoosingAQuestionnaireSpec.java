package org.opendcrc.questionnaires;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opendcrc.shared.Ids;

/** Which questionnaire a call is made with. */
class ChoosingAQuestionnaireSpec {

    static final Questionnaire GENERAL = meant("general", Validity.EVERY_CALL);
    static final Questionnaire YOUNG = meant("young", Validity.upTo(10_000));

    @Test
    void FU_20_a_car_of_ten_thousand_kilometres_is_young_and_of_one_more_is_not() {
        var both = List.of(GENERAL, YOUNG);
        assertThat(Choosing.of(both, at(10_000))).contains(YOUNG);
        assertThat(Choosing.of(both, at(10_001))).contains(GENERAL);
        assertThat(DefaultQuestionnaires.youngCars(UUID.randomUUID()).validity())
                .isEqualTo(YOUNG.validity());
        assertThat(Choosing.of(both, at(0))).contains(YOUNG);
        assertThat(Choosing.of(both, CallFacts.NONE)).as("nobody knows").contains(GENERAL);
    }

    @Test
    void FU_20_the_first_kilometre_of_a_range_is_included_too() {
        var from = meant(
                "from", new Validity(Optional.empty(), Optional.empty(), OptionalInt.of(10_001), OptionalInt.empty()));
        assertThat(Choosing.of(List.of(GENERAL, from), at(10_001))).contains(from);
        assertThat(Choosing.of(List.of(GENERAL, from), at(10_000))).contains(GENERAL);
    }

    @Test
    void the_one_that_says_most_about_the_call_is_used() {
        var brand = meant("brand", of("岚峰", null, null));
        var order = meant("order", of(null, "WARRANTY", null));
        var orderAndKm = meant("order-km", of(null, "WARRANTY", 10_000));
        var all = new ArrayList<>(List.of(GENERAL, YOUNG, brand, order, orderAndKm));
        for (int turn = 0; turn < 5; turn++) {
            Collections.rotate(all, 1); // in whatever order they are read
            assertThat(Choosing.of(all, call("岚峰", "WARRANTY", 9_000))).contains(orderAndKm);
            assertThat(Choosing.of(all, call("岚峰", "WARRANTY", 20_000))).contains(brand);
            assertThat(Choosing.of(all, call("其他", "WARRANTY", 20_000))).contains(order);
            assertThat(Choosing.of(all, call("其他", "GENERAL", 9_000))).contains(YOUNG);
            assertThat(Choosing.of(all, call("其他", "GENERAL", 20_000))).contains(GENERAL);
        }
        assertThat(Choosing.of(List.of(brand), call("其他", "GENERAL", 1))).isEmpty();
    }

    /** What {@link Publishing} lets through has one answer for every call, in whatever order it is read. */
    @Test
    void without_ties_every_call_has_one_answer() {
        var chance = new Random(20);
        for (int round = 0; round < 300; round++) {
            var inUse = new ArrayList<>(List.of(GENERAL));
            for (int i = 0; i < 6; i++) {
                var next = meant("n" + i, any(chance));
                if (inUse.stream().noneMatch(it -> it.validity().tiesWith(next.validity()))) {
                    inUse.add(next);
                }
            }
            var call = call(
                    chance.nextBoolean() ? "A" : "B", chance.nextBoolean() ? "GENERAL" : "WARRANTY", chance.nextInt(5));
            var chosen = Choosing.of(inUse, call);
            Collections.shuffle(inUse, chance);
            assertThat(Choosing.of(inUse, call)).isEqualTo(chosen).isPresent();
            var weight = chosen.orElseThrow().validity().weight();
            assertThat(inUse.stream()
                            .filter(it ->
                                    it.validity().covers(call) && it.validity().weight() == weight)
                            .count())
                    .isEqualTo(1);
        }
    }

    private static Validity any(Random chance) {
        var from = chance.nextInt(4);
        return new Validity(
                chance.nextBoolean() ? Optional.of(chance.nextBoolean() ? "A" : "B") : Optional.empty(),
                chance.nextBoolean() ? Optional.of(chance.nextBoolean() ? "GENERAL" : "WARRANTY") : Optional.empty(),
                chance.nextBoolean() ? OptionalInt.of(from) : OptionalInt.empty(),
                chance.nextBoolean() ? OptionalInt.of(from + chance.nextInt(3)) : OptionalInt.empty());
    }

    static Validity of(@Nullable String brand, @Nullable String order, @Nullable Integer to) {
        return new Validity(
                Optional.ofNullable(brand),
                Optional.ofNullable(order),
                OptionalInt.empty(),
                to == null ? OptionalInt.empty() : OptionalInt.of(to));
    }

    static CallFacts at(int km) {
        return call("岚峰", "GENERAL", km);
    }

    static CallFacts call(String brand, String order, int km) {
        return new CallFacts(Optional.of(brand), Optional.of(order), Optional.of(km));
    }

    static Questionnaire meant(String variant, Validity validity) {
        var service = DefaultQuestionnaires.service(UUID.randomUUID());
        return new Questionnaire(
                Ids.next(),
                service.code(),
                variant,
                1,
                new Words(variant, variant),
                validity,
                Words.NONE,
                Words.NONE,
                service.questions());
    }
}
