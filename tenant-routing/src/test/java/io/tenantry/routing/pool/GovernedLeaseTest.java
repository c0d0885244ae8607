package io.tenantry.routing.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import io.tenantry.routing.NoTenantException;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import io.tenantry.routing.WrongTenantException;
import io.tenantry.routing.directory.Placement;
import io.tenantry.routing.hibernate.TransactionLeases;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The hazards of switching identities under a transaction manager, each replayed. */
class GovernedLeaseTest {
    private static final TransactionManager TRANSACTIONS =
            com.arjuna.ats.jta.TransactionManager.transactionManager();
    private static PoolFixture fixture;
    private static TransactionLeases governed;
    private static TenantId a;
    private static TenantId b;

    @BeforeAll
    static void fleet() {
        fixture =
                new PoolFixture(
                        PoolFixture.settings(2, 1, Duration.ofSeconds(5)), PoolObserver.NONE);
        List<TenantId> tenants = fixture.fleet.add(2);
        a = tenants.get(0);
        b = tenants.get(1);
        governed =
                new TransactionLeases(
                        fixture.leases,
                        TRANSACTIONS,
                        new TransactionSynchronizationRegistryImple());
    }

    @AfterAll
    static void drop() {
        fixture.close();
    }

    @AfterEach
    void noTransactionIsLeftAndNoConnectionHeld() throws Exception {
        if (TRANSACTIONS.getStatus() != Status.STATUS_NO_TRANSACTION) {
            TRANSACTIONS.rollback();
        }
        // The pool may be opening one more connection, which counts until it is idle.
        await().until(() -> fixture.pool().inUse() == 0);
    }

    @Test
    void aTransactionThatEndsWhileALeaseJoinsItLeavesNoLeaseBehind() throws Exception {
        TransactionLeases unlucky =
                new TransactionLeases(
                        fixture.leases,
                        TRANSACTIONS,
                        new TransactionSynchronizationRegistryImple() {
                            @Override
                            public void registerInterposedSynchronization(Synchronization last) {
                                // What the reaper does, a moment after the lease was enlisted.
                                try {
                                    TRANSACTIONS.rollback();
                                } catch (SystemException e) {
                                    throw new IllegalStateException(e);
                                }
                                super.registerInterposedSynchronization(last);
                            }
                        });
        TRANSACTIONS.begin();

        TenantContext.run(
                a,
                () ->
                        assertThatThrownBy(() -> unlucky.acquire(a))
                                .isInstanceOf(SQLException.class)
                                .hasMessageContaining("cannot join"));

        await().until(() -> fixture.pool().inUse() == 0);
    }

    @Test
    void aRolledBackRowIsGoneEvenWhenTheLeaseHadToSwitch() throws Exception {
        try (Lease other = fixture.leases.lease(b)) {
            assertThat(other.tenant()).isEqualTo(b);
        }
        TRANSACTIONS.begin();
        TenantContext.call(a, () -> insert(governed.acquire(a), "doomed"));
        TRANSACTIONS.rollback();

        assertThat(rows(a, "doomed")).isZero();
    }

    @Test
    void aCommittedRowIsThereAndTheNextTransactionCanStillRollBack() throws Exception {
        TRANSACTIONS.begin();
        TenantContext.call(a, () -> insert(governed.acquire(a), "kept"));
        TRANSACTIONS.commit();
        TRANSACTIONS.begin();
        TenantContext.call(a, () -> insert(governed.acquire(a), "not kept"));
        TRANSACTIONS.rollback();

        assertThat(rows(a, "kept")).isOne();
        assertThat(rows(a, "not kept")).isZero();
    }

    @Test
    void aSecondTenantInOneTransactionIsRefused() throws Exception {
        TRANSACTIONS.begin();
        TenantContext.call(a, () -> governed.acquire(a));

        assertThatThrownBy(() -> TenantContext.call(b, () -> governed.acquire(b)))
                .isInstanceOf(WrongTenantException.class);
    }

    @Test
    void aSessionThatOutlivedItsUnitOfWorkIsRefused() {
        // Hibernate asks for the tenant its session was opened for; the context says another.
        assertThatThrownBy(() -> TenantContext.call(b, () -> governed.acquire(a)))
                .isInstanceOf(WrongTenantException.class);
    }

    @Test
    void withoutATenantThereIsNoConnection() {
        assertThatThrownBy(() -> governed.acquire(a)).isInstanceOf(NoTenantException.class);
    }

    @Test
    void aTenantCannotChangeInsideAUnitOfWork() {
        assertThatThrownBy(() -> TenantContext.run(a, () -> TenantContext.run(b, () -> {})))
                .isInstanceOf(WrongTenantException.class);
    }

    @Test
    void aFailedSwitchIsNeverEnlistedAndTheNextLeaseIsSound() throws Exception {
        TenantId locked = fixture.fleet.add(1).getFirst();
        Placement placement = fixture.fleet.placement(locked);
        fixture.fleet.execute("DROP USER '%s'@'%%'".formatted(placement.account()));
        TRANSACTIONS.begin();

        assertThatThrownBy(() -> TenantContext.call(locked, () -> governed.acquire(locked)))
                .isInstanceOfSatisfying(
                        RoutingException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(RoutingException.Reason.CREDENTIALS_REFUSED));
        TRANSACTIONS.commit();

        for (int i = 0; i < 20; i++) {
            try (Lease lease = fixture.leases.lease(i % 2 == 0 ? a : b);
                    Statement statement = lease.connection().createStatement()) {
                assertThat(statement.execute("SELECT tenant_id FROM tenant_identity")).isTrue();
            }
        }
    }

    @Test
    void aTransactionThatCanOnlyRollBackGetsNoLease() throws Exception {
        TRANSACTIONS.begin();
        TRANSACTIONS.setRollbackOnly();

        assertThatThrownBy(() -> TenantContext.call(a, () -> governed.acquire(a)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("only be rolled back");
    }

    @Test
    void theHolderCannotCommitBehindTheTransactionManagersBack() throws Exception {
        TRANSACTIONS.begin();
        Connection connection = TenantContext.call(a, () -> governed.acquire(a));
        insert(connection, "early");

        assertThatThrownBy(connection::commit).hasMessageContaining("transaction manager");
        assertThatThrownBy(() -> connection.setAutoCommit(true))
                .hasMessageContaining("transaction manager");
        TRANSACTIONS.rollback();

        assertThat(rows(a, "early")).isZero();
    }

    @Test
    void aSuspendedTenantGetsNoNewLease() {
        TenantId suspended = fixture.fleet.add(1).getFirst();
        Placement placement = fixture.fleet.placement(suspended);
        fixture.fleet.place(suspended, TenantState.SUSPENDED, placement);
        fixture.directory.invalidate(suspended);

        assertThatThrownBy(() -> fixture.leases.lease(suspended))
                .isInstanceOfSatisfying(
                        RoutingException.class,
                        e -> assertThat(e.reason()).isEqualTo(RoutingException.Reason.SUSPENDED));
    }

    private static int insert(Connection connection, String marker) throws SQLException {
        try (var insert =
                connection.prepareStatement("INSERT INTO work (tenant, marker) VALUES (?, ?)")) {
            insert.setString(1, a.value());
            insert.setString(2, marker);
            return insert.executeUpdate();
        }
    }

    private static long rows(TenantId tenant, String marker) {
        return fixture.fleet.count(
                "SELECT COUNT(*) FROM %s.work WHERE marker = '%s'"
                        .formatted(fixture.fleet.placement(tenant).databaseName(), marker));
    }
}
