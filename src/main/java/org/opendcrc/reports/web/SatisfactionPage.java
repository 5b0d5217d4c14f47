package org.opendcrc.reports.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The analysis of answers, every number already as it is shown.
 *
 * @param where code of the store, or {@code all}
 * @param few how many answers a share should stand on
 * @param charts what the charts draw, as JSON
 */
public record SatisfactionPage(
        String storeName,
        String where,
        List<ShelfPage.StoreChoice> stores,
        boolean mayChooseAll,
        String dayValue,
        String span,
        String period,
        String state,
        boolean own,
        List<RatesPage.Span> spans,
        String previous,
        String following,
        List<Tile> tiles,
        List<Item> items,
        List<Table> tables,
        int few,
        String charts,
        String workbook,
        String printedBy) {

    /** A number of the whole period. */
    public record Tile(String label, String value, String small, String tone, String href) {}

    /** One question. */
    public record Item(String label, String answered, String score, String href, boolean few) {}

    /** The answers by advisor, clerk, store … */
    public record Table(String id, String title, String first, List<Line> lines, boolean charted) {}

    /** {@code few}: the share stands on few answers, which is said. */
    public record Line(
            String label,
            String href,
            String answered,
            String satisfied,
            String dissatisfied,
            @Nullable String dissatisfiedHref,
            String rate,
            String score,
            String mark,
            boolean few) {}
}
