package org.opendcrc.followups.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.opendcrc.followups.CallKind;
import org.opendcrc.followups.QueueLine;
import org.opendcrc.followups.QueueList;
import org.opendcrc.followups.QueuePlace;
import org.opendcrc.site.Msg;

/** A list of the queue as a workbook. */
final class QueueWorkbook {

    /** How many rows are read at a time. */
    static final int PIECE = 500;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static final List<String> HEADINGS = List.of(
            "followups.col.due",
            "followups.col.kind",
            "followups.col.customer",
            "followups.col.plate",
            "followups.col.car",
            "followups.col.order",
            "followups.col.orderKind",
            "followups.col.sentIn",
            "followups.col.completed",
            "followups.col.settled",
            "followups.col.dealt",
            "followups.col.pickedUp",
            "followups.col.mileage",
            "followups.col.advisor",
            "followups.col.assignee",
            "followups.col.attempts",
            "followups.col.promised",
            "followups.col.marks",
            "followups.col.state",
            "followups.col.store");

    private QueueWorkbook() {}

    static void send(
            HttpServletResponse response, Msg msg, Instant now, BiFunction<QueuePlace, Instant, QueueList> pieces)
            throws IOException {
        var piece =
                pieces.apply(new QueuePlace.First(), now); // before the first byte, so that a refusal is still a page
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader("Content-Disposition", "attachment; filename=\"follow-ups.xlsx\"");
        try (var workbook = new Workbook(response.getOutputStream(), "OpenDCRC", "1.0")) {
            var sheet = workbook.newWorksheet(msg.t("followups.title"));
            for (var column = 0; column < HEADINGS.size(); column++) {
                sheet.value(0, column, msg.t(HEADINGS.get(column)));
                sheet.style(0, column).bold().set();
            }
            sheet.freezePane(0, 1);
            var row = 1;
            while (true) {
                for (var line : piece.lines()) {
                    var cells = cells(line, now, msg);
                    for (var column = 0; column < cells.size(); column++) {
                        sheet.value(row, column, harmless(cells.get(column)));
                    }
                    row++;
                }
                if (piece.next().isEmpty()) {
                    return;
                }
                piece = pieces.apply(new QueuePlace.After(piece.next().get()), now);
            }
        }
    }

    private static List<String> cells(QueueLine line, Instant now, Msg msg) {
        var row = QueuePage.row(line, false, now, msg);
        var task = line.task();
        return List.of(
                row.due().words(),
                row.kind(),
                row.customer(),
                row.plate().orElse(""),
                row.car(),
                row.orderNo(),
                row.orderKind(),
                task.sentInAt().map(it -> day(it, line)).orElse(""),
                task.completedAt().map(it -> day(it, line)).orElse(""),
                task.settledAt().map(it -> day(it, line)).orElse(""),
                task.kind() == CallKind.SALES ? day(task.subject().happenedAt(), line) : "",
                task.pickedUpOn().map(Object::toString).orElse(""),
                task.mileageKm().map(Object::toString).orElse(""),
                task.advisor().orElse(""),
                task.assignee().orElse(""),
                row.triesInWords(),
                task.promisedAt().map(it -> moment(it, line)).orElse(""),
                row.marks().stream().map(QueuePage.Sign::text).collect(Collectors.joining(" · ")),
                row.state().text(),
                row.store());
    }

    private static String day(Instant at, QueueLine line) {
        return at.atZone(line.zone()).toLocalDate().toString();
    }

    private static String moment(Instant at, QueueLine line) {
        return MOMENT.format(at.atZone(line.zone()));
    }

    /** Text that a spreadsheet would take for a formula gets an apostrophe in front. */
    static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
