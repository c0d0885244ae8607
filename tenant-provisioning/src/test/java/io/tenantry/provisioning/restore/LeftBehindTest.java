package io.tenantry.provisioning.restore;

import static io.tenantry.provisioning.restore.RestoredTenants.assertReason;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.DecoratedKind;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.journal.Mishaps;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a lost server leaves behind keeps nobody from going on. */
class LeftBehindTest {
    private static RestoredTenants tenants;
    private static TestFleet fleet;
    private static OutOfReach lost;

    @BeforeAll
    static void open() {
        tenants = RestoredTenants.open();
        fleet = tenants.fleet();
        lost = OutOfReach.of(fleet);
    }

    @AfterAll
    static void close() {
        tenants.close();
    }

    private static RestoreWish elsewhere() {
        return new RestoreWish(null, null, RestoreMode.LOST_SERVER, TestFleet.SERVER, true, null);
    }

    private static Restore goOnElsewhere(TenantId tenant) {
        RequestedRestore requested = tenants.ask(tenants.replica(), tenant, elsewhere());
        assertThat(tenants.replica().await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        return tenants.find(requested.restore());
    }

    private static TestReplica around(String name, UnaryOperator<RestoreKinds> kinds) {
        return TestReplica.aroundRestores(fleet, name, kinds);
    }

    /** The server goes with all of the tenant's databases while one is being filled. */
    private static RestoreKinds losing(RestoreKinds kinds, TenantId tenant) {
        return new RestoreKinds(
                DecoratedKind.at(
                        kinds.restore(),
                        FillDatabase.NAME,
                        step ->
                                Mishap.before(
                                        step,
                                        _ -> {
                                            tenants.placements(tenant).forEach(lost::lose);
                                            throw new SQLException(Mishaps.FAILURE, "HY000", 1);
                                        })),
                kinds.undo(),
                kinds.drop(),
                kinds.fence());
    }

    /** Its undo is tried until that is given up. */
    private static void awaitGivenUp(TestReplica replica, OperationId operation) {
        replica.await(() -> {
            if (replica.runner().isIdle()) {
                fleet.clock().advance(Duration.ofMinutes(3));
            }
            return replica.operation(operation).state() != OperationState.RUNNING;
        });
        assertThat(replica.operation(operation).state()).isEqualTo(OperationState.FAILED);
    }

    private static TenantState state(TenantId tenant) {
        return tenants.replica().tenants().find(tenant).orElseThrow().state();
    }

    private static void assertServes(TenantId tenant) throws SQLException {
        TenantDatabase serving = tenants.serving(tenant);
        assertThat(state(tenant)).isEqualTo(TenantState.ACTIVE);
        assertThat(tenants.designs(tenant)).containsExactly("Coat");
        try (Connection account =
                fleet.connect(serving.account().value(), tenants.password(serving))) {
            assertThat(account.isValid(1)).isTrue();
        }
    }

    private static List<String> operations(TenantId tenant, String kind) {
        return fleet.inControlPlane(
                "SELECT id FROM operations WHERE tenant_id = '%s' AND kind = '%s' ORDER BY id"
                        .formatted(tenant.value(), kind));
    }

    @Test
    void aTenantThatWasClosedWhenItsServerWasLostGoesOnElsewhereAndStaysThere() throws Exception {
        TenantId tenant = tenants.tenant();
        String backup = tenants.backup(tenant);
        TenantDatabase former = tenants.serving(tenant);
        RestoreWish inPlace = RestoreWish.of(backup, RestoreMode.IN_PLACE);
        OperationId givenUp;
        try (TestReplica replica = around("given-up", kinds -> losing(kinds, tenant))) {
            givenUp = tenants.ask(replica, tenant, inPlace).operation();
            awaitGivenUp(replica, givenUp);
        }
        assertThat(state(tenant)).isEqualTo(TenantState.MAINTENANCE);
        assertReason(
                () -> tenants.replica().restores().plan(tenant, inPlace),
                Reason.TENANT_STATE_CONFLICT);

        Restore restore = goOnElsewhere(tenant);
        assertServes(tenant);
        assertThat(restore.formerDatabase()).isEqualTo(former.id());

        lost.findAgain();
        assertThat(tenants.replica().leftDatabases().fenceReturned(TestFleet.OPERATOR))
                .isEqualTo(1);
        tenants.replica().await(() -> tenants.find(restore).fencedAt() != null);
        TenantDatabase serving = tenants.serving(tenant);
        tenants.replica().operations().retry(givenUp, TestFleet.OPERATOR);
        assertThat(tenants.replica().await(givenUp).state()).isEqualTo(OperationState.UNDONE);

        assertServes(tenant);
        assertThat(tenants.serving(tenant)).isEqualTo(serving);
        assertThat(tenants.databases(tenant))
                .extracting(TenantDatabase::id)
                .containsExactlyInAnyOrder(former.id(), serving.id());
    }

    @Test
    void aServerThatOthersSeeOrThatHasNoNameHereIsNotLost() {
        TenantId tenant = tenants.tenant();
        tenants.backup(tenant);
        lost.lose(tenants.serving(tenant));
        Runnable plan = () -> tenants.replica().restores().plan(tenant, elsewhere());
        plan.run();

        lost.seen();
        assertReason(plan, Reason.SERVER_NOT_LOST);
        fleet.clock().advance(Duration.ofMinutes(1));
        plan.run();

        String host = lost.moveTo("no-such-host.invalid");
        assertReason(plan, Reason.SERVER_NOT_LOST);
        lost.moveTo(host);
        plan.run();
        lost.findAgain();
    }

    @Test
    void aKeptDatabaseOnAServerThatIsAwayKeepsNobodyOffTheTenant() {
        TenantId tenant = tenants.tenant();
        Restore restore =
                tenants.restored(tenant, tenants.backup(tenant), RestoreMode.SIDE_BY_SIDE);
        tenants.placements(tenant).stream()
                .filter(each -> each.id().equals(restore.formerDatabase()))
                .forEach(lost::lose);
        fleet.clock().advance(Duration.ofDays(8));

        tenants.replica().restores().dropDue(100, TestFleet.OPERATOR);
        assertThat(operations(tenant, UnservingKind.DROP)).isEmpty();

        lost.findAgain();
        tenants.replica().restores().dropDue(100, TestFleet.OPERATOR);
        tenants.replica().await(() -> tenants.find(restore).keptUntil() == null);
        assertThat(tenants.databases(tenant)).containsExactly(tenants.serving(tenant));
    }

    @Test
    void aLockThatFailsForGoodIsAskedForAgainLater() {
        TenantId tenant = tenants.tenant();
        tenants.backup(tenant);
        lost.lose(tenants.serving(tenant));
        Restore restore = goOnElsewhere(tenant);
        lost.findAgain();
        try (TestReplica failing =
                around(
                        "failing",
                        kinds ->
                                new RestoreKinds(
                                        kinds.restore(),
                                        kinds.undo(),
                                        kinds.drop(),
                                        Mishaps.fails()
                                                .at(kinds.fence(), FenceLeftDatabase.NAME)))) {
            assertThat(failing.leftDatabases().fenceReturned(TestFleet.OPERATOR)).isEqualTo(1);
            OperationId asked = new OperationId(operations(tenant, UnservingKind.FENCE).getFirst());
            assertThat(failing.await(asked).state()).isEqualTo(OperationState.FAILED);
            fleet.clock().advance(Duration.ofMinutes(9));
            assertThat(failing.leftDatabases().fenceReturned(TestFleet.OPERATOR)).isZero();
        }
        fleet.clock().advance(Duration.ofMinutes(2));
        assertThat(tenants.replica().leftDatabases().fenceReturned(TestFleet.OPERATOR))
                .isEqualTo(1);
        tenants.replica().await(() -> tenants.find(restore).fencedAt() != null);
    }
}
