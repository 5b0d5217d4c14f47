package org.opendcrc.dms;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** What holds for every cell of every kind of file. */
class Cells {

    /** Bytes in UTF-8. */
    static final int LARGEST = 64 * 1024;

    private static final Pattern TOTALS = Pattern.compile("^(?:合计|总计|小计).*", Pattern.DOTALL);
    private static final int SHOWN = 200;

    private Cells() {}

    /** Without white space around it, full-width and invisible kinds included. */
    static String trim(String cell) {
        var from = 0;
        var to = cell.length();
        while (from < to && isBlank(cell.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(cell.charAt(to - 1))) {
            to--;
        }
        return cell.substring(from, to);
    }

    static boolean isBlank(List<String> cells) {
        return cells.stream().allMatch(it -> trim(it).isEmpty());
    }

    /** A line that sums up the lines above it. */
    static boolean isTotal(List<String> cells) {
        return cells.stream()
                .map(Cells::trim)
                .filter(it -> !it.isEmpty())
                .findFirst()
                .filter(it -> TOTALS.matcher(it).matches())
                .isPresent();
    }

    static boolean isTooLarge(String cell) {
        // A character takes at most three bytes.
        return cell.length() > LARGEST / 3 && cell.getBytes(StandardCharsets.UTF_8).length > LARGEST;
    }

    /** As a finding shows it: at most 200 characters, nothing that a database text cannot hold. */
    static String shown(String cell) {
        var plain = cell.replace('\0', '␀');
        if (plain.length() <= SHOWN) {
            return plain;
        }
        var end = Character.isHighSurrogate(plain.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return plain.substring(0, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B' || c == '\u200E';
    }
}
