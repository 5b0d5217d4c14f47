package org.opendcrc.dms;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;

/** A record written as CSV (RFC 4180). */
public class CsvLine {

    /** Sources of rejected lines are kept with commas, whatever the file has. */
    static final char SEPARATOR = ',';

    private static final String GUARD = "'";
    private static final String FORMULA = "=+-@\t\r";

    private CsvLine() {}

    /** The cells as one line without its end; line breaks within cells stay. */
    static String of(List<String> cells) {
        var line = new StringBuilder();
        for (var i = 0; i < cells.size(); i++) {
            if (i > 0) {
                line.append(SEPARATOR);
            }
            append(line, cells.get(i));
        }
        return line.toString();
    }

    /** The cells of a stored line; one that cannot be parsed is a single cell. */
    static List<String> cells(String line) {
        try (var records = new CsvRecords(new StringReader(line), SEPARATOR, 1)) {
            return records.next() instanceof Records.Cells it ? it.cells() : List.of(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Like {@link #of}, for a file that people open in a spreadsheet: what it would take for a formula begins with an apostrophe. */
    public static String forSpreadsheet(List<String> cells) {
        return of(cells.stream().map(CsvLine::guarded).toList());
    }

    /** The cell, with an apostrophe in front where a spreadsheet would take it for a formula. */
    public static String guarded(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? GUARD + cell : cell;
    }

    /** The cell without the apostrophe that guarded it. */
    static String unguarded(String cell) {
        return cell.length() > 1 && cell.startsWith(GUARD) && FORMULA.indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }

    private static void append(StringBuilder line, String cell) {
        if (cell.indexOf(SEPARATOR) < 0 && cell.indexOf('"') < 0 && cell.indexOf('\n') < 0 && cell.indexOf('\r') < 0) {
            line.append(cell);
        } else {
            line.append('"').append(cell.replace("\"", "\"\"")).append('"');
        }
    }
}
