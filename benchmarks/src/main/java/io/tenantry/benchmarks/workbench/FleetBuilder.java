package io.tenantry.benchmarks.workbench;

import io.agroal.api.AgroalDataSource;
import io.tenantry.localstack.DatabaseServer;
import io.tenantry.provisioning.ContributedSteps;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.ProvisioningSettings;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.RouteAnnouncer;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.directory.JdbcRouteSource;
import io.tenantry.routing.directory.Placement;
import io.tenantry.routing.secret.MasterKey;
import io.tenantry.routing.secret.SecretBox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates tenants the way the server does: through provisioning, several at once. */
final class FleetBuilder {

    private static final int CONTROL_PLANE_CONNECTIONS = 12;
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Actor ACTOR = Actor.local("bench");

    private final Workbench workbench;
    private final String masterKey = MasterKeys.randomBase64();
    private final SecretBox secrets = new SecretBox(MasterKey.fromBase64(masterKey));

    FleetBuilder(Workbench workbench) {
        this.workbench = workbench;
    }

    /** Makes a control plane of its own and that many tenants, all active. */
    Fleet build(int tenants) throws SQLException, InterruptedException {
        DatabaseAddress controlPlane = workbench.newControlPlane();
        try (AgroalDataSource pool = controlPlane.pool(CONTROL_PLANE_CONNECTIONS);
                Provisioning provisioning =
                        Provisioning.assemble(
                                pool,
                                secrets,
                                Clock.systemUTC(),
                                RouteAnnouncer.SILENT,
                                ContributedSteps.NONE,
                                ProvisioningSettings.defaults("bench"))) {
            provisioning.controlPlane().migrate();
            DatabaseServer server = workbench.tenantServer();
            provisioning.recordChangelog(
                    provisioning.servers().register(Workbench.registration(server), ACTOR));
            provisioning.runner().start();
            List<FleetTenant> made = createAll(provisioning, tenants);
            insertDesigns(new JdbcRouteSource(pool), made);
            return new Fleet(controlPlane, masterKey, workbench.admin(server, ""), made);
        }
    }

    private static List<FleetTenant> createAll(Provisioning provisioning, int count)
            throws InterruptedException {
        List<RequestedTenant> requested = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            String slug = "customer-%05d".formatted(number);
            requested.add(
                    provisioning
                            .tenants()
                            .create(
                                    new CreateTenant(slug, "Customer " + number, null, null, null),
                                    ACTOR));
        }
        List<FleetTenant> made = new ArrayList<>();
        for (RequestedTenant request : requested) {
            awaitSuccess(provisioning, request);
            String id = request.tenant().id().value();
            made.add(new FleetTenant(id, Ulid.next(), "The design of " + id));
        }
        return made;
    }

    /** Waits for a creation to end; provisioning has its own deadlines, so that this ends too. */
    static void awaitSuccess(Provisioning provisioning, RequestedTenant request)
            throws InterruptedException {
        while (true) {
            Operation operation = provisioning.operations().find(request.operation()).orElseThrow();
            if (operation.state() == OperationState.SUCCEEDED) {
                return;
            }
            if (operation.state().isFinal()) {
                throw new BenchmarkFailedException(
                        "Tenant %s was not created: %s"
                                .formatted(request.tenant().slug(), operation));
            }
            Thread.sleep(POLL);
        }
    }

    private void insertDesigns(JdbcRouteSource routes, List<FleetTenant> tenants)
            throws SQLException {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        try (Connection admin = workbench.admin(workbench.tenantServer(), "").connect()) {
            for (FleetTenant tenant : tenants) {
                Placement placement = placement(routes, tenant);
                try (PreparedStatement insert =
                        admin.prepareStatement(DesignRows.insertInto(placement.databaseName()))) {
                    DesignRows.bind(insert, tenant, now);
                    insert.executeUpdate();
                }
            }
        }
    }

    private static Placement placement(JdbcRouteSource routes, FleetTenant tenant)
            throws SQLException {
        return routes.byId(tenant.tenantId())
                .flatMap(route -> Optional.ofNullable(route.placement()))
                .orElseThrow();
    }
}
