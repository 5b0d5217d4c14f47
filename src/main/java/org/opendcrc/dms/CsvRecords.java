package org.opendcrc.dms;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV text (RFC 4180), one after the other, each with the physical line on which it begins. A broken quote would
 * swallow the rest of the file; here the reader takes up again at the next line that parses, and says which lines were lost.
 */
class CsvRecords implements Records {

    /** A quoted cell that has not ended after so many characters is a broken quote. */
    private static final int LONGEST_QUOTE = 1 << 18;

    private static final char QUOTE = '"';

    private final Reader text;
    private final CsvLines lines;
    private final char separator;
    private final int width;
    /** Lines read ahead while a quote was open, to be read again. */
    private final Deque<String> ahead = new ArrayDeque<>();

    private int number;
    /** Whether the last parse gave up because a cell went on and on. */
    private boolean tooLong;

    /** @param width how many cells a record must have at least to be taken up again at; the heading's, or 1 before it is known */
    CsvRecords(Reader reader, char separator, int width) {
        this.text = reader;
        this.lines = new CsvLines(reader);
        this.separator = separator;
        this.width = width;
    }

    @Override
    public @Nullable Part next() throws IOException {
        var first = line();
        if (first == null) {
            return null;
        }
        var start = number;
        var record = parse(first);
        if (record != null) {
            return new Cells(start, record);
        }
        return lost(start, first, tooLong);
    }

    private Part lost(int start, String first, boolean endless) throws IOException {
        var text = new StringBuilder(first);
        while (true) {
            var candidate = line();
            if (candidate == null) {
                return new Lost(start, number, text.toString(), endless);
            }
            var before = number;
            var record = parse(candidate);
            if (record != null && record.size() >= width) {
                // The record is read again, as the next one.
                giveBack(candidate, before);
                return new Lost(start, before - 1, text.toString(), endless);
            }
            if (record != null) {
                giveBack(candidate, before);
                line();
            }
            if (text.length() < CsvLines.LONGEST) {
                text.append('\n').append(candidate);
            }
        }
    }

    /** Lines consumed by the last parse beyond its first. */
    private final List<String> consumed = new ArrayList<>();

    private void giveBack(String first, int lineOfFirst) {
        for (var i = consumed.size() - 1; i >= 0; i--) {
            ahead.push(consumed.get(i));
        }
        ahead.push(first);
        number = lineOfFirst - 1;
    }

    private @Nullable String line() throws IOException {
        var line = ahead.isEmpty() ? lines.next() : ahead.pop();
        if (line != null) {
            number++;
        }
        return line;
    }

    /** The cells of the record that begins with this line; null, and nothing more consumed, if a quote is broken. */
    private @Nullable List<String> parse(String first) throws IOException {
        consumed.clear();
        tooLong = false;
        var before = number;
        var cells = new ArrayList<String>(width);
        var line = first;
        var at = 0;
        while (true) {
            if (at < line.length() && line.charAt(at) == QUOTE) {
                var cell = new StringBuilder();
                at++;
                while (true) {
                    var close = line.indexOf(QUOTE, at);
                    if (close >= 0 && close + 1 < line.length() && line.charAt(close + 1) == QUOTE) {
                        cell.append(line, at, close + 1);
                        at = close + 2;
                        continue;
                    }
                    if (close >= 0) {
                        cell.append(line, at, close);
                        at = close + 1;
                        break;
                    }
                    cell.append(line, at, line.length()).append('\n');
                    tooLong = cell.length() > LONGEST_QUOTE;
                    var more = tooLong ? null : line();
                    if (more == null) {
                        return broken(before);
                    }
                    consumed.add(more);
                    line = more;
                    at = 0;
                }
                // Blanks may stand behind a closing quote, nothing else.
                while (at < line.length() && line.charAt(at) == ' ') {
                    at++;
                }
                if (at < line.length() && line.charAt(at) != separator) {
                    return broken(before);
                }
                cells.add(cell.toString());
            } else {
                var end = line.indexOf(separator, at);
                cells.add(line.substring(at, end < 0 ? line.length() : end));
                at = end < 0 ? line.length() : end;
            }
            if (at >= line.length()) {
                return cells;
            }
            at++;
            if (at == line.length()) {
                cells.add("");
                return cells;
            }
        }
    }

    private @Nullable List<String> broken(int before) {
        for (var i = consumed.size() - 1; i >= 0; i--) {
            ahead.push(consumed.get(i));
        }
        consumed.clear();
        number = before;
        return null;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
