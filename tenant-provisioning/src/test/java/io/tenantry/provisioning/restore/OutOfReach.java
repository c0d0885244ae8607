package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.secret.SecretPlaces;

/**
 * A server that the fleet cannot reach, without a server that has to be stopped and started: it is
 * the fleet's own, under another id, at a port where nobody listens.
 *
 * @param id of the server
 */
record OutOfReach(TestFleet fleet, String id) {
    private static final int NOBODYS_PORT = 1;

    static OutOfReach of(TestFleet fleet) {
        String id = Ulid.next();
        byte[] password =
                fleet.secrets().seal(fleet.server().adminPassword(), SecretPlaces.serverAdmin(id));
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                """
                                INSERT INTO database_servers
                                    (id, name, host, port, admin_user, admin_secret, router_user, router_secret,
                                     state, created_at, changed_at)
                                SELECT ?, 'lost', host, ?, admin_user, ?, router_user, router_secret,
                                       'down', created_at, changed_at
                                FROM database_servers
                                WHERE name = ?
                                """,
                                id,
                                NOBODYS_PORT,
                                password,
                                TestFleet.SERVER));
        return new OutOfReach(fleet, id);
    }

    /** From here on nobody reaches the database. */
    void lose(TenantDatabase database) {
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                "UPDATE tenant_databases SET server_id = ? WHERE id = ?",
                                id,
                                database.id()));
    }

    /** Whoever archives its log has just looked at it. */
    void seen() {
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                "REPLACE INTO binlog_archivers (server_id, seen_at) VALUES (?, ?)",
                                id,
                                fleet.controlPlane().now()));
    }

    /** Its address leads elsewhere; says where it led. */
    String moveTo(String host) {
        return fleet.controlPlane()
                .inTransaction(handle -> {
                    String before =
                            handle.createQuery("SELECT host FROM database_servers WHERE id = ?")
                                    .bind(0, id)
                                    .mapTo(String.class)
                                    .one();
                    handle.execute("UPDATE database_servers SET host = ? WHERE id = ?", host, id);
                    return before;
                });
    }

    /** Whatever was lost is where it was. */
    void findAgain() {
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                "UPDATE tenant_databases SET server_id = (SELECT id FROM database_servers WHERE name = ?) WHERE server_id = ?",
                                TestFleet.SERVER,
                                id));
    }
}
