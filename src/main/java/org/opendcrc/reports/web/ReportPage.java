package org.opendcrc.reports.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One day of the three-day calls, every number already as it is shown.
 *
 * @param day in words: {@code 11 月 18 日 周三}
 * @param frozen when it was frozen, in words; null while it is not
 * @param dataVersion empty while it is not frozen
 * @param late that it was written late, in words; null if it was not
 * @param freezesAt when it will be frozen, in words; null once it is
 * @param moved whether live differs from frozen
 * @param since what has happened since the freeze, in words; null where nothing has moved
 * @param tiles the strip
 * @param lines all figures, frozen beside live
 * @param advisors the table of the advisors
 * @param items the grievances by item
 * @param aggrieved from how many customers they come
 * @param own whether the reader sees no more than the orders of which he was the advisor
 * @param charts the figures of the charts as JSON
 * @param previous address of the day before
 * @param following address of the day after; null if that day has not begun
 */
public record ReportPage(
        String storeName,
        List<ShelfPage.StoreChoice> stores,
        String dayValue,
        String day,
        @Nullable String frozen,
        String dataVersion,
        @Nullable String late,
        @Nullable String freezesAt,
        boolean moved,
        @Nullable String since,
        boolean empty,
        List<Tile> tiles,
        List<Line> lines,
        List<AdvisorLine> advisors,
        List<Item> items,
        int aggrieved,
        boolean trend,
        String charts,
        String previous,
        @Nullable String following,
        String workbook,
        String wall,
        boolean own,
        List<Other> others,
        String printedBy) {

    /** Another report of the same day. */
    public record Other(String title, String href) {}

    /** A number of the strip. {@code tone} is {@code ok}, {@code bad} or empty. */
    public record Tile(String label, String value, String small, String tone, String href) {}

    /** A figure in the table. Addresses are null for shares and means, whose parts have lines of their own. */
    public record Line(
            String label,
            String shown,
            @Nullable String shownHref,
            String live,
            @Nullable String liveHref,
            boolean differs) {}

    /** One advisor's numbers. */
    public record AdvisorLine(
            String name,
            String due,
            String success,
            String satisfied,
            String satisfaction,
            String total,
            String mark,
            String fixed,
            String wrong,
            String href) {}

    /** One item of the grievances. */
    public record Item(String label, int count, String href) {}
}
