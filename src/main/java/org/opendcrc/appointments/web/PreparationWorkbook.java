package org.opendcrc.appointments.web;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.opendcrc.appointments.PrepBoard;
import org.opendcrc.appointments.PrepFact;
import org.opendcrc.appointments.PrepLine;
import org.opendcrc.appointments.PrepStep;
import org.opendcrc.site.Msg;

/**
 * The preparation of a store's day as a workbook: a row for each car, two columns for each step, what was said and by whom when. Customers stand in
 * it by their plates.
 */
record PreparationWorkbook(String store, ZoneId zone, Msg msg) {

    private static final String FORMULA_BEGINS = "=+-@\t\r";

    void write(PrepBoard board, OutputStream to) throws IOException {
        try (var book = new Workbook(to, "OpenDCRC", "1.0")) {
            var sheet = book.newWorksheet(msg.t("preparation.title"));
            row(sheet, 0, List.of(msg.t("preparation.title"), store, board.day().toString()));
            row(sheet, 2, headings());
            for (int column = 0; column < headings().size(); column++) {
                sheet.style(2, column).bold().set();
            }
            int row = 3;
            for (var it : board.lines()) {
                row(sheet, row++, line(it));
            }
        }
    }

    private List<String> headings() {
        return Stream.of(
                        Stream.of(
                                        "number", "start", "plate", "jobs", "advisor", "bay", "state", "due", "ready",
                                        "in-time")
                                .map(it -> msg.t("preparation.sheet." + it)),
                        Stream.of(PrepStep.values())
                                .flatMap(it -> Stream.of(
                                        msg.t("preparation.step." + it),
                                        msg.t("preparation.sheet.by", msg.t("preparation.step." + it)))))
                .flatMap(it -> it)
                .toList();
    }

    private List<String> line(PrepLine it) {
        var cells = new ArrayList<>(List.of(
                it.sheet().number(),
                msg.time(it.start()),
                it.sheet().plate().orElse(""),
                it.jobs().isEmpty() ? it.needs() : String.join(msg.t("site.listSeparator"), it.jobs()),
                it.advisorName(),
                it.bay(),
                msg.t("appointment.state." + it.sheet().state()),
                moment(it.dueAt()),
                moment(it.readyAt()),
                it.inTime().map(kept -> msg.t("preparation.in-time." + kept)).orElse("")));
        for (var step : PrepStep.values()) {
            var fact = it.sheet().of(step).filter(said -> said.kind() != PrepFact.Kind.UNDONE);
            cells.add(fact.map(this::said).orElse(""));
            cells.add(fact.map(said -> said.name() + " " + moment(Optional.of(said.at())))
                    .orElse(""));
        }
        return cells;
    }

    private String said(PrepFact it) {
        return switch (it.kind()) {
            case DONE ->
                it.step() == PrepStep.PARTS && !it.details().noParts()
                        ? PreparationPage.done(it, msg) + " " + it.details().label()
                        : Stream.of(PreparationPage.done(it, msg), it.details().tools())
                                .filter(words -> !words.isEmpty())
                                .collect(Collectors.joining(" "));
            case SHORT ->
                msg.t("preparation.short", it.details().part()) + " "
                        + it.details()
                                .expectedOn()
                                .map(day -> msg.t("preparation.short.until", day.toString()))
                                .orElseGet(() -> msg.t("preparation.short.unknown"));
            case INFORMED -> msg.t("preparation.informed") + " " + it.details().note();
            case UNDONE -> "";
        };
    }

    private String moment(Optional<Instant> at) {
        return at.map(it -> it.atZone(zone))
                .map(it -> it.toLocalDate() + " " + msg.time(it.toLocalTime()))
                .orElse("");
    }

    /** A cell never becomes a formula. */
    private static void row(Worksheet sheet, int row, List<String> cells) {
        for (int column = 0; column < cells.size(); column++) {
            var text = cells.get(column);
            sheet.value(
                    row, column, !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text);
        }
    }
}
