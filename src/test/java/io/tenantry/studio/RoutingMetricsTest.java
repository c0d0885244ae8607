package io.tenantry.studio;

import static io.tenantry.tenants.Fleet.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.localstack.LocalStack;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What the metrics tell of leases: dashboards and alerts read these names and labels. */
@ServerTest
class RoutingMetricsTest {
    private static final String LEASES = "tenantry_routing_leases_total";
    private static final String HIT = "identity=\"hit\"";
    private static final String SWITCH = "identity=\"switch\"";
    private static final String SERVER =
            LocalStack.sharedOrStart().databaseServers().getFirst().name();

    @Inject Fleet fleet;

    @Test
    void aCallIsSeenAsALeaseThatFoundItsIdentityOrHadToSwitch() {
        Fleet.Open first = fleet.open();
        Fleet.Open second = fleet.open();
        call(first);
        Metrics before = Metrics.read();

        // Nobody has been this tenant before: a switch. Then nobody else comes: hits.
        call(second);
        Metrics switched = Metrics.read();
        for (int i = 0; i < 5; i++) {
            call(second);
        }
        Metrics after = Metrics.read();

        assertThat(grown(LEASES, SWITCH, before, switched)).isPositive();
        assertThat(grown(LEASES, HIT, switched, after)).isGreaterThanOrEqualTo(4);
        assertThat(grown("tenantry_routing_switches_seconds_count", "", before, switched))
                .isPositive();
        assertThat(grown("tenantry_routing_switches_seconds_sum", "", before, switched))
                .isPositive();
    }

    @Test
    void theUseOfAPoolIsShown() {
        call(fleet.open());

        Metrics now = Metrics.read();

        assertThat(now.sum("tenantry_routing_connections_max", SERVER, "")).isEqualTo(32);
        assertThat(now.sum("tenantry_routing_connections_open", SERVER, "")).isBetween(1.0, 32.0);
        assertThat(now.sum("tenantry_routing_connections_up", SERVER, "")).isOne();
        assertThat(now.sum("tenantry_routing_connections_in_use", SERVER, "")).isNotNegative();
        assertThat(now.sum("tenantry_routing_connections_waiting", SERVER, "")).isZero();
    }

    private static void call(Fleet.Open open) {
        as(open.token()).get("/api/v1/designs").then().statusCode(200);
    }

    private static double grown(String name, String label, Metrics before, Metrics after) {
        return after.sum(name, SERVER, label) - before.sum(name, SERVER, label);
    }
}
