package io.tenantry.cli.config;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is set, wherever it is: options before the environment before the file. */
public final class Settings {
    private static final Pattern SECONDS = Pattern.compile("[0-9]+");

    private final Map<String, String> options;
    private final Map<String, Path> secretFiles;
    private final Map<String, String> environment;
    private final SettingsFile file;

    /**
     * @param options what was given as arguments
     * @param secretFiles files that were given as arguments and hold one secret each
     */
    public Settings(
            Map<String, String> options,
            Map<String, Path> secretFiles,
            Map<String, String> environment,
            SettingsFile file) {
        this.options = Map.copyOf(options);
        this.secretFiles = Map.copyOf(secretFiles);
        this.environment = environment;
        this.file = file;
    }

    /** Where the file is; empty if there is none. */
    public Optional<Path> file() {
        return file.path();
    }

    /** A setting's value; empty if it is not set, or blank. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(options.get(name))
                .or(() -> secretIn(secretFiles.get(name)))
                .or(() -> fromEnvironment(name))
                .or(() -> file.find(name))
                .filter(value -> !value.isBlank());
    }

    private Optional<String> fromEnvironment(String name) {
        String variable = SettingNames.variable(name);
        return Optional.ofNullable(environment.get(variable))
                .or(() ->
                        Optional.ofNullable(environment.get(variable + "_FILE"))
                                .flatMap(path -> secretIn(Path.of(path))));
    }

    private static Optional<String> secretIn(@Nullable Path path) {
        return Optional.ofNullable(path).map(SecretFile::read);
    }

    /** A list, separated by commas. */
    public List<String> list(String name) {
        return find(name)
                .map(text ->
                        Arrays.stream(text.split(",", -1))
                                .map(String::strip)
                                .filter(item -> !item.isEmpty())
                                .toList())
                .orElse(List.of());
    }

    /** A number. */
    public int number(String name, int otherwise) {
        return find(name)
                .map(text -> {
                    try {
                        return Integer.parseInt(text.strip());
                    } catch (NumberFormatException e) {
                        throw malformed(name, "a whole number", e);
                    }
                })
                .orElse(otherwise);
    }

    /** A length of time, as Quarkus reads it: seconds, {@code 500ms}, {@code 8S}, ISO 8601. */
    public Duration duration(String name, Duration otherwise) {
        return find(name).map(text -> duration(name, text.strip())).orElse(otherwise);
    }

    private static Duration duration(String name, String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        try {
            if (SECONDS.matcher(upper).matches()) {
                return Duration.ofSeconds(Long.parseLong(upper));
            }
            if (upper.endsWith("MS")) {
                return Duration.ofMillis(Long.parseLong(upper.substring(0, upper.length() - 2)));
            }
            if (upper.startsWith("P")) {
                return Duration.parse(upper);
            }
            return Duration.parse((upper.endsWith("D") ? "P" : "PT") + upper);
        } catch (DateTimeParseException | NumberFormatException e) {
            throw malformed(name, "a length of time such as 10S or 30D", e);
        }
    }

    private static CommandFailedException malformed(String name, String form, Exception cause) {
        return new CommandFailedException(
                ExitCode.CONFIGURATION,
                "setting_malformed",
                "%s is not %s".formatted(name, form),
                "Correct it where it is set.",
                cause);
    }
}
