package io.tenantry.provisioning.migration;

import static io.tenantry.provisioning.migration.MigratingFleet.all;
import static io.tenantry.provisioning.migration.MigratingFleet.atOnce;
import static io.tenantry.provisioning.migration.MigratingFleet.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.FullServer;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.server.ServerTrouble;
import io.tenantry.provisioning.tenant.CreateTenant;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Creations and migrations on a server whose disk is full. */
class FullServerTest {
    /** Needs a megabyte: less may be left when a server is full, as it goes on purging. */
    private static final String AFTER = "changelog-tests/migration/roomy.yaml";

    private static final String BEFORE = "changelog-tests/migration/before.yaml";

    private TestFleet fleet;
    private FullServer server;

    @BeforeEach
    void open() {
        fleet = TestFleet.create();
        server = FullServer.in(fleet);
    }

    @AfterEach
    void close() {
        fleet.close();
        server.close();
    }

    private static Operation create(TestReplica replica, String slug) {
        return replica.await(
                replica.tenants()
                        .create(
                                new CreateTenant(slug, slug, null, FullServer.NAME, null),
                                TestFleet.OPERATOR)
                        .operation());
    }

    @Test
    void whatNeedsRoomSaysSoLeavesNothingAndGoesOnWhenThereIsSome() throws SQLException {
        try (TestReplica before = TestReplica.withChangelog(fleet, BEFORE);
                TestReplica after = TestReplica.withChangelog(fleet, AFTER)) {
            assertThat(create(before, "first").state()).isEqualTo(OperationState.SUCCEEDED);
            after.migrations().plan(Set.of());
            Set<String> made = server.made();
            server.prepare();
            server.fill();

            Operation creation = create(before, "second");
            assertThat(creation.state()).isEqualTo(OperationState.UNDONE);
            assertThat(creation.errorCode()).isEqualTo("server_full");
            assertThat(creation.errorDetail()).contains("no room left");
            assertThat(server.made()).isEqualTo(made);

            server.fill();
            Migration paused =
                    await(after, after.migrations().start(all(atOnce()), TestFleet.OPERATOR));
            assertThat(paused.state()).isEqualTo(MigrationState.PAUSED);
            assertThat(after.migrations().targets(paused.id(), null, null, 10))
                    .extracting(MigrationTarget::code)
                    .containsExactly("server_full");

            server.fill();
            assertPlanSaysSo();

            server.makeRoom();
            after.migrations().steering().resume(paused.id(), TestFleet.OPERATOR);
            Migration ended = await(after, paused);
            assertThat(ended.targets()).isEqualTo(Map.of(TargetState.SUCCEEDED, 1));
            assertThat(counters()).containsExactly("again=1", "styled=1");
            assertThat(create(after, "second").state()).isEqualTo(OperationState.SUCCEEDED);
        }
    }

    /** Of another release, whose way is not recorded yet. */
    private void assertPlanSaysSo() {
        try (TestReplica other =
                TestReplica.withChangelog(fleet, "changelog-tests/migration/same.yaml")) {
            assertThatThrownBy(() -> other.migrations().plan(Set.of()))
                    .isInstanceOf(ProvisioningException.class)
                    .satisfies(e ->
                            assertThat(ServerTrouble.behind(e))
                                    .contains(ProvisioningException.Reason.SERVER_FULL));
        }
    }

    private List<String> counters() {
        return server.texts(
                "SELECT CONCAT(name, '=', times) FROM %s.counters ORDER BY name"
                        .formatted(
                                fleet.inControlPlane("SELECT database_name FROM tenant_databases")
                                        .getFirst()));
    }
}
