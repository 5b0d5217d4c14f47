package org.opendcrc.dms.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.site.Frame;
import org.opendcrc.site.Paging;

/**
 * The list of files that came in, and the form for one more.
 *
 * @param kinds what can be brought in, in the order in which files depend on each other
 * @param chosen the kind that the form offers
 * @param refusal why the last file was not taken; null where nothing was refused
 * @param missedNight that a night's files never came, in words; null if they did
 */
public record ImportsPage(
        Frame frame,
        List<Line> files,
        Paging paging,
        List<Kind> kinds,
        String chosen,
        @Nullable String refusal,
        @Nullable String missedNight) {

    /** A kind of files, by its word and in words. */
    public record Kind(String word, String label, String columns) {}

    /**
     * A file.
     *
     * @param tone of the chip that says how it went
     */
    public record Line(
            UUID id,
            String name,
            String kind,
            String origin,
            String arrived,
            String lines,
            String accepted,
            String tone,
            String icon,
            String state) {}
}
