package io.tenantry.benchmarks.provision;

import io.agroal.api.AgroalDataSource;
import io.tenantry.benchmarks.workbench.BenchmarkFailedException;
import io.tenantry.benchmarks.workbench.DatabaseAddress;
import io.tenantry.benchmarks.workbench.MasterKeys;
import io.tenantry.benchmarks.workbench.RoutingSettings;
import io.tenantry.benchmarks.workbench.Workbench;
import io.tenantry.provisioning.ContributedSteps;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.ProvisioningSettings;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.changelog.TenantChangelog;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.warm.WarmSettings;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import io.tenantry.routing.directory.JdbcRouteSource;
import io.tenantry.routing.directory.TenantDirectory;
import io.tenantry.routing.pool.Lease;
import io.tenantry.routing.pool.PoolObserver;
import io.tenantry.routing.pool.ServerPools;
import io.tenantry.routing.pool.TenantLeases;
import io.tenantry.routing.secret.SecretBox;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tenantry: journaled, resumable, with the schema's fingerprint compared and the wish audited; with
 * databases that are ready, or from nothing.
 */
final class ByProvisioning implements Way, AutoCloseable {

    private static final Actor ACTOR = Actor.local("bench");
    private static final int CONTROL_PLANE_CONNECTIONS = 8;
    private static final int POOL = 4;
    private static final Duration POLL = Duration.ofMillis(5);
    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<TenantId> announced = new LinkedBlockingQueue<>();
    private final AgroalDataSource controlPlane;
    private final Provisioning provisioning;
    private final TenantDirectory directory;
    private final ServerPools pools;
    private final TenantLeases leases;
    private final String serverId;
    private final boolean warm;
    private int made;

    private ByProvisioning(Workbench workbench, AgroalDataSource controlPlane, boolean warm) {
        this.controlPlane = controlPlane;
        this.warm = warm;
        SecretBox secrets = new SecretBox(MasterKeys.random());
        provisioning =
                Provisioning.assemble(
                        controlPlane,
                        secrets,
                        Clock.systemUTC(),
                        announced::add,
                        ContributedSteps.NONE,
                        settings(warm));
        provisioning.controlPlane().migrate();
        serverId =
                provisioning
                        .servers()
                        .register(Workbench.registration(workbench.tenantServer()), ACTOR)
                        .id();
        provisioning.runner().start();
        directory =
                new TenantDirectory(new JdbcRouteSource(controlPlane), RoutingSettings.DIRECTORY);
        pools = new ServerPools(RoutingSettings.pool(POOL), secrets, PoolObserver.NONE);
        leases = new TenantLeases(directory, pools);
    }

    private static ProvisioningSettings settings(boolean warm) {
        ProvisioningSettings defaults = ProvisioningSettings.defaults("bench");
        return new ProvisioningSettings(
                defaults.admin(),
                defaults.runner(),
                defaults.life(),
                defaults.rotation(),
                warm ? defaults.warm() : new WarmSettings(0, 0),
                defaults.changelogRoot());
    }

    /**
     * With a control plane of its own.
     *
     * @param warm whether databases are kept ready
     */
    static ByProvisioning open(Workbench workbench, boolean warm) throws SQLException {
        DatabaseAddress address = workbench.newControlPlane();
        return new ByProvisioning(workbench, address.pool(CONTROL_PLANE_CONNECTIONS), warm);
    }

    /** What Tenantry sends to a new database. */
    List<String> statements() throws SQLException {
        try (AdminConnection admin = provisioning.connections().open(serverId)) {
            return provisioning.changelogs().recordingFor(admin).statements();
        }
    }

    /** The root file of the changelog behind {@link #statements}. */
    String changelog() {
        return TenantChangelog.DEFAULT_ROOT;
    }

    @Override
    public String name() {
        return warm ? "tenantry, warm" : "tenantry";
    }

    /** Has a database ready, as the reconciler has while nobody asks. */
    @Override
    public void prepare() throws SQLException, InterruptedException {
        while (warm && ready() == 0) {
            if (provisioning.runner().isIdle()) {
                provisioning.warm().reconcile(ACTOR);
            }
            Thread.sleep(POLL);
        }
        while (!provisioning.runner().isIdle()) {
            Thread.sleep(POLL);
        }
    }

    private int ready() {
        return provisioning
                .controlPlane()
                .read(handle ->
                        handle.createQuery(
                                        "SELECT COUNT(*) FROM warm_databases WHERE state = 'ready'")
                                .mapTo(Integer.class)
                                .one());
    }

    /**
     * Asks for many tenants at once.
     *
     * @return how many of the creations failed
     */
    int failuresOf(int creations) throws InterruptedException {
        List<OperationId> asked = new ArrayList<>();
        for (int i = 0; i < creations; i++) {
            made++;
            asked.add(
                    provisioning
                            .tenants()
                            .create(wish("at-once-%05d".formatted(made)), ACTOR)
                            .operation());
        }
        int failed = 0;
        for (OperationId operation : asked) {
            failed += succeeds(operation) ? 0 : 1;
        }
        return failed;
    }

    private boolean succeeds(OperationId operation) throws InterruptedException {
        while (true) {
            OperationState state = provisioning.operations().find(operation).orElseThrow().state();
            if (state.isFinal()) {
                return state == OperationState.SUCCEEDED;
            }
            Thread.sleep(POLL);
        }
    }

    private static CreateTenant wish(String slug) {
        return new CreateTenant(slug, slug, null, null, null);
    }

    @Override
    public void makeAndServe() throws SQLException, InterruptedException {
        made++;
        TenantId tenant =
                provisioning
                        .tenants()
                        .create(wish("customer-%05d".formatted(made)), ACTOR)
                        .tenant()
                        .id();
        awaitRoute(tenant);
        try (Lease lease = leases.lease(tenant)) {
            NewDatabase.read(lease.connection());
        }
    }

    private void awaitRoute(TenantId tenant) throws InterruptedException {
        while (true) {
            @Nullable TenantId changed = announced.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (changed == null) {
                throw new BenchmarkFailedException("Nothing happens to tenant " + tenant);
            }
            if (changed.equals(tenant) && directory.refresh(tenant).state() == TenantState.ACTIVE) {
                return;
            }
        }
    }

    @Override
    public void close() {
        pools.close();
        provisioning.close();
        controlPlane.close();
    }
}
