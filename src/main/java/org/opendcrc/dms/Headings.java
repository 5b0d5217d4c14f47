package org.opendcrc.dms;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The heading line of a file: which of its columns is which of ours.
 *
 * @param line physical line on which it stands
 * @param written the headings as written
 * @param places position of each known column, by canonical name
 * @param ignored headings that we do not know
 */
record Headings(
        FileKind kind,
        char separator,
        int line,
        List<String> written,
        Map<String, Integer> places,
        List<String> ignored) {

    private static final int CELL_SHOWN = 60;

    static Headings of(FileKind kind, char separator, int line, List<String> cells) {
        var places = new HashMap<String, Integer>();
        var ignored = new ArrayList<String>();
        for (var i = 0; i < cells.size(); i++) {
            var column = column(kind, cells.get(i));
            if (column != null && places.putIfAbsent(column, i) == null) {
                continue;
            }
            var heading = Cells.trim(cells.get(i));
            if (!heading.isEmpty() && !heading.equals(RejectedLine.REASON)) {
                ignored.add(heading.length() > CELL_SHOWN ? heading.substring(0, CELL_SHOWN) : heading);
            }
        }
        return new Headings(kind, separator, line, List.copyOf(cells), Map.copyOf(places), List.copyOf(ignored));
    }

    private static @Nullable String column(FileKind kind, String heading) {
        var plain = plain(heading);
        return kind.columns().stream()
                .filter(it -> plain.equals(it.name()) || plain.equals(plain(it.chinese())))
                .map(FileKind.Column::name)
                .findFirst()
                .orElse(null);
    }

    private static String plain(String heading) {
        return Normalizer.normalize(heading, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\x{FEFF}*]", "")
                .toLowerCase(Locale.ROOT);
    }

    /** Whether a line is the heading line again. Asked of every line, so it compares as written and stops at the first difference. */
    boolean isRepeatedBy(List<String> cells) {
        if (cells.size() != written.size()) {
            return false;
        }
        for (int i = 0; i < cells.size(); i++) {
            if (!Cells.trim(cells.get(i)).equals(Cells.trim(written.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** How many of our columns it has. */
    int known() {
        return places.size();
    }

    /** The mandatory columns that are not there. */
    List<FileKind.Column> missing() {
        return kind.missingIn(places.keySet());
    }

    /** Our columns that the file has, by canonical name. */
    Set<String> given() {
        return new LinkedHashSet<>(places.keySet());
    }

    /** The cell of a column, trimmed; empty where the file or the line has none. */
    String cell(List<String> cells, String column) {
        var place = places.get(column);
        return place == null || place >= cells.size() ? "" : CsvLine.unguarded(Cells.trim(cells.get(place)));
    }
}
