package io.tenantry.console;

import io.quarkus.runtime.util.ClassPathUtils;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the console is made of, read once. */
@Singleton
class Console {
    private static final String PAGE = "/index.html";

    private final Built built;

    Console(ConsoleSource source) {
        URL page = source.page();
        this.built =
                page == null
                        ? new Built(Optional.empty(), Map.of())
                        : ClassPathUtils.processAsPath(page, Console::read);
    }

    /** The page; empty if the server was built without the console. */
    Optional<String> page() {
        return built.page;
    }

    /** A file by its path, which begins with a slash; the page is none. */
    Optional<ConsoleFile> file(String path) {
        return Optional.ofNullable(built.files.get(path));
    }

    private static Built read(Path page) {
        Path root = page.toAbsolutePath().resolveSibling("");
        Map<String, ConsoleFile> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = "/" + root.relativize(file).toString().replace('\\', '/');
                if (!path.equals(PAGE) && !ConsoleFile.isBesideAnother(file)) {
                    files.put(path, ConsoleFile.read(file));
                }
            }
            return new Built(Optional.of(Files.readString(page)), Map.copyOf(files));
        } catch (IOException e) {
            throw new UncheckedIOException("the console cannot be read", e);
        }
    }

    private record Built(Optional<String> page, Map<String, ConsoleFile> files) {}
}
