package org.opendcrc.reports.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How true and complete the files of buyers are, every number already as it is shown.
 *
 * @param month for the field, {@code 2026-11}
 * @param own whether only the reader's own sales are counted
 * @param following null for the present month
 * @param shelf whether the person may open the list of reports
 */
public record TruthPage(
        String storeName,
        List<ShelfPage.StoreChoice> stores,
        String month,
        String period,
        boolean own,
        String previous,
        @Nullable String following,
        Line all,
        List<Line> lines,
        String workbook,
        boolean shelf) {

    /**
     * A consultant, or all.
     *
     * @param width of the bar of the truth rate, of 200
     * @param words of that bar, for those who do not see it
     */
    public record Line(
            String name,
            String sales,
            String salesHref,
            String called,
            String calledHref,
            String wrong,
            String wrongHref,
            String truth,
            String truthOf,
            int width,
            String words,
            String completeness,
            String completenessOf) {}
}
