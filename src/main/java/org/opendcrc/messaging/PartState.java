package org.opendcrc.messaging;

import java.util.List;

/** How far a part of a text is. */
public enum PartState {
    /** The partner was not asked. */
    WAITING,
    /** He is about to be asked, or was and has not answered yet. Committed before he hears of it (A36). */
    HANDED,
    ACCEPTED,
    DELIVERED,
    FAILED,
    /** A36: he may have taken it or not. */
    UNKNOWN;

    /**
     * How far the text is whose parts are so far.
     *
     * @param taken whether the partner took one of them, whatever came of it
     */
    static TextLine.State ofText(List<PartState> parts, boolean taken) {
        if (parts.contains(FAILED)) {
            return taken ? TextLine.State.UNDELIVERED : TextLine.State.NOT_SENT;
        }
        if (parts.contains(HANDED)) {
            return TextLine.State.HANDED;
        }
        if (parts.contains(UNKNOWN)) {
            return TextLine.State.UNKNOWN;
        }
        if (parts.isEmpty() || parts.contains(WAITING)) {
            return TextLine.State.QUEUED;
        }
        return parts.contains(ACCEPTED) ? TextLine.State.SENT : TextLine.State.DELIVERED;
    }
}
