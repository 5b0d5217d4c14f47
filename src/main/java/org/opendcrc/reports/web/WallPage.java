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
 */
public record WallPage(
        String storeName,
        String day,
        String frozen,
        String dataVersion,
        @Nullable String next,
        String rate,
        String rateOf,
        List<Tile> tiles) {

    /** A number with its name. */
    public record Tile(String label, String value, String small, String tone) {}

    public boolean empty() {
        return day.isEmpty();
    }
}
