package io.tenantry.provisioning.check;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.routing.mysql.ServerVersion.Engine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What a server holds, as it says itself.
 *
 * @param bytes in the files of tenants' tables; null if the admin may not look
 * @param connections of clients, now
 */
record Load(@Nullable Long bytes, int connections) {
    private static final int ACCESS_DENIED = 1227;

    static Load of(AdminConnection admin) throws SQLException {
        return new Load(bytes(admin), connections(admin));
    }

    private static @Nullable Long bytes(AdminConnection admin) throws SQLException {
        // Asks InnoDB for its files: opens no table, however many there are.
        String files =
                admin.version().engine() == Engine.MARIADB
                        ? "INNODB_SYS_TABLESPACES"
                        : "INNODB_TABLESPACES";
        try {
            return Long.valueOf(
                    admin.texts(
                                    """
                                    SELECT COALESCE(SUM(FILE_SIZE), 0)
                                    FROM information_schema.%s
                                    WHERE NAME LIKE ?
                                    """
                                            .formatted(files),
                                    "t\\_%/%")
                            .getFirst());
        } catch (SQLException e) {
            if (e.getErrorCode() == ACCESS_DENIED) {
                return null;
            }
            throw e;
        }
    }

    private static int connections(AdminConnection admin) throws SQLException {
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet row = statement.executeQuery("SHOW STATUS LIKE 'Threads_connected'")) {
            row.next();
            return row.getInt(2);
        }
    }

    Finding finding() {
        return bytes == null
                ? Finding.warning(
                        "load",
                        "%d connections; the admin may not see how large the data is"
                                .formatted(connections),
                        "Grant the admin account PROCESS.")
                : Finding.ok(
                        "load",
                        "%d bytes of tenants' data, %d connections".formatted(bytes, connections));
    }
}
