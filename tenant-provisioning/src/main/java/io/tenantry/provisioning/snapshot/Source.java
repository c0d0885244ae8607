package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.changelog.SchemaOutline;
import io.tenantry.routing.mysql.ServerVersion;
import java.io.IOException;
import java.sql.SQLException;

/** One database as it was at one moment: in a server still, or in an archive. */
public sealed interface Source permits Snapshot, Archive {
    /** Of the server on which it lies, or lay. */
    ServerVersion version();

    Schema schema() throws SQLException;

    /** Its schema as servers of its release word it. */
    SchemaOutline outline() throws SQLException;

    /** All rows of a table; nothing else can be read before they are closed. */
    RowSource rows(Table table) throws SQLException, IOException;

    /**
     * Compares what was read of a table with what is known of it.
     *
     * @throws ProvisioningException with {@link ProvisioningException.Reason#BACKUP_DAMAGED}
     */
    void check(Table table, TableSum read);
}
