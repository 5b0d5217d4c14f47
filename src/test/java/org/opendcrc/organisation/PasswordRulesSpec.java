package org.opendcrc.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.opendcrc.shared.Sentence;

/** What a password must be. */
class PasswordRulesSpec {

    @Test
    void ten_characters_are_just_enough() {
        assertThat(PasswordRules.objection("zhou", "lift-sand9")).isEmpty();
        assertThat(PasswordRules.objection("zhou", "lift-sand"))
                .contains(Sentence.of("organisation.password.too-short", 10, 1));
    }

    @Test
    void characters_are_counted_as_people_count_them() {
        assertThat(PasswordRules.objection("zhou", "𠮷野家的牛肉饭真好吃")).isEmpty();
        assertThat(PasswordRules.objection("zhou", "𠮷野家的牛肉饭真好")).isPresent();
    }

    @Test
    void two_hundred_characters_are_the_most() {
        assertThat(PasswordRules.objection("zhou", "ab".repeat(100))).isEmpty();
        assertThat(PasswordRules.objection("zhou", "ab".repeat(100) + "c"))
                .contains(Sentence.of("organisation.password.too-long", 200));
    }

    @Test
    void it_does_not_contain_the_login_however_written() {
        var refused = Sentence.of("organisation.password.contains-login");
        assertThat(PasswordRules.objection("zhou@hz", "my ZHOU@hz forever")).contains(refused);
        assertThat(PasswordRules.objection("zhou@hz", "my Zhou forever")).contains(refused);
        assertThat(PasswordRules.objection("zhou@hz", "my hz forever")).isEmpty();
    }

    @Test
    void a_staff_number_of_two_characters_forbids_no_passwords() {
        assertThat(PasswordRules.objection("k1@hz", "kk1 lift sand")).isEmpty();
        assertThat(PasswordRules.objection("k12@hz", "kk12 lift sand")).isPresent();
    }

    @Test
    void it_is_not_a_common_one_however_written() {
        var refused = Sentence.of("organisation.password.too-common");
        assertThat(PasswordRules.objection("zhou", "1234567890")).contains(refused);
        assertThat(PasswordRules.objection("zhou", "WoAiNi1314")).contains(refused);
        assertThat(PasswordRules.objection("zhou", "woaini1314 lift")).isEmpty();
    }
}
