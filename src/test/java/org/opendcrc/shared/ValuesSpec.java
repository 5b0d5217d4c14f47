package org.opendcrc.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that every chapter speaks, as people write them. */
class ValuesSpec {

    // ---- telephone numbers, in a store with the area code 0571

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "13800138000 | +8613800138000",
                "138 0013 8000 | +8613800138000",
                "138-0013-8000 | +8613800138000",
                "+86 138 0013 8000 | +8613800138000",
                "0086-13800138000 | +8613800138000",
                "8613800138000 | +8613800138000",
                "１３８００１３８０００ | +8613800138000",
                "'13800138000 | +8613800138000",
                "13800138000.0 | +8613800138000",
                "88886666 | +8657188886666",
                "0571-88886666 | +8657188886666",
                "(0571)88886666 | +8657188886666",
                "010-62345678 | +861062345678",
                "0571-88886666-801 | +8657188886666;ext=801",
                "0571-88886666转801 | +8657188886666;ext=801",
                "88886666 ext 12 | +8657188886666;ext=12",
                "4008101234 | +864008101234",
                "800-810-1234 | +868008101234",
                "86-13800138000 | +8613800138000",
                "＋８６ １３８ ００１３ ８０００ | +8613800138000",
                "138.0013.8000 | +8613800138000",
                "‘13800138000 | +8613800138000",
                "8888666 | +865718888666",
                "0086 571 88886666 | +8657188886666",
                "021-62345678 | +862162345678",
                "0571-88886666#801 | +8657188886666;ext=801",
                "0571-88886666分机801 | +8657188886666;ext=801",
                "0571-88886666x801 | +8657188886666;ext=801",
                "400-810-1234转2 | +864008101234;ext=2",
                "00852 2345 6789 | +85223456789",
                "+852 2345 6789 | +85223456789",
                "+853 2812 3456 | +85328123456",
                "+886 2 2345 6789 | +886223456789"
            })
    void numbers_are_read_as_people_write_them(String written, String e164) {
        assertThat(PhoneNumber.of(written, "0571")).contains(new PhoneNumber(e164));
    }

    @Test
    void several_numbers_in_a_cell_keep_their_order() {
        var cell = PhoneNumber.read("13800138000/0571-88886666、13800138000，123", "0571");
        assertThat(cell.good()).containsExactly(new PhoneNumber("+8613800138000"), new PhoneNumber("+8657188886666"));
        assertThat(cell.bad()).containsExactly(new PhoneNumber.Bad("123", PhoneNumber.Fault.IMPOSSIBLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1385716",
                "12800138000",
                "138001380001",
                "1380013800",
                "95588",
                "无",
                "abc",
                "+999 1",
                "-",
                "13800138000元",
                "1234567",
                "00000000",
                "19800101"
            })
    void what_has_no_possible_shape_is_none(String written) {
        assertThat(PhoneNumber.of(written, "0571")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.38001E+10", "1.38E10", "1.38001e+10"})
    void what_a_spreadsheet_spoilt_says_so(String written) {
        assertThat(PhoneNumber.read(written, "0571").bad())
                .extracting(PhoneNumber.Bad::fault)
                .containsExactly(PhoneNumber.Fault.SPREADSHEET);
    }

    @Test
    void a_landline_without_any_area_code_says_so() {
        assertThat(PhoneNumber.read("88886666", "").bad())
                .extracting(PhoneNumber.Bad::fault)
                .containsExactly(PhoneNumber.Fault.NO_AREA_CODE);
    }

    @ParameterizedTest
    @CsvSource({
        "+8613800138000, 13800138000",
        "+8657188886666, 0571-88886666",
        "+861062345678, 010-62345678",
        "+8657188886666;ext=801, 0571-88886666-801",
        "+864008101234, 4008101234",
        "+85223456789, +85223456789"
    })
    void a_number_is_shown_as_it_is_dialled(String e164, String shown) {
        assertThat(new PhoneNumber(e164).national()).isEqualTo(shown);
    }

    // ---- identification numbers

    @Test
    void a_vin_is_read_in_lower_case_and_with_blanks() {
        assertThat(Vin.of(" 1m8gdm9a xkp042788 ")).contains(new Vin("1M8GDM9AXKP042788"));
        assertThat(Vin.of("1M8GDM9AXKP04278")).isEmpty();
        assertThat(Vin.of("1M8GDM9AXKP0427888")).isEmpty();
        assertThat(Vin.of("IM8GDM9AXKP042788")).isEmpty();
        assertThat(Vin.of("OM8GDM9AXKP042788")).isEmpty();
        assertThat(Vin.of("QM8GDM9AXKP042788")).isEmpty();
    }

    @Test
    void a_wrong_check_digit_is_a_doubt() {
        assertThat(new Vin("1M8GDM9AXKP042788").isDoubtful()).isFalse();
        assertThat(new Vin("11111111111111111").isDoubtful()).isFalse();
        assertThat(new Vin("1M8GDM9A1KP042788").isDoubtful()).isTrue();
        assertThat(Vin.checkDigit("1M8GDM9A1KP042788")).isEqualTo('X');
    }

    // ---- plates

    @ParameterizedTest
    @CsvSource({
        "浙A7K3F9, 浙A7K3F9",
        "浙a·7k3f9, 浙A7K3F9",
        "浙 A 7K3F9, 浙A7K3F9",
        "浙Ａ７Ｋ３Ｆ９, 浙A7K3F9",
        "浙AD12345, 浙AD12345",
        "浙A12345D, 浙A12345D",
        "浙A1234学, 浙A1234学",
        "浙A－7K3F9, 浙A7K3F9",
        "浙A.7K3F9, 浙A7K3F9",
        "' 浙A7K3F9 ', 浙A7K3F9",
        "粤Z1234港, 粤Z1234港"
    })
    void plates_are_kept_without_dot_and_blank(String written, String kept) {
        assertThat(Plate.of(written)).contains(new Plate(kept, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"无", "未上牌", "临牌", "无牌", "临时牌照", " 未上牌 ", " ", ""})
    void some_words_say_that_there_is_no_plate(String written) {
        assertThat(Plate.of(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"浙A7K3", "ABC123", "浙A7K3I9", "浙A7K3F99X"})
    void what_is_no_plate_is_kept_as_written(String written) {
        assertThat(Plate.of(written)).contains(new Plate(written, false));
    }

    @Test
    void a_plate_is_drawn_with_its_dot() {
        assertThat(new Plate("浙A7K3F9", true).formatted()).isEqualTo("浙A·7K3F9");
        assertThat(new Plate("ABC123", false).formatted()).isEqualTo("ABC123");
    }

    // ---- the vault

    @Test
    void what_is_sealed_opens_with_the_same_key_alone(@TempDir Path data, @TempDir Path other) {
        var vault = new Vault("", data);
        var sealed = vault.seal("330106199001011234");
        assertThat(new Vault("", data).open(sealed)).isEqualTo("330106199001011234");
        assertThat(vault.seal("330106199001011234")).isNotEqualTo(sealed);
        assertThat(vault.fingerprint("a")).isEqualTo(vault.fingerprint("a")).isNotEqualTo(vault.fingerprint("b"));
        var stranger = new Vault("", other);
        assertThatThrownBy(() -> stranger.open(sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Vault("abcd", data)).isInstanceOf(IllegalArgumentException.class);
        assertThat(data.resolve("secrets/vault.key")).isRegularFile();
    }
}
