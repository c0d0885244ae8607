package io.tenantry.tenants;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.changelog.SchemaVersions;
import io.tenantry.provisioning.migration.FleetMigrations;
import io.tenantry.provisioning.migration.MigrationRequest;
import io.tenantry.provisioning.migration.MigrationSettings;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.directory.RouteGate;
import io.tenantry.routing.directory.TenantRoute;
import io.tenantry.tenants.SchemaConfig.WhenOutdated;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/**
 * Keeps this release off databases of a schema that it does not work with yet. Those of a newer one
 * pass: the release that brought it has to leave this one working.
 */
@ApplicationScoped
class SchemaGate implements RouteGate {
    private static final Logger LOG = Logger.getLogger(SchemaGate.class);
    private static final Duration SHORTLY = Duration.ofSeconds(2);
    private static final Duration ASKED = Duration.ofSeconds(30);
    private static final int MOST_ASKED = 10_000;

    private final SchemaVersions versions;
    private final FleetMigrations migrations;
    private final WhenOutdated whenOutdated;
    private final Cache<TenantId, Boolean> asked =
            Caffeine.newBuilder().maximumSize(MOST_ASKED).expireAfterWrite(ASKED).build();

    SchemaGate(SchemaVersions versions, FleetMigrations migrations, SchemaConfig config) {
        this.versions = versions;
        this.migrations = migrations;
        this.whenOutdated = config.whenOutdated();
    }

    @Override
    public void admit(TenantRoute route) {
        String version = route.schemaVersion();
        if (version == null || whenOutdated == WhenOutdated.SERVE || !isOutdated(version)) {
            return;
        }
        if (whenOutdated == WhenOutdated.MIGRATE
                && asked.asMap().putIfAbsent(route.tenant(), true) == null) {
            Thread.ofVirtual()
                    .name("migrate-" + route.tenant())
                    .start(() -> migrate(route.tenant()));
        }
        throw new RoutingException(
                Reason.SCHEMA_OUTDATED,
                "the database of tenant %s is of version %s".formatted(route.tenant(), version),
                SHORTLY,
                null);
    }

    private boolean isOutdated(String version) {
        try {
            return versions.isOutdated(version);
        } catch (JdbiException e) {
            // Without the control plane nobody can tell; a tenant that was served goes on to be.
            LOG.debug("versions of the schema cannot be compared", e);
            return false;
        }
    }

    /** Refused, and asked for again later, if it would destroy data. */
    private void migrate(TenantId tenant) {
        try {
            var _ =
                    migrations.start(
                            new MigrationRequest(Set.of(tenant), false, MigrationSettings.DEFAULTS),
                            Actor.local("first-request"));
        } catch (ProvisioningException | JdbiException e) {
            LOG.warnf(e, "tenant %s cannot be brought up to date", tenant);
        }
    }
}
