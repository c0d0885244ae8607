package io.tenantry.routing.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import io.tenantry.routing.TenantState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantDirectoryTest {
    private static final TenantSlug SLUG = new TenantSlug("acme-fashion");
    private final TenantId tenant = TenantId.next();
    private final FakeRoutes routes = new FakeRoutes();
    private final AtomicLong clock = new AtomicLong();
    private final TenantDirectory directory =
            new TenantDirectory(routes, DirectorySettings.DEFAULTS, clock::get);

    @Test
    void aRouteIsReadOnceAndRemembered() {
        routes.put(tenant, SLUG, TenantState.ACTIVE);
        directory.require(tenant);
        directory.require(tenant);

        assertThat(routes.reads).isOne();
        assertThat(directory.require(SLUG)).isEqualTo(tenant);
        assertThat(routes.reads).isOne();
    }

    @Test
    void aPollBringsKnownRoutesUpToDate() {
        routes.put(tenant, SLUG, TenantState.ACTIVE);
        directory.require(tenant);
        directory.poll();
        routes.put(tenant, SLUG, TenantState.SUSPENDED);

        directory.poll();

        assertThat(directory.require(tenant).state()).isEqualTo(TenantState.SUSPENDED);
    }

    @Test
    void aRouteThatChangedIntoSomethingUnreadableIsUsedNoMoreAndOthersAreKeptCurrent() {
        TenantId other = TenantId.next();
        routes.put(tenant, SLUG, TenantState.ACTIVE);
        routes.put(other, null, TenantState.ACTIVE);
        directory.require(tenant);
        directory.require(other);
        routes.unreadable.add(tenant);
        routes.put(other, null, TenantState.SUSPENDED);

        directory.poll();

        assertThat(directory.require(other).state()).isEqualTo(TenantState.SUSPENDED);
        assertReason(() -> directory.require(tenant), Reason.DIRECTORY_UNAVAILABLE);
    }

    @Test
    void aPollDoesNotFillTheMemoryWithTenantsNobodyAskedFor() {
        directory.poll();
        routes.put(tenant, SLUG, TenantState.ACTIVE);

        directory.poll();

        assertThat(directory.size()).isZero();
    }

    @Test
    void anAnnouncedChangeIsReadAtOnce() {
        routes.put(tenant, SLUG, TenantState.ACTIVE);
        directory.require(tenant);
        routes.put(tenant, SLUG, TenantState.SUSPENDED);

        directory.invalidate(tenant);

        assertThat(directory.require(tenant).state()).isEqualTo(TenantState.SUSPENDED);
    }

    @Test
    void whatWasAskedForBeforeAnInvalidationIsNotKept() {
        routes.put(tenant, SLUG, TenantState.ACTIVE);
        routes.inFlight = () -> suspendAndAnnounce();

        directory.require(tenant);

        assertThat(directory.require(tenant).state()).isEqualTo(TenantState.SUSPENDED);
    }

    @Test
    void aPollThatAChangeOvertakesDoesNotBringTheFormerRouteBack() {
        routes.put(tenant, SLUG, TenantState.ACTIVE);
        directory.require(tenant);
        routes.inFlight =
                () -> {
                    suspendAndAnnounce();
                    directory.require(tenant);
                };

        directory.poll();

        assertThat(directory.require(tenant).state()).isEqualTo(TenantState.SUSPENDED);
    }

    @Test
    void aTenantThatIsMadeWhileItIsAskedForIsKnownAtOnce() {
        routes.inFlight =
                () -> {
                    routes.put(tenant, SLUG, TenantState.ACTIVE);
                    directory.invalidate(tenant);
                };
        assertReason(() -> directory.require(tenant), Reason.UNKNOWN_TENANT);

        assertThat(directory.require(tenant).state()).isEqualTo(TenantState.ACTIVE);
    }

    private void suspendAndAnnounce() {
        routes.put(tenant, SLUG, TenantState.SUSPENDED);
        directory.invalidate(tenant);
    }

    @Test
    void anUnknownTenantIsNotAskedForAgainAtOnceButSoonAfter() {
        assertReason(() -> directory.require(tenant), Reason.UNKNOWN_TENANT);
        assertReason(() -> directory.require(tenant), Reason.UNKNOWN_TENANT);
        assertThat(routes.reads).isOne();

        routes.put(tenant, SLUG, TenantState.ACTIVE);
        advance(DirectorySettings.DEFAULTS.unknownFor().plusMillis(1));

        assertThat(directory.require(tenant).state()).isEqualTo(TenantState.ACTIVE);
    }

    @Test
    void knownRoutesSurviveAControlPlaneThatIsAwayForAWhileAndNoLonger() {
        routes.put(tenant, SLUG, TenantState.ACTIVE);
        directory.require(tenant);
        routes.isAway = true;
        directory.poll();

        advance(DirectorySettings.DEFAULTS.maxStale());
        assertThat(directory.require(tenant).state()).isEqualTo(TenantState.ACTIVE);

        advance(Duration.ofMillis(1));
        assertReason(() -> directory.require(tenant), Reason.DIRECTORY_UNAVAILABLE);

        routes.isAway = false;
        directory.poll();
        assertThat(directory.require(tenant).state()).isEqualTo(TenantState.ACTIVE);
    }

    @Test
    void aSlugThatWasGivenBackNamesNobody() {
        routes.put(tenant, SLUG, TenantState.ACTIVE);
        directory.require(SLUG);
        routes.put(tenant, null, TenantState.PURGED);
        directory.invalidate(tenant);

        assertReason(() -> directory.require(SLUG), Reason.UNKNOWN_TENANT);
    }

    @ParameterizedTest
    @CsvSource({
        "REQUESTED, NOT_READY",
        "PROVISIONING, NOT_READY",
        "ACTIVE, NOT_READY",
        "SUSPENDED, SUSPENDED",
        "MAINTENANCE, MAINTENANCE",
        "DELETING, GONE",
        "DELETED, GONE",
        "PURGED, GONE",
        "FAILED, GONE"
    })
    void onlyAnActiveTenantWithAPlacementIsAdmitted(TenantState state, Reason reason) {
        routes.put(tenant, SLUG, state);
        assertReason(() -> directory.require(tenant).admit(), reason);
    }

    private void advance(Duration duration) {
        clock.addAndGet(duration.toNanos());
    }

    private static void assertReason(Runnable call, Reason reason) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        RoutingException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static final class FakeRoutes implements RouteSource {
        private final Map<TenantId, TenantRoute> byId = new HashMap<>();
        private final Set<TenantId> unreadable = new HashSet<>();
        private int reads;
        private boolean isAway;

        /** Happens once, when the next answer is under way. */
        private Runnable inFlight = () -> {};

        private void put(
                TenantId tenant,
                @org.jspecify.annotations.Nullable TenantSlug slug,
                TenantState state) {
            byId.put(
                    tenant,
                    new TenantRoute(tenant, slug == null ? null : slug.value(), state, null));
        }

        @Override
        public Optional<TenantRoute> byId(TenantId tenant) throws SQLException {
            Optional<TenantRoute> route = Optional.ofNullable(byId.get(tenant));
            answer();
            if (unreadable.contains(tenant)) {
                throw new RoutingException(Reason.DIRECTORY_UNAVAILABLE, "unreadable");
            }
            return route;
        }

        @Override
        public Optional<TenantRoute> bySlug(TenantSlug slug) throws SQLException {
            answer();
            return byId.values().stream()
                    .filter(route -> slug.value().equals(route.slug()))
                    .findFirst();
        }

        @Override
        public Changes changedSince(Instant since) throws SQLException {
            List<TenantRoute> routes = new ArrayList<>(byId.values());
            routes.removeIf(route -> unreadable.contains(route.tenant()));
            answer();
            return new Changes(
                    routes, List.copyOf(unreadable), Instant.parse("2026-11-24T00:00:00Z"));
        }

        private void answer() throws SQLException {
            if (isAway) {
                throw new SQLException("away", "08S01");
            }
            reads++;
            Runnable event = inFlight;
            inFlight = () -> {};
            event.run();
        }
    }
}
