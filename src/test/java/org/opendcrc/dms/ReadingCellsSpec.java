package org.opendcrc.dms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cells of a dealer's file say, in a store of Asia/Shanghai. */
class ReadingCellsSpec {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-04-10 | 2026-04-10T00:00",
                "2026/4/10 | 2026-04-10T00:00",
                "2026.4.10 | 2026-04-10T00:00",
                "20260410 | 2026-04-10T00:00",
                "2026年4月10日 | 2026-04-10T00:00",
                "２０２６－０４－１０ | 2026-04-10T00:00",
                "2026-04-10 16:00 | 2026-04-10T16:00",
                "2026-04-10 16:00:07 | 2026-04-10T16:00:07",
                "20260410 16:00 | 2026-04-10T16:00",
                "2026年4月10日 下午4:00 | 2026-04-10T16:00",
                "2026年4月10日下午4点 | 2026-04-10T16:00",
                "2026-04-10 上午9:05 | 2026-04-10T09:05",
                "2026-04-10 上午12:05 | 2026-04-10T00:05",
                "2026-04-10 中午12:30 | 2026-04-10T12:30",
                "2026-04-10 中午1:30 | 2026-04-10T13:30",
                "2026-04-10 下午12:30 | 2026-04-10T12:30",
                "2026-04-10 晚上8:15 | 2026-04-10T20:15",
                "2026-04-10 晚上12:00 | 2026-04-11T00:00",
                "2026-04-10T08:00:00Z | 2026-04-10T16:00",
                "2026-04-10T16:00:00+08:00 | 2026-04-10T16:00",
                "2026-04-10T10:00:00+0200 | 2026-04-10T16:00",
                "46122 | 2026-04-10T00:00",
                "46122.6666666667 | 2026-04-10T16:00",
                "2024-02-29 | 2024-02-29T00:00"
            })
    void dates_are_read_in_all_forms(String written, LocalDateTime local) {
        assertThat(FileMoment.read(written, ZONE))
                .hasValueSatisfying(it -> assertThat(it.local()).isEqualTo(local));
    }

    @Test
    void workbooks_of_1904_count_otherwise() {
        assertThat(FileMoment.read("44660", ZONE, true))
                .hasValueSatisfying(it -> assertThat(it.local()).isEqualTo("2026-04-10T00:00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29",
                "2026-13-02",
                "2026-04-31",
                "2026-04-10 24:01",
                "2026-04-10 16:60",
                "2026-04-10 上午13:00",
                "2026-4",
                "昨天",
                "9999",
                "2026-04/10",
                "2026-04-10 16:00 到"
            })
    void what_is_no_date_is_none(String written) {
        assertThat(FileMoment.read(written, ZONE)).isEmpty();
    }

    @Test
    void a_date_without_a_time_is_compared_by_date() {
        var day = FileMoment.read("2026-04-10", ZONE).orElseThrow();
        var noon = FileMoment.read("2026-04-10 12:00", ZONE).orElseThrow();
        var evening = FileMoment.read("2026-04-10 18:00", ZONE).orElseThrow();
        assertThat(day.isBefore(noon)).isFalse();
        assertThat(noon.isBefore(day)).isFalse();
        assertThat(noon.isBefore(evening)).isTrue();
        assertThat(evening.isBefore(noon)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"12345|12345", "12,345|12345", "12345公里|12345", "12345 KM|12345", "１２３|123", "0|0"})
    void kilometres_are_read(String written, int kilometres) {
        assertThat(Figures.kilometres(written)).hasValue(kilometres);
    }

    @ParameterizedTest
    @ValueSource(strings = {"31,20O", "-5", "12,34", "1e4", "很多", "10000000"})
    void what_is_no_mileage_is_none(String written) {
        assertThat(Figures.kilometres(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1286|128600",
                "¥1,286.00|128600",
                "￥1286.5|128650",
                "1286元|128600",
                "-30.5|-3050",
                "0.005|1",
                "1,234,567.89|123456789"
            })
    void amounts_are_read_in_fen(String written, long fen) {
        assertThat(Figures.fen(written)).hasValue(fen);
    }

    @Test
    void yes_and_no_have_many_words() {
        assertThat(List.of("是", "Y", "y", "1", "true", "√", "有", "Yes"))
                .allSatisfy(it -> assertThat(Words.yesOrNo(it)).contains(true));
        assertThat(List.of("否", "N", "0", "FALSE", "×", "无", "no"))
                .allSatisfy(it -> assertThat(Words.yesOrNo(it)).contains(false));
        assertThat(Words.yesOrNo("也许")).isEmpty();
    }

    @Test
    void a_customer_is_addressed_by_six_words() {
        assertThat(List.of("男", "M", "1"))
                .allSatisfy(it -> assertThat(Words.sex(it)).contains("MALE"));
        assertThat(List.of("女", "f", "2"))
                .allSatisfy(it -> assertThat(Words.sex(it)).contains("FEMALE"));
        assertThat(Words.sex("3")).isEmpty();
    }

    // ---- records

    @Test
    void quotes_hold_separators_line_breaks_and_quotes() throws IOException {
        assertThat(parts("a,b\n1,\"x,\"\"y\"\"\nz\"\r\n2,\n", 2))
                .containsExactly(
                        new Records.Cells(1, List.of("a", "b")),
                        new Records.Cells(2, List.of("1", "x,\"y\"\nz")),
                        new Records.Cells(4, List.of("2", "")));
    }

    @Test
    void a_broken_quote_loses_its_line_and_no_other() throws IOException {
        assertThat(parts("a,b\n1,\"x\n2,y\n3,\"z\"\n4,w", 2))
                .containsExactly(
                        new Records.Cells(1, List.of("a", "b")),
                        new Records.Lost(2, 2, "1,\"x", false),
                        new Records.Cells(3, List.of("2", "y")),
                        new Records.Cells(4, List.of("3", "z")),
                        new Records.Cells(5, List.of("4", "w")));
    }

    @Test
    void lines_that_are_lost_with_it_are_named() throws IOException {
        assertThat(parts("a,b\n1,\"x\"y\nrest\n2,y\n", 2))
                .containsExactly(
                        new Records.Cells(1, List.of("a", "b")),
                        new Records.Lost(2, 3, "1,\"x\"y\nrest", false),
                        new Records.Cells(4, List.of("2", "y")));
    }

    private static List<Records.Part> parts(String text, int width) throws IOException {
        var records = new CsvRecords(new StringReader(text), ',', width);
        var all = new ArrayList<Records.Part>();
        for (var part = records.next(); part != null; part = records.next()) {
            all.add(part);
        }
        return all;
    }

    @Test
    void headings_are_known_in_both_languages() {
        var headings = Headings.of(
                FileKind.REPAIR_ORDERS,
                new FileForm.Text(StandardCharsets.UTF_8, ','),
                1,
                List.of("委托书号", "Store_Code", " 车\u3000架 号", "维修类别*", "送修时间", "BZ2", "原行号", "拒收原因", ""),
                MappingBook.EMPTY);
        assertThat(headings.missing()).isEmpty();
        assertThat(headings.ignored()).containsExactly("BZ2");
        assertThat(headings.given()).containsExactlyInAnyOrder("order_no", "store_code", "vin", "kind", "sent_in_at");
    }

    @Test
    void totals_are_passed_over() {
        assertThat(Cells.isTotal(List.of("", "合计：", "100"))).isTrue();
        assertThat(Cells.isTotal(List.of("WT1", "合计"))).isFalse();
    }

    @Test
    void what_looks_like_a_formula_is_guarded_and_comes_back() {
        assertThat(CsvLine.forSpreadsheet(List.of("=1+1", "a,b", "x"))).isEqualTo("'=1+1,\"a,b\",x");
        assertThat(CsvLine.unguarded("'=1+1")).isEqualTo("=1+1");
        assertThat(CsvLine.unguarded("'x")).isEqualTo("'x");
    }
}
