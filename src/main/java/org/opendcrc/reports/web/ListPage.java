package org.opendcrc.reports.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of one day or one week: its figures and its tables, every number already as it is shown.
 *
 * @param word of the list in addresses
 * @param period in words
 * @param frozen when it was frozen, in words; null while it is not, and of a week
 * @param state what to know while it is not frozen, in words
 * @param late that it was written late, in words; null if it was not
 * @param moved how live differs from frozen, in words; null if it does not
 * @param own whether it is the reader's own part only
 * @param note what the report cannot say yet; null for nothing
 * @param lines all figures, frozen beside live
 * @param charts what the charts draw, as JSON
 * @param following address of the next period; null if it has not begun
 * @param refresh address to look at again by itself; null for a page that stands still
 * @param pause address of the page that stands still, or goes on again; null where there is nothing to pause
 */
public record ListPage(
        String word,
        String title,
        String storeName,
        String storeCode,
        List<ShelfPage.StoreChoice> stores,
        String dayValue,
        boolean week,
        String period,
        @Nullable String frozen,
        String dataVersion,
        String state,
        @Nullable String late,
        @Nullable String moved,
        boolean own,
        @Nullable String note,
        boolean empty,
        List<ReportPage.Tile> tiles,
        List<ReportPage.Line> lines,
        List<Table> tables,
        String charts,
        List<Choice> kinds,
        String previous,
        @Nullable String following,
        String ofDay,
        String ofWeek,
        String workbook,
        String wall,
        @Nullable String refresh,
        @Nullable String pause,
        Signatures signatures,
        String printedBy) {

    /** One table and, where it has one, its chart. */
    public record Table(
            String id, String title, boolean charted, String first, List<String> headings, List<Line> lines) {}

    /** A line of a table. {@code bar} has satisfied, dissatisfied, failed and left; it is empty where none is drawn. */
    public record Line(String label, String href, List<Cell> cells, List<Integer> bar, String barInWords) {

        /** Where a part of the bar begins. */
        public int before(int part) {
            return bar.stream().limit(part).mapToInt(Integer::intValue).sum();
        }

        public int whole() {
            return Math.max(1, before(bar.size()));
        }
    }

    /** A number; {@code href} is null where there are no rows of its own behind it. */
    public record Cell(String text, @Nullable String href) {}

    /** A kind of calls to look at alone. */
    public record Choice(String value, String label, boolean chosen) {}

    /**
     * Who has signed.
     *
     * @param asked whether the list is one that is signed
     * @param lines person and time
     * @param may whether the reader may sign now
     * @param refused why he could not; null if he did not try
     */
    public record Signatures(
            boolean asked,
            List<String> lines,
            boolean may,
            String action,
            @Nullable String refused) {}
}
