package org.opendcrc.dms.web;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import org.opendcrc.dms.CsvLine;
import org.opendcrc.dms.ImportDesk;
import org.opendcrc.dms.ImportedFile;
import org.opendcrc.dms.RejectedLine;
import org.opendcrc.shared.Actor;
import org.opendcrc.site.Msg;
import org.springframework.stereotype.Component;

/** Writes the rejected lines of a file as a file that can be brought in again. */
@Component
class RejectsWriter {

    private static final int AT_ONCE = 1_000;
    /** Without it spreadsheets take the file for another encoding. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final ImportDesk desk;

    RejectsWriter(ImportDesk desk) {
        this.desk = desk;
    }

    void write(Actor actor, ImportedFile file, Msg msg, Writer out) throws IOException {
        var headings = new ArrayList<>(file.headings());
        headings.removeIf(it -> it.strip().equals(RejectedLine.REASON));
        headings.add(RejectedLine.REASON);
        out.write(BYTE_ORDER_MARK);
        out.write(CsvLine.forSpreadsheet(headings));
        out.write("\r\n");
        var reason = file.headings().stream().map(String::strip).toList().indexOf(RejectedLine.REASON);
        var after = 0;
        while (true) {
            var lines = desk.rejects(actor, file.id(), after, AT_ONCE);
            for (var line : lines) {
                var cells = new ArrayList<>(line.cells());
                if (reason >= 0 && reason < cells.size()) {
                    cells.remove(reason);
                }
                while (cells.size() < headings.size() - 1) {
                    cells.add("");
                }
                cells.add(msg.t(
                        "import.why." + line.finding().why(),
                        line.finding().arguments().toArray()));
                out.write(CsvLine.forSpreadsheet(cells));
                out.write("\r\n");
                after = line.line();
            }
            if (lines.size() < AT_ONCE) {
                return;
            }
        }
    }
}
