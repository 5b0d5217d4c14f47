package org.opendcrc.shared.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of PostgreSQL, carried in the jar and unpacked once per version: {@code initdb}, {@code pg_ctl}, {@code postgres}. */
class PostgresBinaries {

    static final String VERSION = "18.6.0";

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private PostgresBinaries() {}

    /** The folder with {@code bin}, {@code lib}, {@code share} below {@code home}; unpacked beside and renamed, so it is whole or absent. */
    static Path unpackInto(Path home) throws IOException {
        var folder = home.resolve("bin-" + VERSION);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        var architecture = System.getProperty("os.arch", "");
        if (!System.getProperty("os.name", "").equals("Linux")
                || !Set.of("amd64", "x86_64").contains(architecture)) {
            throw new CannotStart("The embedded PostgreSQL runs on Linux on amd64 only. "
                    + "Set OPENDCRC_DATABASE_URL to a PostgreSQL 15 or newer of your own.");
        }
        var unfinished = home.resolve("bin-" + VERSION + ".unfinished");
        Durable.remove(unfinished);
        Files.createDirectories(unfinished);
        try (var resource = PostgresBinaries.class.getResourceAsStream(ARCHIVE)) {
            if (resource == null) {
                throw new CannotStart("This build carries no PostgreSQL for Linux on amd64. "
                        + "Set OPENDCRC_DATABASE_URL to a PostgreSQL 15 or newer of your own.");
            }
            try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(resource)))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, unfinished);
                }
            }
        }
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        Durable.sync(home);
        return folder;
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        var target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("the archive of PostgreSQL names a file outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        var parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            Files.setPosixFilePermissions(target, permissions(entry.getMode()));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = new HashSet<>(PosixFilePermissions.fromString("rw-r--r--"));
        if ((mode & 0100) != 0) {
            permissions.addAll(PosixFilePermissions.fromString("--x--x--x"));
        }
        return permissions;
    }
}
