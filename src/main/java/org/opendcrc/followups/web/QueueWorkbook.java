package org.opendcrc.followups.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.opendcrc.followups.QueueLine;
import org.opendcrc.followups.QueueList;
import org.opendcrc.shared.RowKey;
import org.opendcrc.site.Msg;

/** A list of the queue as a workbook. */
final class QueueWorkbook {

    /** How many rows are read at a time. */
    static final int PIECE = 500;

    private static final List<String> HEADINGS = List.of(
            "followups.col.due",
            "followups.col.kind",
            "followups.col.customer",
            "followups.col.plate",
            "followups.col.car",
            "followups.col.order",
            "followups.col.orderKind",
            "followups.col.settled",
            "followups.col.advisor",
            "followups.col.attempts",
            "followups.col.marks",
            "followups.col.state",
            "followups.col.store");

    private QueueWorkbook() {}

    static void send(
            HttpServletResponse response, Msg msg, Instant now, BiFunction<Optional<RowKey>, Instant, QueueList> pieces)
            throws IOException {
        var piece = pieces.apply(Optional.empty(), now); // before the first byte, so that a refusal is still a page
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
                piece = pieces.apply(piece.next(), now);
            }
        }
    }

    private static List<String> cells(QueueLine line, Instant now, Msg msg) {
        var row = QueuePage.row(line, false, now, msg);
        return List.of(
                row.due().words(),
                row.kind(),
                row.customer(),
                row.plate().orElse(""),
                row.car(),
                row.orderNo(),
                row.orderKind(),
                line.settledAt().atZone(line.zone()).toLocalDate().toString(),
                line.advisor().orElse(""),
                row.triesInWords(),
                row.marks().stream().map(QueuePage.Sign::text).collect(Collectors.joining(" · ")),
                row.state().text(),
                row.store());
    }

    /** Text that a spreadsheet would take for a formula gets an apostrophe in front. */
    static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
