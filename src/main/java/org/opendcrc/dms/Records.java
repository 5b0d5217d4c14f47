package org.opendcrc.dms;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a file, one after the other, whatever form the file has. Only the row at hand is in memory. */
interface Records extends Closeable {

    /** What stands in the file next. */
    sealed interface Part {

        /** Where it begins: the physical line of a text, the row of a sheet; from 1, growing. */
        int line();
    }

    record Cells(int line, List<String> cells) implements Part {}

    /**
     * Lines of a text that cannot be read, for a quote is broken.
     *
     * @param last the last line that was lost, included
     * @param tooLong whether a cell went on beyond all measure
     */
    record Lost(int line, int last, String text, boolean tooLong) implements Part {

        /** The sentence that says it, a key below {@code import.why.}. */
        String why() {
            return tooLong ? "cell-endless" : last > line ? "quote-broken-lines" : "quote-broken";
        }
    }

    /** The next row; null behind the last. */
    @Nullable
    Part next() throws IOException;
}
