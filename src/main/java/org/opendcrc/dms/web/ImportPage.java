package org.opendcrc.dms.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.site.Frame;
import org.opendcrc.site.Paging;

/**
 * One file and what became of its lines.
 *
 * @param live whether it still runs, so that the page asks again by itself
 * @param refusal why nothing of it came in; null where it was read
 * @param figures what became of the lines
 * @param tabs rejected, doubtful and overtaken lines, as far as there are any
 * @param form what the file was found to be; null where it was not looked at yet
 * @param phase what is done with it while it runs
 * @param expected how many lines it may have; 0 if nobody knows
 * @param downloads lists of its rejected and doubtful lines
 * @param ignored the headings that we do not know, null where all are known
 */
public record ImportPage(
        Frame frame,
        UUID id,
        String name,
        String about,
        @Nullable String form,
        boolean live,
        String phase,
        String progress,
        int read,
        int expected,
        @Nullable String refusal,
        List<Figure> figures,
        List<Tab> tabs,
        List<Line> findings,
        @Nullable Paging paging,
        List<Download> downloads,
        @Nullable String ignored) {

    /** A count. */
    public record Figure(String label, String icon, String number, boolean bad) {}

    /** A list that can be taken away. */
    public record Download(String href, String label) {}

    /** A list of findings that can be looked at. */
    public record Tab(String label, String href, boolean chosen) {}

    /** A finding in words: where, what was written, why it is wrong, how to mend it. */
    public record Line(String line, String column, String value, String why, String mend) {}
}
