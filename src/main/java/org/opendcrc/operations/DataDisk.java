package org.opendcrc.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The disk on which this node's data folder lies. */
@Component
class DataDisk {

    private static final int MEGA = 20;

    private final Path data;
    private final long warningMegabytes;

    /** @param warningMegabytes below so many free megabytes it is told; {@code OPENDCRC_DISK_WARNING_MB} */
    DataDisk(
            @Value("${opendcrc.data:./data}") Path data,
            @Value("${opendcrc.disk-warning-mb:2048}") long warningMegabytes) {
        this.data = data;
        this.warningMegabytes = warningMegabytes;
    }

    long freeBytes() {
        try {
            var there = data.toAbsolutePath();
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            return Files.getFileStore(there).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long freeMegabytes() {
        return freeBytes() >> MEGA;
    }

    /** Whether less is free than was asked for; exactly so much is enough. */
    boolean isNearlyFull() {
        return freeMegabytes() < warningMegabytes;
    }
}
