package org.opendcrc.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opendcrc.site.TestPages;

/** The texts of the house: signed, addressed, and short enough. */
class WordingSpec {

    static final Wording WORDING = new Wording(TestPages.MESSAGES);

    @Test
    void FU_7_the_text_after_three_calls_in_vain_is_signed_and_addressed() {
        assertThat(text(to("城西店", "方志强", "MALE"))).startsWith("【城西店】方先生您好").contains("请致电本店");
    }

    @Test
    void A20_a_long_store_name_takes_the_shorter_form_and_a_very_long_one_the_shortest() {
        var room = 70 - text(to("", "方志强", "MALE")).length();
        var fits = text(to("店".repeat(room), "方志强", "MALE"));
        assertThat(fits).hasSize(70).contains("我们马上为您处理");
        var shorter = text(to("店".repeat(room + 1), "方志强", "MALE"));
        assertThat(shorter.length()).isLessThanOrEqualTo(70);
        assertThat(shorter).contains("方先生").doesNotContain("我们马上为您处理");
        var shortest = text(to("店".repeat(45), "方志强", "MALE"));
        assertThat(shortest.length()).isLessThanOrEqualTo(70);
        assertThat(shortest).doesNotContain("方先生");
        assertThat(text(to("店".repeat(60), "方志强", "MALE")).length())
                .as("no form fits: the outbox refuses it with its count")
                .isGreaterThan(70);
    }

    @Test
    void people_are_addressed_by_surname_and_title() {
        assertThat(WORDING.salutation(to("店", "方志强", "MALE"), Locale.CHINA)).isEqualTo("方先生");
        assertThat(WORDING.salutation(to("店", "钱雪梅", "FEMALE"), Locale.CHINA)).isEqualTo("钱女士");
        assertThat(WORDING.salutation(to("店", "欧阳芳", "FEMALE"), Locale.CHINA)).isEqualTo("欧阳女士");
        assertThat(WORDING.salutation(to("店", "欧阳", "FEMALE"), Locale.CHINA)).isEqualTo("欧女士");
        assertThat(WORDING.salutation(to("店", "方志强", "UNKNOWN"), Locale.CHINA)).isEqualTo("方先生/女士");
        assertThat(WORDING.salutation(to("店", "John Smith", "MALE"), Locale.CHINA))
                .isEqualTo("尊敬的客户");
        assertThat(WORDING.salutation(new Addressee("店", "杭州运输有限公司", false, "UNKNOWN", true), Locale.CHINA))
                .isEqualTo("尊敬的客户");
    }

    static Addressee to(String store, String name, String sex) {
        return new Addressee(store, name, true, sex, true);
    }

    static String text(Addressee to) {
        return WORDING.automatic(
                TextTemplate.FOLLOW_UP_UNREACHABLE,
                WORDING.shipped(TextTemplate.FOLLOW_UP_UNREACHABLE, Locale.CHINA),
                70,
                to,
                WORDING.values(to, "", Locale.CHINA, Map.of()));
    }
}
