package org.opendcrc.reports.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of reports.
 *
 * @param stores to choose from
 * @param lines the frozen days, latest first
 * @param others the other reports of the person
 * @param today the address of the day that is still running
 * @param next when the next day is frozen, in words; null while nothing has ever been owed
 */
public record ShelfPage(
        String storeName,
        List<StoreChoice> stores,
        List<Line> lines,
        List<Other> others,
        String today,
        String wall,
        @Nullable String next) {

    /** Another report. */
    public record Other(String code, String title, String why, String href) {}

    /** A store to look at instead. */
    public record StoreChoice(String code, String name, boolean chosen) {}

    /** One frozen day. All figures are text as shown. */
    public record Line(
            String day,
            String href,
            String due,
            String called,
            String success,
            String satisfaction,
            String overdue,
            String frozenAt,
            String dataVersion) {}
}
