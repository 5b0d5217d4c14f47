package org.opendcrc.dms;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The physical lines of a text, whatever ends them. A line longer than a file can sensibly have is cut, so that memory stays small. */
class CsvLines {

    /** Characters of a line that are kept. */
    static final int LONGEST = 1 << 20;

    private static final int BUFFER = 1 << 16;

    private final Reader reader;
    private final char[] buffer = new char[BUFFER];
    private final StringBuilder line = new StringBuilder();
    private int at;
    private int end;
    private boolean afterReturn;

    CsvLines(Reader reader) {
        this.reader = reader;
    }

    /** The next line without its end; null behind the last. */
    @Nullable
    String next() throws IOException {
        line.setLength(0);
        var any = false;
        while (true) {
            if (at == end) {
                end = reader.read(buffer, 0, BUFFER);
                at = 0;
                if (end <= 0) {
                    end = 0;
                    return any ? line.toString() : null;
                }
            }
            if (afterReturn) {
                afterReturn = false;
                if (buffer[at] == '\n') {
                    at++;
                    continue;
                }
            }
            var from = at;
            while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            any = true;
            line.append(buffer, from, Math.min(at - from, Math.max(0, LONGEST - line.length())));
            if (at < end) {
                afterReturn = buffer[at++] == '\r';
                return line.toString();
            }
        }
    }
}
