package io.tenantry.cli.control;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import io.tenantry.cli.config.Settings;
import io.tenantry.provisioning.ProvisioningSettings;
import io.tenantry.provisioning.binlog.ArchiverSettings;
import io.tenantry.provisioning.journal.RunnerSettings;
import io.tenantry.provisioning.restore.RestoreSettings;
import io.tenantry.provisioning.server.AdminSettings;
import io.tenantry.provisioning.tenant.LifeSettings;
import io.tenantry.provisioning.tenant.RotationSettings;
import io.tenantry.provisioning.warm.WarmSettings;
import java.time.Duration;
import java.util.Locale;

/** Provisioning's settings, by the names and with the defaults that the server has. */
final class FleetSettings {
    private static final String PREFIX = "tenantry.provisioning.";

    private static final Duration SEGMENTS = Duration.ofSeconds(1);

    private FleetSettings() {}

    static ProvisioningSettings of(Settings settings) {
        ProvisioningSettings defaults =
                ProvisioningSettings.defaults("tenantry-" + ProcessHandle.current().pid());
        try {
            return new ProvisioningSettings(
                    admin(settings, defaults.admin()),
                    runner(settings, defaults.runner()),
                    life(settings, defaults.life()),
                    rotation(settings, defaults.rotation(), defaults.life()),
                    warm(settings, defaults.warm()),
                    defaults.changelogRoot(),
                    StoreSettings.of(settings).orElse(null),
                    archiving(defaults.archiving()),
                    defaults.schedule(),
                    restores(settings, defaults.restores(), defaults.life()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(
                    ExitCode.CONFIGURATION,
                    "setting_malformed",
                    String.valueOf(e.getMessage()),
                    "Correct the %s settings.".formatted(PREFIX + "…"),
                    e);
        }
    }

    private static AdminSettings admin(Settings settings, AdminSettings defaults) {
        return new AdminSettings(
                defaults.connectTimeout(),
                defaults.socketTimeout(),
                settings.find(PREFIX + "admin-tls")
                        .map(name -> name.toUpperCase(Locale.ROOT).replace('-', '_'))
                        .map(AdminSettings.Tls::valueOf)
                        .orElse(defaults.tls()));
    }

    private static RunnerSettings runner(Settings settings, RunnerSettings defaults) {
        return new RunnerSettings(
                defaults.replica(),
                settings.number(PREFIX + "parallelism", defaults.parallelism()),
                settings.duration(PREFIX + "lease", defaults.lease()),
                settings.duration(PREFIX + "heartbeat", defaults.heartbeat()),
                defaults.sweep(),
                defaults.doing(),
                defaults.undoing());
    }

    /** Somebody waits for what is archived here. */
    private static ArchiverSettings archiving(ArchiverSettings defaults) {
        return new ArchiverSettings(
                defaults.replica(),
                SEGMENTS,
                defaults.bytes(),
                defaults.lease(),
                defaults.heartbeat(),
                defaults.look(),
                defaults.refusals());
    }

    private static LifeSettings life(Settings settings, LifeSettings defaults) {
        return new LifeSettings(
                settings.duration(PREFIX + "grace", defaults.grace()),
                settings.duration(PREFIX + "retention", defaults.retention()));
    }

    private static RotationSettings rotation(
            Settings settings, RotationSettings defaults, LifeSettings life) {
        return new RotationSettings(
                settings.duration(PREFIX + "hearing", defaults.hearing()),
                settings.duration(PREFIX + "grace", life.grace()));
    }

    private static RestoreSettings restores(
            Settings settings, RestoreSettings defaults, LifeSettings life) {
        return new RestoreSettings(
                settings.duration(PREFIX + "grace", life.grace()),
                settings.duration(PREFIX + "kept-databases", defaults.keep()),
                settings.duration(PREFIX + "peeks", defaults.peek()));
    }

    private static WarmSettings warm(Settings settings, WarmSettings defaults) {
        return new WarmSettings(
                settings.number(PREFIX + "warm-databases", defaults.ready()),
                settings.number(PREFIX + "most-warm-databases", defaults.most()));
    }
}
