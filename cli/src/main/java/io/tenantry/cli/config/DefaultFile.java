package io.tenantry.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the settings file when nobody names one: that of {@code scripts/run}, when this is a
 * working tree; then where a server is usually installed.
 */
public final class DefaultFile {
    private static final String FOLDER_VARIABLE = "TENANTRY_LOCAL";
    private static final String FILE_VARIABLE = "TENANTRY_CONFIG";
    private static final String SETTINGS = "config/application.properties";
    private static final Path INSTALLED = Path.of("/etc/tenantry/application.properties");

    private DefaultFile() {}

    /**
     * Looks for it.
     *
     * @param tree the working tree that this command line was built in; null if it is installed
     * @param here the present folder
     */
    public static Optional<Path> find(
            Map<String, String> environment, @Nullable Path tree, Path here) {
        String named = environment.get(FILE_VARIABLE);
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        return runFolder(environment, tree)
                .flatMap(DefaultFile::ofRun)
                .or(() ->
                        Stream.of(here.resolve(SETTINGS), INSTALLED)
                                .filter(Files::isReadable)
                                .findFirst());
    }

    private static Optional<Path> runFolder(Map<String, String> environment, @Nullable Path tree) {
        String folder = environment.get(FOLDER_VARIABLE);
        if (folder != null && !folder.isBlank()) {
            return Optional.of(Path.of(folder));
        }
        return Optional.ofNullable(tree).map(root -> root.resolve(".local"));
    }

    /**
     * The settings of the run that is ready, which {@code run.json} tells; else those of the last
     * one, for databases that outlived their server.
     */
    private static Optional<Path> ofRun(Path folder) {
        List<Path> files =
                Stream.of("mariadb", "mysql")
                        .map(engine -> folder.resolve(engine).resolve(SETTINGS))
                        .filter(Files::isReadable)
                        .sorted(Comparator.comparingLong(DefaultFile::written).reversed())
                        .toList();
        String run = textOf(folder.resolve("run.json"));
        return files.stream()
                .filter(file -> isOf(file, run))
                .findFirst()
                .or(() -> files.stream().findFirst());
    }

    /** Whether the run speaks of the same control plane: each run has ports of its own. */
    private static boolean isOf(Path file, String run) {
        return textOf(file)
                .lines()
                .filter(line -> line.startsWith(SettingNames.URL + "="))
                .map(line -> line.substring(SettingNames.URL.length() + 1))
                .anyMatch(url -> run.contains("\"" + url + "\""));
    }

    private static long written(Path file) {
        return file.toFile().lastModified();
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
