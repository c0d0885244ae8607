package io.tenantry.routing.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.routing.mysql.ServerVersion.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerVersionTest {
    @ParameterizedTest
    @CsvSource({
        "9.7.4, mysql-9.7.4",
        "8.0.39-0ubuntu0.22.04.1, mysql-8.0.39",
        "8.4.2-commercial, mysql-8.4.2",
        "11.4.5-MariaDB-log, mariadb-11.4.5",
        "5.5.5-10.11.6-MariaDB-1:10.11.6+maria~ubu2204, mariadb-10.11.6",
    })
    void readsEngineAndRelease(String text, String release) {
        assertThat(ServerVersion.parse(text).release()).isEqualTo(release);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.0.38", "8.4.1", "9.0.0", "8.0.38-log"})
    void refusesReleasesThatDoNotRestartWithManyTables(String text) {
        assertThat(ServerVersion.parse(text).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("8,000 tables", "upgrade"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5.7.44", "8.0.37", "8.1.0", "8.3.0", "9.0.1", "10.6.18-MariaDB", "5.5.5"})
    void refusesReleasesItDoesNotSupport(String text) {
        assertThat(ServerVersion.parse(text).refusal()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.0.39",
                "8.0.46",
                "8.4.0",
                "8.4.7",
                "9.1.0",
                "9.7.4",
                "10.0.0",
                "10.11.2-MariaDB",
                "11.4.5-MariaDB-log",
                "12.0.1-MariaDB"
            })
    void acceptsSupportedReleases(String text) {
        assertThat(ServerVersion.parse(text).refusal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "MariaDB", "8.4", "8.0.11-TiDB-v7.5.0", "'; DROP", "99999999999.0.0"})
    void refusesWhatIsNoKnownServer(String text) {
        ServerVersion version = ServerVersion.parse(text);

        assertThat(version.engine()).isEqualTo(Engine.UNKNOWN);
        assertThat(version.refusal()).isPresent();
    }

    @Test
    void keepsLittleOfALongText() {
        assertThat(ServerVersion.parse("8.4.2" + "x".repeat(5_000)).text()).hasSize(100);
    }
}
