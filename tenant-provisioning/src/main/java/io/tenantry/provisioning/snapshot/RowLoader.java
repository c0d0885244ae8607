package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;

/** A way to get rows into a table. Several may be at work on one table. */
interface RowLoader {
    /**
     * Puts rows into the table of the same name. What is there afterwards is compared by the
     * caller.
     *
     * @param text as {@link RowText} words it
     */
    void load(Table table, InputStream text, AdminConnection to, DatabaseName database)
            throws SQLException, IOException;

    /** The faster way that a server allows. */
    static RowLoader allowedBy(AdminConnection admin) throws SQLException {
        return admin.texts("SELECT @@GLOBAL.local_infile").getFirst().equals("1")
                ? new TextLoader()
                : new InsertLoader();
    }
}
