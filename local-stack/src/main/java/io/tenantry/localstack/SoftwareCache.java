package io.tenantry.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Servers' software, unpacked once and shared by all builds of this user: {@code
 * $TENANTRY_CACHE/tenantry}, or the same under {@code $XDG_CACHE_HOME} or {@code ~/.cache}. A
 * folder in it is complete: it is filled under another name first.
 */
final class SoftwareCache {
    private SoftwareCache() {}

    /** Fills a folder that is new and empty. */
    @FunctionalInterface
    interface Filling {
        void into(Path folder) throws IOException;
    }

    static Path root() {
        Path base =
                variable("TENANTRY_CACHE")
                        .or(() -> variable("XDG_CACHE_HOME"))
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return base.resolve("tenantry").toAbsolutePath();
    }

    /**
     * The cached folder of a name, filled if absent.
     *
     * @throws StackException with {@link StackException.Reason#NO_SPACE} if the disk lacks the
     *     space to fill it
     */
    static Path folder(String name, int mebibytes, Filling filling) {
        Path folder = root().resolve(name);
        if (!Files.isDirectory(folder)) {
            Path unfinished = unfinished(name);
            try {
                DiskSpace.require(root(), mebibytes);
                filling.into(unfinished);
                FileTrees.publish(unfinished, folder);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot fill " + folder, e);
            } finally {
                FileTrees.delete(unfinished);
            }
        }
        return folder;
    }

    /** A new empty folder beside the final one, on the same disk. */
    static Path unfinished(String name) {
        try {
            Files.createDirectories(root());
            return Files.createTempDirectory(root(), name + ".unfinished-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
