package org.opendcrc.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a customer is found by, and what somebody may type to find him. */
class CustomerKeysSpec {

    @Test
    void a_name_is_found_as_written_by_pairs_pinyin_and_initials() {
        assertThat(keys("方志强")).contains("n方志强", "h方志", "h志强", "yfangzhiqiang", "ifzq");
        assertThat(keys("杭州申达物流有限公司")).contains("h申达", "h物流", "ihzsdwlyxgs");
    }

    @Test
    void surnames_are_read_as_surnames() {
        assertThat(Pinyin.of("单小芳")).containsExactly("shan", "xiao", "fang");
        assertThat(Pinyin.of("曾国")).containsExactly("zeng", "guo");
        assertThat(Pinyin.of("欧阳雪")).containsExactly("ou", "yang", "xue");
        assertThat(Pinyin.of("简单")).as("elsewhere by its commonest reading").containsExactly("jian", "dan");
    }

    @Test
    void u_with_two_dots_is_typed_as_v_or_as_u() {
        assertThat(keys("吕绿")).contains("ylvlv", "ylulu", "ill");
    }

    @Test
    void a_name_in_latin_letters_is_found_by_its_beginning_whatever_its_case() {
        assertThat(keys("John Smith")).contains("njohnsmith").noneMatch(it -> it.startsWith("y"));
        assertThat(CustomerSearch.of("JOHN s").ranges())
                .anyMatch(it -> it.from().equals("njohns"));
    }

    @Test
    void a_number_is_found_from_the_front_and_from_behind() {
        assertThat(CustomerKeys.of("方", "K1", List.of("+8613800006621", "+8657188886666;ext=801")))
                .contains("f13800006621", "r12660000831", "f057188886666", "r666688881750", "ck1");
    }

    @Test
    void a_very_long_name_is_cut_and_none_fails() {
        assertThat(keys("公".repeat(5000))).allMatch(it -> it.length() <= 600);
    }

    @Test
    void three_digits_one_letter_and_nothing_are_too_short_four_two_and_one_character_suffice() {
        assertThat(CustomerSearch.of("662").ranges()).isEmpty();
        assertThat(CustomerSearch.of("6621").ranges()).isNotEmpty();
        assertThat(CustomerSearch.of("f").ranges()).isEmpty();
        assertThat(CustomerSearch.of("fz").ranges()).isNotEmpty();
        assertThat(CustomerSearch.of("  ").ranges()).isEmpty();
        assertThat(CustomerSearch.of("方").ranges()).isNotEmpty();
        assertThat(CustomerSearch.of("x".repeat(5000)).ranges()).isEmpty();
    }

    @Test
    void a_number_may_be_typed_as_people_write_it() {
        assertThat(CustomerSearch.of("+86 138-0000-6621").ranges())
                .anyMatch(it -> it.from().equals("f13800006621"));
        assertThat(CustomerSearch.of("１３８００００６６２１").ranges())
                .anyMatch(it -> it.from().equals("f13800006621"));
    }

    private static java.util.Set<String> keys(String name) {
        return CustomerKeys.of(name, "K1", List.of());
    }
}
