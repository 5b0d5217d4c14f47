package org.opendcrc.reports.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What hangs on the wall: figures and no person.
 *
 * @param day in words; empty while nothing was ever frozen
 * @param frozen when it was frozen, in words
 * @param next when the next day comes, in words; null while nothing is owed
 * @param rate the satisfaction rate
 * @param slides the other reports of that day, shown by turns
 */
public record WallPage(
        String storeName,
        String day,
        String frozen,
        String dataVersion,
        @Nullable String next,
        String rate,
        String rateOf,
        List<Tile> tiles,
        List<Slide> slides) {

    /** More lines than these cannot be read from across the room. */
    static final int LINES = 8;

    /** One report of the day: its figures and the first lines of its first table. */
    public record Slide(
            String id, String title, List<Tile> tiles, String first, List<String> headings, List<Line> lines) {}

    /** A line; of a person the surname only. */
    public record Line(String label, List<String> cells) {}

    /** A number with its name. */
    public record Tile(String label, String value, String small, String tone) {}

    public boolean empty() {
        return day.isEmpty();
    }
}
