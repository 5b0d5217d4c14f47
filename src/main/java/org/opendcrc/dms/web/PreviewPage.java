package org.opendcrc.dms.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.site.Frame;

/**
 * A file before it is brought in.
 *
 * @param form what it was found to be; null where it could not be read
 * @param refusal why nothing of it can be brought in as it is; null where it can
 * @param mistake what was wrong with the last choice of columns; null where nothing was
 * @param verdict how many of the rows tried would come in
 * @param tallies what was found, by reason
 * @param columns the headings of the file and what they mean
 * @param choices what a heading may mean
 * @param rows the first rows under those headings
 */
public record PreviewPage(
        Frame frame,
        UUID id,
        String name,
        String about,
        @Nullable String form,
        @Nullable String refusal,
        @Nullable String mistake,
        String verdict,
        List<Tally> tallies,
        List<Column> columns,
        List<Choice> choices,
        List<Row> rows,
        List<ImportPage.Line> findings) {

    /** Whether there are headings about which somebody can decide. */
    public boolean hasOwnHeadings() {
        return columns.stream().anyMatch(Column::own);
    }

    /** How often something was found, the rejecting ones first. */
    public record Tally(boolean bad, String column, String why, String count, String first) {}

    /**
     * A heading.
     *
     * @param meaning in words: our column, not read, or unknown
     * @param tone of the chip that says it
     * @param own whether somebody can decide about it
     * @param chosen the choice that the form offers: what was decided, else the suggestion
     * @param suggested whether that is a suggestion nobody has confirmed
     */
    public record Column(String written, String meaning, String tone, boolean own, String chosen, boolean suggested) {}

    /** What a heading may mean, by its word and in words. */
    public record Choice(String word, String label) {}

    /** A row. Bad: it would not come in. */
    public record Row(String line, List<String> cells, boolean bad) {}
}
