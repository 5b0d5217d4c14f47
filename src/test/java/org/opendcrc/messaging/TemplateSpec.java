package org.opendcrc.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opendcrc.messaging.TemplateSaved.Refusal.NoName;
import org.opendcrc.messaging.TemplateSaved.Refusal.NothingWritten;
import org.opendcrc.messaging.TemplateSaved.Refusal.TooLong;
import org.opendcrc.messaging.TemplateSaved.Refusal.UnknownField;
import org.opendcrc.site.TestPages;

/** Templates: what they leave open, what is added, and that no real message is longer than 70. */
class TemplateSpec {

    static final Wording WORDING = new Wording(TestPages.MESSAGES);
    static final String STORE = "杭州城东店";
    static final int SIGNATURE = "【杭州城东店】".length();

    @Test
    void A20_signature_and_opt_out_count_and_neither_is_added_twice() {
        assertThat(whole("您好", TextClass.SERVICE)).isEqualTo("【杭州城东店】您好");
        assertThat(whole("您好", TextClass.COMMERCIAL)).isEqualTo("【杭州城东店】您好拒收请回复R");
        assertThat(whole("【杭州城东店】您好，拒收请回复R", TextClass.COMMERCIAL)).isEqualTo("【杭州城东店】您好，拒收请回复R");
        assertThat(whole("", TextClass.COMMERCIAL)).isEmpty();
    }

    @Test
    void A20_a_wording_of_seventy_with_its_signature_is_taken_and_of_seventy_one_is_refused_with_the_count() {
        assertThat(refusal("车".repeat(70 - SIGNATURE), "", TextClass.SERVICE)).isEmpty();
        assertThat(refusal("车".repeat(71 - SIGNATURE), "", TextClass.SERVICE))
                .contains(new TooLong(71, 70, Locale.CHINA));
        var optOut = "拒收请回复R".length();
        assertThat(refusal("车".repeat(70 - SIGNATURE - optOut), "", TextClass.COMMERCIAL))
                .isEmpty();
        assertThat(refusal("车".repeat(71 - SIGNATURE - optOut), "", TextClass.COMMERCIAL))
                .contains(new TooLong(71, 70, Locale.CHINA));
    }

    @Test
    void A20_a_template_that_is_allowed_long_messages_takes_670_and_not_671_and_another_of_the_same_words_does_not() {
        assertThat(refusal(longer("车".repeat(670 - SIGNATURE), true))).isEmpty();
        assertThat(refusal(longer("车".repeat(671 - SIGNATURE), true))).contains(new TooLong(671, 670, Locale.CHINA));
        assertThat(refusal(longer("车".repeat(71 - SIGNATURE), true))).isEmpty();
        assertThat(refusal(longer("车".repeat(71 - SIGNATURE), false))).contains(new TooLong(71, 70, Locale.CHINA));
    }

    private static Template longer(String chinese, boolean allowed) {
        return TemplateDesk.drafted(
                TemplateDesk.blank(),
                new TemplateDesk.Draft("名称", TextClass.SERVICE, chinese, "", 0, allowed, Optional.empty()));
    }

    @Test
    void A20_full_width_and_latin_signs_count_one_and_signs_beyond_the_first_plane_two() {
        assertThat(refusal("Ａ，1a".repeat(15) + "车".repeat(10 - SIGNATURE), "", TextClass.SERVICE))
                .isEmpty();
        assertThat(refusal("𠮷🚗" + "车".repeat(66 - SIGNATURE), "", TextClass.SERVICE))
                .isEmpty();
        assertThat(refusal("𠮷🚗" + "车".repeat(67 - SIGNATURE), "", TextClass.SERVICE))
                .contains(new TooLong(71, 70, Locale.CHINA));
    }

    @Test
    void A20_fields_count_with_their_longest_value_a_name_of_four_and_a_plate_of_eight() {
        var room = 70 - SIGNATURE - "欧阳志强".length() - "浙AD12345".length();
        assertThat("浙AD12345").hasSize(8);
        assertThat(refusal("{姓名}{车牌}" + "车".repeat(room), "", TextClass.SERVICE))
                .isEmpty();
        assertThat(refusal("{name}{plate}" + "车".repeat(room + 1), "", TextClass.SERVICE))
                .contains(new TooLong(71, 70, Locale.CHINA));
        assertThat(refusal("车", "{name}{plate}" + "c".repeat(room + 1), TextClass.SERVICE))
                .contains(new TooLong(71, 70, Locale.ENGLISH));
    }

    @Test
    void a_wording_needs_a_name_and_words_and_knows_its_fields() {
        assertThat(refusal("  ", "hello", TextClass.SERVICE)).contains(new NothingWritten());
        assertThat(refusal(template(" ", "您好", "", TextClass.SERVICE))).contains(new NoName());
        assertThat(refusal("您好{生日}", "", TextClass.SERVICE).orElseThrow())
                .isInstanceOfSatisfying(UnknownField.class, it -> {
                    assertThat(it.word()).isEqualTo("生日");
                    assertThat(it.allowed()).contains("称呼", "车牌");
                });
        assertThat(refusal("您好｛称呼｝", "{nobody}", TextClass.SERVICE).orElseThrow())
                .isInstanceOf(UnknownField.class);
    }

    @Test
    void A20_every_shipped_wording_fits_in_both_languages_with_the_longest_values() {
        for (var shipped : TextTemplate.values()) {
            var it = WORDING.shipped(shipped);
            assertThat(refusal(template("n", it.chinese(), it.english(), it.textClass(), it)))
                    .as(shipped.key())
                    .isEmpty();
        }
    }

    @Test
    void what_is_not_known_stays_open_and_is_found() {
        var filled = TemplateText.filled("{称呼}您好，{plate}", Map.of(TextField.CUSTOMER, "方先生"));
        assertThat(filled).isEqualTo("方先生您好，{plate}");
        assertThat(TemplateText.open(filled)).contains("plate");
        assertThat(TemplateText.open("方先生您好")).isEmpty();
        assertThat(TemplateText.uses("｛本店电话｝", TextField.PHONE)).isTrue();
    }

    @Test
    void FU_7_a_dealers_own_wording_falls_back_to_a_shorter_one_when_a_real_name_is_longer_than_thought() {
        var to = WordingSpec.to("店".repeat(30), "买买提吐尔逊", "UNKNOWN");
        var body = "{姓名}您好，" + "车".repeat(40);
        var text = WORDING.automatic(
                TextTemplate.FOLLOW_UP_UNREACHABLE, body, 70, to, WORDING.values(to, "", Locale.CHINA, Map.of()));
        assertThat(text.length()).isLessThanOrEqualTo(70);
        assertThat(text).contains("回访电话未接通");
    }

    private static String whole(String words, TextClass textClass) {
        return WORDING.whole(STORE, words, textClass, Locale.CHINA);
    }

    private static Optional<TemplateSaved.Refusal> refusal(String chinese, String english, TextClass textClass) {
        return refusal(template("名称", chinese, english, textClass));
    }

    private static Optional<TemplateSaved.Refusal> refusal(Template it) {
        return TemplateRules.refusal(
                it, STORE, WORDING.optOut(Locale.CHINA), WORDING.optOut(Locale.ENGLISH), Locale.CHINA);
    }

    private static Template template(String name, String chinese, String english, TextClass textClass) {
        return TemplateDesk.drafted(TemplateDesk.blank(), new TemplateDesk.Draft(name, textClass, chinese, english, 0));
    }

    private static Template template(String name, String chinese, String english, TextClass textClass, Template as) {
        return new Template(
                as.key(),
                0,
                name,
                as.channel(),
                textClass,
                as.byHand(),
                List.copyOf(as.fields()),
                chinese,
                english,
                Template.Origin.OWN,
                Optional.empty(),
                Optional.empty());
    }
}
