package org.opendcrc.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opendcrc.messaging.Written.Refusal.ImpossiblePhone;
import org.opendcrc.messaging.Written.Refusal.Landline;
import org.opendcrc.messaging.Written.Refusal.NoConsent;
import org.opendcrc.messaging.Written.Refusal.NothingWritten;
import org.opendcrc.messaging.Written.Refusal.TooLong;

/** Handbook, text messages: one text is 70 characters. */
class WritingATextSpec {

    static final String MOBILE = "+8613800006621";

    @Test
    void A20_seventy_characters_are_allowed_and_seventy_one_are_refused() {
        assertThat(refusal("车".repeat(70))).isEmpty();
        assertThat(refusal("车".repeat(71))).contains(new TooLong(71, 70));
    }

    @Test
    void A20_latin_letters_count_one_and_an_emoji_two() {
        assertThat(refusal("a".repeat(70))).isEmpty();
        assertThat(refusal("车".repeat(68) + "🚗")).isEmpty();
        assertThat(refusal("车".repeat(69) + "🚗")).contains(new TooLong(71, 70));
    }

    @Test
    void a_text_needs_words_and_a_number_that_can_exist() {
        assertThat(refusal("")).contains(new NothingWritten());
        assertThat(TextRules.refusal("您好", MOBILE, TextClass.SERVICE, true)).isEmpty();
        assertThat(TextRules.refusal("您好", "+86123", TextClass.SERVICE, true)).contains(new ImpossiblePhone());
        assertThat(TextRules.refusal("您好", "13800006621", TextClass.SERVICE, true))
                .contains(new ImpossiblePhone());
        assertThat(TextRules.refusal("您好", "+not a number", TextClass.SERVICE, true))
                .contains(new ImpossiblePhone());
    }

    @Test
    void A30_no_text_arrives_at_a_landline_or_a_service_number() {
        assertThat(TextRules.refusal("您好", "+8657188886666", TextClass.SERVICE, true))
                .contains(new Landline());
        assertThat(TextRules.refusal("您好", "+864008001234", TextClass.SERVICE, true))
                .contains(new Landline());
        assertThat(TextRules.refusal("您好", "+85251234567", TextClass.SERVICE, true))
                .isEmpty();
    }

    @Test
    void a_commercial_text_needs_consent_and_a_service_text_does_not() {
        assertThat(TextRules.refusal("优惠", MOBILE, TextClass.COMMERCIAL, false)).contains(new NoConsent());
        assertThat(TextRules.refusal("优惠", MOBILE, TextClass.COMMERCIAL, true)).isEmpty();
        assertThat(TextRules.refusal("您好", MOBILE, TextClass.SERVICE, false)).isEmpty();
    }

    @Test
    void A20_a_text_of_a_template_that_allows_it_may_be_longer_and_free_words_may_not() {
        assertThat(TextRules.refusal("车".repeat(71), MOBILE, TextClass.SERVICE, true, 670))
                .isEmpty();
        assertThat(TextRules.refusal("车".repeat(671), MOBILE, TextClass.SERVICE, true, 670))
                .isPresent();
        assertThat(TextRules.refusal("车".repeat(71), MOBILE, TextClass.SERVICE, true))
                .isPresent();
    }

    static Optional<Written.Refusal> refusal(String body) {
        return TextRules.refusal(body, MOBILE, TextClass.SERVICE, true);
    }
}
