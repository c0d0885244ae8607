package io.tenantry.access.signon.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests to providers may go, and where not. */
class ProviderAddressesTest {
    private final ProviderAddresses strict = new ProviderAddresses(false);
    private final ProviderAddresses local = new ProviderAddresses(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1"
            })
    void addressesOfNobodyInParticularAreForbidden(String address) throws Exception {
        assertThat(ProviderAddresses.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "20.190.159.4", "100.128.0.1", "172.32.0.1", "2606:4700::1"})
    void addressesOfEverybodyAreAllowed(String address) throws Exception {
        assertThat(ProviderAddresses.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.acme.example",
                "ftp://login.acme.example",
                "https:login",
                "https://user:pass@login.acme.example",
                "https://login.acme.example/#here",
                "not an address",
                "",
                "http://127.0.0.1.acme.example"
            })
    void onlyHttpsIsTaken(String address) {
        refused(strict, address);
        refused(local, address);
    }

    @Test
    void thisMachineIsTakenWithoutTlsOnlyWhereThatIsAllowed() {
        refused(strict, "http://127.0.0.1:8080/realms/acme");
        assertThat(local.demandUsable("http://127.0.0.1:8080/realms/acme", "it").getPort())
                .isEqualTo(8080);
        assertThat(local.lookUp(URI.create("http://127.0.0.1:8080")).isLoopbackAddress()).isTrue();
        assertThatThrownBy(() -> strict.lookUp(URI.create("https://127.0.0.1:8080")))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        e -> assertThat(e.fault()).isEqualTo(ProviderFault.ADDRESS_FORBIDDEN));
    }

    private static void refused(ProviderAddresses addresses, String address) {
        assertThatThrownBy(() -> addresses.demandUsable(address, "it"))
                .isInstanceOf(ProviderException.class);
    }
}
