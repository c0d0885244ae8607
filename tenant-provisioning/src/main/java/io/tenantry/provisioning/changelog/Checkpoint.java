package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.sql.SQLException;

/**
 * Where a database is between two versions, as far as it shows by itself.
 *
 * @param fingerprint of the schema, 64 hex digits
 * @param changesets what Liquibase's table says: how many, and a checksum over which
 */
record Checkpoint(String fingerprint, String changesets) {
    /** Reads where a database is. */
    static Checkpoint of(AdminConnection admin, DatabaseName database) throws SQLException {
        return new Checkpoint(SchemaFingerprint.of(admin, database), changesets(admin, database));
    }

    static String changesets(AdminConnection admin, DatabaseName database) throws SQLException {
        // Not when or in which deployment each ran: that differs from database to database.
        return admin.texts(
                        """
                        SELECT CONCAT(
                            COUNT(*), ':',
                            COALESCE(BIT_XOR(CRC32(CONCAT_WS('|', ID, AUTHOR, FILENAME, MD5SUM))), 0))
                        FROM %s.DATABASECHANGELOG
                        """
                                .formatted(database.quoted()))
                .getFirst();
    }
}
