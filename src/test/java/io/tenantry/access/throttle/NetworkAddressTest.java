package io.tenantry.access.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkAddressTest {
    @Test
    void anIpv4AddressStandsForItself() {
        assertThat(NetworkAddress.group("203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @Test
    void ipv6AddressesOfOneNetworkCountTogether() {
        assertThat(NetworkAddress.group("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(NetworkAddress.group("2001:db8:1:2::ffff"))
                .isNotEqualTo(NetworkAddress.group("2001:db8:1:3::1"));
    }

    @Test
    void whatIsNoAddressStandsForItself() {
        assertThat(NetworkAddress.group("unknown")).isEqualTo("unknown");
    }
}
