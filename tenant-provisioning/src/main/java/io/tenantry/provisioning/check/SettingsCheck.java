package io.tenantry.provisioning.check;

import static io.tenantry.routing.mysql.ServerVersion.Engine.MARIADB;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.routing.mysql.ServerVersion.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks at a server's settings. Pure but for the reading of them. */
final class SettingsCheck {
    /** Connections beside a replica's pool: admins, replication, people. */
    private static final int RESERVE = 10;

    /** Open tables that one part of the cache should hold: a tenant has a dozen. */
    private static final int CACHED_TABLES = 2_000;

    private static final long DAY = 86_400;

    private static final String ROW = "ROW";
    private static final String FULL = "FULL";
    private static final Set<String> UTC = Set.of("UTC", "GMT", "+00:00", "ETC/UTC", "UCT");

    private final Engine engine;
    private final Variables variables;
    private final int poolSize;
    private final List<Finding> findings = new ArrayList<>();

    private SettingsCheck(Engine engine, Variables variables, int poolSize) {
        this.engine = engine;
        this.variables = variables;
        this.poolSize = poolSize;
    }

    /**
     * @param poolSize connections that one replica may hold to the server
     */
    static List<Finding> of(AdminConnection admin, int poolSize) throws SQLException {
        Variables variables =
                Variables.read(
                        admin,
                        List.of(
                                "log_bin",
                                "binlog_format",
                                "binlog_row_image",
                                "binlog_row_metadata",
                                "binlog_row_value_options",
                                "binlog_expire_logs_seconds",
                                "max_binlog_total_size",
                                "sync_binlog",
                                "binlog_alter_two_phase",
                                "log_bin_compress",
                                "local_infile",
                                "max_connections",
                                "table_open_cache",
                                "table_open_cache_instances",
                                "innodb_flush_log_at_trx_commit",
                                "time_zone",
                                "system_time_zone",
                                "sql_mode"));
        return of(admin.version().engine(), variables, poolSize);
    }

    static List<Finding> of(Engine engine, Variables variables, int poolSize) {
        return new SettingsCheck(engine, variables, poolSize).findings();
    }

    private List<Finding> findings() {
        binaryLog();
        archivedLog();
        localFiles();
        connections();
        tableCache();
        durability();
        logDurability();
        timeZone();
        sqlMode();
        return findings;
    }

    private void binaryLog() {
        boolean on = variables.isOn("log_bin");
        findings.add(
                on
                        ? Finding.ok("binlog", "on")
                        : Finding.error(
                                "binlog",
                                "off: nothing can be restored to a point in time",
                                Remedy.configure("log_bin = binlog")));
        mustBe("binlog_format", ROW);
        mustBe("binlog_row_image", FULL);
        mustBe("binlog_row_metadata", FULL);
        if (engine == MARIADB) {
            unreadable(
                    "binlog_compression", "log_bin_compress", variables.isOn("log_bin_compress"));
        } else {
            unreadable(
                    "binlog_partial_json",
                    "binlog_row_value_options",
                    !variables.text("binlog_row_value_options").isEmpty());
        }
    }

    /** What is thrown away, or written so, before it was archived is a gap. */
    private void archivedLog() {
        long kept = variables.number("binlog_expire_logs_seconds");
        String found = kept == 0 ? "for ever" : "for %d seconds".formatted(kept);
        findings.add(
                kept == 0 || kept >= DAY
                        ? Finding.ok("binlog_kept", found)
                        : Finding.warning(
                                "binlog_kept",
                                found + ": what is not archived by then can never be restored",
                                Remedy.set(engine, "binlog_expire_logs_seconds", "259200")));
        long most = variables.number("max_binlog_total_size");
        if (most > 0) {
            findings.add(
                    Finding.warning(
                            "binlog_total_size",
                            "%d bytes: the oldest logs go when there are more, archived or not"
                                    .formatted(most),
                            Remedy.set(engine, "max_binlog_total_size", "0")));
        }
        if (variables.isOn("binlog_alter_two_phase")) {
            findings.add(
                    Finding.warning(
                            "binlog_two_phases",
                            "binlog_alter_two_phase = ON: no time behind a changed table can be restored",
                            Remedy.set(engine, "binlog_alter_two_phase", "OFF")));
        }
    }

    /** A release that no longer has the setting has but that way. */
    private void mustBe(String setting, String value) {
        String found = variables.text(setting);
        findings.add(
                found.equalsIgnoreCase(value) || !variables.has(setting)
                        ? Finding.ok(setting, value)
                        : Finding.error(
                                setting,
                                found,
                                Remedy.set(engine, setting, "'%s'".formatted(value))));
    }

    /** What is written so cannot be read back from the binary log. */
    private void unreadable(String code, String setting, boolean on) {
        findings.add(
                on
                        ? Finding.error(
                                code,
                                "%s = %s".formatted(setting, variables.text(setting)),
                                Remedy.set(engine, setting, engine == MARIADB ? "OFF" : "''"))
                        : Finding.ok(code, "off"));
    }

    private void localFiles() {
        findings.add(
                variables.isOn("local_infile")
                        ? Finding.ok("local_infile", "on")
                        : Finding.warning(
                                "local_infile",
                                "off: loading data takes several times as long",
                                Remedy.set(engine, "local_infile", "ON")));
    }

    private void connections() {
        long most = variables.number("max_connections");
        String found = "%d, of which one replica's pool takes %d".formatted(most, poolSize);
        String remedy =
                Remedy.set(engine, "max_connections", Integer.toString(4 * poolSize + RESERVE));
        String code = "max_connections";
        if (most < poolSize + RESERVE) {
            findings.add(Finding.error(code, found, remedy));
        } else if (most < 2L * poolSize + RESERVE) {
            findings.add(Finding.warning(code, found + ": not enough for two", remedy));
        } else {
            findings.add(Finding.ok(code, found));
        }
    }

    /** MariaDB's number is that of each part of the cache, MySQL's that of all together. */
    private void tableCache() {
        long cache = variables.number("table_open_cache");
        long parts = Math.max(1, variables.number("table_open_cache_instances"));
        long inOne = engine == MARIADB ? cache : cache / parts;
        String found = "table_open_cache %d, instances %d".formatted(cache, parts);
        findings.add(
                inOne >= CACHED_TABLES
                        ? Finding.ok("table_cache", found)
                        : Finding.warning(
                                "table_cache",
                                found + ": thousands of tenants' tables push each other out",
                                engine == MARIADB
                                        ? Remedy.set(engine, "table_open_cache", "8000")
                                        : Remedy.configure(
                                                "table_open_cache = 8000 and table_open_cache_instances = 1")));
    }

    private void durability() {
        synced(
                "commit_durability",
                "innodb_flush_log_at_trx_commit",
                "a crash loses the last second of commits");
    }

    /** What the log lacks after a crash is archived nowhere, or is archived and never happened. */
    private void logDurability() {
        synced(
                "binlog_synced",
                "sync_binlog",
                "after a crash of the machine the log may lack commits");
    }

    private void synced(String code, String setting, String otherwise) {
        String found = variables.text(setting);
        findings.add(
                found.equals("1")
                        ? Finding.ok(code, setting + " 1")
                        : Finding.warning(
                                code,
                                "%s %s: %s".formatted(setting, found, otherwise),
                                Remedy.set(engine, setting, "1")));
    }

    private void timeZone() {
        String zone = variables.text("time_zone");
        String effective =
                zone.equalsIgnoreCase("SYSTEM") ? variables.text("system_time_zone") : zone;
        findings.add(
                UTC.contains(effective.toUpperCase(Locale.ROOT))
                        ? Finding.ok("time_zone", effective)
                        : Finding.warning(
                                "time_zone",
                                "%s: NOW() is not UTC".formatted(effective),
                                Remedy.set(engine, "time_zone", "default_time_zone", "'+00:00'")));
    }

    private void sqlMode() {
        String mode = variables.text("sql_mode").toUpperCase(Locale.ROOT);
        boolean strict = mode.contains("STRICT_TRANS_TABLES") || mode.contains("STRICT_ALL_TABLES");
        findings.add(
                strict
                        ? Finding.ok("sql_mode", "strict")
                        : Finding.warning(
                                "sql_mode",
                                "not strict: whoever connects past the service stores truncated values",
                                Remedy.set(
                                        engine,
                                        "sql_mode",
                                        "'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'")));
    }
}
