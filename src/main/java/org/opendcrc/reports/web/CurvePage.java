package org.opendcrc.reports.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arrival curve as a table whose cells are shaded, every number already as it is shown.
 *
 * @param period in words
 * @param days of the week, Monday first
 */
public record CurvePage(
        String storeName,
        List<ShelfPage.StoreChoice> stores,
        String period,
        String explained,
        List<String> days,
        List<Line> lines,
        List<Cell> sums,
        String charts,
        String workbook) {

    /** A half hour. */
    public record Line(String time, List<Cell> cells) {}

    /** {@code heat} from 0 for none to 5 for the most; {@code href} is null where no car came. */
    public record Cell(String text, int heat, @Nullable String href, String words) {}
}
