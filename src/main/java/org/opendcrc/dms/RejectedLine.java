package org.opendcrc.dms;

import java.util.List;

/**
 * A line that did not come in.
 *
 * @param cells as they came, without what belongs to no column
 * @param finding the first that stopped it
 */
public record RejectedLine(int line, List<String> cells, Finding finding) {

    /** The columns that a list of rejected lines carries behind the others; passed over when it is imported again. */
    public static final String LINE = "原行号";

    public static final String REASON = "拒收原因";

    public RejectedLine {
        cells = List.copyOf(cells);
    }

    /** Whether a heading is one of those two. */
    public static boolean isOurs(String heading) {
        var plain = heading.strip();
        return plain.equals(LINE) || plain.equals(REASON);
    }
}
