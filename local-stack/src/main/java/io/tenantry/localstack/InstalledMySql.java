package io.tenantry.localstack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A {@code mysqld} on the PATH. */
final class InstalledMySql {
    private InstalledMySql() {}

    /**
     * Its command, if there is one and it is MySQL: MariaDB installs itself under that name too.
     */
    static Optional<List<String>> command() {
        return Stream.of(
                        System.getenv()
                                .getOrDefault("PATH", "")
                                .split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, Platform.executable("mysqld")))
                .filter(Files::isExecutable)
                .filter(InstalledMySql::isMySql)
                .findFirst()
                .map(mysqld -> List.of(mysqld.toString(), "--no-defaults"));
    }

    private static boolean isMySql(Path mysqld) {
        try {
            Process version =
                    new ProcessBuilder(mysqld.toString(), "--no-defaults", "--version")
                            .redirectErrorStream(true)
                            .start();
            String output =
                    new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return !output.contains("MariaDB");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
