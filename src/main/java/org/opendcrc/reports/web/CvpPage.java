package org.opendcrc.reports.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The six indicators of a month, every number already as it is shown.
 *
 * @param target in words; null where none is written down
 * @param months headings, the oldest first
 * @param charts what the chart draws, as JSON
 */
public record CvpPage(
        String storeName,
        String where,
        List<ShelfPage.StoreChoice> stores,
        boolean mayChooseAll,
        String month,
        String monthValue,
        String state,
        String previous,
        String following,
        @Nullable String target,
        boolean empty,
        List<Line> lines,
        List<String> months,
        int few,
        String charts,
        String workbook,
        String printedBy) {

    /** An indicator: the month's figures, and its share in each month with the number of answers. */
    public record Line(
            String label,
            String answered,
            String answeredHref,
            String favourable,
            String favourableHref,
            String share,
            String tone,
            boolean few,
            List<Cell> months) {}

    public record Cell(String share, String answered) {}
}
