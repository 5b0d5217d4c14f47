package org.opendcrc.dms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The heading line of a file: which of its columns is which of ours.
 *
 * @param line physical line or row on which it stands
 * @param written the headings as written
 * @param places position of each known column, by canonical name
 * @param ignored headings that we do not know, or know from another column already
 * @param book what the dealer has decided about headings and words
 */
record Headings(
        FileKind kind,
        FileForm form,
        int line,
        List<String> written,
        Map<String, Integer> places,
        List<String> ignored,
        MappingBook book) {

    private static final int CELL_SHOWN = 60;
    /** Columns of a file that are looked at; no list of a dealer has so many. */
    private static final int MOST_COLUMNS = 1_000;

    static Headings of(FileKind kind, FileForm form, int line, List<String> found, MappingBook book) {
        var cells = found.size() > MOST_COLUMNS ? found.subList(0, MOST_COLUMNS) : found;
        var places = new HashMap<String, Integer>();
        var ignored = new ArrayList<String>();
        for (var i = 0; i < cells.size(); i++) {
            var column = column(kind, cells.get(i), book);
            if (column != null && (column.equals(MappingBook.NOT_READ) || places.putIfAbsent(column, i) == null)) {
                continue;
            }
            var heading = Cells.trim(cells.get(i));
            if (!heading.isEmpty() && !RejectedLine.isOurs(heading)) {
                ignored.add(heading.length() > CELL_SHOWN ? heading.substring(0, CELL_SHOWN) : heading);
            }
        }
        return new Headings(kind, form, line, List.copyOf(cells), Map.copyOf(places), List.copyOf(ignored), book);
    }

    /** Our own names are known everywhere; for all others the dealer's decision counts. */
    private static @Nullable String column(FileKind kind, String heading, MappingBook book) {
        var plain = MappingBook.plain(heading);
        return plain.isEmpty()
                ? null
                : kind.columns().stream()
                        .filter(it -> plain.equals(it.name()) || plain.equals(MappingBook.plain(it.chinese())))
                        .map(FileKind.Column::name)
                        .findFirst()
                        .or(() -> book.column(heading).filter(it -> isColumn(kind, it)))
                        .orElse(null);
    }

    private static boolean isColumn(FileKind kind, String name) {
        return name.equals(MappingBook.NOT_READ)
                || kind.columns().stream().anyMatch(it -> it.name().equals(name));
    }

    /** Whether a line is the heading line again. Asked of every line, so it compares as written and stops at the first difference. */
    boolean isRepeatedBy(List<String> cells) {
        var most = Math.max(cells.size(), written.size());
        for (int i = 0; i < most; i++) {
            var cell = i < cells.size() ? Cells.trim(cells.get(i)) : "";
            var heading = i < written.size() ? Cells.trim(written.get(i)) : "";
            if (!cell.equals(heading)) {
                return false;
            }
        }
        return true;
    }

    /** How many of our columns it has. */
    int known() {
        return places.size();
    }

    /** How many headings there are at all. */
    long filled() {
        return written.stream().filter(it -> !Cells.trim(it).isEmpty()).count();
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
