package org.opendcrc.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Sheet;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as dealers' systems and spreadsheets write them, and as nobody should, recognised by what is in them. */
class SourceFilesSpec {

    private static final String HEAD = "客户编号,客户名称,手机\n";
    private static final String GB = "GB18030";

    @TempDir
    Path folder;

    // ---- texts

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", GB, "GBK"})
    void a_text_is_read_in_its_encoding(String charset) throws IOException {
        var source = text((HEAD + "K1,陈建国,13800138000\n").getBytes(Charset.forName(charset)));
        assertThat(FoundForm.of(source.headings()).charset()).contains(charset.equals("GBK") ? GB : charset);
        assertThat(rows(source)).containsExactly(List.of("K1", "陈建国", "13800138000"));
    }

    @Test
    void characters_that_only_GB_18030_has_are_read() throws IOException {
        assertThat(rows(text((HEAD + "K1,𠮷㐂,13800138000\n").getBytes(Charset.forName(GB)))))
                .containsExactly(List.of("K1", "𠮷㐂", "13800138000"));
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_heading() throws IOException {
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            var source = text(("\uFEFF" + HEAD + "K1,陈,13800138000\n").getBytes(charset));
            assertThat(source.headings().missing()).as(charset.name()).isEmpty();
            assertThat(rows(source)).containsExactly(List.of("K1", "陈", "13800138000"));
        }
    }

    @Test
    void one_wrong_byte_at_the_very_end_of_a_long_text_is_no_UTF_8() {
        var text = (HEAD + "K1,陈,13800138000\n".repeat(20_000)).getBytes(StandardCharsets.UTF_8);
        var broken = Arrays.copyOf(text, text.length + 1);
        broken[text.length] = (byte) 0xFF;
        assertThat(refusal(broken)).isEqualTo("unknown-content");
    }

    @ParameterizedTest
    @CsvSource({"',',comma", ";,semicolon", "'\t',tab"})
    void a_text_is_divided_as_its_heading_line_is(String separator, String name) throws IOException {
        var source = text((HEAD + "K1,陈,13800138000\n").replace(",", separator));
        assertThat(FoundForm.of(source.headings()).separator()).contains(name);
        assertThat(rows(source)).containsExactly(List.of("K1", "陈", "13800138000"));
    }

    @Test
    void commas_within_cells_do_not_mislead() throws IOException {
        var source = text("a,b,c,d,e,f\n客户编号;客户名称;手机;详细地址\nK1;陈;13800138000;文三路1号,2幢,3室,4,5,6\n");
        assertThat(rows(source)).containsExactly(List.of("K1", "陈", "13800138000", "文三路1号,2幢,3室,4,5,6"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void the_heading_may_stand_in_line_1_to_5(int line) throws IOException {
        var source = text("客户清单,,2026\n".repeat(line - 1) + HEAD + "K1,陈,13800138000\n");
        assertThat(source.headings().line()).isEqualTo(line);
        assertThat(rows(source)).hasSize(1);
    }

    @Test
    void in_line_6_it_is_none() {
        assertThat(refusal("客户清单\n".repeat(5) + HEAD + "K1,陈,13800138000\n")).isEqualTo("no-headings");
    }

    @Test
    void totals_repeated_headings_and_empty_lines_are_passed_over() throws IOException {
        var source = text(HEAD + "\n,,\nK1,陈,13800138000\n" + HEAD + " 小计：1,,\n　\n总计,1,\nK2,合计,13900139000\n合计,2,\n");
        assertThat(rows(source)).containsExactly(List.of("K1", "陈", "13800138000"), List.of("K2", "合计", "13900139000"));
    }

    @Test
    void a_record_stands_on_the_line_on_which_it_begins() throws IOException {
        var source = text(HEAD + "K1,\"陈\r\n建国\",13800138000\r\nK2,李,13900139000\r\n");
        assertThat(lines(source)).containsExactly(2, 4);
        assertThat(rows(source).getFirst()).contains("陈\n建国");
    }

    @Test
    void an_endless_cell_is_one_lost_line_and_the_next_one_is_read() throws IOException {
        var source = text(HEAD + "K1,\"" + "x".repeat(5 << 20) + "\",13800138000\nK2,李,13900139000\n");
        try (var records = source.open()) {
            records.next();
            assertThat(records.next())
                    .isInstanceOfSatisfying(
                            Records.Lost.class, it -> assertThat(it.why()).isEqualTo("cell-endless"));
            assertThat(records.next()).isEqualTo(new Records.Cells(3, List.of("K2", "李", "13900139000")));
        }
    }

    // ---- workbooks of today

    @Test
    void the_first_sheet_that_has_the_headings_is_read() throws IOException {
        var source = xlsx(book -> {
            book.newWorksheet("说明").value(0, 0, "客户导出");
            put(book.newWorksheet("部分"), 0, "客户编号", "客户名称");
            var sheet = book.newWorksheet("客户");
            put(sheet, 1, "客户清单");
            put(sheet, 3, "客户编号", "客户名称", "手机");
            put(sheet, 5, "000017", "陈建国", "13800138000");
            put(sheet, 6, "合计", "1");
            put(book.newWorksheet("又"), 0, "客户编号", "客户名称", "手机");
        });
        assertThat(FoundForm.of(source.headings()).sheet()).contains("客户");
        assertThat(source.headings().line()).isEqualTo(4);
        assertThat(rows(source)).containsExactly(List.of("000017", "陈建国", "13800138000"));
        assertThat(lines(source)).as("rows of the sheet").containsExactly(6);
    }

    @Test
    void each_kind_of_cell_is_read_as_it_is_shown() throws IOException {
        var source = xlsx(book -> {
            var sheet = book.newWorksheet("客户");
            put(sheet, 0, "客户编号", "客户名称", "手机", "免打扰", "更新时间", "详细地址", "邮编");
            sheet.value(1, 0, 17);
            sheet.value(1, 1, "=1+1");
            sheet.value(1, 2, 13800138000L);
            sheet.value(1, 3, true);
            sheet.value(1, 4, LocalDateTime.of(2026, 4, 10, 16, 0));
            sheet.style(1, 4).format("yyyy-mm-dd hh:mm").set();
            sheet.formula(1, 5, "1+1");
            sheet.value(1, 6, 310000.5);
            sheet.value(2, 0, 17);
            sheet.style(2, 0).format("000000").set();
            sheet.value(2, 1, "陈 & <李>\n\"王\"");
            sheet.value(2, 2, "1.38001E+10");
            sheet.value(2, 3, false);
            sheet.value(2, 4, LocalDate.of(2026, 4, 10));
            sheet.style(2, 4).format("yyyy\"年\"m\"月\"d\"日\"").set();
        });
        assertThat(rows(source))
                .containsExactly(
                        List.of("17", "=1+1", "13800138000", "TRUE", "2026-04-10 16:00:00", "", "310000.5"),
                        List.of("000017", "陈 & <李>\n\"王\"", "1.38001E+10", "FALSE", "2026-04-10"));
    }

    @Test
    void of_a_formula_its_last_value_counts() throws IOException {
        var source = handmade("""
                <row r="1"><c r="A1" t="inlineStr"><is><t>客户编号</t></is></c><c r="B1" t="inlineStr"><is><t>客户名称</t></is></c><c r="C1" t="inlineStr"><is><r><t>手</t></r><r><t>机</t></r><rPh sb="0" eb="1"><t>shou</t></rPh></is></c><c r="D1" t="inlineStr"><is><t>免打扰</t></is></c></row>
                <row r="3"><c r="A3" t="str"><f>"K"&amp;1</f><v>K1</v></c><c r="C3"><f>A1*1</f><v>13800138000</v></c><c r="B3" t="str"><f>x</f><v>陈&amp;李</v></c><c r="D3" t="b"><f>TRUE()</f><v>1</v></c></row>
                <row><c t="str"><v>K2</v></c><c t="e"><v>#N/A</v></c><c t="str"><v>a_x000A_b</v></c></row>
                """);
        assertThat(rows(source))
                .containsExactly(List.of("K1", "陈&李", "13800138000", "TRUE"), List.of("K2", "#N/A", "a\nb"));
        assertThat(lines(source)).containsExactly(3, 4);
    }

    @Test
    void days_are_counted_from_1904_where_the_workbook_says_so() throws IOException {
        var source = text(
                workbook(
                        "<workbookPr date1904=\"1\"/>",
                        "<row r=\"1\"><c t=\"inlineStr\"><is><t>客户编号</t></is></c><c t=\"inlineStr\"><is><t>客户名称</t></is></c><c t=\"inlineStr\"><is><t>手机</t></is></c><c t=\"inlineStr\"><is><t>更新时间</t></is></c></row>"));
        assertThat(source.form().since1904()).isTrue();
        assertThat(source.headings().form().since1904()).isTrue();
    }

    @Test
    void what_stands_beside_the_table_in_a_sheet_is_no_shifted_row() throws IOException {
        var source = xlsx(book -> {
            var sheet = book.newWorksheet("客户");
            put(sheet, 0, "客户编号", "客户名称", "手机");
            put(sheet, 1, "K1", "陈", "13800138000", "", "看这里");
        });
        try (var records = source.open()) {
            records.next();
            var cells = java.util.Objects.requireNonNull((Records.Cells) records.next());
            assertThat(new Row(source.headings(), 2, cells.cells()).isRejected())
                    .isFalse();
        }
    }

    @Test
    void a_cell_of_5_MB_is_cut_and_rejects_its_row_alone() throws IOException {
        var source = xlsx(book -> {
            var sheet = book.newWorksheet("客户");
            put(sheet, 0, "客户编号", "客户名称", "手机");
            put(sheet, 1, "K1", "x".repeat(5 << 20), "13800138000");
            put(sheet, 2, "K2", "李", "13900139000");
        });
        var rows = rows(source);
        assertThat(rows.getFirst().get(1)).hasSize(Cells.LARGEST + 1);
        assertThat(new Row(source.headings(), 2, rows.getFirst()).findings())
                .extracting(Finding::why)
                .containsExactly("cell-too-large");
        assertThat(new Row(source.headings(), 3, rows.getLast()).isRejected()).isFalse();
    }

    @Test
    void three_hundred_thousand_rows_need_no_memory_of_their_own() throws IOException {
        var file = folder.resolve("large");
        try (var out = Files.newOutputStream(file);
                var book = new Workbook(out, "test", "1.0")) {
            var sheet = book.newWorksheet("客户");
            put(sheet, 0, "客户编号", "客户名称", "手机", "详细地址");
            for (var i = 1; i <= 300_000; i++) {
                sheet.value(i, 0, "K" + i);
                sheet.inlineString(i, 1, "陈 & 李");
                sheet.value(i, 2, 13_800_000_000L + i);
                sheet.inlineString(i, 3, "杭州市西湖区文三路" + i + "号");
                if (i % 1_000 == 0) {
                    sheet.flush();
                }
            }
        }
        var before = used();
        var most = 0L;
        try (var source = recognise("large");
                var records = source.open()) {
            var rows = 0;
            for (var part = records.next(); part != null; part = records.next()) {
                if (++rows % 100_000 == 0) {
                    most = Math.max(most, used() - before);
                }
            }
            assertThat(rows).isEqualTo(300_001);
        }
        assertThat(most).as("bytes held after a collection").isLessThan(32L << 20);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    // ---- old workbooks

    @Test
    void an_old_workbook_is_read_alike() throws IOException {
        var source = text(xls(book -> {
            book.createSheet("说明").createRow(0).createCell(0).setCellValue("客户导出");
            var sheet = book.createSheet("客户");
            put(sheet, 1, "客户编号", "客户名称", "手机", "免打扰", "更新时间", "详细地址", "邮编");
            put(sheet, 3, "000017", "=1+1", "13800138000");
            var row = sheet.createRow(4);
            row.createCell(0).setCellValue(17);
            row.getCell(0).setCellStyle(format(book, "000000"));
            row.createCell(1).setCellFormula("\"陈\"&\"建国\"");
            row.createCell(2).setCellValue(13_800_138_000d);
            row.createCell(3).setCellValue(true);
            row.createCell(4).setCellValue(LocalDateTime.of(2026, 4, 10, 16, 0, 1));
            row.getCell(4).setCellStyle(format(book, "yyyy-mm-dd hh:mm:ss"));
            row.createCell(5).setCellFormula("1/0");
            row.createCell(6).setCellFormula("310000+0.5");
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
        }));
        assertThat(FoundForm.of(source.headings()).kind()).isEqualTo(FoundForm.Kind.XLS);
        assertThat(FoundForm.of(source.headings()).sheet()).contains("客户");
        assertThat(source.headings().line()).isEqualTo(2);
        assertThat(lines(source)).containsExactly(4, 5);
        assertThat(rows(source))
                .containsExactly(
                        List.of("000017", "=1+1", "13800138000"),
                        List.of("000017", "陈建国", "13800138000", "TRUE", "2026-04-10 16:00:01", "#DIV/0!", "310000.5"));
    }

    @Test
    void an_old_workbook_of_1904_says_so() throws IOException {
        var source = text(xls(book -> {
            var workbook = book.getInternalWorkbook();
            workbook.getRecords().stream()
                    .filter(it -> it instanceof org.apache.poi.hssf.record.DateWindow1904Record)
                    .forEach(it -> ((org.apache.poi.hssf.record.DateWindow1904Record) it).setWindowing((short) 1));
            put(book.createSheet("客户"), 0, "客户编号", "客户名称", "手机");
        }));
        assertThat(source.form().since1904()).isTrue();
    }

    @Test
    void an_old_workbook_of_all_its_rows_is_read() throws IOException {
        var source = text(xls(book -> {
            var sheet = book.createSheet("客户");
            put(sheet, 0, "客户编号", "客户名称", "手机");
            for (var i = 1; i < 65_536; i++) {
                var row = sheet.createRow(i);
                row.createCell(0).setCellValue("K" + i);
                row.createCell(1).setCellValue("陈");
                row.createCell(2).setCellValue(13_800_000_000d + i);
            }
        }));
        assertThat(rows(source)).hasSize(65_535).last().isEqualTo(List.of("K65535", "陈", "13800065535"));
        assertThat(source.expected()).isEqualTo(65_536);
    }

    // ---- what is none of these

    @Test
    void what_cannot_be_read_is_refused_with_its_reason() throws IOException {
        assertThat(refusal("")).isEqualTo("empty-file");
        assertThat(refusal("\uFEFF\n\n  \n")).isEqualTo("empty-file");
        assertThat(refusal("%PDF-1.7\nx")).isEqualTo("pdf");
        assertThat(refusal("  <!DOCTYPE html><table><tr><td>客户编号</td></tr></table>"))
                .isEqualTo("web-page");
        assertThat(refusal("<?xml version=\"1.0\"?><Workbook/>")).isEqualTo("web-page");
        assertThat(refusal("MIME-Version: 1.0\n")).isEqualTo("web-page");
        assertThat(refusal("Rar!\u001A\u0007")).isEqualTo("archive");
        assertThat(refusal(new byte[] {0x1F, (byte) 0x8B, 8, 0})).isEqualTo("archive");
        assertThat(refusal(new byte[1000])).isEqualTo("unknown-content");
        assertThat(refusal("PK\u0003\u0004 and no more")).isEqualTo("sheet-broken");
        assertThat(refusal(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2, 3}))
                .isEqualTo("sheet-broken");
        assertThat(refusal("客户编号,客户名称\nK1,陈\n")).isEqualTo("columns-missing");
        assertThat(refusal("客户编号,客户名称,电话号\nK1,陈,1\n")).isEqualTo("columns-missing-others");
        assertThat(refusal("甲,乙\n1,2\n")).isEqualTo("no-headings");
    }

    @Test
    void a_zip_under_the_name_of_a_workbook_is_an_archive() throws IOException {
        assertThat(refusal(zip(Map.of("customers.csv", HEAD)))).isEqualTo("archive");
        assertThat(refusal(zip(Map.of("[Content_Types].xml", "<Types/>", "_rels/.rels", rels("word/document.xml")))))
                .isIn("archive", "sheet-broken");
        assertThat(refusal(zip(Map.of("[Content_Types].xml", "<Types/>", "_rels/.rels", rels("xl/workbook.bin")))))
                .isEqualTo("workbook-binary");
    }

    @Test
    void a_workbook_that_ends_in_the_middle_is_broken() throws IOException {
        var whole = workbook("", "<row r=\"1\"><c t=\"str\"><v>客户编号</v></c></row>");
        assertThat(refusal(Arrays.copyOf(whole, whole.length - 40))).isEqualTo("sheet-broken");
        assertThat(refusal(workbook("", "<row r=\"1\"><c t=\"str\"><v>客户编号</c></row>")))
                .isEqualTo("sheet-broken");
        assertThat(refusal(workbook("", "<row r=\"1\"><c r=\"ZZZ1\" t=\"str\"><v>x</v></c></row>")))
                .isEqualTo("sheet-broken");
    }

    @Test
    void a_workbook_with_a_password_says_so() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var office = new org.apache.poi.poifs.filesystem.POIFSFileSystem()) {
            office.createDocument(InputStream.nullInputStream(), "EncryptedPackage");
            office.writeFilesystem(out);
        }
        assertThat(refusal(out.toByteArray())).isEqualTo("workbook-encrypted");
        var letter = new ByteArrayOutputStream();
        try (var office = new org.apache.poi.poifs.filesystem.POIFSFileSystem()) {
            office.createDocument(InputStream.nullInputStream(), "WordDocument");
            office.writeFilesystem(letter);
        }
        assertThat(refusal(letter.toByteArray())).isEqualTo("office-no-workbook");
    }

    // ---- bombs

    @Test
    void a_sheet_that_unpacks_a_thousandfold_is_given_up_early() throws IOException {
        var row = "<row><c t=\"str\"><v>%s</v></c></row>".formatted("0".repeat(1_000));
        var bomb = bomb("xl/worksheets/sheet1.xml", row, 400_000);
        assertThat(bomb.length).isLessThan(4 << 20);
        var source = text(bomb);
        assertThatThrownBy(() -> rows(source)).isInstanceOf(RefusedFile.class).hasMessage("bomb");
    }

    @Test
    void so_are_shared_texts_and_a_text_without_an_end() throws IOException {
        assertThat(refusal(bomb("xl/sharedStrings.xml", "<si><t>%s</t></si>".formatted("0".repeat(1_000)), 400_000)))
                .isEqualTo("bomb");
        assertThat(refusal(bomb("xl/sharedStrings.xml", "0".repeat(1 << 20), 40)))
                .isEqualTo("bomb");
    }

    @Test
    void a_zip_that_names_a_directory_beyond_measure_is_given_up_before_it_is_loaded() throws IOException {
        var whole = zip(parts("", "<worksheet/>"));
        var bomb = whole.clone();
        Arrays.fill(bomb, bomb.length - 10, bomb.length - 6, (byte) 0x7F);
        assertThat(refusal(bomb)).isEqualTo("bomb");
    }

    @Test
    void entities_are_not_unfolded() throws IOException {
        var sheet =
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet><sheetData><row r=\"1\"><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>";
        assertThat(refusal(zip(parts("", sheet)))).isIn("sheet-broken", "empty-file");
    }

    // ---- chance

    @Test
    void whatever_is_damaged_is_read_or_refused_and_never_our_fault() throws IOException {
        var dice = new java.util.Random(20261122);
        var old = xls(book -> {
            var sheet = book.createSheet("客户");
            put(sheet, 0, "客户编号", "客户名称", "手机");
            for (var i = 1; i < 50; i++) {
                put(sheet, i, "K" + i, "陈", "13800138000");
                sheet.getRow(i).createCell(3).setCellFormula("1+" + i);
            }
        });
        var parts = parts(
                "",
                "<worksheet><dimension ref=\"A1:C2\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\" s=\"0\"><v>0</v></c><c t=\"str\"><f>1</f><v>x&amp;y</v></c></row><row r=\"2\"><c r=\"A2\"><v>1.5</v></c></row></sheetData></worksheet>");
        var names = parts.keySet().stream().sorted().toList();
        var refused = 0;
        for (var i = 0; i < 1_500; i++) {
            byte[] damaged;
            if (i % 3 == 0) {
                damaged = damaged(old, dice);
            } else if (i % 3 == 1) {
                damaged = damaged(zip(parts), dice);
            } else {
                var name = names.get(dice.nextInt(names.size()));
                var other = new java.util.HashMap<>(parts);
                other.put(
                        name,
                        new String(
                                damaged(java.util.Objects.requireNonNull(parts.get(name)).getBytes(StandardCharsets.UTF_8), dice),
                                StandardCharsets.UTF_8));
                damaged = zip(other);
            }
            try (var source = text(damaged)) {
                rows(source);
            } catch (RefusedFile _) {
                refused++;
            }
        }
        assertThat(refused).isBetween(100, 1_400);
    }

    private static byte[] damaged(byte[] whole, java.util.Random dice) {
        var damaged = whole.clone();
        for (var i = 0; i <= dice.nextInt(8); i++) {
            damaged[dice.nextInt(damaged.length)] = (byte) dice.nextInt(256);
        }
        return damaged;
    }

    // ---- the size of a file

    @Test
    void a_file_may_be_as_large_as_the_limit_and_no_byte_larger() {
        var store = new FileStore(folder, 1_000);
        assertThat(store.store(UUID.randomUUID(), bytes(1_000)).bytes()).isEqualTo(1_000);
        assertThatThrownBy(() -> store.store(UUID.randomUUID(), bytes(1_001)))
                .isInstanceOf(RefusedFile.class)
                .hasMessage("file-too-large");
        assertThat(folder.resolve("imports").toFile().list()).hasSize(1);
    }

    @Test
    void a_file_may_have_as_many_rows_as_the_limit_and_no_row_more() throws IOException {
        var source = text(HEAD + "K1,陈,1\n\nK2,李,2\n合计,2,\n");
        try (var rows = new DataRows(source, 2)) {
            assertThat(rows.next()).isNotNull();
            assertThat(rows.next()).isNotNull();
            assertThat(rows.next()).isNull();
        }
        try (var rows = new DataRows(source, 1)) {
            rows.next();
            assertThatThrownBy(rows::next).isInstanceOf(RefusedFile.class).hasMessage("too-many-lines");
        }
        assertThat(DataRows.MOST).isEqualTo(5_000_000);
    }

    private static InputStream bytes(int count) {
        return new java.io.ByteArrayInputStream(new byte[count]);
    }

    // ---- fixtures

    private Source recognise(String name) {
        return new SourceFiles(new FileStore(folder)).recognise(name, FileKind.CUSTOMERS, MappingBook.EMPTY);
    }

    private Source text(String text) throws IOException {
        return text(text.getBytes(StandardCharsets.UTF_8));
    }

    private Source text(byte[] content) throws IOException {
        var name = UUID.randomUUID().toString();
        Files.write(folder.resolve(name), content);
        return recognise(name);
    }

    private String refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private String refusal(byte[] content) {
        try (var source = text(content)) {
            source.requireColumns();
            return "";
        } catch (RefusedFile refused) {
            return refused.why();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<List<String>> rows(Source source) throws IOException {
        var rows = new ArrayList<List<String>>();
        try (var records = source.open()) {
            for (var part = records.next(); part != null; part = records.next()) {
                if (!source.isPassedOver(part) && part instanceof Records.Cells it) {
                    rows.add(it.cells());
                }
            }
        }
        return rows;
    }

    private static List<Integer> lines(Source source) throws IOException {
        var lines = new ArrayList<Integer>();
        try (var records = source.open()) {
            for (var part = records.next(); part != null; part = records.next()) {
                if (!source.isPassedOver(part)) {
                    lines.add(part.line());
                }
            }
        }
        return lines;
    }

    private Source xlsx(Consumer<Workbook> content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "test", "1.0")) {
            content.accept(book);
        }
        return text(out.toByteArray());
    }

    private static void put(Worksheet sheet, int row, String... cells) {
        for (var i = 0; i < cells.length; i++) {
            if (!cells[i].isEmpty()) {
                sheet.value(row, i, cells[i]);
            }
        }
    }

    private static byte[] xls(Consumer<HSSFWorkbook> content) throws IOException {
        try (var book = new HSSFWorkbook()) {
            content.accept(book);
            var out = new ByteArrayOutputStream();
            book.write(out);
            return out.toByteArray();
        }
    }

    private static org.apache.poi.ss.usermodel.CellStyle format(HSSFWorkbook book, String code) {
        var style = book.createCellStyle();
        style.setDataFormat(book.createDataFormat().getFormat(code));
        return style;
    }

    private static void put(Sheet sheet, int number, String... cells) {
        var row = sheet.createRow(number);
        for (var i = 0; i < cells.length; i++) {
            row.createCell(i).setCellValue(cells[i]);
        }
    }

    private Source handmade(String rows) throws IOException {
        return text(workbook("", rows));
    }

    private static byte[] workbook(String properties, String rows) throws IOException {
        return zip(parts(properties, "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"));
    }

    private static Map<String, String> parts(String properties, String sheet) {
        return Map.of(
                "[Content_Types].xml",
                "<Types/>",
                "_rels/.rels",
                rels("xl/workbook.xml"),
                "xl/workbook.xml",
                "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                        + properties + "<sheets><sheet name=\"客户\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>",
                "xl/sharedStrings.xml",
                "<sst/>",
                "xl/worksheets/sheet1.xml",
                sheet);
    }

    private static String rels(String target) {
        return "<Relationships><Relationship Id=\"rId1\" Type=\"x/officeDocument\" Target=\"%s\"/></Relationships>"
                .formatted(target);
    }

    private static byte[] zip(Map<String, String> parts) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    /** A workbook of which one part says the same again and again. */
    private static byte[] bomb(String name, String piece, int times) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts(
                            "",
                            "<worksheet><sheetData><row><c t=\"str\"><v>客户编号</v></c><c t=\"str\"><v>客户名称</v></c><c t=\"str\"><v>手机</v></c></row></sheetData></worksheet>")
                    .entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                var text = part.getValue();
                if (part.getKey().equals(name)) {
                    repeat(zip, text, piece, times);
                } else {
                    zip.write(text.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return out.toByteArray();
    }

    private static void repeat(OutputStream out, String text, String piece, int times) throws IOException {
        var isSheet = text.contains("</sheetData>");
        var end = isSheet ? "</sheetData></worksheet>" : "</sst>";
        out.write((isSheet ? text.substring(0, text.indexOf(end)) : "<sst>").getBytes(StandardCharsets.UTF_8));
        var bytes = piece.getBytes(StandardCharsets.UTF_8);
        for (var i = 0; i < times; i++) {
            out.write(bytes);
        }
        out.write(end.getBytes(StandardCharsets.UTF_8));
    }
}
