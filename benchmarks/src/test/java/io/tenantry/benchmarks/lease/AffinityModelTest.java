package io.tenantry.benchmarks.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AffinityModelTest {

    @Test
    void oneThreadFindsTheBusiestTenantsConnections() {
        Zipf zipf = new Zipf(1_000);

        double rate = new AffinityModel(zipf, 1, 40, 1).hitRate(200_000);

        assertThat(rate).isCloseTo(zipf.shareOfFirst(40), within(0.01));
    }

    @Test
    void requestsAtOnceLeaveFewerConnectionsToChooseFrom() {
        Zipf zipf = new Zipf(1_000);

        double rate = new AffinityModel(zipf, 16, 40, 1).hitRate(200_000);

        assertThat(rate).isBetween(0.35, zipf.shareOfFirst(24));
    }

    @Test
    void aConnectionForEveryRequestOfEveryTenantIsAlwaysFound() {
        double rate = new AffinityModel(new Zipf(5), 4, 20, 1).hitRate(50_000);

        assertThat(rate).isEqualTo(1.0);
    }
}
