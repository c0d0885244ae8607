package io.tenantry.provisioning.binlog;

import static io.tenantry.routing.mysql.ServerVersion.Engine.MARIADB;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.snapshot.LogPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a server says of its binary log. */
final class ServerLog {
    /** In the order in which the server writes: the number at the end of a file's name rises. */
    static final Comparator<LogPosition> ORDER =
            Comparator.comparingLong((LogPosition place) -> number(place.file()))
                    .thenComparingLong(LogPosition::position);

    private final AdminConnection admin;

    ServerLog(AdminConnection admin) {
        this.admin = admin;
    }

    /** A file that the server has still. */
    record LogFile(String name, long bytes) {
        boolean holds(LogPosition place) {
            return name.equals(place.file()) && place.position() <= bytes;
        }
    }

    /**
     * A look at the clock, and then at the log: what was committed before that time stands before
     * that place, and what stands behind it was committed later.
     */
    record Mark(Instant time, LogPosition end) {}

    static long number(String file) {
        String digits = file.substring(file.lastIndexOf('.') + 1);
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }

    boolean isOn() throws SQLException {
        return admin.texts("SELECT @@GLOBAL.log_bin").getFirst().equals("1");
    }

    /** Tells servers apart that answer under one name; MariaDB has but its number. */
    String identity() throws SQLException {
        return admin.version().engine() == MARIADB
                ? "mariadb-" + admin.texts("SELECT @@GLOBAL.server_id").getFirst()
                : admin.texts("SELECT @@GLOBAL.server_uuid").getFirst();
    }

    /** The files that there are, oldest first. */
    List<LogFile> files() throws SQLException {
        List<LogFile> files = new ArrayList<>();
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet rows = statement.executeQuery("SHOW BINARY LOGS")) {
            while (rows.next()) {
                files.add(new LogFile(rows.getString(1), rows.getLong(2)));
            }
        }
        return files;
    }

    /**
     * What will make gaps: of the server's settings, or because the archive is late.
     *
     * @param covered what was committed before is archived; empty if nothing is
     */
    List<String> warnings(Optional<Instant> covered) throws SQLException {
        return LogWarnings.of(admin, covered, now());
    }

    Mark mark() throws SQLException {
        Instant time = now();
        String end =
                admin.version().engine() == MARIADB
                        ? "SHOW BINLOG STATUS"
                        : "SHOW BINARY LOG STATUS";
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet row = statement.executeQuery(end)) {
            if (!row.next()) {
                throw new SQLException("the server keeps no binary log");
            }
            return new Mark(time, new LogPosition(row.getString(1), row.getLong(2)));
        }
    }

    private Instant now() throws SQLException {
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet row = statement.executeQuery("SELECT UTC_TIMESTAMP(6)")) {
            row.next();
            return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        }
    }

    /** How many bytes of the log stand between two places. */
    long between(LogPosition from, LogPosition to) throws SQLException {
        if (from.file().equals(to.file())) {
            return Math.max(0, to.position() - from.position());
        }
        long bytes = to.position() - from.position();
        for (LogFile file : files()) {
            long number = number(file.name());
            if (number >= number(from.file()) && number < number(to.file())) {
                bytes += file.bytes();
            }
        }
        return Math.max(0, bytes);
    }
}
