package io.tenantry.tenants;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.access.user.BootstrapConfig;
import io.tenantry.access.user.FirstAdministrator;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.server.DatabaseServer;
import io.tenantry.provisioning.server.ServerRegistration;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.routing.TenantSlug;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Registers the configured database servers and asks for the demo tenant. A server that is down
 * does not stop the start: it is registered at the next.
 */
@ApplicationScoped
class BootstrapFleet {
    private static final Logger LOG = Logger.getLogger(BootstrapFleet.class);
    private static final Actor ACTOR = Actor.local("bootstrap");

    private final BootstrapFleetConfig config;
    private final BootstrapConfig accounts;
    private final Provisioning provisioning;
    private final FirstAdministrator firstAdministrator;

    BootstrapFleet(
            BootstrapFleetConfig config,
            BootstrapConfig accounts,
            Provisioning provisioning,
            FirstAdministrator firstAdministrator) {
        this.config = config;
        this.accounts = accounts;
        this.provisioning = provisioning;
        this.firstAdministrator = firstAdministrator;
    }

    void atStart(@Observes @Priority(StartOrder.BACKGROUND + 10) StartupEvent event) {
        config.servers().forEach(this::register);
        config.demoTenant().flatMap(TenantSlug::parse).ifPresent(this::demo);
    }

    private void register(BootstrapFleetConfig.Server server) {
        try {
            DatabaseServer registered =
                    provisioning
                            .servers()
                            .register(
                                    new ServerRegistration(
                                            server.name(),
                                            server.host(),
                                            server.port(),
                                            server.adminUser(),
                                            server.adminPassword()),
                                    ACTOR);
            // What the first tenant would otherwise wait for.
            provisioning.recordChangelog(registered);
        } catch (ProvisioningException e) {
            LOG.errorf("database server %s is not registered: %s", server.name(), e.getMessage());
        }
    }

    private void demo(TenantSlug slug) {
        if (provisioning.tenants().find(slug).isPresent()) {
            return;
        }
        try {
            provisioning
                    .tenants()
                    .create(
                            new CreateTenant(
                                    slug.value(),
                                    "Demo",
                                    null,
                                    null,
                                    accounts.email()
                                            .map(email ->
                                                    firstAdministrator.wish(
                                                            email, accounts.name(), null))
                                            .orElse(null)),
                            ACTOR);
        } catch (ProvisioningException e) {
            // Another replica was quicker, or there is no server to put it on.
            LOG.warnf("the demo tenant is not made: %s", e.getMessage());
        }
    }
}
