package io.tenantry.routing.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** No tenant holds more than its share, and nobody waits for ever. */
class ConnectionSharesTest {
    private static final TenantId NOISY = TenantId.next();
    private static final TenantId QUIET = TenantId.next();

    @Test
    void aTenantThatHoldsItsShareGetsNoMoreAlthoughConnectionsAreFree() {
        ConnectionShares shares = shares(4, 0.5, Duration.ZERO);
        shares.acquire(NOISY);
        shares.acquire(NOISY);

        assertRefused(shares, NOISY, Reason.TENANT_SHARE_EXHAUSTED);
        shares.acquire(QUIET);
        assertThat(shares.inUse()).isEqualTo(3);
    }

    @Test
    void whenAllConnectionsAreBusyAWaiterIsRefusedAtItsDeadline() {
        ConnectionShares shares = shares(2, 1, Duration.ofMillis(20));
        shares.acquire(NOISY);
        shares.acquire(NOISY);

        assertRefused(shares, QUIET, Reason.SERVER_BUSY);
        assertThat(shares.waiting()).isZero();
    }

    @Test
    void aTenantMayNotFillTheQueueEither() {
        ConnectionShares shares =
                new ConnectionShares("db1", settings(1, 1, Duration.ofSeconds(30), 8, 1));
        shares.acquire(NOISY);
        Thread waiting = Thread.ofVirtual().start(() -> shares.acquire(NOISY));
        await().until(() -> shares.waiting() == 1);

        assertRefused(shares, NOISY, Reason.TENANT_SHARE_EXHAUSTED);
        shares.release(NOISY);
        await().until(() -> !waiting.isAlive());
    }

    @Test
    void aFullQueueTakesAQuietTenantInPlaceOfOneOfTheTenantThatFillsIt() {
        ConnectionShares shares =
                new ConnectionShares("db1", settings(1, 1, Duration.ofSeconds(30), 3, 3));
        shares.acquire(NOISY);
        List<Reason> refused = new CopyOnWriteArrayList<>();
        List<TenantId> served = new CopyOnWriteArrayList<>();
        for (int i = 1; i <= 3; i++) {
            startWaiter(shares, NOISY, served, refused);
        }
        await().until(() -> shares.waiting() == 3);

        startWaiter(shares, QUIET, served, refused);
        await().until(() -> refused.size() == 1);

        assertThat(refused).containsExactly(Reason.SERVER_BUSY);
        assertThat(shares.waiting()).isEqualTo(3);
        // The noisy one has two left, so a second quiet one would gain no more than it takes.
        startWaiter(shares, TenantId.next(), served, refused);
        await().until(() -> refused.size() == 2);
        assertThat(shares.waiting()).isEqualTo(3);
    }

    @Test
    void whenTheServerIsGoneAllThatWaitAreSentAwayAtOnce() {
        ConnectionShares shares = shares(1, 1, Duration.ofMinutes(10));
        shares.acquire(NOISY);
        List<Reason> refused = new CopyOnWriteArrayList<>();
        startWaiter(shares, NOISY, new CopyOnWriteArrayList<>(), refused);
        startWaiter(shares, QUIET, new CopyOnWriteArrayList<>(), refused);
        await().until(() -> shares.waiting() == 2);

        shares.dismiss(() -> new RoutingException(Reason.SERVER_UNAVAILABLE, "gone"));

        await().until(() -> refused.size() == 2);
        assertThat(refused).containsOnly(Reason.SERVER_UNAVAILABLE);
        assertThat(shares.waiting()).isZero();
        assertThat(shares.inUse()).isOne();
    }

    @Test
    void whatComesBackGoesToTheTenantThatHoldsLeast() {
        ConnectionShares shares = shares(3, 1, Duration.ofSeconds(30));
        shares.acquire(NOISY);
        shares.acquire(NOISY);
        TenantId third = TenantId.next();
        shares.acquire(third);
        List<TenantId> served = new CopyOnWriteArrayList<>();
        startWaiter(shares, NOISY, served, 1);
        startWaiter(shares, QUIET, served, 2);

        shares.release(third);

        await().until(() -> served.size() == 1);
        assertThat(served).containsExactly(QUIET);
        shares.release(QUIET);
        await().until(() -> served.size() == 2);
    }

    @Test
    void anInterruptedWaiterLeavesTheQueue() {
        ConnectionShares shares = shares(1, 1, Duration.ofSeconds(30));
        shares.acquire(NOISY);
        Thread waiting =
                Thread.ofVirtual()
                        .start(() ->
                                assertThatThrownBy(() -> shares.acquire(QUIET))
                                        .isInstanceOf(RoutingException.class));
        await().until(() -> shares.waiting() == 1);

        waiting.interrupt();

        await().until(() -> !waiting.isAlive() && shares.waiting() == 0);
        assertThat(shares.inUse()).isOne();
    }

    private static void startWaiter(
            ConnectionShares shares, TenantId tenant, List<TenantId> served, int expectedWaiting) {
        Thread.ofVirtual()
                .start(() -> {
                    shares.acquire(tenant);
                    served.add(tenant);
                });
        await().until(() -> shares.waiting() == expectedWaiting);
    }

    private static void startWaiter(
            ConnectionShares shares, TenantId tenant, List<TenantId> served, List<Reason> refused) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        shares.acquire(tenant);
                        served.add(tenant);
                    } catch (RoutingException e) {
                        refused.add(e.reason());
                    }
                });
    }

    private static void assertRefused(ConnectionShares shares, TenantId tenant, Reason reason) {
        assertThatThrownBy(() -> shares.acquire(tenant))
                .isInstanceOfSatisfying(
                        RoutingException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(reason);
                            assertThat(e.retryAfter()).isPresent();
                        });
    }

    private static ConnectionShares shares(int maxSize, double share, Duration timeout) {
        return new ConnectionShares("db1", settings(maxSize, share, timeout, 96, 64));
    }

    private static PoolSettings settings(
            int maxSize, double share, Duration timeout, int maxWaiting, int waitingPerTenant) {
        PoolSettings defaults = PoolSettings.DEFAULTS;
        return new PoolSettings(
                maxSize,
                share,
                maxWaiting,
                waitingPerTenant,
                defaults.patience().acquiring(timeout),
                false,
                defaults.driver());
    }
}
