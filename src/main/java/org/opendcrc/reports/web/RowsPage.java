package org.opendcrc.reports.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows behind a number.
 *
 * @param figure the number's name
 * @param frozen when they were written down, in words; null for live rows
 * @param named whether customers are shown
 * @param other address of the same rows frozen instead of live or the other way round; null where there are none
 * @param more how many rows the page leaves out; 0 for none
 */
public record RowsPage(
        String storeName,
        String day,
        String figure,
        @Nullable String frozen,
        boolean named,
        List<Line> lines,
        int count,
        int more,
        String back,
        @Nullable String other,
        String workbook) {

    /** One task. {@code href} leads to the follow-up and is null for those who may not see it. */
    public record Line(
            String orderNo,
            @Nullable String href,
            String advisor,
            String state,
            String outcome,
            String total,
            String mark,
            String customer,
            String plate) {}
}
