package org.opendcrc.appointments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a guard typed and which booked plate he may have meant. */
class PlateMarkSpec {

    @Test
    void o_and_0_and_i_and_1_are_taken_for_each_other() {
        assertThat(PlateMark.of("浙a·o1i20")).isEqualTo(PlateMark.of("浙A01120"));
        assertThat(PlateMark.isLike("浙AO1I20", "浙A01120")).isTrue();
    }

    @Test
    void one_character_may_be_wrong_missing_or_too_many_and_no_second_one() {
        assertThat(PlateMark.isLike("浙A8K2E6", "浙A8K2E5")).isTrue();
        assertThat(PlateMark.isLike("浙A8K2E", "浙A8K2E5")).isTrue();
        assertThat(PlateMark.isLike("浙A8K2EE5", "浙A8K2E5")).isTrue();
        assertThat(PlateMark.isLike("浙A8K3E6", "浙A8K2E5")).isFalse();
        assertThat(PlateMark.isLike("浙A8KE", "浙A8K2E5")).isFalse();
        assertThat(PlateMark.isLike("浙A8KO2E5", "浙A8K2E5")).isTrue();
    }

    @Test
    void an_o_for_0_does_not_use_up_the_one_wrong_character() {
        assertThat(PlateMark.isLike("浙AO1I29", "浙A01120")).isTrue();
        assertThat(PlateMark.isLike("浙AO1I39", "浙A01120")).isFalse();
    }

    @Test
    void the_tail_is_enough_from_five_characters_on() {
        assertThat(PlateMark.isLike("8K2E5", "浙A8K2E5")).isTrue();
        assertThat(PlateMark.isLike("K2E5", "浙A8K2E5")).isFalse();
    }
}
