package io.tenantry.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.localstack.StackException.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunnerOptionsTest {

    @Test
    void defaultsAreOneDurableMariaDbOnKeptData() {
        RunnerOptions options = RunnerOptions.parse("--data", "d", "--file", "f");

        assertThat(options.stack().engine()).isEqualTo(Engine.MARIADB);
        assertThat(options.stack().servers()).isEqualTo(1);
        assertThat(options.stack().durable()).isTrue();
        assertThat(options.stack().fresh()).isFalse();
        assertThat(options.parent()).isEmpty();
    }

    @Test
    void everyOptionIsTaken() {
        RunnerOptions options =
                RunnerOptions.parse(
                        "--data",
                        "d",
                        "--file",
                        "f",
                        "--engine",
                        "MySQL",
                        "--servers",
                        "3",
                        "--shell-file",
                        "s",
                        "--parent",
                        "42",
                        "--fresh",
                        "--fast");

        assertThat(options.stack().engine()).isEqualTo(Engine.MYSQL);
        assertThat(options.stack().servers()).isEqualTo(3);
        assertThat(options.stack().durable()).isFalse();
        assertThat(options.stack().fresh()).isTrue();
        assertThat(options.shellFile()).isPresent();
        assertThat(options.parent()).isEqualTo(Optional.of(42L));
    }

    @Test
    void nonsenseIsRefused() {
        List<String[]> wrong =
                List.of(
                        new String[] {"--file", "f"},
                        new String[] {"--data", "d"},
                        new String[] {"--data", "d", "--file"},
                        new String[] {"--data", "d", "--file", "f", "--engine", "oracle"},
                        new String[] {"--data", "d", "--file", "f", "--servers", "0"},
                        new String[] {"--data", "d", "--file", "f", "--servers", "17"},
                        new String[] {"--data", "d", "--file", "f", "--loud", "yes"},
                        new String[] {
                            "--data", "d", "--file", "f", "--shell-file", "s", "--parent", "init"
                        });

        for (String[] arguments : wrong) {
            assertThatExceptionOfType(StackException.class)
                    .isThrownBy(() -> RunnerOptions.parse(arguments))
                    .withMessageContaining("Usage:")
                    .returns(Reason.USAGE, StackException::reason);
        }
    }
}
