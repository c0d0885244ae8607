package io.tenantry.access.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {
    @Test
    void whatATokenCarriesIsReadAgain() {
        Versions versions = new Versions(1, 20, 999_999_999);

        assertThat(Versions.of(versions.claim())).isEqualTo(versions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "1.2", "1.2.3.4", "-1.2.3", "1.2.x", "1.2.1000000000", "1. 2.3"})
    void whatIsNoSuchFormIsTheOldestSoThatAnyRevocationCoversIt(String claim) {
        assertThat(Versions.of(claim)).isEqualTo(Versions.FIRST);
    }

    @Test
    void aTokenWithoutVersionsHasTheFirst() {
        assertThat(Versions.of(null)).isEqualTo(Versions.FIRST);
        assertThat(Versions.of(7)).isEqualTo(Versions.FIRST);
    }
}
