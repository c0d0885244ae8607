package io.tenantry.benchmarks.workbench;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;

/** Rows of the table {@code designs}: the same for a tenant's database and for a peer's. */
public final class DesignRows {

    private static final String PROMPT =
            "A knee-length linen dress with a square neckline, for warm evenings.";

    private DesignRows() {}

    /** The statement that inserts one row into a database's table. */
    public static String insertInto(String database) {
        return """
        INSERT INTO `%s`.designs
            (id, title, prompt, created_by, version, created_at, changed_at)
        VALUES (?, ?, ?, ?, 0, ?, ?)
        """
                .formatted(database);
    }

    /** Binds a tenant's design. */
    public static void bind(PreparedStatement insert, FleetTenant tenant, LocalDateTime now)
            throws SQLException {
        insert.setString(1, tenant.designId());
        insert.setString(2, tenant.title());
        insert.setString(3, PROMPT);
        insert.setString(4, tenant.id());
        insert.setObject(5, now);
        insert.setObject(6, now);
    }
}
