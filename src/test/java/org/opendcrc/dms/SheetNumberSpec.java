package org.opendcrc.dms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a number in a sheet says, as the spreadsheet shows it. */
class SheetNumberSpec {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17 | 17",
                "17.0 | 17",
                "13800138000 | 13800138000",
                "1.3800138E10 | 13800138000",
                "1286.5 | 1286.5",
                "0.1 | 0.1",
                "0.30000000000000004 | 0.3",
                "1286.4499999999998 | 1286.45",
                "-30.5 | -30.5",
                "0 | 0",
                "-0.0 | 0",
                "100 | 100",
                "999999999999999 | 999999999999999",
                // A spreadsheet keeps fifteen digits. What has more has lost some, and shows it.
                "1000000000000000 | 1E+15",
                "330106199001011000 | 3.30106199001011E+17",
                "kein | kein",
                "1E999999999 | 1E999999999"
            })
    void numbers_are_plain_and_whole_ones_stay_whole(String written, String shown) {
        assertThat(SheetNumber.PLAIN.text(written, false)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "46122 | 2026-04-10",
                "46122.0 | 2026-04-10",
                "46122.6666666667 | 2026-04-10 16:00:00",
                "46122.66666 | 2026-04-10 15:59:59",
                "46122.999999 | 2026-04-11",
                "46122.000001 | 2026-04-10",
                "46122.00001 | 2026-04-10 00:00:01",
                "0.5 | 12:00:00",
                "0 | 0",
                "20260410 | 20260410",
                "-1 | -1"
            })
    void days_are_counted_from_1900_to_the_nearest_second(String serial, String shown) {
        assertThat(SheetNumber.of(14, null).text(serial, false)).isEqualTo(shown);
    }

    @Test
    void or_from_1904() {
        assertThat(SheetNumber.of(14, null).text("44660.25", true)).isEqualTo("2026-04-10 06:00:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyy-mm-dd",
                "yyyy/m/d h:mm",
                "yyyy\"年\"m\"月\"d\"日\"",
                "[$-804]yyyy\\-mm\\-dd;@",
                "h:mm:ss",
                "[h]:mm",
                "m/d/yy",
                "上午/下午h\"时\"mm\"分\""
            })
    void a_format_of_days_is_one(String code) {
        assertThat(SheetNumber.of(176, code).date()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "General",
                "0",
                "0.00",
                "#,##0.00_);[Red]\\(#,##0.00\\)",
                "0.00E+00",
                "@",
                "0\"days\"",
                "\"¥\"#,##0.00",
                "[Magenta]0",
                "000000"
            })
    void any_other_format_is_none(String code) {
        assertThat(SheetNumber.of(176, code).date()).isFalse();
    }

    @Test
    void leading_zeros_that_are_shown_are_read() {
        assertThat(SheetNumber.of(176, "000000").text("17", false)).isEqualTo("000017");
        assertThat(SheetNumber.of(176, "000000").text("1234567", false)).isEqualTo("1234567");
        assertThat(SheetNumber.of(176, "000000").text("1.5", false)).isEqualTo("1.5");
    }

    @Test
    void what_a_format_shows_around_leading_zeros_belongs_to_the_number() {
        assertThat(SheetNumber.of(165, "[$-804]\"TS\"00000").text("301", false)).isEqualTo("TS00301");
        assertThat(SheetNumber.of(165, "\\W\\T000\"号\"").text("12", false)).isEqualTo("WT012号");
        assertThat(SheetNumber.of(165, "\"TS\"00000").text("0", false)).isEqualTo("TS00000");
        assertThat(SheetNumber.of(165, "0\"公里\"").text("12", false)).isEqualTo("12");
    }

    @Test
    void a_percentage_is_what_is_shown() {
        assertThat(SheetNumber.of(9, null).text("0.95", false)).isEqualTo("95%");
        assertThat(SheetNumber.of(165, "[$-804]0.00%").text("0.9525", false)).isEqualTo("95.25%");
        assertThat(SheetNumber.of(165, "0\"%\"").text("95", false)).isEqualTo("95");
    }
}
