package org.opendcrc.followups;

import java.util.OptionalInt;

/** How many rows each list of the queue has. */
public record QueueCounts(int day, int open, int again, int today, int overdue, int text, int done, int sales) {

    /** Nobody counts what is finished since ever. */
    public OptionalInt of(QueueView view) {
        return switch (view) {
            case DAY -> OptionalInt.of(day);
            case OPEN -> OptionalInt.of(open);
            case AGAIN -> OptionalInt.of(again);
            case TODAY -> OptionalInt.of(today);
            case OVERDUE -> OptionalInt.of(overdue);
            case TEXT -> OptionalInt.of(text);
            case SALES -> OptionalInt.of(sales);
            case DONE -> OptionalInt.of(done);
            case OWED -> OptionalInt.of(open + text);
            case ALL -> OptionalInt.empty();
        };
    }
}
