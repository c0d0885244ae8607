package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.DecoratedKind;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.routing.TenantState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A process that was paused, lost its operations, and wakes up. */
class FencingTest {
    private static TestFleet fleet;

    private final CountDownLatch paused = new CountDownLatch(1);
    private final CountDownLatch wake = new CountDownLatch(1);

    @BeforeAll
    static void open() {
        fleet = TestFleet.create();
    }

    @AfterAll
    static void close() {
        fleet.close();
    }

    @Test
    void aZombieWithAConnectionDropsNothingThatItsSuccessorMade() {
        assertHarmless(
                "zombie-with-connection",
                context -> {
                    connect(context);
                    pause();
                });
    }

    @Test
    void aZombieWithoutAConnectionGetsNoneToDoHarmWith() {
        assertHarmless("zombie-without", _ -> pause());
    }

    /**
     * The zombie is paused at the beginning of a step that drops and makes anew what it finds half
     * done, and its successor completes the tenant meanwhile.
     */
    private void assertHarmless(String slug, Mishap<CreateTenant> pausing) {
        try (TestReplica zombie =
                        TestReplica.on(
                                fleet,
                                "zombie",
                                kind ->
                                        DecoratedKind.at(
                                                kind,
                                                ApplyChangelog.NAME,
                                                step -> Mishap.before(step, pausing)));
                TestReplica successor = TestReplica.on(fleet)) {
            RequestedTenant requested =
                    zombie.tenants()
                            .create(
                                    new CreateTenant(slug, slug, null, null, null),
                                    TestFleet.OPERATOR);
            await(paused);
            fleet.clock().advance(Duration.ofSeconds(16));
            Operation finished = successor.await(requested.operation());

            wake.countDown();
            Awaitility.await().until(() -> zombie.runner().isIdle());

            assertThat(finished.state()).isEqualTo(OperationState.SUCCEEDED);
            assertThat(successor.operation(requested.operation())).isEqualTo(finished);
            assertUntouched(successor, requested);
        }
    }

    private static void assertUntouched(TestReplica replica, RequestedTenant requested) {
        Tenant tenant = replica.tenants().find(requested.tenant().id()).orElseThrow();
        assertThat(tenant.state()).isEqualTo(TenantState.ACTIVE);
        TenantDatabase database =
                fleet.controlPlane()
                        .read(handle -> PlacementRows.of(handle, tenant.id()).orElseThrow());
        assertThat(
                        fleet.onServer(
                                "SELECT tenant_id FROM %s.tenant_identity"
                                        .formatted(database.name())))
                .containsExactly(tenant.id().value());
    }

    private static void connect(StepContext<CreateTenant> context) throws SQLException {
        TenantDatabase database =
                context.read(handle -> PlacementRows.of(handle, context.tenant()).orElseThrow());
        context.admin(database.serverId(), database.name());
    }

    private void pause() {
        paused.countDown();
        await(wake);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
