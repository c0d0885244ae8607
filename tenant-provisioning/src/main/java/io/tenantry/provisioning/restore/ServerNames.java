package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.tenant.TenantDatabase;
import org.jdbi.v3.core.Handle;

/** What database servers are called, and where they are. */
final class ServerNames {
    private ServerNames() {}

    static String of(Handle handle, String serverId) {
        return handle.createQuery("SELECT name FROM database_servers WHERE id = :id")
                .bind("id", serverId)
                .mapTo(String.class)
                .one();
    }

    /** How somebody who has the password reaches a database. */
    static PeekAccess access(Handle handle, TenantDatabase database, String password) {
        return handle.createQuery("SELECT host, port FROM database_servers WHERE id = :id")
                .bind("id", database.serverId())
                .map((row, _) ->
                        new PeekAccess(
                                row.getString("host"),
                                row.getInt("port"),
                                database.name().value(),
                                database.account().value(),
                                password))
                .one();
    }
}
