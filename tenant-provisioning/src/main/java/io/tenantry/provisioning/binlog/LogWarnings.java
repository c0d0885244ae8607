package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.server.AdminConnection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Settings of a server that will make gaps in what is archived of it. */
final class LogWarnings {
    private static final long DAY = 86_400;

    private LogWarnings() {}

    /**
     * @param covered what was committed before is archived; empty if nothing is
     * @param now by the server's clock
     */
    static List<String> of(AdminConnection admin, Optional<Instant> covered, Instant now)
            throws SQLException {
        Map<String, String> settings = read(admin);
        List<String> warnings = new ArrayList<>(of(settings));
        covered.flatMap(until -> late(settings, Duration.between(until, now)))
                .ifPresent(warnings::add);
        return warnings;
    }

    private static Map<String, String> read(AdminConnection admin) throws SQLException {
        Map<String, String> settings = new HashMap<>();
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                SHOW GLOBAL VARIABLES WHERE Variable_name IN
                                    ('binlog_format', 'log_bin_compress', 'binlog_alter_two_phase',
                                     'binlog_expire_logs_seconds', 'expire_logs_days',
                                     'max_binlog_total_size', 'sync_binlog')
                                """)) {
            while (rows.next()) {
                settings.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
            }
        }
        return settings;
    }

    static List<String> of(Map<String, String> settings) {
        List<String> warnings = new ArrayList<>();
        String format = settings.getOrDefault("binlog_format", "ROW");
        if (!format.equalsIgnoreCase("ROW")) {
            warnings.add(
                    "binlog_format = %s: changes of rows that are written down as statements cannot be replayed"
                            .formatted(format));
        }
        for (String setting : List.of("log_bin_compress", "binlog_alter_two_phase")) {
            if (settings.getOrDefault(setting, "OFF").equalsIgnoreCase("ON")) {
                warnings.add("%s = ON: what is written so cannot be replayed".formatted(setting));
            }
        }
        throwingAway(settings, warnings);
        String synced = settings.getOrDefault("sync_binlog", "1");
        if (!synced.equals("1")) {
            warnings.add(
                    "sync_binlog = %s: if its machine crashes, the server may lose of its log what is archived, or archive of it what it has lost; SET GLOBAL sync_binlog = 1"
                            .formatted(synced));
        }
        return warnings;
    }

    private static void throwingAway(Map<String, String> settings, List<String> warnings) {
        long kept = keptSeconds(settings);
        if (kept > 0 && kept < DAY) {
            warnings.add(
                    "binlog_expire_logs_seconds = %d: the server throws logs away in less than a day, archived or not; SET GLOBAL binlog_expire_logs_seconds = 259200"
                            .formatted(kept));
        }
        String most = settings.getOrDefault("max_binlog_total_size", "0");
        if (!most.equals("0")) {
            warnings.add(
                    "max_binlog_total_size = %s: the server throws logs away by their size, archived or not; SET GLOBAL max_binlog_total_size = 0, and let binlog_expire_logs_seconds say how long they stay"
                            .formatted(most));
        }
    }

    /** Older releases count in days, with fractions on MariaDB. */
    private static long keptSeconds(Map<String, String> settings) {
        long seconds = Long.parseLong(settings.getOrDefault("binlog_expire_logs_seconds", "0"));
        double days = Double.parseDouble(settings.getOrDefault("expire_logs_days", "0"));
        return seconds > 0 ? seconds : Math.round(days * DAY);
    }

    /** Said while there is as much time left as has gone by. */
    static Optional<String> late(Map<String, String> settings, Duration lag) {
        long kept = keptSeconds(settings);
        return kept > 0 && 2 * lag.toSeconds() > kept
                ? Optional.of(
                        "the archive is %d seconds behind, and the server throws logs away after %d: see what keeps the archiver, and raise binlog_expire_logs_seconds until it has caught up"
                                .formatted(lag.toSeconds(), kept))
                : Optional.empty();
    }
}
