package org.opendcrc.messaging.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dhatim.fastexcel.Workbook;
import org.opendcrc.shared.RowKey;
import org.opendcrc.site.Msg;

/** A list of this chapter as a workbook. */
final class TextsWorkbook {

    /** How many rows are read at a time. */
    static final int PIECE = 500;

    private TextsWorkbook() {}

    /** A piece of the list, its cells in the order of the headings. */
    record Piece(List<List<String>> rows, Optional<RowKey> next) {}

    static void send(
            HttpServletResponse response,
            String file,
            String title,
            List<String> headings,
            Msg msg,
            Function<Optional<RowKey>, Piece> pieces)
            throws IOException {
        var piece = pieces.apply(Optional.empty()); // before the first byte, so that a refusal is still a page
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
        try (var workbook = new Workbook(response.getOutputStream(), "OpenDCRC", "1.0")) {
            var sheet = workbook.newWorksheet(title);
            for (var column = 0; column < headings.size(); column++) {
                sheet.value(0, column, msg.t(headings.get(column)));
                sheet.style(0, column).bold().set();
            }
            sheet.freezePane(0, 1);
            var at = 1;
            while (true) {
                for (var row : piece.rows()) {
                    for (var column = 0; column < row.size(); column++) {
                        sheet.value(at, column, harmless(row.get(column)));
                    }
                    at++;
                }
                if (piece.next().isEmpty()) {
                    return;
                }
                piece = pieces.apply(piece.next());
            }
        }
    }

    /** Text that a spreadsheet would take for a formula gets an apostrophe in front. */
    static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
