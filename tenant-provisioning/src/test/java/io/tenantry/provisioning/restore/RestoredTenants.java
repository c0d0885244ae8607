package io.tenantry.provisioning.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.backup.RequestedBackup;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tenants whose past is brought back, and what tests ask about them.
 *
 * @param replica a healthy one
 */
record RestoredTenants(TestFleet fleet, TestReplica replica) implements AutoCloseable {
    private static final AtomicInteger SLUGS = new AtomicInteger();

    static RestoredTenants open() {
        TestFleet fleet = TestFleet.create();
        return new RestoredTenants(fleet, TestReplica.on(fleet));
    }

    /** A tenant with one design, called Coat. */
    TenantId tenant() {
        String slug = "restored-" + SLUGS.incrementAndGet();
        RequestedTenant requested =
                replica.tenants()
                        .create(new CreateTenant(slug, slug, null, null, null), TestFleet.OPERATOR);
        replica.await(requested.operation());
        write(requested.tenant().id(), "Coat");
        return requested.tenant().id();
    }

    TenantDatabase serving(TenantId tenant) {
        return fleet.controlPlane().read(handle -> PlacementRows.of(handle, tenant).orElseThrow());
    }

    void write(TenantId tenant, String title) {
        fleet.executeOnServer(
                """
                INSERT INTO %s.designs (id, title, prompt, created_by, version, created_at, changed_at)
                VALUES ('%s', '%s', 'a coat', 'u1', 1, NOW(6), NOW(6))
                """
                        .formatted(serving(tenant).name(), Ulid.next(), title));
    }

    List<String> designs(TenantId tenant) {
        return fleet.onServer(
                "SELECT title FROM %s.designs ORDER BY id".formatted(serving(tenant).name()));
    }

    String password(TenantDatabase database) {
        return fleet.controlPlane()
                .read(handle -> PlacementRows.password(handle, database.id(), fleet.secrets()));
    }

    String backup(TenantId tenant) {
        RequestedBackup requested =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.backups().create(handle, tenant, TestFleet.OPERATOR));
        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        return requested.backup().id();
    }

    RequestedRestore ask(TestReplica asked, TenantId tenant, RestoreWish wish) {
        return fleet.controlPlane()
                .inTransaction(
                        handle -> asked.restores().start(handle, tenant, wish, TestFleet.OPERATOR));
    }

    /** A restore that has succeeded. */
    Restore restored(TenantId tenant, String backup, RestoreMode mode) {
        RequestedRestore requested = ask(replica, tenant, RestoreWish.of(backup, mode));
        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        return find(requested.restore());
    }

    Restore find(Restore restore) {
        return replica.restores().find(restore.tenant(), restore.id()).orElseThrow();
    }

    RequestedRestore askUndo(TestReplica asked, Restore restore) {
        return fleet.controlPlane()
                .inTransaction(handle ->
                        asked.restores()
                                .undo(handle, restore.tenant(), restore.id(), TestFleet.OPERATOR));
    }

    /** What the control plane knows of the tenant's databases. */
    List<TenantDatabase> placements(TenantId tenant) {
        return fleet.controlPlane().read(handle -> PlacementRows.allOf(handle, tenant));
    }

    /** An open peek. */
    Peek peek(TenantId tenant, String backup) {
        RequestedPeek requested =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.peeks()
                                        .open(
                                                handle,
                                                tenant,
                                                new PeekWish(backup, null, Duration.ofHours(1)),
                                                TestFleet.OPERATOR));
        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        return replica.peeks().find(tenant, requested.peek().id()).orElseThrow();
    }

    /**
     * What the control plane and the server know of the tenant's databases, and that they agree.
     */
    List<TenantDatabase> databases(TenantId tenant) {
        List<TenantDatabase> databases = placements(tenant);
        for (TenantDatabase database : databases) {
            assertThat(fleet.madeOnServer())
                    .contains(database.name().value(), database.account() + "@");
        }
        return databases;
    }

    /** Those of all its databases. */
    List<String> eventsThatHappen(TenantId tenant) {
        return placements(tenant).stream()
                .flatMap(database ->
                        fleet
                                .onServer(
                                        """
                                        SELECT CONCAT(EVENT_SCHEMA, '.', EVENT_NAME)
                                        FROM information_schema.EVENTS
                                        WHERE EVENT_SCHEMA = '%s' AND STATUS = 'ENABLED'
                                        ORDER BY EVENT_NAME
                                        """
                                                .formatted(database.name()))
                                .stream())
                .toList();
    }

    static void assertReason(Runnable call, Reason reason) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ProvisioningException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Override
    public void close() {
        replica.close();
        fleet.close();
    }
}
