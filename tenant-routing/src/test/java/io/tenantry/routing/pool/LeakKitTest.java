package io.tenantry.routing.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.routing.testkit.LeakKit;
import io.tenantry.routing.testkit.Scenario;
import io.tenantry.routing.testkit.TenantFleet;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Promise 2 and 3: tenants share connections, and never anything else. */
class LeakKitTest {
    private static final PoolSettings SETTINGS =
            PoolFixture.settings(12, 0.5, Duration.ofSeconds(20));
    private static final int THREADS = 16;
    private static final int TENANTS = 40;
    private static final long LEASES = 50_000;

    @Test
    void noLeaseOfFiftyThousandEverSeesAnotherTenant() {
        try (PoolFixture fixture = new PoolFixture(SETTINGS, PoolObserver.NONE)) {
            fixture.fleet.add(TENANTS);

            LeakKit.Report report =
                    new LeakKit(fixture.fleet, fixture.leases).run(THREADS, LEASES, 20261124);

            assertThat(report.examples()).isEmpty();
            assertThat(report.leaks()).isZero();
            assertThat(report.failures()).isZero();
            assertThat(report.leases()).isGreaterThanOrEqualTo(LEASES);
            assertThat(report.scenarios().keySet())
                    .containsAll(Stream.of(Scenario.values()).map(Scenario::name).toList());
            assertThat(report.scenarios().get("REFUSED_LEASE")).isPositive();
            assertThat(report.scenarios().get("RETRIED")).isPositive();
            // The pool may be opening one more connection, which counts until it is idle.
            await().until(() -> fixture.pool().inUse() == 0);
            assertThat(fixture.fleet.sessions()).isLessThanOrEqualTo(12);
        }
    }

    @Test
    void theKitFailsWhenTheIdentitySwitchIsDisabled() {
        TenantFleet fleet = PoolFixture.fleet();
        IdentitySwitch real = new IdentitySwitch(TenantFleet.SECRETS);
        // Each connection becomes its first tenant and stays it: what a missing switch would do.
        IdentityChange onlyOnce =
                (connection, watch, identity, placement, autocommit) -> {
                    if (!watch.hasSeen("once")) {
                        real.change(connection, watch, identity, placement, autocommit);
                        watch.seen("once");
                    }
                };
        try (PoolFixture fixture = new PoolFixture(fleet, SETTINGS, PoolObserver.NONE, onlyOnce)) {
            fixture.fleet.add(TENANTS);

            LeakKit.Report report =
                    new LeakKit(fixture.fleet, fixture.leases).run(THREADS, 2_000, 7);

            assertThat(report.leaks()).isGreaterThan(100);
        }
    }
}
