package io.tenantry.localstack;

import io.tenantry.localstack.StackException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A data folder held by this process alone. The operating system releases the lock when the process
 * dies, however it dies; what its servers left running is ended when the folder is opened next.
 */
final class DataFolder implements AutoCloseable {
    private static final String LOCK = "stack.lock";
    // One JVM must not open the lock file twice: closing either channel would release the lock.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Locks a folder, makes it if absent, and ends the servers that a killed owner left there.
     *
     * @throws StackException with {@link Reason#FOLDER_IN_USE} or {@link Reason#FOLDER_UNUSABLE}
     */
    static DataFolder open(Path folder) {
        Path path = create(folder);
        if (!HELD_HERE.add(path)) {
            throw inUse(path, ProcessHandle.current().pid() + "");
        }
        try {
            DataFolder opened = new DataFolder(path, lock(path));
            Leftovers.endIn(path);
            return opened;
        } catch (StackException e) {
            HELD_HERE.remove(path);
            throw e;
        }
    }

    Path path() {
        return path;
    }

    /** Removes everything in the folder but the lock. */
    void wipe() {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                if (!entry.getFileName().toString().equals(LOCK)) {
                    FileTrees.delete(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(path);
        }
    }

    private static Path create(Path folder) {
        try {
            // The real path: servers are recognised by it, see Leftovers.
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new StackException(
                    Reason.FOLDER_UNUSABLE,
                    "Cannot make the data folder %s: %s".formatted(folder, e),
                    e);
        }
    }

    private static FileChannel lock(Path path) {
        Path file = path.resolve(LOCK);
        try {
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw inUse(path, Files.readString(file).strip());
            }
            byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0).write(ByteBuffer.wrap(pid));
            return channel;
        } catch (IOException e) {
            throw new StackException(
                    Reason.FOLDER_UNUSABLE,
                    "Cannot lock the data folder %s: %s".formatted(path, e),
                    e);
        }
    }

    private static StackException inUse(Path path, String owner) {
        return new StackException(
                Reason.FOLDER_IN_USE,
                "The data folder %s is in use by process %s. Stop that one, or choose another folder."
                        .formatted(path, owner));
    }
}
