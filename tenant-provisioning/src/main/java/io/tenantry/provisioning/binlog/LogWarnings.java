package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.server.AdminConnection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Settings of a server that will make gaps in what is archived of it. */
final class LogWarnings {
    private static final long DAY = 86_400;

    private LogWarnings() {}

    static List<String> of(AdminConnection admin) throws SQLException {
        return of(read(admin));
    }

    private static Map<String, String> read(AdminConnection admin) throws SQLException {
        Map<String, String> settings = new HashMap<>();
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                SHOW GLOBAL VARIABLES WHERE Variable_name IN
                                    ('binlog_format', 'log_bin_compress', 'binlog_alter_two_phase',
                                     'binlog_expire_logs_seconds', 'sync_binlog')
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
        long kept = Long.parseLong(settings.getOrDefault("binlog_expire_logs_seconds", "0"));
        if (kept > 0 && kept < DAY) {
            warnings.add(
                    "binlog_expire_logs_seconds = %d: the server throws logs away in less than a day, archived or not"
                            .formatted(kept));
        }
        return warnings;
    }
}
