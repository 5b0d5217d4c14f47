package org.opendcrc.reports.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows behind a number of a list.
 *
 * @param heading the number's name
 * @param list the report's
 * @param named whether customers are shown
 * @param other address of the same rows frozen instead of live or the other way round; null where there are none
 * @param more how many rows the page leaves out; 0 for none
 */
public record ListRowsPage(
        String heading,
        String list,
        String period,
        String storeName,
        boolean frozen,
        boolean named,
        List<String> headings,
        List<Line> lines,
        int count,
        int more,
        String back,
        @Nullable String other,
        String workbook) {

    /** One row. {@code href} leads to what it stands for and is null for those who may not see it. */
    public record Line(List<String> cells, @Nullable String href, String customer, String plate) {}
}
