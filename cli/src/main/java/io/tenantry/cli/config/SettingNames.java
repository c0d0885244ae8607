package io.tenantry.cli.config;

import java.util.Locale;
import java.util.Set;

/** The server's names of what the command line needs to know. */
public final class SettingNames {
    public static final String URL = "quarkus.datasource.jdbc.url";
    public static final String USER = "quarkus.datasource.username";
    public static final String PASSWORD = "quarkus.datasource.password";
    public static final String MASTER_KEY = "tenantry.secrets.master-key";
    public static final String FORMER_MASTER_KEYS = "tenantry.secrets.former-master-keys";
    public static final String BACKUPS = "tenantry.provisioning.backups";

    private static final Set<String> SECRET_WORDS =
            Set.of("password", "secret", "secrets", "master-key", "token", "credentials");

    private SettingNames() {}

    /** Whether a setting holds a secret, going by its name. */
    public static boolean isSecret(String name) {
        return SECRET_WORDS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains);
    }

    /** The environment variable of a setting, as Quarkus names it. */
    public static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
