package io.tenantry.routing.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leases of a real server's connections, which a noisy tenant would rather have all to itself. */
class FairnessTest {
    private static final Duration DEADLINE = Duration.ofMillis(300);

    private final Queue<Reason> refused = new ConcurrentLinkedQueue<>();
    private final PoolFixture fixture =
            new PoolFixture(
                    PoolFixture.settings(4, 0.5, DEADLINE),
                    new PoolObserver() {
                        @Override
                        public void refused(String server, Reason reason) {
                            refused.add(reason);
                        }
                    });
    private final List<Lease> held = new ArrayList<>();

    @AfterEach
    void drop() {
        held.forEach(Lease::close);
        fixture.close();
    }

    @Test
    void aTenantGetsNoMoreThanItsShareAndOthersAreServedMeanwhile() throws SQLException {
        List<TenantId> tenants = fixture.fleet.add(2);
        hold(tenants.get(0), 2);

        assertRefusedAtTheDeadline(tenants.get(0), Reason.TENANT_SHARE_EXHAUSTED);

        for (int i = 0; i < 20; i++) {
            work(tenants.get(1));
        }
        held.removeFirst().close();
        work(tenants.get(0));
        assertThat(refused).containsExactly(Reason.TENANT_SHARE_EXHAUSTED);
    }

    @Test
    void whenAllAreTakenWhoeverComesIsRefusedAtItsDeadlineAndServedOnceOneIsFree()
            throws SQLException {
        List<TenantId> tenants = fixture.fleet.add(3);
        hold(tenants.get(0), 2);
        hold(tenants.get(1), 2);

        assertRefusedAtTheDeadline(tenants.get(2), Reason.SERVER_BUSY);

        held.removeLast().close();
        work(tenants.get(2));
        assertThat(refused).containsExactly(Reason.SERVER_BUSY);
        assertThat(fixture.pool().isUp()).isTrue();
    }

    private void hold(TenantId tenant, int connections) {
        for (int i = 0; i < connections; i++) {
            held.add(fixture.leases.lease(tenant));
        }
    }

    private void work(TenantId tenant) throws SQLException {
        try (Lease lease = fixture.leases.lease(tenant);
                Statement statement = lease.connection().createStatement()) {
            statement.execute("SELECT tenant_id FROM tenant_identity");
        }
    }

    private void assertRefusedAtTheDeadline(TenantId tenant, Reason reason) {
        long started = System.nanoTime();
        assertThatThrownBy(() -> work(tenant))
                .isInstanceOfSatisfying(
                        RoutingException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(reason);
                            assertThat(e.retryAfter()).isPresent();
                        });
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isBetween(DEADLINE, DEADLINE.plusSeconds(5));
    }
}
