package io.tenantry.localstack;

import io.tenantry.localstack.StackException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * MySQL from Debian's packages, which are unpacked into the cache and not installed. They run on
 * any Linux, because their own loader and libraries are unpacked with them.
 */
final class DebianMySql {
    private static final String PREFIX = "mysql-";
    private static final String SERVER = "usr/sbin/mysqld";

    private DebianMySql() {}

    /**
     * The command of the newest cached MySQL; downloaded if there is none.
     *
     * @throws StackException with {@link Reason#NOT_INSTALLED} if it cannot be had
     */
    static List<String> command() {
        Path home = cached().orElseGet(DebianPackages::fetchMySql);
        return List.of(
                loader(home).toString(),
                "--library-path",
                libraries(home).toString(),
                home.resolve(SERVER).toString(),
                "--no-defaults",
                "--basedir=" + home.resolve("usr"),
                "--lc-messages-dir=" + home.resolve("usr/share/mysql"));
    }

    static String cacheName(String version) {
        return PREFIX + version;
    }

    private static Optional<Path> cached() {
        Path root = SoftwareCache.root();
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .filter(entry -> !entry.getFileName().toString().contains(".unfinished-"))
                    .filter(entry -> Files.exists(entry.resolve(SERVER)))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path loader(Path home) {
        return first(home.resolve("usr/lib64"), "ld-linux-*.so.*")
                .or(() -> first(home.resolve("usr/lib"), "ld-linux-*.so.*"))
                .orElseThrow(() -> incomplete(home, "a dynamic loader"));
    }

    private static Path libraries(Path home) {
        return first(home.resolve("usr/lib"), "*-linux-gnu*")
                .orElseThrow(() -> incomplete(home, "libraries"));
    }

    private static Optional<Path> first(Path folder, String glob) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            for (Path path : found) {
                return Optional.of(path);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StackException incomplete(Path home, String what) {
        return new StackException(
                Reason.NOT_INSTALLED,
                "The MySQL in %s lacks %s. Remove that folder; it is fetched again."
                        .formatted(home, what));
    }
}
