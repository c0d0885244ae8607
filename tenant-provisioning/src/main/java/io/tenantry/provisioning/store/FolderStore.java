package io.tenantry.provisioning.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Objects as files in a folder that this process may write to, on a disk or a mounted share. */
public final class FolderStore implements ObjectStore {
    private static final String UNFINISHED = ".unfinished-";
    private static final Set<PosixFilePermission> LOCKED =
            PosixFilePermissions.fromString("r--------");

    private final Path folder;
    private final boolean locks;
    private final Clock clock;

    /**
     * @param folder made when first written to
     */
    public FolderStore(Path folder) {
        this(folder, false, Clock.systemUTC());
    }

    /**
     * @param locks whether objects can be locked. A folder does what it can: it makes the file
     *     read-only, with the time until which it is locked as its time of modification. That keeps
     *     Tenantry from removing it, and slips of the hand; not whoever may write to the folder
     */
    public FolderStore(Path folder, boolean locks, Clock clock) {
        this.folder = folder.toAbsolutePath().normalize();
        this.locks = locks;
        this.clock = clock;
    }

    @Override
    public void put(String name, Content content) throws IOException {
        Path file = file(name);
        demandUnlocked(name, file);
        Path parent = parent(file);
        makeFolders(parent);
        // Beside it, so that the move stays within one file system; nobody lists it.
        Path unfinished = Files.createTempFile(parent, UNFINISHED, "");
        try {
            write(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            sync(parent);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void write(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void makeFolders(Path parent) throws IOException {
        Files.createDirectories(
                parent,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** A name lasts once its folder has been written. */
    private static void sync(Path parent) throws IOException {
        try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public InputStream get(String name) throws IOException {
        return Files.newInputStream(file(name));
    }

    @Override
    public InputStream get(String name, long offset, long length) throws IOException {
        FileChannel channel = FileChannel.open(file(name), StandardOpenOption.READ);
        try {
            return new PartOfStream(Channels.newInputStream(channel.position(offset)), length);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        Path below = file(prefix);
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !isUnfinished(file))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Of an object that a killed process was writing, a file is left that nobody lists. */
    @Override
    public void clear(String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(file(prefix))) {
            for (Path file : files.filter(FolderStore::isUnfinished).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return;
        }
        ObjectStore.super.clear(prefix);
    }

    private static boolean isUnfinished(Path file) {
        return file.getFileName().toString().startsWith(UNFINISHED);
    }

    @Override
    public void delete(String name) throws IOException {
        Path file = file(name);
        demandUnlocked(name, file);
        Files.deleteIfExists(file);
        removeEmpty(parent(file));
    }

    @Override
    public boolean locks() {
        return locks;
    }

    @Override
    public void lock(String name, Instant until) throws IOException {
        if (!locks) {
            throw new UnsupportedOperationException("nothing is locked in this store");
        }
        Path file = file(name);
        Files.setLastModifiedTime(file, FileTime.from(until));
        Files.setPosixFilePermissions(file, LOCKED);
    }

    private void demandUnlocked(String name, Path file) throws IOException {
        if (!locks || !Files.exists(file)) {
            return;
        }
        boolean readOnly = Files.getPosixFilePermissions(file).equals(LOCKED);
        if (readOnly && Files.getLastModifiedTime(file).toInstant().isAfter(clock.instant())) {
            throw new ObjectLockedException(name, null);
        }
    }

    private void removeEmpty(Path parent) throws IOException {
        for (Path each = parent; !each.equals(folder); each = parent(each)) {
            try (Stream<Path> children = Files.list(each)) {
                if (children.findAny().isPresent()) {
                    return;
                }
            } catch (NoSuchFileException e) {
                continue;
            }
            Files.deleteIfExists(each);
        }
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent(), "a folder of its own");
    }

    private Path file(String name) {
        return folder.resolve(ObjectName.demand(name));
    }
}
