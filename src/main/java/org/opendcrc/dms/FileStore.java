package org.opendcrc.dms;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
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
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path data;
    private final long largest;

    @Autowired
    FileStore(@Value("${opendcrc.data:./data}") Path data) {
        this(data, LARGEST);
    }

    FileStore(Path data, long largest) {
        this.data = data;
        this.largest = largest;
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
        var path = Path.of("imports", file.toString());
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

    private long copy(InputStream in, FileChannel out) throws IOException {
        var buffer = new byte[BUFFER];
        var total = 0L;
        while (true) {
            var read = in.read(buffer);
            if (read < 0) {
                return total;
            }
            total += read;
            if (total > largest) {
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

    /** Where a copy lies. */
    Path place(String path) {
        return data.resolve(path);
    }

    /** A text from its beginning, without a byte order mark. */
    static Reader text(Path file, Charset charset) throws IOException {
        var reader = new PushbackReader(
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset), BUFFER));
        var first = reader.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            reader.unread(first);
        }
        return reader;
    }
}
