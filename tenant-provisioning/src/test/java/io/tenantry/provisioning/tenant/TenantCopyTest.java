package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.DecoratedKind;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A new tenant may begin with what another's database holds. */
class TenantCopyTest {
    private static final AtomicInteger SLUGS = new AtomicInteger();

    private static TestFleet fleet;
    private static TestReplica replica;

    @BeforeAll
    static void open() {
        fleet = TestFleet.create();
        replica = TestReplica.on(fleet);
    }

    @AfterAll
    static void close() {
        replica.close();
        fleet.close();
    }

    private static CreateTenant wish() {
        String slug = "tenant-" + SLUGS.incrementAndGet();
        return new CreateTenant(slug, slug, null, null, null);
    }

    private static TenantDatabase placement(TenantId tenant) {
        return fleet.controlPlane().read(handle -> PlacementRows.of(handle, tenant).orElseThrow());
    }

    /** A tenant with a design. */
    private static TenantId original() {
        RequestedTenant requested = replica.tenants().create(wish(), TestFleet.OPERATOR);
        replica.await(requested.operation());
        TenantId tenant = requested.tenant().id();
        fleet.executeOnServer(
                """
                INSERT INTO %s.designs VALUES ('d1', 'Coat', 'a coat', 'u1', 1, NOW(6), NOW(6))
                """
                        .formatted(placement(tenant).name()));
        return tenant;
    }

    private static RequestedTenant copy(TenantId original) {
        return replica.tenants().copy(original, wish(), TestFleet.OPERATOR);
    }

    private static List<String> designs(TenantId tenant) {
        return fleet.onServer("SELECT title FROM %s.designs".formatted(placement(tenant).name()));
    }

    @Test
    void aCopyBeginsWithTheOriginalsRowsAndIsNobodyElse() {
        TenantId original = original();
        fleet.executeOnServer(
                """
                INSERT INTO %s.idempotency_keys VALUES ('u1', 'create_design', 'k', '', 201, NULL, '{}', NOW(6))
                """
                        .formatted(placement(original).name()));

        RequestedTenant requested = copy(original);

        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        TenantId copy = requested.tenant().id();
        TenantDatabase database = placement(copy);
        assertThat(replica.tenants().find(copy).orElseThrow().state())
                .isEqualTo(TenantState.ACTIVE);
        assertThat(designs(copy)).containsExactly("Coat");
        assertThat(
                        fleet.onServer(
                                "SELECT CONCAT_WS(' ', tenant_id, database_id, epoch) FROM %s.tenant_identity"
                                        .formatted(database.name())))
                .containsExactly("%s %s 1".formatted(copy.value(), database.id()));
        assertThat(
                        fleet.onServer(
                                "SELECT COUNT(*) FROM %s.idempotency_keys"
                                        .formatted(database.name())))
                .containsExactly("0");
        fleet.executeOnServer("DELETE FROM %s.designs".formatted(database.name()));
        assertThat(designs(original)).containsExactly("Coat");
    }

    @Test
    void aCopyHasTheOriginalsVersionAndFingerprintPlanAndSettings() {
        TenantId original = original();
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                "UPDATE tenants SET plan = 'premium', settings = '{\"a.b\":1}' WHERE id = ?",
                                original.value()));

        RequestedTenant requested = copy(original);

        replica.await(requested.operation());
        String terms =
                """
                SELECT CONCAT_WS('|', t.plan, t.settings, d.changelog_version, d.schema_fingerprint, d.server_id)
                FROM tenants t JOIN tenant_databases d ON d.id = t.database_id
                WHERE t.id = '%s'
                """;
        List<String> copied =
                fleet.inControlPlane(terms.formatted(requested.tenant().id().value()));
        assertThat(copied)
                .hasSize(1)
                .isEqualTo(fleet.inControlPlane(terms.formatted(original.value())));
        assertThat(copied.getFirst()).startsWith("premium|{\"a.b\":1}|");
    }

    @Test
    void bothAuditsTellOfIt() {
        TenantId original = original();
        RequestedTenant requested = copy(original);
        replica.await(requested.operation());

        String actions =
                "SELECT action FROM audit_log WHERE tenant_id = '%s' ORDER BY id DESC LIMIT 1";
        assertThat(fleet.inControlPlane(actions.formatted(original.value())))
                .containsExactly("tenant.copied");
        assertThat(fleet.inControlPlane(actions.formatted(requested.tenant().id().value())))
                .containsExactly("tenant.clone");
    }

    @Test
    void aSuspendedTenantCanBeCopiedButADeletedOneCannot() {
        TenantId original = original();
        RequestedTenant suspended =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.lifecycle()
                                        .suspend(handle, original, null, TestFleet.OPERATOR));
        assertThatThrownBy(() -> copy(original))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TENANT_BUSY));
        replica.await(suspended.operation());
        RequestedTenant requested = copy(original);
        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);

        RequestedTenant deleted =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.lifecycle()
                                        .delete(handle, original, null, TestFleet.OPERATOR));
        replica.await(deleted.operation());
        assertThatThrownBy(() -> copy(original))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TENANT_STATE_CONFLICT));
    }

    @Test
    void anOriginalThatIsGoneMeanwhileEndsTheCopyAndLeavesNothing() {
        TenantId original = original();
        Set<String> before = fleet.madeOnServer();
        try (TestReplica late =
                TestReplica.on(
                        fleet,
                        "late",
                        kind ->
                                DecoratedKind.at(
                                        kind,
                                        CopyDatabase.NAME,
                                        step ->
                                                Mishap.before(
                                                        step,
                                                        _ ->
                                                                fleet.controlPlane()
                                                                        .useTransaction(handle ->
                                                                                LifeRows.closeBooks(
                                                                                        handle,
                                                                                        original)))))) {
            RequestedTenant requested = late.tenants().copy(original, wish(), TestFleet.OPERATOR);

            Operation operation = late.await(requested.operation());

            assertThat(operation.state()).isEqualTo(OperationState.UNDONE);
            assertThat(operation.errorCode()).isEqualTo("tenant_state_conflict");
            assertThat(fleet.madeOnServer()).isEqualTo(before);
        }
    }

    @Test
    void manyCopiesOfOneTenantAtOnceAllSucceed() {
        TenantId original = original();
        List<RequestedTenant> requested =
                IntStream.range(0, 5).mapToObj(_ -> copy(original)).toList();

        assertThat(requested)
                .allSatisfy(each -> {
                    assertThat(replica.await(each.operation()).state())
                            .isEqualTo(OperationState.SUCCEEDED);
                    assertThat(designs(each.tenant().id())).containsExactly("Coat");
                });
    }
}
