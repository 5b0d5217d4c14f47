package org.opendcrc.dms;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file that was recognised: its form, its headings, and its rows as often as they are asked for. Used by one thread.
 *
 * @param expected how many lines it has by a guess; 0 if nobody knows
 */
record Source(Headings headings, int expected, Opening opening, Closeable content) implements Closeable {

    /** Opens the rows anew, the heading line among them. */
    @FunctionalInterface
    interface Opening {
        Records open() throws IOException;
    }

    FileForm form() {
        return headings.form();
    }

    /** The rows from the beginning of the file. */
    Records open() throws IOException {
        return opening.open();
    }

    /** Whether a row says nothing of its own: it lies above the table, is empty, sums up others, or is the heading line again. */
    boolean isPassedOver(Records.Part part) {
        return part.line() <= headings.line()
                || (part instanceof Records.Cells(int line, List<String> cells)
                        && (Cells.isBlank(cells) || Cells.isTotal(cells) || headings.isRepeatedBy(cells)));
    }

    /**
     * Goes on only if the file has headings, and all that it must have.
     *
     * @throws RefusedFile if not; it names what is missing and what could be mapped
     */
    void requireColumns() {
        if (headings.known() == 0) {
            throw new RefusedFile("no-headings");
        }
        if (headings.missing().isEmpty()) {
            return;
        }
        var missing = headings.missing().stream()
                .map(it -> it.chinese() + " " + it.name())
                .collect(Collectors.joining("、"));
        if (headings.ignored().isEmpty()) {
            throw new RefusedFile("columns-missing", missing);
        }
        throw new RefusedFile("columns-missing-others", missing, String.join("、", headings.ignored()));
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
