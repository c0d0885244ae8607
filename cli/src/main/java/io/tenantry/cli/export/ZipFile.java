package io.tenantry.cli.export;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import io.tenantry.routing.Ulid;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file that an export is written to: readable for nobody else, and there only when it is whole.
 *
 * @param force whether it may replace another
 */
record ZipFile(Path path, boolean force) {
    /**
     * Finds out before an export is made whether it can be written.
     *
     * @throws CommandFailedException if not
     */
    void demandRoom() {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw refused("there is no folder for %s, or it may not be written to");
        }
        if (Files.isDirectory(path)) {
            throw refused("%s is a folder");
        }
        if (!force && Files.exists(path)) {
            throw exists();
        }
    }

    /** Writes it. */
    void write(InputStream zip) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + "." + Ulid.next() + ".part");
        // Ctrl-C ends the process without another word to this thread.
        part.toFile().deleteOnExit();
        try {
            try (OutputStream out = owned(part)) {
                zip.transferTo(out);
            }
            if (force) {
                Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(part, path);
            }
        } catch (FileAlreadyExistsException e) {
            throw exists();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static OutputStream owned(Path part) throws IOException {
        return Channels.newOutputStream(
                Files.newByteChannel(
                        part,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------"))));
    }

    private CommandFailedException exists() {
        return new CommandFailedException(
                ExitCode.CONFLICT,
                "file_exists",
                "%s is there already".formatted(path),
                "Name another file, or give --force.");
    }

    private CommandFailedException refused(String what) {
        return new CommandFailedException(
                ExitCode.USAGE,
                "file_refused",
                what.formatted(path),
                "Name a file in a folder that you may write to.");
    }
}
