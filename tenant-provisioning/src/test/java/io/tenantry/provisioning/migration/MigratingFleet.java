package io.tenantry.provisioning.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.routing.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Six tenants of an older version of the changelog, and what tests ask about their migration.
 *
 * @param before a replica that carries the older version
 */
record MigratingFleet(TestFleet fleet, TestReplica before, List<TenantId> tenants)
        implements AutoCloseable {
    static final String AFTER = "changelog-tests/migration/after.yaml";
    private static final String BEFORE = "changelog-tests/migration/before.yaml";
    private static final int TENANTS = 6;

    static MigratingFleet open() {
        TestFleet fleet = TestFleet.create();
        TestReplica before = TestReplica.withChangelog(fleet, BEFORE);
        List<TenantId> tenants = new ArrayList<>();
        for (int i = 0; i < TENANTS; i++) {
            tenants.add(create(before, "tenant-" + i));
        }
        return new MigratingFleet(fleet, before, tenants);
    }

    static TenantId create(TestReplica replica, String slug) {
        RequestedTenant requested =
                replica.tenants()
                        .create(new CreateTenant(slug, slug, null, null, null), TestFleet.OPERATOR);
        replica.await(requested.operation());
        return requested.tenant().id();
    }

    static MigrationRequest all(MigrationSettings settings) {
        return new MigrationRequest(Set.of(), false, settings);
    }

    static MigrationSettings settings(
            Map<String, String> canary, List<Integer> waves, int errorBudget) {
        return new MigrationSettings(canary, waves, 2, errorBudget, 3, 1, 60, false);
    }

    /** One wave; the first failure pauses. */
    static MigrationSettings atOnce() {
        return settings(Map.of(), List.of(100), 0);
    }

    static Migration await(TestReplica replica, Migration migration) {
        replica.await(() -> find(replica, migration).state() != MigrationState.RUNNING);
        return find(replica, migration);
    }

    static Migration find(TestReplica replica, Migration migration) {
        return replica.migrations().find(migration.id()).orElseThrow();
    }

    String database(TenantId tenant) {
        return fleet.inControlPlane(
                        "SELECT database_name FROM tenant_databases WHERE tenant_id = '%s'"
                                .formatted(tenant.value()))
                .getFirst();
    }

    private List<String> counters(TenantId tenant) {
        return fleet.onServer(
                "SELECT CONCAT(name, '=', times) FROM %s.counters ORDER BY name"
                        .formatted(database(tenant)));
    }

    void assertMigratedOnce(TenantId tenant) {
        assertThat(counters(tenant)).containsExactly("again=1", "styled=1");
        assertThat(
                        fleet.onServer(
                                "SELECT COUNT(*) FROM %s.DATABASECHANGELOG GROUP BY ID, FILENAME"
                                        .formatted(database(tenant))))
                .containsOnly("1");
    }

    void assertUntouched(TenantId tenant) {
        assertThat(counters(tenant)).containsExactly("again=0", "styled=0");
    }

    /** Has a unique key on titles be refused. */
    void withDesignsOfOneTitle(TenantId tenant) {
        for (String id : List.of("a", "b")) {
            fleet.executeOnServer(
                    "INSERT INTO %s.designs VALUES ('%s', 'same', '', 'x', 1, NOW(6), NOW(6))"
                            .formatted(database(tenant), id));
        }
    }

    static void assertConflict(ThrowingCallable wish) {
        assertThatThrownBy(wish)
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.MIGRATION_STATE_CONFLICT));
    }

    @Override
    public void close() {
        before.close();
        fleet.close();
    }
}
