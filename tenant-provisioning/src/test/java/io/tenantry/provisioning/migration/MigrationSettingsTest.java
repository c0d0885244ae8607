package io.tenantry.provisioning.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a migration may be asked to do. */
class MigrationSettingsTest {
    @Test
    void settingsOutOfTheirRangeAreRefused() {
        for (List<Integer> waves :
                List.of(List.<Integer>of(), List.of(50), List.of(50, 50, 100), List.of(0, 100))) {
            assertThatThrownBy(() -> new MigrationSettings(Map.of(), waves, 1, 0, 1, 1, 1, false))
                    .isInstanceOfSatisfying(
                            ProvisioningException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.MIGRATION_MALFORMED));
        }
        assertThatThrownBy(
                        () -> new MigrationSettings(Map.of(), List.of(100), 33, 0, 1, 1, 1, false))
                .hasMessageContaining("parallelism");
        assertThatThrownBy(
                        () -> new MigrationSettings(Map.of(), List.of(100), 1, 0, 1, 0, 1, false))
                .hasMessageContaining("lock wait");
    }
}
