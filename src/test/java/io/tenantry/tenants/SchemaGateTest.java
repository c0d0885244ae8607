package io.tenantry.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.changelog.SchemaVersions;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.migration.FleetMigrations;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantState;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.directory.TenantRoute;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.SchemaConfig.WhenOutdated;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a replica does for a tenant whose database is of another version of the changelog. */
@ServerTest
class SchemaGateTest {
    @Inject Fleet fleet;
    @Inject ControlPlane controlPlane;
    @Inject SchemaVersions versions;
    @Inject FleetMigrations migrations;

    private final String older = aVersion();

    private static String aVersion() {
        return Ulid.next().repeat(3).substring(0, 64);
    }

    private SchemaGate gate(WhenOutdated whenOutdated) {
        return new SchemaGate(versions, migrations, () -> whenOutdated);
    }

    private void record(String version, String at) {
        controlPlane.useTransaction(handle ->
                handle.execute(
                        """
                        INSERT INTO changelog_recordings
                            (changelog_version, engine, replayable, statements, fingerprint,
                             recorded_at)
                        VALUES (?, 'mariadb-10', FALSE, '[]', ?, ?)
                        """,
                        version,
                        version,
                        at));
    }

    private static TenantRoute route(Fleet.Open open, @Nullable String version) {
        return new TenantRoute(
                open.id(), open.slug(), TenantState.ACTIVE, null, null, null, version);
    }

    @Test
    void anOlderVersionIsRefusedOrServedAsConfigured() {
        record(older, "2000-01-01");
        TenantRoute route = route(fleet.shared("gate"), older);

        assertThatThrownBy(() -> gate(WhenOutdated.REFUSE).admit(route))
                .isInstanceOfSatisfying(
                        RoutingException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.SCHEMA_OUTDATED));
        assertThatCode(() -> gate(WhenOutdated.SERVE).admit(route)).doesNotThrowAnyException();
    }

    @Test
    void aNewerAnUnknownAndNoVersionPass() {
        String newer = aVersion();
        record(newer, "2099-01-01");
        Fleet.Open open = fleet.shared("gate");
        SchemaGate gate = gate(WhenOutdated.REFUSE);

        assertThatCode(() -> gate.admit(route(open, newer))).doesNotThrowAnyException();
        assertThatCode(() -> gate.admit(route(open, "0".repeat(64)))).doesNotThrowAnyException();
        assertThatCode(() -> gate.admit(route(open, null))).doesNotThrowAnyException();
    }

    @Test
    void theFirstRequestAsksForAMigrationWhereThatIsConfigured() {
        record(older, "2000-01-01");
        Fleet.Open open = fleet.open();
        controlPlane.useTransaction(handle ->
                handle.execute(
                        "UPDATE tenant_databases SET changelog_version = ? WHERE tenant_id = ?",
                        older,
                        open.id().value()));
        SchemaGate gate = gate(WhenOutdated.MIGRATE);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> gate.admit(route(open, older)))
                    .isInstanceOf(RoutingException.class);
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        controlPlane.read(handle ->
                                handle.createQuery(
                                                        """
                                                        SELECT COUNT(*) FROM migration_targets
                                                        WHERE tenant_id = :tenant AND state = 'succeeded'
                                                        """)
                                                .bind("tenant", open.id().value())
                                                .mapTo(Long.class)
                                                .one()
                                        == 1));
    }
}
