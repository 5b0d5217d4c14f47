package org.opendcrc.followups;

/** How many rows each list of the queue has. */
public record QueueCounts(int open, int again, int today, int overdue, int text, int done) {

    public int of(QueueView view) {
        return switch (view) {
            case OPEN -> open;
            case AGAIN -> again;
            case TODAY -> today;
            case OVERDUE -> overdue;
            case TEXT -> text;
            case DONE -> done;
        };
    }
}
