package org.opendcrc.dms;

import java.util.List;
import java.util.Optional;

/**
 * A file before it is brought in: what it was found to be, its first rows, and what would become of them.
 *
 * @param form empty where the file could not be read
 * @param refusal why nothing of it could be brought in as it is: a key below {@code import.why.} with its arguments
 * @param headings empty where the file could not be read
 * @param rows the first rows, as the file has them
 * @param checked how many rows were tried
 * @param whole whether those are all
 * @param rejected of the rows tried
 * @param warnings on the rows tried
 * @param tallies the same by column and reason, the most frequent first
 * @param findings the first ones
 */
public record Preview(
        ImportedFile file,
        Optional<FoundForm> form,
        Optional<Refusal> refusal,
        List<Heading> headings,
        List<PreviewRow> rows,
        int checked,
        boolean whole,
        int rejected,
        int warnings,
        List<Tally> tallies,
        List<Finding> findings) {

    public Preview {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
        tallies = List.copyOf(tallies);
        findings = List.copyOf(findings);
    }

    /** Why it cannot be brought in. */
    public record Refusal(String why, List<String> arguments) {}

    /**
     * A heading of the file.
     *
     * @param column our column, canonical name
     * @param notRead whether somebody decided that its column is not read
     * @param own whether it is a heading of the dealer's own, about which he can decide
     * @param suggestion a column that it may mean
     */
    public record Heading(
            String written, Optional<String> column, boolean notRead, boolean own, Optional<String> suggestion) {}

    /** A row of the file. Rejected: it would not come in. */
    public record PreviewRow(int line, List<String> cells, boolean rejected) {}

    /** How often something was found; the arguments are those of its first time. */
    public record Tally(
            Finding.Weight weight, String column, String why, List<String> arguments, int count, int firstLine) {}
}
