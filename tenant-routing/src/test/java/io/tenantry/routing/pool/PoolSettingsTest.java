package io.tenantry.routing.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolSettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "useServerPrepStmts",
                "useLocalSessionState",
                "sessionVariables",
                "USELOCALSESSIONSTATE",
                "autoReconnect",
                "allowMultiQueries"
            })
    void driverPropertiesThatLeakAcrossTenantsAreRefusedByName(String property) {
        assertThatThrownBy(() -> settings(10, 0.5, Map.of(property, "true")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(property);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5, max-size", "10, 0, tenant-share", "10, 1.5, tenant-share"})
    void valuesOutOfRangeAreRefusedByName(int maxSize, double share, String named) {
        assertThatThrownBy(() -> settings(maxSize, share, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void everyTenantMayHoldAtLeastOneConnection() {
        assertThat(settings(3, 0.01, Map.of()).tenantCap()).isOne();
        assertThat(settings(40, 0.5, Map.of()).tenantCap()).isEqualTo(20);
    }

    @Test
    void timesOutOfRangeAreRefusedByName() {
        Patience patience = Patience.DEFAULTS;

        assertThatThrownBy(() -> patience.noticing(Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("answer-timeout");
        assertThatThrownBy(() -> patience.noticing(Duration.ofSeconds(1), Duration.ofSeconds(-1)))
                .hasMessageContaining("abandon-after");
        assertThatThrownBy(() -> patience.acquiring(Duration.ofSeconds(-1)))
                .hasMessageContaining("acquire-timeout");
    }

    private static PoolSettings settings(int maxSize, double share, Map<String, String> driver) {
        return new PoolSettings(maxSize, share, 1, 1, Patience.DEFAULTS, false, driver);
    }
}
