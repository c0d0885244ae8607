package io.tenantry.provisioning.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.provisioning.controlplane.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The last check in a server's row. */
final class CheckRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    private CheckRows() {}

    static void write(Handle handle, String serverId, CheckReport report) {
        handle.createUpdate(
                        """
                        UPDATE database_servers
                        SET checked_at = :at, check_ok = :ok, check_findings = :findings
                        WHERE id = :id
                        """)
                .bind("at", report.at())
                .bind("ok", report.ok())
                .bind("findings", json(report.findings()))
                .bind("id", serverId)
                .execute();
    }

    static void write(Handle handle, String serverId, Load load, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE database_servers
                        SET used_bytes = :bytes, used_connections = :connections, measured_at = :now
                        WHERE id = :id
                        """)
                .bind("bytes", load.bytes())
                .bind("connections", load.connections())
                .bind("now", now)
                .bind("id", serverId)
                .execute();
    }

    /** The last check of each server that was ever checked, by the server's name. */
    static Map<String, CheckReport> last(Handle handle) {
        Map<String, CheckReport> last = new HashMap<>();
        handle.createQuery(
                        """
                        SELECT name, checked_at, check_findings
                        FROM database_servers
                        WHERE checked_at IS NOT NULL
                        """)
                .map((row, _) -> last.put(row.getString("name"), report(row)))
                .list();
        return last;
    }

    private static CheckReport report(ResultSet row) throws SQLException {
        try {
            return new CheckReport(
                    Columns.instant(row, "checked_at"),
                    JSON.readValue(row.getString("check_findings"), FINDINGS));
        } catch (JsonProcessingException e) {
            throw new SQLException("check_findings holds no findings", e);
        }
    }

    private static String json(List<Finding> findings) {
        try {
            return JSON.writeValueAsString(findings);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("findings do not become JSON", e);
        }
    }
}
