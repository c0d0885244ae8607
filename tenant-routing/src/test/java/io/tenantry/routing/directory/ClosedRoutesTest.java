package io.tenantry.routing.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import io.tenantry.routing.TenantState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A cut-over is waited for, but not for long, and not by many. */
class ClosedRoutesTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final TenantId tenant = TenantId.next();
    private final Route source = new Route();
    private final TenantDirectory directory =
            new TenantDirectory(source, DirectorySettings.DEFAULTS);

    @Test
    void whoeverWaitsGoesOnWhenTheRouteOpensWithoutBeingTold() throws InterruptedException {
        ClosedRoutes closed = new ClosedRoutes(directory, LONG, 8, 8);
        Queue<TenantState> found = new ConcurrentLinkedQueue<>();
        List<Thread> requests = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            requests.add(
                    Thread.ofVirtual()
                            .start(() ->
                                    found.add(closed.settled(directory.require(tenant)).state())));
        }
        await().until(() -> source.reads.get() > 6);
        assertThat(found).isEmpty();

        source.state = TenantState.ACTIVE;

        for (Thread request : requests) {
            request.join();
        }
        assertThat(found).hasSize(4).containsOnly(TenantState.ACTIVE);
    }

    @Test
    void maintenanceThatOutlastsThePatienceIsWaitedForOnce() {
        ClosedRoutes closed = new ClosedRoutes(directory, Duration.ofMillis(100), 8, 8);
        assertThat(closed.settled(directory.require(tenant)).state())
                .isEqualTo(TenantState.MAINTENANCE);
        int reads = source.reads.get();

        assertThat(closed.settled(directory.require(tenant)).state())
                .isEqualTo(TenantState.MAINTENANCE);

        assertThat(source.reads.get()).isEqualTo(reads);
    }

    @Test
    void whenEnoughWaitTheNextIsAskedToComeBackInASecond() throws InterruptedException {
        ClosedRoutes closed = new ClosedRoutes(directory, LONG, 8, 1);
        Thread waiting = Thread.ofVirtual().start(() -> closed.settled(directory.require(tenant)));
        await().until(() -> source.reads.get() > 2);

        assertThatThrownBy(() -> closed.settled(directory.require(tenant)))
                .isInstanceOfSatisfying(
                        RoutingException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(1)));

        source.state = TenantState.SUSPENDED;
        waiting.join();
    }

    private final class Route implements RouteSource {
        private final AtomicInteger reads = new AtomicInteger();
        private volatile TenantState state = TenantState.MAINTENANCE;

        @Override
        public Optional<TenantRoute> byId(TenantId asked) {
            reads.incrementAndGet();
            return Optional.of(new TenantRoute(tenant, "acme", state, null));
        }

        @Override
        public Optional<TenantRoute> bySlug(TenantSlug slug) {
            return byId(tenant);
        }

        @Override
        public Changes changedSince(Instant since) {
            return new Changes(List.of(), Instant.EPOCH);
        }
    }
}
