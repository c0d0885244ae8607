package io.tenantry.cli;

import io.tenantry.cli.config.SettingNames;
import io.tenantry.cli.output.Format;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has. None takes a secret. */
final class GlobalOptions {
    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "Show this text")
    @SuppressWarnings("UnusedVariable") // picocli answers it
    private boolean help;

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to answer: table, json or yaml. Default: ${DEFAULT-VALUE}")
    private Format format = Format.TABLE;

    @Option(
            names = "--config",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description =
                    "The server's settings file. Default: $TENANTRY_CONFIG, that of scripts/run, config/application.properties, /etc/tenantry/application.properties")
    private @Nullable Path config;

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "JDBC-URL",
            description = "Where the control plane is (" + SettingNames.URL + ")")
    private @Nullable String url;

    @Option(
            names = "--user",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "The control plane's account (" + SettingNames.USER + ")")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "A file with its password and nothing else")
    private @Nullable Path passwordFile;

    @Option(
            names = "--master-key-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "A file with the master key and nothing else")
    private @Nullable Path masterKeyFile;

    @Option(
            names = "--set",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME=VALUE",
            description = "Another of the server's settings; not a secret one")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of a failure")
    private boolean debug;

    Format format() {
        return format;
    }

    @Nullable Path config() {
        return config;
    }

    boolean isDebug() {
        return debug;
    }

    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        set.forEach((name, value) -> {
            if (SettingNames.isSecret(name)) {
                throw new CommandFailedException(
                        ExitCode.USAGE,
                        "secret_in_argument",
                        "%s is a secret, and everyone on this machine can read arguments"
                                .formatted(name),
                        "Put it into the settings file, or into the environment as %s."
                                .formatted(SettingNames.variable(name)));
            }
            settings.put(name, value);
        });
        if (url != null) {
            settings.put(SettingNames.URL, url);
        }
        if (user != null) {
            settings.put(SettingNames.USER, user);
        }
        return settings;
    }

    Map<String, Path> secretFiles() {
        Map<String, Path> files = new HashMap<>();
        if (passwordFile != null) {
            files.put(SettingNames.PASSWORD, passwordFile);
        }
        if (masterKeyFile != null) {
            files.put(SettingNames.MASTER_KEY, masterKeyFile);
        }
        return files;
    }
}
