package io.tenantry.benchmarks.fleet;

import io.agroal.api.AgroalDataSource;
import io.tenantry.benchmarks.workbench.BenchmarkFailedException;
import io.tenantry.benchmarks.workbench.MasterKeys;
import io.tenantry.benchmarks.workbench.Workbench;
import io.tenantry.provisioning.ContributedSteps;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.ProvisioningSettings;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.migration.Migration;
import io.tenantry.provisioning.migration.MigrationRequest;
import io.tenantry.provisioning.migration.MigrationSettings;
import io.tenantry.provisioning.migration.MigrationState;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RouteAnnouncer;
import io.tenantry.provisioning.warm.WarmSettings;
import io.tenantry.routing.secret.SecretBox;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tenantry: leased, fenced, each database looked at before and after, everything in the books. */
final class ByMigration implements ChangeOfAll, AutoCloseable {
    private static final Actor ACTOR = Actor.local("bench");
    private static final int CONTROL_PLANE_CONNECTIONS = 12;
    private static final Duration POLL = Duration.ofMillis(2);

    private final AgroalDataSource controlPlane;
    private final SecretBox secrets = new SecretBox(MasterKeys.random());
    private final int databases;
    private final int parallelism;
    private Provisioning release;

    ByMigration(Workbench workbench, int databases, int parallelism)
            throws SQLException, InterruptedException {
        this.controlPlane = workbench.newControlPlane().pool(CONTROL_PLANE_CONNECTIONS);
        this.databases = databases;
        this.parallelism = parallelism;
        this.release = release(0);
        release.controlPlane().migrate();
        release.servers().register(Workbench.registration(workbench.tenantServer()), ACTOR);
        release.runner().start();
        for (int i = 0; i < databases; i++) {
            String slug = "customer-%05d".formatted(i);
            release.tenants().create(new CreateTenant(slug, slug, null, null, null), ACTOR);
        }
        while (count("SELECT COUNT(*) FROM tenants WHERE state = 'active'") < databases) {
            Thread.sleep(POLL);
        }
    }

    private static String changelog(int round) {
        return "changelog-bench/round-%d.yaml".formatted(round);
    }

    /** The release that carries the changelog of a round. */
    private Provisioning release(int round) {
        ProvisioningSettings defaults = ProvisioningSettings.defaults("bench");
        return Provisioning.assemble(
                controlPlane,
                secrets,
                Clock.systemUTC(),
                RouteAnnouncer.SILENT,
                ContributedSteps.NONE,
                new ProvisioningSettings(
                        defaults.admin(),
                        defaults.runner(),
                        defaults.life(),
                        defaults.rotation(),
                        new WarmSettings(0, 0),
                        changelog(round)));
    }

    /** What the release sends to a new database. */
    List<String> statements(Workbench workbench) throws SQLException {
        String server = release.servers().find(workbench.tenantServer().name()).orElseThrow().id();
        try (var admin = release.connections().open(server)) {
            return release.changelogs().recordingFor(admin).statements();
        }
    }

    /** Rolls the next release out, which rehearses its change: not part of what is measured. */
    void roll(int round) {
        release.close();
        release = release(round);
        release.runner().start();
        release.migrations().plan(Set.of());
    }

    @Override
    public String name() {
        return "tenantry";
    }

    @Override
    public int databases() {
        return databases;
    }

    @Override
    public void change(int round) throws InterruptedException {
        Migration asked = release.migrations().start(request(), ACTOR);
        Migration now = asked;
        while (!now.state().isFinal()) {
            Thread.sleep(POLL);
            now = release.migrations().find(asked.id()).orElseThrow();
            if (now.state() == MigrationState.PAUSED) {
                throw new BenchmarkFailedException("The migration stands still: " + now);
            }
        }
        long there =
                count(
                        "SELECT COUNT(*) FROM tenant_databases WHERE changelog_version = '%s'"
                                .formatted(now.to()));
        if (now.state() != MigrationState.SUCCEEDED || there != databases) {
            throw new BenchmarkFailedException("Not all were migrated: " + now);
        }
    }

    private MigrationRequest request() {
        MigrationSettings defaults = MigrationSettings.DEFAULTS;
        return new MigrationRequest(
                Set.of(),
                false,
                new MigrationSettings(
                        Map.of(),
                        List.of(100),
                        parallelism,
                        0,
                        defaults.attempts(),
                        defaults.lockWaitSeconds(),
                        defaults.statementSeconds(),
                        false));
    }

    private long count(String sql) {
        return release.controlPlane()
                .read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    @Override
    public void close() {
        release.close();
        controlPlane.close();
    }
}
