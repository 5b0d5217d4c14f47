package org.opendcrc.dms;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A part of a workbook while it is unpacked. A file made to fill our memory or to keep us busy for hours is refused as soon as it
 * shows: by the size of a part, by how much it was packed, and by how long it goes on without a tag.
 */
class BoundedPart extends FilterInputStream {

    /** From here on the rate of packing counts, in bytes; a small part may be packed as well as it likes. */
    static final long FREE = 64L << 20;

    /** Unpacked bytes for each packed one. Sheets of a real export stay below 60. */
    static final int MOST_PACKED = 250;

    /** Bytes between two tags: far more than a cell can hold. */
    static final int LONGEST_TEXT = 32 << 20;

    private final long most;
    private final long packed;
    private long total;
    private long sinceTag;

    /**
     * @param most bytes that the part may have when it is unpacked
     * @param packed bytes that it has in the file; 0 if that is not known
     */
    BoundedPart(InputStream in, long most, long packed) {
        super(in);
        this.most = most;
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = super.read(buffer, offset, length);
        if (read <= 0) {
            return read;
        }
        total += read;
        for (var i = offset; i < offset + read; i++) {
            sinceTag = buffer[i] == '<' ? 0 : sinceTag + 1;
            if (sinceTag > LONGEST_TEXT) {
                throw new RefusedFile("bomb");
            }
        }
        if (total > most || (total > FREE && packed > 0 && total / packed > MOST_PACKED)) {
            throw new RefusedFile("bomb");
        }
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
