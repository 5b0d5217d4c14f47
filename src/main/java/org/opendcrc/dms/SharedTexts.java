package org.opendcrc.dms;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The texts that the cells of a workbook share. They lie on the disk beside the file, so that memory does not grow with them; the
 * system removes them when they are closed or the program dies. Filled and read by one thread.
 */
class SharedTexts implements Closeable {

    private static final ValueLayout.OfLong PLACE = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int BUFFER = 1 << 16;

    private final FileChannel texts;
    private final FileChannel places;
    private final DataOutputStream textsOut;
    private final DataOutputStream placesOut;
    private final Arena arena = Arena.ofConfined();
    private @Nullable MemorySegment text;
    private @Nullable MemorySegment place;
    private int count;
    private long end;

    SharedTexts(Path folder) throws IOException {
        texts = temporary(folder);
        places = temporary(folder);
        textsOut = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(texts), BUFFER));
        placesOut = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(places), BUFFER));
        placesOut.writeLong(0);
    }

    private static FileChannel temporary(Path folder) throws IOException {
        return FileChannel.open(
                Files.createTempFile(folder, "texts", ".tmp"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    void add(String one) throws IOException {
        var bytes = one.getBytes(StandardCharsets.UTF_8);
        textsOut.write(bytes);
        end += bytes.length;
        placesOut.writeLong(end);
        count++;
    }

    int count() {
        return count;
    }

    /** Nothing is added any more. */
    void seal() throws IOException {
        textsOut.flush();
        placesOut.flush();
        place = places.map(FileChannel.MapMode.READ_ONLY, 0, (count + 1L) * Long.BYTES, arena);
        text = end == 0 ? MemorySegment.NULL : texts.map(FileChannel.MapMode.READ_ONLY, 0, end, arena);
    }

    /** The text of that number, from 0; empty if there is none. */
    String get(int number) {
        if (place == null || text == null || number < 0 || number >= count) {
            return "";
        }
        var from = place.get(PLACE, (long) number * Long.BYTES);
        var to = place.get(PLACE, (number + 1L) * Long.BYTES);
        if (from == to) {
            return "";
        }
        return new String(text.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        arena.close();
        try (texts) {
            places.close();
        }
    }
}
