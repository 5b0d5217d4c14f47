package org.opendcrc.reports.web;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.Worksheet;
import org.opendcrc.reports.ListRow;
import org.opendcrc.reports.Satisfaction.Cvp;
import org.opendcrc.reports.Satisfaction.On;
import org.opendcrc.reports.SatisfactionReport.Dimension;
import org.opendcrc.reports.SatisfactionReport.Line;
import org.opendcrc.site.Msg;
import tools.jackson.databind.json.JsonMapper;

/** Answers as a workbook: by question, advisor, clerk and so on, the six indicators by month, and the rows. Shares are unrounded numbers. */
final class SatisfactionWorkbook {

    private final Msg msg;
    private final SatisfactionPages pages;

    SatisfactionWorkbook(Msg msg) {
        this.msg = msg;
        this.pages = new SatisfactionPages(msg, JsonMapper.shared());
    }

    void write(On on, OutputStream to) throws IOException {
        try (var book = new org.dhatim.fastexcel.Workbook(to, "OpenDCRC", "1.0")) {
            var items = book.newWorksheet(msg.t("satisfaction.by.item"));
            head(items, on, msg.t("satisfaction.title"));
            headings(items, 3, List.of("item", "answered", "points", "possible", "score"));
            int row = 4;
            for (var it : on.itemLines()) {
                text(items, row, 0, on.items().getOrDefault(it.key(), it.key()));
                items.value(row, 1, it.answered());
                items.value(row, 2, it.points());
                items.value(row, 3, it.possible());
                share(items, row++, 4, it.score().value());
            }
            for (var dimension : Dimension.values()) {
                lines(book.newWorksheet(msg.t("satisfaction.by." + dimension.fact())), on, dimension);
            }
            rows(book.newWorksheet(msg.t("reports.sheet.rows")), on, on.rows());
        }
    }

    void write(Cvp cvp, OutputStream to) throws IOException {
        var on = cvp.on();
        try (var book = new org.dhatim.fastexcel.Workbook(to, "OpenDCRC", "1.0")) {
            var sheet = book.newWorksheet(msg.t("cvp.title"));
            head(sheet, on, msg.t("cvp.title"));
            headings(sheet, 3, List.of("month", "indicator", "answered", "favourable", "share"));
            int row = 4;
            for (var month : cvp.months().entrySet()) {
                for (var it : month.getValue()) {
                    text(sheet, row, 0, month.getKey().toString());
                    text(sheet, row, 1, msg.t("cvp.indicator." + it.indicator()));
                    sheet.value(row, 2, it.answered());
                    sheet.value(row, 3, it.favourable());
                    share(sheet, row++, 4, it.share().value());
                }
            }
            rows(book.newWorksheet(msg.t("reports.sheet.rows")), on, on.rows());
        }
    }

    private void head(Worksheet sheet, On on, String title) {
        text(sheet, 0, 0, title);
        text(
                sheet,
                0,
                1,
                on.ofAll()
                        ? msg.t("satisfaction.allStores", on.chosen().size())
                        : on.store().name());
        text(sheet, 0, 2, on.period().from() + " – " + on.period().to());
        text(
                sheet,
                1,
                0,
                msg.t(
                        "satisfaction.state",
                        msg.moment(on.now(), on.store().zone(), on.store().dayOf(on.now()))));
        sheet.width(0, 26);
    }

    private void headings(Worksheet sheet, int row, List<String> columns) {
        for (int column = 0; column < columns.size(); column++) {
            text(sheet, row, column, msg.t("satisfaction.column." + columns.get(column)));
        }
    }

    private void lines(Worksheet sheet, On on, Dimension dimension) {
        headings(sheet, 0, List.of(dimension.fact(), "answered", "satisfied", "dissatisfied", "rate", "score", "mark"));
        sheet.width(0, 26);
        int row = 1;
        for (Line it : on.by(dimension)) {
            text(sheet, row, 0, pages.value(on, dimension.fact(), it.value()));
            sheet.value(row, 1, it.answered());
            sheet.value(row, 2, it.satisfied());
            sheet.value(row, 3, it.dissatisfied());
            share(sheet, row, 4, it.rate().value());
            number(sheet, row, 5, it.score().value());
            number(sheet, row++, 6, it.mark().value());
        }
    }

    private void rows(Worksheet sheet, On on, List<ListRow> rows) {
        var columns = new ArrayList<String>(List.of("day", "store"));
        columns.addAll(SatisfactionPages.COLUMNS);
        headings(sheet, 0, columns);
        int line = 1;
        for (var row : rows) {
            for (int column = 0; column < columns.size(); column++) {
                text(sheet, line, column, pages.fact(on, row, columns.get(column)));
            }
            line++;
        }
    }

    private static void share(Worksheet sheet, int row, int column, Optional<BigDecimal> value) {
        value.ifPresentOrElse(
                it -> {
                    sheet.value(row, column, it);
                    sheet.style(row, column).format("0.00%").set();
                },
                () -> text(sheet, row, column, Msg.NONE));
    }

    private static void number(Worksheet sheet, int row, int column, Optional<BigDecimal> value) {
        value.ifPresentOrElse(
                it -> {
                    sheet.value(row, column, it);
                    sheet.style(row, column).format("0.0").set();
                },
                () -> text(sheet, row, column, Msg.NONE));
    }

    private static void text(Worksheet sheet, int row, int column, String text) {
        sheet.value(row, column, Workbook.harmless(text));
    }
}
