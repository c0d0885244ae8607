package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AccountName;
import io.tenantry.provisioning.server.AccountSessions;
import io.tenantry.provisioning.server.Accounts;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.tenant.TenantDatabase;
import java.sql.SQLException;

/** Databases of a tenant that do not serve, on their servers. */
final class SecondDatabases {
    /** A backup that is being read keeps a database from being dropped. */
    private static final int PATIENCE_SECONDS = 10;

    private SecondDatabases() {}

    /** Removes one with its accounts and their sessions. */
    static void remove(StepContext<?> context, TenantDatabase database) throws SQLException {
        AdminConnection admin = context.admin(database.serverId(), database.name());
        for (AccountName account : AccountName.bothOf(database.id())) {
            Accounts.lock(admin, account);
            new AccountSessions(admin, account).endAll();
            Accounts.drop(admin, account);
        }
        admin.execute("SET SESSION lock_wait_timeout = " + PATIENCE_SECONDS);
        admin.dropDatabase(database.name());
    }
}
