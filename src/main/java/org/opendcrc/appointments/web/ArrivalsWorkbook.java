package org.opendcrc.appointments.web;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.opendcrc.appointments.ArrivalsOfDay;
import org.opendcrc.site.Msg;

/** A compared day as a workbook: appointments, walk-ins, what the gate saw that nobody explains. Customers stand in it by their plates. */
record ArrivalsWorkbook(Msg msg) {

    private static final String FORMULA_BEGINS = "=+-@\t\r";

    void write(ArrivalsOfDay day, OutputStream to) throws IOException {
        try (var book = new Workbook(to, "OpenDCRC", "1.0")) {
            appointments(book.newWorksheet(msg.t("arrivals.sheet.appointments")), day);
            walkIns(book.newWorksheet(msg.t("arrivals.sheet.walk-ins")), day);
            gateOnly(book.newWorksheet(msg.t("arrivals.sheet.gate-only")), day);
        }
    }

    private void appointments(Worksheet sheet, ArrivalsOfDay day) {
        text(sheet, 0, 0, msg.t("arrivals.title"));
        text(sheet, 0, 1, day.storeName());
        text(sheet, 0, 2, day.day().toString());
        headings(
                sheet, 2, "number", "start", "plate", "advisor", "result", "off", "gate", "system", "apart", "differs",
                "window", "state");
        int row = 3;
        for (var it : day.lines()) {
            text(sheet, row, 0, it.number());
            text(sheet, row, 1, msg.time(it.start()));
            text(sheet, row, 2, it.plate().orElse(""));
            text(sheet, row, 3, it.advisor());
            text(sheet, row, 4, ArrivalWords.result(it.arrived(), msg));
            number(sheet, row, 5, it.arrived().offMinutes());
            time(sheet, row, 6, it.arrived().gateAt(), day);
            time(sheet, row, 7, it.arrived().systemAt(), day);
            number(sheet, row, 8, it.arrived().apartMinutes());
            text(sheet, row, 9, it.arrived().disagree() ? msg.t("arrivals.differs") : "");
            text(sheet, row, 10, it.window().orElse(""));
            text(sheet, row, 11, msg.t("appointment.state." + it.state()));
            row++;
        }
    }

    private void walkIns(Worksheet sheet, ArrivalsOfDay day) {
        headings(sheet, 0, "came", "source", "plate", "brand", "order");
        int row = 1;
        for (var it : day.walkIns()) {
            time(sheet, row, 0, Optional.of(it.cameAt()), day);
            text(sheet, row, 1, msg.t(it.seenAtGate() ? "arrival.by.GATE" : "arrival.by.SYSTEM"));
            text(sheet, row, 2, it.plate().orElse(""));
            text(sheet, row, 3, it.brand());
            text(sheet, row, 4, it.orderNo() == null ? "" : it.orderNo());
            row++;
        }
    }

    private void gateOnly(Worksheet sheet, ArrivalsOfDay day) {
        headings(sheet, 0, "came", "plate", "source", "like");
        int row = 1;
        for (var it : day.gateOnly()) {
            time(sheet, row, 0, Optional.of(it.at()), day);
            text(sheet, row, 1, it.plate());
            text(sheet, row, 2, msg.t("arrival.source." + it.source()));
            text(sheet, row, 3, it.like().map(ArrivalsOfDay.Line::number).orElse(""));
            row++;
        }
    }

    private void headings(Worksheet sheet, int row, String... names) {
        var all = List.of(names);
        for (int column = 0; column < all.size(); column++) {
            text(sheet, row, column, msg.t("arrivals.column." + all.get(column)));
            sheet.style(row, column).bold().set();
        }
    }

    private static void number(Worksheet sheet, int row, int column, Optional<Integer> number) {
        number.ifPresent(it -> sheet.value(row, column, it));
    }

    private void time(Worksheet sheet, int row, int column, Optional<Instant> at, ArrivalsOfDay day) {
        at.ifPresent(
                it -> text(sheet, row, column, msg.time(it.atZone(day.zone()).toLocalTime())));
    }

    /** A cell never becomes a formula. */
    private static void text(Worksheet sheet, int row, int column, String text) {
        sheet.value(row, column, !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text);
    }
}
