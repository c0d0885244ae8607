package io.tenantry.cli.control;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import io.tenantry.cli.config.SettingNames;
import io.tenantry.cli.config.Settings;
import io.tenantry.provisioning.ContributedSteps;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.check.ServerChecks;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Operations;
import io.tenantry.provisioning.store.ObjectStore;
import io.tenantry.provisioning.tenant.TenantCatalogue;
import io.tenantry.routing.secret.MasterKey;
import io.tenantry.routing.secret.SecretBox;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The control plane of one command. Looking needs nothing but its account; what is needed to change
 * something, the master key included, is made when it is first asked for.
 */
public final class Control implements AutoCloseable {
    private static final int LONGEST_ACTOR = 100;
    private static final int USUAL_POOL = 32;

    private final Settings settings;
    private final KeptConnections connections;
    private final ControlPlane plane;
    private final Announcements announcements;
    private @Nullable Provisioning provisioning;

    private Control(Settings settings, KeptConnections connections) {
        this.settings = settings;
        this.connections = connections;
        this.plane = new ControlPlane(connections, Clock.systemUTC());
        this.announcements = new Announcements(settings);
    }

    /**
     * Opens nothing yet.
     *
     * @throws CommandFailedException if the settings do not say where it is
     */
    public static Control of(Settings settings) {
        return new Control(
                settings,
                new KeptConnections(
                        demand(settings, SettingNames.URL),
                        demand(settings, SettingNames.USER),
                        settings.find(SettingNames.PASSWORD).orElse("")));
    }

    private static String demand(Settings settings, String name) {
        return settings.find(name)
                .orElseThrow(() ->
                        new CommandFailedException(
                                ExitCode.CONFIGURATION,
                                "setting_missing",
                                "%s is not set%s"
                                        .formatted(
                                                name,
                                                settings.file()
                                                        .map(" in %s, nor elsewhere"::formatted)
                                                        .orElse(
                                                                ", and no settings file was found")),
                                "Name the server's settings file with --config or TENANTRY_CONFIG, or set %s."
                                        .formatted(SettingNames.variable(name))));
    }

    public Settings settings() {
        return settings;
    }

    public ControlPlane plane() {
        return plane;
    }

    public TenantCatalogue tenants() {
        return new TenantCatalogue(plane);
    }

    public Operations operations() {
        return new Operations(plane, audit());
    }

    /** Who did what. */
    public AuditLog audit() {
        return new AuditLog(plane);
    }

    /** Who does what this command does, for the audit log. */
    public Actor actor() {
        String name = "tenantry, " + System.getProperty("user.name", "unknown");
        return Actor.local(name.substring(0, Math.min(name.length(), LONGEST_ACTOR)));
    }

    /**
     * What changes the fleet. Its runner runs what it is given and nothing else.
     *
     * @throws CommandFailedException if the settings hold no master key, or a wrong value
     */
    public synchronized Provisioning provisioning() {
        Provisioning made = provisioning;
        if (made == null) {
            // What it has to say is in the journal, and shown from there.
            Logger.getLogger("").setLevel(Level.OFF);
            made =
                    Provisioning.assemble(
                            connections,
                            secrets(settings),
                            Clock.systemUTC(),
                            announcements,
                            ContributedSteps.NONE,
                            FleetSettings.of(settings));
            made.runner().attend();
            provisioning = made;
        }
        return made;
    }

    /** The store of backups; empty if none is configured. */
    public Optional<ObjectStore> store() {
        return StoreSettings.of(settings);
    }

    /** What looks after database servers. */
    public ServerChecks checks() {
        Provisioning made = provisioning();
        return new ServerChecks(
                plane,
                made.audit(),
                made.connections(),
                made.servers(),
                settings.number("tenantry.routing.pool.max-size", USUAL_POOL));
    }

    private static SecretBox secrets(Settings settings) {
        String key = demand(settings, SettingNames.MASTER_KEY);
        try {
            List<MasterKey> former =
                    settings.list(SettingNames.FORMER_MASTER_KEYS).stream()
                            .map(MasterKey::fromBase64)
                            .toList();
            return new SecretBox(MasterKey.fromBase64(key), former);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(
                    ExitCode.CONFIGURATION,
                    "master_key_malformed",
                    String.valueOf(e.getMessage()),
                    "Use the key that the server has; it is base 64 of 32 bytes.");
        }
    }

    /** Lets go of what is at work here, and closes the connections. */
    @Override
    public void close() {
        Provisioning made;
        synchronized (this) {
            made = provisioning;
        }
        if (made != null) {
            made.close();
        }
        announcements.close();
        connections.close();
    }
}
