package io.tenantry.provisioning.migration;

import static io.tenantry.provisioning.migration.MigratingFleet.await;
import static io.tenantry.provisioning.migration.MigratingFleet.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import io.tenantry.routing.TenantState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody dropped a tenant's database by hand. Each operation says so, and leaves nothing. */
class LostDatabaseTest {
    private static final String MISSING = "tenant_database_missing";

    private static MigratingFleet migrating;
    private static TestFleet fleet;
    private static TestReplica replica;

    @BeforeAll
    static void open() {
        migrating = MigratingFleet.open();
        fleet = migrating.fleet();
        replica = migrating.before();
    }

    @AfterAll
    static void close() {
        migrating.close();
    }

    private static TenantId lost(int tenant) {
        TenantId lost = migrating.tenants().get(tenant);
        fleet.executeOnServer("DROP DATABASE " + migrating.database(lost));
        return lost;
    }

    private static Operation ended(Function<Handle, RequestedTenant> wish) {
        return replica.await(fleet.controlPlane().inTransaction(wish).operation());
    }

    private static Tenant tenant(TenantId id) {
        return replica.tenants().find(id).orElseThrow();
    }

    private static void assertUndoneFor(Operation operation) {
        assertThat(operation.state()).isEqualTo(OperationState.UNDONE);
        assertThat(operation.errorCode()).isEqualTo(MISSING);
        assertThat(operation.errorDetail()).contains("restore a backup");
    }

    private static List<String> accounts(TenantId tenant) {
        return fleet.onServer(
                "SELECT User FROM mysql.user WHERE User LIKE '%s\\_%%'"
                        .formatted(migrating.database(tenant)));
    }

    @Test
    void oneOfAFleetFailsItsMigrationAndTheOthersGoOn() {
        TenantId lost = lost(0);
        List<TenantId> three = migrating.tenants().subList(0, 3);
        try (TestReplica after = TestReplica.withChangelog(fleet, MigratingFleet.AFTER)) {
            Migration ended =
                    await(
                            after,
                            after.migrations()
                                    .start(
                                            new MigrationRequest(
                                                    Set.copyOf(three),
                                                    false,
                                                    settings(Map.of(), List.of(100), 1)),
                                            TestFleet.OPERATOR));

            assertThat(ended.targets())
                    .isEqualTo(Map.of(TargetState.SUCCEEDED, 2, TargetState.FAILED, 1));
            MigrationTarget failed =
                    after.migrations().targets(ended.id(), TargetState.FAILED, null, 10).getFirst();
            assertThat(failed.tenant()).isEqualTo(lost);
            assertThat(failed.code()).isEqualTo(MISSING);
            assertThat(failed.detail()).contains(migrating.database(lost), "restore a backup");
            three.subList(1, 3).forEach(migrating::assertMigratedOnce);
        }
    }

    @Test
    void aRotationIsUndoneAndTheTenantsAccountStays() {
        TenantId lost = lost(3);
        List<String> before = accounts(lost);

        Operation rotation =
                ended(handle -> replica.rotations().rotate(handle, lost, TestFleet.OPERATOR));

        assertUndoneFor(rotation);
        assertThat(accounts(lost)).isEqualTo(before);
    }

    @Test
    void aResumeIsUndoneAndTheTenantCanBeDeletedAndPurged() {
        TenantId lost = lost(4);
        String database = migrating.database(lost);
        assertThat(
                        ended(handle ->
                                        replica.lifecycle()
                                                .suspend(handle, lost, null, TestFleet.OPERATOR))
                                .state())
                .isEqualTo(OperationState.SUCCEEDED);

        assertUndoneFor(
                ended(handle -> replica.lifecycle().resume(handle, lost, TestFleet.OPERATOR)));

        assertThat(tenant(lost).state()).isEqualTo(TenantState.SUSPENDED);
        ended(handle -> replica.lifecycle().delete(handle, lost, null, TestFleet.OPERATOR));
        Operation purge =
                ended(handle ->
                        replica.lifecycle().purge(handle, lost, "tenant-4", TestFleet.OPERATOR));
        assertThat(purge.state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(fleet.madeOnServer()).noneMatch(made -> made.contains(database));
    }

    @Test
    void aCloneIsUndoneAndItsSlugIsFreeAgain() {
        TenantId lost = lost(5);
        Set<String> before = fleet.madeOnServer();

        Operation clone =
                ended(handle ->
                        replica.tenants()
                                .copy(
                                        handle,
                                        lost,
                                        new CreateTenant("twin", "twin", null, null, null),
                                        TestFleet.OPERATOR));

        assertUndoneFor(clone);
        assertThat(fleet.madeOnServer()).isEqualTo(before);
        assertThat(replica.tenants().find(new TenantSlug("twin"))).isEmpty();
    }
}
