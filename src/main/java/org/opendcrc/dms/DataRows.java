package org.opendcrc.dms;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a file that say something: without headings, totals and empty rows, and no more of them than a file may have. */
class DataRows implements Closeable {

    /** Rows of a file. */
    static final int MOST = 5_000_000;

    private final Source source;
    private final Records records;
    private final int most;
    private int read;

    /** Opens the file from its beginning. */
    DataRows(Source source) throws IOException {
        this(source, MOST);
    }

    DataRows(Source source, int most) throws IOException {
        this.source = source;
        this.records = source.open();
        this.most = most;
    }

    /**
     * The next row; null behind the last.
     *
     * @throws RefusedFile if it is one too many
     */
    Records.@Nullable Part next() throws IOException {
        var part = records.next();
        while (part != null && source.isPassedOver(part)) {
            part = records.next();
        }
        if (part != null && ++read > most) {
            throw new RefusedFile("too-many-lines");
        }
        return part;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
