package org.opendcrc.shared.database;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A backup as one file: a zip with the parts of the data folder, {@code backup.properties} (what it is) and {@code SHA256SUMS} (one
 * line a file, as {@code sha256sum -c} reads it). The file is whole or absent: it is written under another name first.
 */
class BackupArchive {

    static final String PROPERTIES = "backup.properties";
    static final String SUMS = "SHA256SUMS";
    private static final int BUFFER = 1 << 17;

    private BackupArchive() {}

    // ---- writing ---------------------------------------------------------------------------------------------------

    /** Being written. Closed before {@link #finish}, nothing of it stays. */
    static class Writer implements AutoCloseable {

        private final Path target;
        private final Path unfinished;
        private final ZipOutputStream zip;
        private final Map<String, String> sums = new TreeMap<>();
        private boolean finished;

        /** @throws CannotStart if there is such a file already */
        Writer(Path target) throws IOException {
            this.target = target.toAbsolutePath();
            this.unfinished = this.target.resolveSibling(this.target.getFileName() + ".unfinished");
            if (Files.exists(this.target)) {
                throw new CannotStart("%s exists already; name another file.".formatted(target));
            }
            var folder = this.target.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.deleteIfExists(unfinished); // of a backup that was killed
            // The passwords of the database and the key of the identity numbers are in it.
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            zip = new ZipOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(unfinished, StandardOpenOption.WRITE), BUFFER));
            zip.setLevel(Deflater.BEST_SPEED);
        }

        void folder(String name) throws IOException {
            entry(name + "/");
            zip.closeEntry();
        }

        /** A file as it is now; one that has vanished meanwhile is left out, as the server's own tools do. */
        boolean file(String name, Path file) throws IOException {
            try (var in = Files.newInputStream(file)) {
                add(name, in);
                return true;
            } catch (NoSuchFileException _) {
                return false;
            }
        }

        boolean has(String name) {
            return sums.containsKey(name);
        }

        void text(String name, String text) throws IOException {
            add(name, new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }

        private void add(String name, InputStream in) throws IOException {
            var digest = sha256();
            entry(name);
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    super.write(bytes, from, length);
                    zip.write(bytes, from, length);
                }
            });
            zip.closeEntry();
            sums.put(name, HexFormat.of().formatHex(digest.digest()));
        }

        private void entry(String name) throws IOException {
            var entry = new ZipEntry(name);
            entry.setTime(0); // what counts is in the properties
            zip.putNextEntry(entry);
        }

        /** Writes what it is and the sums, and gives the file its name when it is on the disk. */
        void finish(Properties what) throws IOException {
            var text = new StringWriter();
            what.store(text, "OpenDCRC backup");
            text(PROPERTIES, text.toString());
            var lines = new StringBuilder();
            sums.forEach(
                    (name, sum) -> lines.append(sum).append("  ").append(name).append('\n'));
            entry(SUMS);
            zip.write(lines.toString().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.close();
            Durable.sync(unfinished);
            try {
                Files.createLink(target, unfinished); // does not replace
                Files.delete(unfinished);
            } catch (FileAlreadyExistsException e) {
                throw new CannotStart("%s exists already; name another file.".formatted(target), e);
            } catch (UnsupportedOperationException | java.nio.file.FileSystemException _) {
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE); // a disk without links
            }
            var folder = target.getParent();
            if (folder != null) {
                Durable.sync(folder);
            }
            finished = true;
        }

        @Override
        public void close() throws IOException {
            if (!finished) {
                try {
                    zip.close();
                } finally {
                    Files.deleteIfExists(unfinished);
                }
            }
        }
    }

    // ---- reading ---------------------------------------------------------------------------------------------------

    /**
     * What a backup says about itself.
     *
     * @throws CannotStart if it is none, or not a whole one
     */
    static Properties properties(Path archive) {
        try (var zip = new ZipFile(archive.toFile())) {
            var entry = zip.getEntry(PROPERTIES);
            if (entry == null || zip.getEntry(SUMS) == null) {
                throw new CannotStart("%s is no backup of OpenDCRC, or not a whole one.".formatted(archive));
            }
            var properties = new Properties();
            properties.load(
                    new StringReader(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8)));
            if (!"1".equals(properties.getProperty("format"))) {
                throw new CannotStart("%s was made by a newer OpenDCRC (format %s): restore it with that one."
                        .formatted(archive, properties.getProperty("format")));
            }
            return properties;
        } catch (NoSuchFileException e) {
            throw new CannotStart("There is no file %s.".formatted(archive), e);
        } catch (ZipException e) {
            throw new CannotStart(
                    "%s is no backup of OpenDCRC, or not a whole one: %s".formatted(archive, e.getMessage()), e);
        } catch (IOException e) {
            throw new CannotStart("%s cannot be read: %s".formatted(archive, e), e);
        }
    }

    /** How much it holds, unpacked; bytes. */
    static long size(Path archive) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            return Collections.list(zip.entries()).stream()
                    .mapToLong(it -> Math.max(0, it.getSize()))
                    .sum();
        }
    }

    /**
     * Unpacks everything below a folder and compares each file with its sum. All is on the disk at the end.
     *
     * @return the files by name with their sums
     * @throws CannotStart if a file is missing, too much, or not the one that was backed up
     */
    static Map<String, String> unpack(Path archive, Path folder) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            var expected = sums(archive, zip);
            var missing = new LinkedHashMap<>(expected);
            for (var entry : Collections.list(zip.entries())) {
                var name = entry.getName();
                var target = folder.resolve(name).normalize();
                if (!target.startsWith(folder)) {
                    throw new CannotStart("%s names a file outside of itself: %s".formatted(archive, name));
                }
                if (entry.isDirectory()) {
                    makeFolder(target);
                    continue;
                }
                if (name.equals(SUMS)) {
                    continue;
                }
                makeFolder(parent(target));
                var digest = sha256();
                try (var in = zip.getInputStream(entry);
                        var out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW);
                        var counted = new DigestOutputStream(new BufferedOutputStream(out, BUFFER), digest)) {
                    in.transferTo(counted);
                } catch (ZipException e) {
                    throw new CannotStart("%s is damaged: %s".formatted(archive, e.getMessage()), e);
                }
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
                Durable.sync(target);
                if (!HexFormat.of().formatHex(digest.digest()).equals(missing.remove(name))) {
                    throw new CannotStart(
                            "%s is damaged: %s is not the file that was backed up.".formatted(archive, name));
                }
            }
            if (!missing.isEmpty()) {
                throw new CannotStart("%s is damaged: %s is missing."
                        .formatted(archive, missing.keySet().iterator().next()));
            }
            return expected;
        } catch (ZipException e) {
            throw new CannotStart("%s is damaged: %s".formatted(archive, e.getMessage()), e);
        }
    }

    private static Map<String, String> sums(Path archive, ZipFile zip) throws IOException {
        var entry = zip.getEntry(SUMS);
        if (entry == null) {
            throw new CannotStart("%s is no backup of OpenDCRC, or not a whole one.".formatted(archive));
        }
        var sums = new LinkedHashMap<String, String>();
        new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> sums.put(line.substring(66), line.substring(0, 64)));
        return sums;
    }

    private static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(EnumSet.of(
                        java.nio.file.attribute.PosixFilePermission.OWNER_READ,
                        java.nio.file.attribute.PosixFilePermission.OWNER_WRITE,
                        java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE)));
    }

    private static Path parent(Path file) {
        var parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " lies in no folder");
        }
        return parent;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
