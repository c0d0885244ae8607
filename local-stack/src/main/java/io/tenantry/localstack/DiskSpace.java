package io.tenantry.localstack;

import io.tenantry.localstack.StackException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Refuses early what would fail half-way on a full disk. */
final class DiskSpace {
    private static final long MIB = 1024L * 1024L;

    private DiskSpace() {}

    /**
     * Requires some free space on the disk of a folder that exists.
     *
     * @throws StackException with {@link Reason#NO_SPACE}
     */
    static void require(Path folder, long mebibytes) {
        long usable;
        try {
            usable = Files.getFileStore(folder).getUsableSpace() / MIB;
        } catch (IOException e) {
            return; // a file system that does not tell; the servers will
        }
        if (usable < mebibytes) {
            throw new StackException(
                    Reason.NO_SPACE,
                    "Not enough disk space for %s: %d MiB are free, %d MiB are needed."
                            .formatted(folder, usable, mebibytes));
        }
    }
}
