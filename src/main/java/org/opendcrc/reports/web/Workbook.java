package org.opendcrc.reports.web;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Optional;
import org.dhatim.fastexcel.Worksheet;
import org.opendcrc.reports.Figure;
import org.opendcrc.reports.FrozenReport;
import org.opendcrc.reports.ThreeDayCalls.OnDay;
import org.opendcrc.reports.ThreeDayCalls.Rows;
import org.opendcrc.site.Msg;

/** The day as a workbook: one sheet of figures, frozen beside live, and one of the rows. */
record Workbook(Words words) {

    private static final String FORMULA_BEGINS = "=+-@\t\r";

    void write(OnDay on, Rows rows, OutputStream to) throws IOException {
        var msg = words.msg();
        try (var book = new org.dhatim.fastexcel.Workbook(to, "OpenDCRC", "1.0")) {
            figures(book.newWorksheet(msg.t("reports.sheet.figures")), on);
            rows(book.newWorksheet(msg.t("reports.sheet.rows")), rows);
        }
    }

    private void figures(Worksheet sheet, OnDay on) {
        var msg = words.msg();
        var today = on.store().dayOf(on.now());
        text(sheet, 0, 0, msg.t("reports.threeDayCalls"));
        text(sheet, 0, 1, on.store().name());
        text(sheet, 0, 2, on.day().toString());
        text(
                sheet,
                1,
                0,
                on.frozen()
                        .map(it -> words.frozen(it, on.store(), today))
                        .orElseGet(() -> msg.t("reports.notFrozenYet")));
        text(sheet, 1, 1, on.frozen().map(FrozenReport::dataVersion).orElse(""));
        text(sheet, 3, 0, msg.t("reports.column.figure"));
        text(sheet, 3, 1, msg.t("reports.column.frozen"));
        text(sheet, 3, 2, msg.t("reports.column.live"));
        sheet.width(0, 28);
        var frozen = on.frozen().map(it -> it.report().all());
        var live = on.live().all();
        var at = 4;
        for (var figure : Figure.values()) {
            text(sheet, at, 0, words.figure(figure));
            if (frozen.isPresent()) {
                sheet.value(at, 1, frozen.get().count(figure));
            }
            sheet.value(at, 2, live.count(figure));
            at++;
        }
        for (var share : Pages.shares()) {
            text(sheet, at, 0, msg.t("reports.share." + share.word()));
            if (frozen.isPresent()) {
                number(sheet, at, 1, share.of().apply(frozen.get()).value(), "0.0%");
            }
            number(sheet, at, 2, share.of().apply(live).value(), "0.0%");
            at++;
        }
        for (var mean : Pages.means()) {
            text(sheet, at, 0, msg.t("reports.share." + mean.word()));
            if (frozen.isPresent()) {
                number(sheet, at, 1, mean.of().apply(frozen.get()).value(), "0.0");
            }
            number(sheet, at, 2, mean.of().apply(live).value(), "0.0");
            at++;
        }
    }

    private void rows(Worksheet sheet, Rows rows) {
        var msg = words.msg();
        var at = 0;
        var column = 0;
        for (var heading :
                new String[] {"order", "advisor", "state", "outcome", "total", "possible", "mark", "countedIn"}) {
            text(sheet, at, column++, msg.t("reports.column." + heading));
        }
        for (var row : rows.rows()) {
            at++;
            text(sheet, at, 0, row.orderNo());
            text(sheet, at, 1, words.advisor(row.advisor(), rows.names()));
            text(sheet, at, 2, msg.t("reports.state." + row.state()));
            text(
                    sheet,
                    at,
                    3,
                    row.outcome().map(it -> msg.t("reports.outcome." + it)).orElse(Msg.NONE));
            whole(sheet, at, 4, row.total());
            whole(sheet, at, 5, row.totalPossible());
            whole(sheet, at, 6, row.satisfaction());
            text(
                    sheet,
                    at,
                    7,
                    String.join(
                            msg.t("site.listSeparator"),
                            row.countedIn().stream()
                                    .map(it -> words.figure(it, rows.items()))
                                    .toList()));
        }
    }

    /** What a spreadsheet would take for a formula is written so that it stays text, here and in whatever is made of the file. */
    static String harmless(String text) {
        return !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static void text(Worksheet sheet, int row, int column, String text) {
        sheet.value(row, column, harmless(text));
    }

    private static void whole(Worksheet sheet, int row, int column, Optional<Integer> number) {
        number.ifPresent(it -> sheet.value(row, column, it));
    }

    /** Unrounded; only the format rounds. A share of nothing is a dash. */
    private static void number(Worksheet sheet, int row, int column, Optional<BigDecimal> value, String format) {
        if (value.isEmpty()) {
            sheet.value(row, column, Msg.NONE);
            return;
        }
        sheet.value(row, column, value.get());
        sheet.style(row, column).format(format).set();
    }
}
