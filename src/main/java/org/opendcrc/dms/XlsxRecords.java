package org.opendcrc.dms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet of an .xlsx workbook. Of a formula the value that was last worked out counts. */
class XlsxRecords implements Records {

    /** One more than a cell may hold: enough to see that it is too large. */
    static final int LONGEST_CELL = org.opendcrc.dms.Cells.LARGEST + 1;

    static final int MOST_COLUMNS = 16_384;

    /** Characters of a row: what has more was made to harm. */
    private static final int LONGEST_ROW = 8 << 20;

    /** {@code _x000D_}: how the format writes characters that XML cannot hold. */
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final XlsxBook.Part part;
    private final XlsxBook book;
    private final StringBuilder text = new StringBuilder();
    private int row;
    private int expected;

    XlsxRecords(XlsxBook.Part part, XlsxBook book) {
        this.part = part;
        this.book = book;
    }

    /** The last row as the sheet itself announces it before its first row; 0 if it does not. */
    int expected() {
        return expected;
    }

    @Override
    public @Nullable Part next() throws IOException {
        while (true) {
            var event = part.next();
            if (event == XMLStreamConstants.END_DOCUMENT) {
                return null;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            var name = part.xml().getLocalName();
            if (name.equals("dimension")) {
                announce(part.attribute("ref"));
            } else if (name.equals("row")) {
                row = Math.max(row + 1, number(part.attribute("r")));
                return new Cells(row, cells());
            }
        }
    }

    private void announce(@Nullable String reference) {
        if (reference != null && reference.length() < 30) {
            var digits = reference.replaceAll("^.*[^0-9]", "");
            var last = digits.isEmpty() ? 0 : number(digits);
            // Writers that do not know it before the end announce the first cell.
            expected = last > 1 ? last : 0;
        }
    }

    private static int number(@Nullable String written) {
        try {
            return written == null ? 0 : Math.min(Integer.parseInt(written.strip()), Integer.MAX_VALUE / 2);
        } catch (NumberFormatException _) {
            throw new RefusedFile("sheet-broken");
        }
    }

    private List<String> cells() throws IOException {
        var cells = new ArrayList<String>();
        var length = 0L;
        while (true) {
            switch (part.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (part.xml().getLocalName().equals("c")) {
                        var column = column(part.attribute("r"), cells.size());
                        var value = value(part.attribute("t"), part.attribute("s"));
                        length += value.length();
                        if (length > LONGEST_ROW) {
                            throw new RefusedFile("bomb");
                        }
                        if (!value.isEmpty()) {
                            put(cells, column, value);
                        } else if (column == cells.size()) {
                            cells.add("");
                        }
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (part.xml().getLocalName().equals("row")) {
                        return cells;
                    }
                }
                case XMLStreamConstants.END_DOCUMENT -> throw new RefusedFile("sheet-broken");
                default -> {}
            }
        }
    }

    private static void put(List<String> cells, int column, String value) {
        while (cells.size() <= column) {
            cells.add("");
        }
        cells.set(column, value);
    }

    /** From 0, by the address of the cell ({@code AB12}), else the next one. */
    private static int column(@Nullable String address, int next) {
        if (address == null) {
            return checked(next);
        }
        var column = 0;
        for (var i = 0; i < address.length() && i < 4; i++) {
            var letter = address.charAt(i);
            if (letter < 'A' || letter > 'Z') {
                break;
            }
            column = column * 26 + letter - 'A' + 1;
        }
        return checked(column == 0 ? next : column - 1);
    }

    private static int checked(int column) {
        if (column >= MOST_COLUMNS) {
            throw new RefusedFile("sheet-broken");
        }
        return column;
    }

    private String value(@Nullable String type, @Nullable String style) throws IOException {
        text.setLength(0);
        var inText = false;
        var inSound = false;
        while (true) {
            switch (part.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    switch (part.xml().getLocalName()) {
                        case "rPh" -> inSound = true;
                        case "v", "t" -> inText = !inSound;
                        default -> {}
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    switch (part.xml().getLocalName()) {
                        case "rPh" -> inSound = false;
                        case "v", "t" -> inText = false;
                        case "c" -> {
                            return meaning(type == null ? "n" : type, style);
                        }
                        default -> {}
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inText) {
                        append(text, part.xml());
                    }
                }
                case XMLStreamConstants.END_DOCUMENT -> throw new RefusedFile("sheet-broken");
                default -> {}
            }
        }
    }

    private String meaning(String type, @Nullable String style) {
        var written = text.toString();
        if (written.isEmpty()) {
            return "";
        }
        return switch (type) {
            case "s" -> unescaped(book.sharedText(written));
            case "b" -> written.strip().equals("1") ? "TRUE" : "FALSE";
            case "n" -> book.style(style).text(written, book.since1904());
            case "inlineStr", "str" -> unescaped(written);
            // A date (d) is written as ISO 8601, an error (e) as its word.
            default -> written;
        };
    }

    /** Adds the text at hand, as far as a cell may be long. */
    static void append(StringBuilder text, XMLStreamReader xml) {
        var room = LONGEST_CELL - text.length();
        if (room > 0) {
            text.append(xml.getTextCharacters(), xml.getTextStart(), Math.min(room, xml.getTextLength()));
        }
    }

    private static String unescaped(String written) {
        if (!written.contains("_x")) {
            return written;
        }
        return ESCAPED.matcher(written)
                .replaceAll(it -> java.util.regex.Matcher.quoteReplacement(
                        Character.toString((char) Integer.parseInt(it.group(1), 16))));
    }

    @Override
    public void close() throws IOException {
        part.close();
    }
}
