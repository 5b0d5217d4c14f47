package org.opendcrc.dms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
                "2024-02-29 | 2024-02-29T00:00",
                "2026/04/10 | 2026-04-10T00:00",
                "2026.04.10 16:00 | 2026-04-10T16:00",
                "2026/4/10 16:00:07 | 2026-04-10T16:00:07",
                "2026年4月10日 16:00 | 2026-04-10T16:00",
                "2026年04月10日16时00分 | 2026-04-10T16:00",
                "2026/4/10 下午 4:00:07 | 2026-04-10T16:00:07",
                "20260410 下午4:00 | 2026-04-10T16:00",
                "2026-04-10 16:00:00.0 | 2026-04-10T16:00",
                "2026-04-10T16:00 | 2026-04-10T16:00",
                "2026-04-10T23:30:00+08:00 | 2026-04-10T23:30",
                "2026-04-09T23:30:00-05:00 | 2026-04-10T12:30",
                "2026-04-10 4:00 PM | 2026-04-10T16:00",
                "2026-04-10 0:00 | 2026-04-10T00:00",
                "2026-04-10 23:59:59 | 2026-04-10T23:59:59",
                "46122.999999 | 2026-04-11T00:00",
                "46122.00000579 | 2026-04-10T00:00:01"
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
                "2026-04-10 16:00 到",
                "2100-02-29",
                "2026-00-10",
                "2026-04-00",
                "20260431",
                "2026年13月1日",
                "2026-04-10 25:00",
                "2026-04-10 16:00:60",
                "2026-04-10 下午25:00",
                "10/04/2026",
                "04-10",
                "26-04-10",
                "20260410160000",
                "100001",
                "NULL",
                "-",
                "2026--04-10"
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
            value = {
                "12345|12345",
                "12,345|12345",
                "1,234,567|1234567",
                "12345公里|12345",
                "12,345 公里|12345",
                "12345千米|12345",
                "12345 KM|12345",
                "12345km|12345",
                "12345.0|12345",
                "12345.5|12346",
                "１２３|123",
                "0|0",
                "9999999|9999999"
            })
    void kilometres_are_read(String written, int kilometres) {
        assertThat(Figures.kilometres(written)).hasValue(kilometres);
    }

    @ParameterizedTest
    @ValueSource(strings = {"31,20O", "-5", "12,34", "1,2345", "1e4", "1.2万", "很多", "10000000", "km", "12345里"})
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
                "1,234,567.89|123456789",
                "¥ 1 286|128600",
                "－３０．５|-3050",
                "−30.5|-3050",
                "-¥1,286.00|-128600",
                "+5|500",
                "0|0",
                "1286.00 元|128600"
            })
    void amounts_are_read_in_fen(String written, long fen) {
        assertThat(Figures.fen(written)).hasValue(fen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "元", "一千", "1.286,00", "12,34", "1e4", "12.3.4", "$5", "1286元整", "--5"})
    void what_is_no_amount_is_none(String written) {
        assertThat(Figures.fen(written)).isEmpty();
    }

    @Test
    void yes_and_no_have_many_words() {
        assertThat(List.of("是", "Y", "y", "Ｙ", "1", "１", "true", "TRUE", "√", " 是 ", "有", "Yes"))
                .allSatisfy(it -> assertThat(Words.yesOrNo(it)).contains(true));
        assertThat(List.of("否", "N", "n", "0", "FALSE", "false", "×", "无", "no"))
                .allSatisfy(it -> assertThat(Words.yesOrNo(it)).contains(false));
        assertThat(List.of("也许", "2", "是的", "对", "-"))
                .allSatisfy(it -> assertThat(Words.yesOrNo(it)).isEmpty());
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
    void our_own_names_count_before_the_dealers_and_the_first_of_two_is_read() {
        var book = new MappingBook(Map.of("手机", "name", "电话", "phone", "备注", MappingBook.NOT_READ), Map.of());
        var headings = Headings.of(
                FileKind.CUSTOMERS,
                new FileForm.Text(StandardCharsets.UTF_8, ','),
                1,
                List.of("电话", "手机", "备注", "其他"),
                book);
        assertThat(headings.places()).containsOnly(Map.entry("phone", 0));
        assertThat(headings.ignored())
                .as("手机 is our own name, but a second phone")
                .containsExactly("手机", "其他");
    }

    @ParameterizedTest
    @CsvSource({
        "客户代码, customer_no",
        "车主姓名, name",
        "手机号码, phone",
        "客户编号(必填), customer_no",
        "Customer No, customer_no",
        "customer_number, customer_no",
        "备注, ''",
        "x, ''"
    })
    void a_heading_that_is_alike_is_suggested(String heading, String column) {
        assertThat(Likeness.suggestion(FileKind.CUSTOMERS, heading, Set.of())
                        .map(FileKind.Column::name)
                        .orElse(""))
                .isEqualTo(column);
        assertThat(Likeness.suggestion(FileKind.CUSTOMERS, heading, Set.of(column))
                        .map(FileKind.Column::name))
                .isNotEqualTo(Optional.of(column));
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
