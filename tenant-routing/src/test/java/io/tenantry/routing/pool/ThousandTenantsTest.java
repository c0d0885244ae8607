package io.tenantry.routing.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.routing.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Promise 3: connections do not grow with tenants. */
class ThousandTenantsTest {
    private static final int TENANTS = 1_000;
    private static final int CONNECTIONS = 40;
    private static final int CLIENTS = 64;
    private static final int LEASES_EACH = 200;

    @Test
    void aThousandTenantsAreServedOverFortyConnectionsUnderAZipfLoad() throws Exception {
        try (PoolFixture fixture =
                new PoolFixture(
                        PoolFixture.settings(CONNECTIONS, 0.5, Duration.ofSeconds(20)),
                        PoolObserver.NONE)) {
            List<TenantId> tenants = fixture.fleet.add(TENANTS);
            assertThat(fixture.fleet.count("SELECT @@max_connections")).isEqualTo(151);
            Set<TenantId> served = ConcurrentHashMap.newKeySet();

            for (TenantId tenant : tenants) {
                serve(fixture, tenant, served);
            }
            load(fixture, tenants, served);

            assertThat(served).hasSize(TENANTS);
            assertThat(fixture.fleet.sessions()).isBetween(1L, (long) CONNECTIONS);
            assertThat(fixture.pool().open()).isLessThanOrEqualTo(CONNECTIONS);
        }
    }

    private static void load(PoolFixture fixture, List<TenantId> tenants, Set<TenantId> served)
            throws InterruptedException, ExecutionException {
        double[] cumulated = zipf(tenants.size());
        SplittableRandom seeds = new SplittableRandom(1);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                SplittableRandom random = seeds.split();
                running.add(
                        clients.submit(() -> {
                            for (int n = 0; n < LEASES_EACH; n++) {
                                serve(fixture, draw(tenants, cumulated, random), served);
                            }
                            return null;
                        }));
            }
            for (Future<?> client : running) {
                // Any error of any client fails the test.
                client.get();
            }
        }
    }

    private static void serve(PoolFixture fixture, TenantId tenant, Set<TenantId> served)
            throws SQLException {
        try (Lease lease = fixture.leases.lease(tenant);
                Statement statement = lease.connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT tenant_id FROM tenant_identity")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo(tenant.value());
        }
        served.add(tenant);
    }

    private static double[] zipf(int size) {
        double[] cumulated = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += 1.0 / (i + 1);
            cumulated[i] = sum;
        }
        return cumulated;
    }

    private static TenantId draw(
            List<TenantId> tenants, double[] cumulated, SplittableRandom random) {
        double at = random.nextDouble() * cumulated[cumulated.length - 1];
        int index = java.util.Arrays.binarySearch(cumulated, at);
        return tenants.get(index < 0 ? -index - 1 : index);
    }
}
