package org.opendcrc.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clock as it is drawn: colour, icon and words, and a bar while it runs. Drawn by {@code site/clock}; a script counts it on while the
 * page stands.
 *
 * @param tone {@code ok}, {@code warn}, {@code bad} or empty
 * @param used minutes of the bar, of {@code total}
 * @param label what the bar says to those who do not see it
 * @param runs how the clock goes on; null once it stands
 */
public record ClockSign(
        String tone,
        String icon,
        String words,
        long used,
        long total,
        String label,
        @Nullable Runs runs) {

    /**
     * How a clock goes on by itself.
     *
     * @param stage {@code running}, {@code soon} (an hour or less left) or {@code over}: when it changes the page is read again
     * @param topic the topic under which that page hangs on {@code data-live}
     * @param left words with {@code {t}} for the time that is left
     * @param over words with {@code {t}} for the time that is over
     * @param minutes a time below an hour, with {@code {m}}
     * @param hours a longer time, with {@code {h}} and {@code {m}}
     */
    public record Runs(
            Instant from,
            Instant due,
            Instant now,
            String stage,
            String topic,
            String left,
            String over,
            String minutes,
            String hours) {

        /** Milliseconds since 1970, as scripts count. */
        public String millis(Instant moment) {
            return Long.toString(moment.toEpochMilli());
        }
    }

    public boolean running() {
        return runs != null;
    }

    /** The class of the words. */
    public String look() {
        return (running() ? "dc-b " : "") + (tone.isEmpty() ? "" : "dc-" + tone);
    }

    /** The class of the bar. */
    public String bar() {
        return tone.isEmpty() ? "dc-bar" : "dc-bar dc-bar-" + tone;
    }
}
