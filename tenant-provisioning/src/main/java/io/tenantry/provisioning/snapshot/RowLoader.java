package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.io.IOException;
import java.sql.SQLException;

/** A way to get rows into a table. */
interface RowLoader {
    /**
     * Puts all rows into the table of the same name, which is empty.
     *
     * @return what was read; the caller compares it with what is there
     */
    TableSum load(RowSource rows, AdminConnection to, DatabaseName database)
            throws SQLException, IOException;

    /** The faster way that a server allows. */
    static RowLoader allowedBy(AdminConnection admin) throws SQLException {
        return admin.texts("SELECT @@GLOBAL.local_infile").getFirst().equals("1")
                ? new TextLoader()
                : new InsertLoader();
    }
}
