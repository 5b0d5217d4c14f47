package org.opendcrc.reports.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Both rates of a period, every number already as it is shown.
 *
 * @param period in words
 * @param posted when the last day was posted, in words; null while none is
 * @param state how many of the days are posted, in words
 * @param spans day, week, month
 * @param charts what the charts draw, as JSON
 * @param days the latest first
 */
public record RatesPage(
        String storeName,
        String storeCode,
        List<ShelfPage.StoreChoice> stores,
        String dayValue,
        String span,
        String period,
        @Nullable String posted,
        String dataVersion,
        String state,
        boolean own,
        List<Span> spans,
        String previous,
        @Nullable String following,
        List<Brand> brands,
        List<Day> days,
        List<Table> tables,
        String charts,
        String workbook,
        String printedBy) {

    /** A length of time to choose. */
    public record Span(String label, String href, boolean chosen) {}

    /** A brand's card. */
    public record Brand(
            String name,
            String visits,
            String visitsHref,
            String booked,
            String bookedHref,
            OfRate onTime,
            OfRate effective) {}

    /**
     * One rate.
     *
     * @param pass {@code ok}, {@code bad}, or empty without visits
     * @param width of the bar and place of the target, of 200
     */
    public record OfRate(
            String name,
            String value,
            String of,
            String href,
            String target,
            String pass,
            String verdict,
            String lacking,
            int width,
            int mark,
            String words) {}

    /** A day with the cells of each brand: visits, booked, on time, in windows, both rates. */
    public record Day(String label, boolean posted, List<Cell> cells) {}

    /** {@code tone} is {@code bad} for a missed target; {@code first} whether a brand begins with it. */
    public record Cell(String text, @Nullable String href, String tone, boolean first) {}

    /** A brand's lines by advisor or by window. */
    public record Table(String id, String title, String first, List<Line> lines) {}

    public record Line(String label, List<Cell> cells) {}
}
