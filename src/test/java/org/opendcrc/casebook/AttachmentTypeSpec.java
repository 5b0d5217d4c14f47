package org.opendcrc.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be brought to a case is known by its bytes. */
class AttachmentTypeSpec {

    @ParameterizedTest
    @CsvSource({
        "JPEG, FFD8FFE000104A4649460001",
        "PNG, 89504E470D0A1A0A0000000D",
        "PDF, 255044462D312E370A25E2E3",
        "WEBP, 524946460000000057454250",
        "WAV, 524946460000000057415645",
        "HEIC, 000000186674797068656963",
        "M4A, 00000020667479704D344120",
        "OGG, 4F6767530002000000000000",
        "AMR, 2321414D520A3C0000000000",
        "MP3, 494433040000000000000000",
        "MP3, FFFB90640000000000000000"
    })
    void a_photo_a_recording_and_a_pdf_are_known_by_their_first_bytes(AttachmentType type, String hex) {
        assertThat(AttachmentType.of(bytes(hex))).contains(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4D5A90000300000004000000", // a program
                "7F454C460201010000000000", // another
                "504B03041400060008000000", // an archive, a workbook
                "3C21444F4354595045206874", // a page
                "3C7376672078D66C6E733D22", // a drawing with scripts
                "524946460000000041564920", // a film in the same wrapping as a recording
                "000000186674797069736F6D", // a film
                "474946383961010001000000", // no picture that is needed
                "FFFFFFFFFFFFFFFFFFFFFFFF",
                "255044460000000000000000"
            })
    void anything_else_is_refused_whatever_it_is_called(String hex) {
        assertThat(AttachmentType.of(bytes(hex))).isEmpty();
    }

    @Test
    void a_file_too_short_to_be_any_is_refused() {
        assertThat(AttachmentType.of(new byte[0])).isEmpty();
        assertThat(AttachmentType.of(Arrays.copyOf(bytes("FFD8FFE000104A4649460001"), 11)))
                .isEmpty();
        assertThat(AttachmentType.of("%PDF-".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    @Test
    void a_name_is_a_name_and_never_a_path_and_ends_as_its_content_does() {
        assertThat(name("照片 1.jpg")).isEqualTo("照片 1.jpg");
        assertThat(name("virus.exe")).isEqualTo("virus.jpg");
        assertThat(name("../../etc/passwd")).isEqualTo("passwd.jpg");
        assertThat(name("C:\\照片\\车.jpeg")).isEqualTo("车.jpg");
        assertThat(name("a\r\nContent-Type: text/html")).doesNotContain("\r", "\n", "/", ":");
        assertThat(name("<script>.png")).isEqualTo("_script_.jpg");
        assertThat(name("")).isEqualTo("jpeg.jpg");
        assertThat(name("x".repeat(500)).length()).isLessThan(130);
    }

    private static String name(String given) {
        return AttachmentDesk.harmless(given, AttachmentType.JPEG);
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex);
    }
}
