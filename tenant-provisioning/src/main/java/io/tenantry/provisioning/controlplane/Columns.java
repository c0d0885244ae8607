package io.tenantry.provisioning.controlplane;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads columns for which JDBC has no type of its own. */
public final class Columns {
    private Columns() {}

    /** A UTC {@code DATETIME(6)} that is never NULL. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    /** A UTC {@code DATETIME(6)} that may be NULL. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column)
            throws SQLException {
        LocalDateTime local = row.getObject(column, LocalDateTime.class);
        return local == null ? null : local.toInstant(ZoneOffset.UTC);
    }
}
