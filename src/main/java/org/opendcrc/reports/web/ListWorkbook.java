package org.opendcrc.reports.web;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.dhatim.fastexcel.Worksheet;
import org.opendcrc.reports.DayLists.On;
import org.opendcrc.reports.DayLists.Rows;
import org.opendcrc.reports.ListFigures;
import org.opendcrc.site.Msg;

/** A list as a workbook: figures frozen beside live, its tables, and all rows with all their columns. */
record ListWorkbook(Msg msg) {

    private static final List<String> NUMBERS = List.of("today", "attempts", "counted", "minutes");

    void write(On on, Rows rows, OutputStream to) throws IOException {
        var words = new ListWords(
                msg, on.store(), on.names(), on.items(), on.store().dayOf(on.now()));
        try (var book = new org.dhatim.fastexcel.Workbook(to, "OpenDCRC", "1.0")) {
            figures(book.newWorksheet(msg.t("reports.sheet.figures")), on);
            for (var table : on.shown().tables()) {
                table(book.newWorksheet(msg.t("reports.list.column." + table.by())), table, words);
            }
            rows(book.newWorksheet(msg.t("reports.sheet.rows")), rows, words);
        }
    }

    private void figures(Worksheet sheet, On on) {
        var zone = on.store().zone();
        var today = on.store().dayOf(on.now());
        var head = ListPages.head(on);
        text(sheet, 0, 0, ListPages.title(on.wish().list(), msg));
        text(sheet, 0, 1, on.store().name());
        text(
                sheet,
                0,
                2,
                on.wish().period().isWeek()
                        ? on.wish().period().from() + " – " + on.wish().period().to()
                        : on.wish().period().from().toString());
        text(
                sheet,
                1,
                0,
                head.map(it -> msg.t("reports.frozenAt", msg.moment(it.frozenAt(), zone, today)))
                        .orElseGet(() -> msg.t("reports.notFrozenYet")));
        text(sheet, 1, 1, head.map(it -> it.dataVersion()).orElse(""));
        text(sheet, 3, 0, msg.t("reports.column.figure"));
        text(sheet, 3, 1, msg.t("reports.column.frozen"));
        text(sheet, 3, 2, msg.t("reports.column.live"));
        sheet.width(0, 28);
        var at = 4;
        for (var word : on.wish().list().figures()) {
            text(sheet, at, 0, msg.t("reports.list.figure." + word));
            if (on.frozenFigures().isPresent()) {
                sheet.value(at, 1, on.frozenFigures().get().count(word));
            }
            sheet.value(at, 2, on.live().count(word));
            at++;
        }
        for (var signature :
                on.frozen().stream().flatMap(it -> it.signatures().stream()).toList()) {
            text(
                    sheet,
                    ++at,
                    0,
                    msg.t("reports.sign.signed", signature.name(), msg.moment(signature.at(), zone, today)));
        }
    }

    private void table(Worksheet sheet, ListFigures.Table table, ListWords words) {
        text(sheet, 0, 0, msg.t("reports.list.column." + table.by()));
        sheet.width(0, 24);
        var worked = table.by().equals("clerk");
        for (int line = 0; line < table.lines().size(); line++) {
            var it = table.lines().get(line);
            text(sheet, line + 1, 0, words.value(table.by(), it.value()));
            var column = 1;
            for (var count : it.counts().entrySet()) {
                if (line == 0) {
                    text(sheet, 0, column, msg.t("reports.list.figure." + count.getKey()));
                }
                sheet.value(line + 1, column++, count.getValue());
            }
            if (worked && it.counts().containsKey("calls")) {
                worked(sheet, line, column, it.work(), words);
            }
        }
    }

    private void worked(Worksheet sheet, int line, int column, ListFigures.Work work, ListWords words) {
        if (line == 0) {
            text(sheet, 0, column, msg.t("reports.list.column.talk"));
            text(sheet, 0, column + 1, msg.t("reports.list.column.first"));
            text(sheet, 0, column + 2, msg.t("reports.list.column.last"));
            text(sheet, 0, column + 3, msg.t("reports.list.column.perHour"));
        }
        text(sheet, line + 1, column, Msg.NONE);
        text(sheet, line + 1, column + 1, words.time(work.first()));
        text(sheet, line + 1, column + 2, words.time(work.last()));
        work.callsPerHour()
                .ifPresentOrElse(
                        it -> sheet.value(line + 1, column + 3, it), () -> text(sheet, line + 1, column + 3, Msg.NONE));
    }

    private void rows(Worksheet sheet, Rows rows, ListWords words) {
        var columns = ListPages.columns(rows);
        for (int column = 0; column < columns.size(); column++) {
            text(sheet, 0, column, msg.t("reports.list.column." + columns.get(column)));
        }
        text(sheet, 0, columns.size(), msg.t("reports.column.countedIn"));
        var line = 0;
        for (var row : rows.rows()) {
            line++;
            for (int column = 0; column < columns.size(); column++) {
                var name = columns.get(column);
                if (NUMBERS.contains(name) && !row.fact(name).isEmpty()) {
                    sheet.value(line, column, Integer.parseInt(row.fact(name)));
                } else if (name.equals("at") && !row.fact(name).isEmpty()) {
                    sheet.value(
                            line,
                            column,
                            Instant.parse(row.fact(name))
                                    .atZone(rows.store().zone())
                                    .toLocalDateTime());
                    sheet.style(line, column).format("yyyy-mm-dd hh:mm").set();
                } else {
                    text(sheet, line, column, words.fact(row, name));
                }
            }
            text(
                    sheet,
                    line,
                    columns.size(),
                    String.join(
                            msg.t("site.listSeparator"),
                            row.countedIn().stream()
                                    .map(it -> msg.t("reports.list.figure." + it))
                                    .toList()));
        }
    }

    private static void text(Worksheet sheet, int row, int column, String text) {
        sheet.value(row, column, Workbook.harmless(text));
    }
}
