package io.tenantry.benchmarks.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.localstack.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {

    @Test
    void namesAndOptionsMayMix() {
        BenchOptions options =
                BenchOptions.parse(List.of("routing", "--quick", "--engine", "mysql", "lease"));

        assertThat(options.names()).containsExactly("routing", "lease");
        assertThat(options.quick()).isTrue();
        assertThat(options.engine()).isEqualTo(Engine.MYSQL);
    }

    @Test
    void nothingAskedMeansEverythingOnTheEmbeddedEngine() {
        BenchOptions options = BenchOptions.parse(List.of());

        assertThat(options.names()).isEmpty();
        assertThat(options.quick()).isFalse();
        assertThat(options.engine()).isEqualTo(Engine.MARIADB);
    }

    @Test
    void nonsenseIsRefusedByName() {
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--fast")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--fast");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--engine")))
                .hasMessageContaining("--engine needs a value");
    }
}
