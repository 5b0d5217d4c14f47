package org.opendcrc.reports.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Worksheet;
import org.opendcrc.reports.ListRow;
import org.opendcrc.reports.Rate;
import org.opendcrc.reports.Rates.On;
import org.opendcrc.reports.RatesReport.Counts;
import org.opendcrc.site.Msg;

/** Rates as a workbook: brands with targets, days, advisors, windows, and the rows behind them. Shares are unrounded numbers. */
record RatesWorkbook(Msg msg) {

    private static final List<String> ROWS = List.of(
            "day",
            "type",
            "number",
            "order",
            "brand",
            "advisor",
            "window",
            "at",
            "gateAt",
            "systemAt",
            "result",
            "minutes");

    void write(On on, OutputStream to) throws IOException {
        var words =
                new ListWords(msg, on.store(), on.names(), Map.of(), on.store().dayOf(on.now()));
        try (var book = new org.dhatim.fastexcel.Workbook(to, "OpenDCRC", "1.0")) {
            var brands = book.newWorksheet(msg.t("reports.list.column.brand"));
            text(brands, 0, 0, msg.t("rates.title"));
            text(brands, 0, 1, on.store().name());
            text(brands, 0, 2, on.period().from() + " – " + on.period().to());
            text(
                    brands,
                    1,
                    0,
                    msg.t("rates.posted", on.posted().size(), on.days().size()));
            headings(brands, 3, msg.t("reports.list.column.brand"));
            int row = 4;
            for (var it : on.report().brands()) {
                text(brands, row, 0, words.value("brand", it.brand()));
                counts(brands, row++, it.counts());
            }
            var days = book.newWorksheet(msg.t("reports.list.column.day"));
            var advisors = book.newWorksheet(msg.t("reports.list.column.advisor"));
            var windows = book.newWorksheet(msg.t("reports.list.column.window"));
            lines(days, on, "day", words);
            lines(advisors, on, "advisor", words);
            lines(windows, on, "window", words);
            rows(book.newWorksheet(msg.t("reports.sheet.rows")), on.rows(), words);
        }
    }

    private void lines(Worksheet sheet, On on, String fact, ListWords words) {
        headings(sheet, 0, msg.t("reports.list.column." + fact));
        text(sheet, 0, 9, msg.t("reports.list.column.brand"));
        int row = 1;
        for (var brand : on.report().brands()) {
            var lines = switch (fact) {
                case "day" -> brand.days();
                case "advisor" -> brand.advisors();
                default -> brand.windows();
            };
            for (var it : lines) {
                text(sheet, row, 0, words.value(fact, it.value()));
                text(sheet, row, 9, words.value("brand", brand.brand()));
                counts(sheet, row++, it.counts());
            }
        }
    }

    private void headings(Worksheet sheet, int row, String first) {
        text(sheet, row, 0, first);
        text(sheet, row, 1, msg.t("reports.list.figure.visits"));
        text(sheet, row, 2, msg.t("reports.list.figure.booked"));
        text(sheet, row, 3, msg.t("reports.list.figure.onTime"));
        text(sheet, row, 4, msg.t("reports.list.figure.inWindows"));
        text(sheet, row, 5, msg.t("rates.onTime"));
        text(sheet, row, 6, msg.t("rates.target.column"));
        text(sheet, row, 7, msg.t("rates.inWindows"));
        text(sheet, row, 8, msg.t("rates.target.column"));
        sheet.width(0, 22);
    }

    private void counts(Worksheet sheet, int row, Counts counts) {
        sheet.value(row, 1, counts.visits());
        sheet.value(row, 2, counts.booked());
        sheet.value(row, 3, counts.onTime());
        sheet.value(row, 4, counts.inWindows());
        rate(sheet, row, 5, counts.onTimeRate());
        rate(sheet, row, 7, counts.effectiveRate());
    }

    private static void rate(Worksheet sheet, int row, int column, Rate rate) {
        rate.value()
                .ifPresentOrElse(
                        it -> {
                            sheet.value(row, column, it);
                            sheet.style(row, column).format("0.00%").set();
                        },
                        () -> text(sheet, row, column, Msg.NONE));
        sheet.value(row, column + 1, rate.target() / 100.0);
        sheet.style(row, column + 1).format("0%").set();
    }

    private void rows(Worksheet sheet, List<ListRow> rows, ListWords words) {
        for (int column = 0; column < ROWS.size(); column++) {
            text(sheet, 0, column, msg.t("reports.list.column." + ROWS.get(column)));
        }
        int line = 1;
        for (var row : rows) {
            for (int column = 0; column < ROWS.size(); column++) {
                text(sheet, line, column, words.fact(row, ROWS.get(column)));
            }
            line++;
        }
    }

    private static void text(Worksheet sheet, int row, int column, String text) {
        sheet.value(row, column, Workbook.harmless(text));
    }
}
