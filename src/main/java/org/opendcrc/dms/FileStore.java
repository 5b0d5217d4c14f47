package org.opendcrc.dms;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Our copies of the files that came in, in the folder {@code imports} of the data folder, each until it is done. A copy is on the disk
 * before anybody knows of it, so that a file that was taken is never lost.
 */
@Component
class FileStore {

    private static final long LARGEST = 2L << 30;
    private static final int BUFFER = 1 << 16;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLD_OFFICE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path data;

    FileStore(@Value("${opendcrc.data:./data}") Path data) {
        this.data = data;
    }

    /**
     * A copy that is on the disk.
     *
     * @param path relative to the data folder
     * @param sha256 in hexadecimal digits
     */
    record Stored(String path, String sha256, long bytes) {}

    /**
     * Copies the content to the disk.
     *
     * @throws RefusedFile if it has more than 2 GiB
     */
    Stored store(UUID file, InputStream content) {
        var path = Path.of("imports", file + ".csv");
        var target = data.resolve(path);
        try {
            Files.createDirectories(
                    data.resolve("imports"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var digest = MessageDigest.getInstance("SHA-256");
            long bytes;
            try (var in = new DigestInputStream(content, digest);
                    var out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                bytes = copy(in, out);
                out.force(true);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(target);
                throw e;
            }
            return new Stored(path.toString(), HexFormat.of().formatHex(digest.digest()), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long copy(InputStream in, FileChannel out) throws IOException {
        var buffer = new byte[BUFFER];
        var total = 0L;
        while (true) {
            var read = in.read(buffer);
            if (read < 0) {
                return total;
            }
            total += read;
            if (total > LARGEST) {
                throw new RefusedFile("file-too-large");
            }
            var part = ByteBuffer.wrap(buffer, 0, read);
            while (part.hasRemaining()) {
                out.write(part);
            }
        }
    }

    boolean has(String path) {
        return Files.exists(data.resolve(path));
    }

    void delete(String path) {
        try {
            Files.deleteIfExists(data.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether the content is UTF-8 or GB 18030.
     *
     * @throws RefusedFile if it is neither, or no text at all
     */
    Charset charset(String path) {
        var file = data.resolve(path);
        try {
            byte[] start;
            try (var in = Files.newInputStream(file)) {
                start = in.readNBytes(8);
            }
            if (starts(start, ZIP) || starts(start, OLD_OFFICE)) {
                throw new RefusedFile("spreadsheet");
            }
            for (var charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
                if (isWritten(file, charset)) {
                    return charset;
                }
            }
            throw new RefusedFile("unknown-content");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text from its beginning, without a byte order mark. */
    Reader open(String path, Charset charset) throws IOException {
        var in = new PushbackInputStream(
                new BufferedInputStream(Files.newInputStream(data.resolve(path)), BUFFER), BYTE_ORDER_MARK.length);
        var start = in.readNBytes(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(start, BYTE_ORDER_MARK)) {
            in.unread(start);
        }
        return new BufferedReader(new InputStreamReader(in, charset), BUFFER);
    }

    private static boolean starts(byte[] content, byte[] mark) {
        return content.length >= mark.length && Arrays.equals(Arrays.copyOf(content, mark.length), mark);
    }

    private static boolean isWritten(Path file, Charset charset) throws IOException {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var bytes = ByteBuffer.allocate(BUFFER);
        var chars = CharBuffer.allocate(BUFFER);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (true) {
                var end = channel.read(bytes) < 0;
                bytes.flip();
                chars.clear();
                if (decoder.decode(bytes, chars, end).isError()) {
                    return false;
                }
                bytes.compact();
                if (end) {
                    return true;
                }
            }
        }
    }
}
