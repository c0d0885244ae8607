package io.tenantry.cli.config;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A settings file of the server. Values may name others, or variables of the environment: {@code
 * ${NAME}} and {@code ${NAME:default}}.
 */
public final class SettingsFile {
    /** Nothing is set. */
    public static final SettingsFile NONE = new SettingsFile(null, new Properties(), Map.of());

    private static final Pattern NAMED = Pattern.compile("\\$\\{([^}:]+)(?::([^}]*))?}");
    private static final int DEEPEST = 8;

    private final @Nullable Path path;
    private final Properties properties;
    private final Map<String, String> environment;

    private SettingsFile(
            @Nullable Path path, Properties properties, Map<String, String> environment) {
        this.path = path;
        this.properties = properties;
        this.environment = environment;
    }

    /**
     * Reads a file.
     *
     * @throws CommandFailedException if it cannot be read
     */
    public static SettingsFile read(Path path, Map<String, String> environment) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailedException(
                    ExitCode.CONFIGURATION,
                    "settings_unreadable",
                    "the settings file %s cannot be read (%s)".formatted(path, reason(e)),
                    "Name another with --config or TENANTRY_CONFIG, or run this as a user that may read it.",
                    e);
        }
        return new SettingsFile(path, properties, environment);
    }

    private static String reason(Exception e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : e.getClass().getSimpleName();
    }

    /** Where it is; empty if there is none. */
    public Optional<Path> path() {
        return Optional.ofNullable(path);
    }

    Optional<String> find(String name) {
        return find(name, 0);
    }

    private Optional<String> find(String name, int depth) {
        return Optional.ofNullable(properties.getProperty(name))
                .map(value -> expanded(name, value, depth))
                .filter(value -> !value.isBlank());
    }

    private String expanded(String name, String value, int depth) {
        if (depth > DEEPEST) {
            throw broken(name, "names itself");
        }
        return NAMED.matcher(value)
                .replaceAll(match -> {
                    String other = match.group(1).strip();
                    String found =
                            Optional.ofNullable(environment.get(other))
                                    .or(() -> find(other, depth + 1))
                                    .or(() -> Optional.ofNullable(match.group(2)))
                                    .orElseThrow(() ->
                                            broken(
                                                    name,
                                                    "names %s, which is not set".formatted(other)));
                    return Matcher.quoteReplacement(found);
                });
    }

    private CommandFailedException broken(String name, String how) {
        return new CommandFailedException(
                ExitCode.CONFIGURATION,
                "settings_incomplete",
                "%s in %s %s".formatted(name, path, how),
                "Set it in the environment, as it is for the server.");
    }
}
