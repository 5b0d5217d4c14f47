package org.opendcrc.dms.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.opendcrc.dms.CsvLine;
import org.opendcrc.dms.Finding;
import org.opendcrc.dms.ImportDesk;
import org.opendcrc.dms.ImportedFile;
import org.opendcrc.dms.RejectedLine;
import org.opendcrc.shared.Actor;
import org.opendcrc.site.Msg;
import org.springframework.stereotype.Component;

/**
 * The rejected lines of a file under its own headings, to be mended and brought in again, and the list of its doubtful lines; as CSV or
 * as a workbook.
 */
@Component
class Downloads {

    /** Lines that a sheet holds, headings not counted; with more there is the CSV file only. */
    static final int MOST_IN_SHEET = 1_000_000;

    private static final int AT_ONCE = 1_000;
    /** Characters that a cell of a sheet can hold. */
    private static final int LONGEST_CELL = 32_767;
    /** Without it spreadsheets take the file for another encoding. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final ImportDesk desk;

    Downloads(ImportDesk desk) {
        this.desk = desk;
    }

    /** Where the lines of a download go. */
    @FunctionalInterface
    private interface Lines {
        void add(List<String> cells) throws IOException;
    }

    /** Writes the lines that did not come in. */
    void rejects(HttpServletResponse response, Actor actor, ImportedFile file, boolean sheet, Msg msg)
            throws IOException {
        send(response, file.kind().word() + "-rejects", sheet, lines -> writeRejects(lines, actor, file, msg));
    }

    /** Writes the lines that came in with a doubt. */
    void warnings(HttpServletResponse response, Actor actor, ImportedFile file, boolean sheet, Msg msg)
            throws IOException {
        send(response, file.kind().word() + "-warnings", sheet, lines -> writeWarnings(lines, actor, file, msg));
    }

    @FunctionalInterface
    private interface Content {
        void write(Lines lines) throws IOException;
    }

    private static void send(HttpServletResponse response, String name, boolean sheet, Content content)
            throws IOException {
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"%s.%s\"".formatted(name, sheet ? "xlsx" : "csv"));
        if (sheet) {
            response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
            try (var workbook = new Workbook(response.getOutputStream(), "OpenDCRC", "1.0")) {
                var target = workbook.newWorksheet(name);
                content.write(new SheetLines(target));
            }
        } else {
            response.setContentType("text/csv");
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            var out = response.getWriter();
            out.write(BYTE_ORDER_MARK);
            content.write(cells -> csv(out, cells));
        }
    }

    private static void csv(Writer out, List<String> cells) throws IOException {
        out.write(CsvLine.forSpreadsheet(cells));
        out.write("\r\n");
    }

    private static final class SheetLines implements Lines {

        private final Worksheet sheet;
        private int row;

        SheetLines(Worksheet sheet) {
            this.sheet = sheet;
            sheet.freezePane(0, 1);
        }

        @Override
        public void add(List<String> cells) throws IOException {
            for (var column = 0; column < cells.size(); column++) {
                var cell = CsvLine.guarded(cells.get(column));
                sheet.value(row, column, cell.length() > LONGEST_CELL ? cell.substring(0, LONGEST_CELL) : cell);
            }
            row++;
            if (row % AT_ONCE == 0) {
                sheet.flush();
            }
        }
    }

    private void writeRejects(Lines lines, Actor actor, ImportedFile file, Msg msg) throws IOException {
        // A file that was mended once brings the columns of the first time with it.
        var ours = IntStream.range(0, file.headings().size())
                .filter(it -> RejectedLine.isOurs(file.headings().get(it)))
                .boxed()
                .sorted((a, b) -> b - a)
                .toList();
        var headings = new ArrayList<>(file.headings());
        ours.forEach(it -> headings.remove(it.intValue()));
        var width = headings.size();
        headings.add(RejectedLine.LINE);
        headings.add(RejectedLine.REASON);
        lines.add(headings);
        var after = 0;
        while (true) {
            var rejects = desk.rejects(actor, file.id(), after, AT_ONCE);
            for (var line : rejects) {
                var cells = new ArrayList<>(line.cells());
                ours.stream().filter(it -> it < cells.size()).forEach(it -> cells.remove(it.intValue()));
                while (cells.size() < width) {
                    cells.add("");
                }
                cells.add(Integer.toString(line.line()));
                cells.add(msg.t(
                        "import.why." + line.finding().why(),
                        line.finding().arguments().toArray()));
                lines.add(cells);
                after = line.line();
            }
            if (rejects.size() < AT_ONCE) {
                return;
            }
        }
    }

    private void writeWarnings(Lines lines, Actor actor, ImportedFile file, Msg msg) throws IOException {
        lines.add(List.of(
                msg.t("import.col.line"),
                msg.t("import.col.column"),
                msg.t("import.col.value"),
                msg.t("import.col.why"),
                msg.t("import.col.mend")));
        var line = 0;
        var position = 0;
        while (true) {
            var found = desk.findings(actor, file.id(), Finding.Weight.WARNING, line, position);
            for (var finding : found) {
                lines.add(List.of(
                        Integer.toString(finding.line()),
                        Columns.inWords(file.kind(), finding.column(), msg),
                        finding.value(),
                        msg.t("import.why." + finding.why(), finding.arguments().toArray()),
                        msg.t(
                                "import.mend." + finding.why(),
                                finding.arguments().toArray())));
                line = finding.line();
                position = finding.position();
            }
            if (found.size() <= ImportDesk.PAGE) {
                return;
            }
        }
    }
}
