package io.tenantry.cli.control;

import io.tenantry.cli.config.SettingNames;
import io.tenantry.cli.config.Settings;
import io.tenantry.provisioning.store.LockMode;
import io.tenantry.provisioning.store.ObjectStore;
import io.tenantry.provisioning.store.S3Settings;
import io.tenantry.provisioning.store.StorePlace;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store of backups, by the names that the server has. */
final class StoreSettings {
    private static final String PREFIX = SettingNames.BACKUPS + ".";

    private StoreSettings() {}

    /**
     * The store; empty if none is configured.
     *
     * @throws IllegalArgumentException if a value is not of its form
     */
    static Optional<ObjectStore> of(Settings settings) {
        return settings.find(SettingNames.BACKUPS)
                .map(where ->
                        new StorePlace(
                                        where,
                                        settings.find(PREFIX + "s3.region").orElse(null),
                                        settings.find(PREFIX + "s3.endpoint")
                                                .map(URI::create)
                                                .orElse(null),
                                        settings.find(PREFIX + "s3.path-style")
                                                .map(Boolean::parseBoolean)
                                                .orElse(false),
                                        login(settings),
                                        settings.find(PREFIX + "lock")
                                                .map(mode ->
                                                        LockMode.valueOf(
                                                                mode.toUpperCase(Locale.ROOT)))
                                                .orElse(LockMode.OFF))
                                .open(Clock.systemUTC()));
    }

    private static S3Settings.@Nullable Login login(Settings settings) {
        Optional<String> key = settings.find(PREFIX + "s3.access-key");
        Optional<String> secret = settings.find(PREFIX + "s3.secret-key");
        if (key.isPresent() != secret.isPresent()) {
            throw new IllegalArgumentException(
                    PREFIX + "s3.access-key and .secret-key go together");
        }
        return key.isEmpty() ? null : new S3Settings.Login(key.get(), secret.orElseThrow());
    }
}
