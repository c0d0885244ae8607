package io.tenantry.provisioning.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.routing.mysql.ServerVersion.Engine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that a test server cannot be given cheaply. */
class SettingsCheckTest {
    private static final Map<String, String> GOOD =
            Map.of(
                    "log_bin", "ON",
                    "binlog_row_image", "FULL",
                    "binlog_row_metadata", "FULL",
                    "local_infile", "ON",
                    "max_connections", "500",
                    "table_open_cache", "8000",
                    "table_open_cache_instances", "1",
                    "innodb_flush_log_at_trx_commit", "1",
                    "time_zone", "+00:00",
                    "sql_mode", "STRICT_TRANS_TABLES");

    private static Severity of(Engine engine, String code, Map<String, String> settings) {
        Map<String, String> variables = new HashMap<>(GOOD);
        variables.putAll(settings);
        List<Finding> findings = SettingsCheck.of(engine, new Variables(variables), 32);
        return findings.stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow()
                .severity();
    }

    @ParameterizedTest
    @CsvSource({
        "MYSQL, 4000, 16, WARNING",
        "MYSQL, 2000, 1, OK",
        "MYSQL, 32000, 16, OK",
        "MARIADB, 2000, 8, OK",
        "MARIADB, 400, 1, WARNING",
    })
    void tableCaches(Engine engine, String cache, String instances, Severity expected) {
        assertThat(
                        of(
                                engine,
                                "table_cache",
                                Map.of(
                                        "table_open_cache", cache,
                                        "table_open_cache_instances", instances)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"41, ERROR", "42, WARNING", "73, WARNING", "74, OK"})
    void connectionsBesideThePool(String most, Severity expected) {
        assertThat(of(Engine.MYSQL, "max_connections", Map.of("max_connections", most)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "SYSTEM, UTC, OK",
        "SYSTEM, CST, WARNING",
        "UTC, CST, OK",
        "Europe/Berlin, UTC, WARNING"
    })
    void timeZones(String zone, String system, Severity expected) {
        assertThat(
                        of(
                                Engine.MARIADB,
                                "time_zone",
                                Map.of("time_zone", zone, "system_time_zone", system)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, OK", "0, WARNING", "1000, WARNING"})
    void logsThatAreWrittenThrough(String synced, Severity expected) {
        assertThat(of(Engine.MARIADB, "binlog_synced", Map.of("sync_binlog", synced)))
                .isEqualTo(expected);
    }

    @Test
    void logsThatGoByTheirSize() {
        assertThat(
                        of(
                                Engine.MARIADB,
                                "binlog_total_size",
                                Map.of("max_binlog_total_size", "1073741824")))
                .isEqualTo(Severity.WARNING);
    }

    @ParameterizedTest
    @CsvSource({"86400, 43200, OK", "86400, 43201, WARNING", "0, 1000000, OK", "86400, -2, OK"})
    void archivesThatAreLate(long kept, long late, Severity expected) {
        assertThat(ArchiveCheck.of(Engine.MYSQL, kept, late).severity()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"MYSQL", "MARIADB"})
    void aReleaseThatKnowsRowsOnlyHasThem(Engine engine) {
        assertThat(of(engine, "binlog_format", Map.of())).isEqualTo(Severity.OK);
        assertThat(of(engine, "binlog_format", Map.of("binlog_format", "MIXED")))
                .isEqualTo(Severity.ERROR);
    }
}
