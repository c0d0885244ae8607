package io.tenantry.provisioning.server;

import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Writes what a registration says about a server into its row, if the row says otherwise. */
final class ServerChanges {
    private final ControlPlane controlPlane;
    private final SecretBox secrets;
    private final AuditLog audit;

    ServerChanges(ControlPlane controlPlane, SecretBox secrets, AuditLog audit) {
        this.controlPlane = controlPlane;
        this.secrets = secrets;
        this.audit = audit;
    }

    /** The server as it is then; nothing is written, nor audited, if it was so before. */
    DatabaseServer takeOver(Handle handle, ServerRegistration registration, Actor actor) {
        DatabaseServer before =
                ServerRows.byNameForUpdate(handle, registration.name()).orElseThrow();
        boolean isNew = before.state() == ServerState.REGISTERING;
        boolean newPassword =
                !registration
                        .adminPassword()
                        .equals(ServerRows.adminPassword(handle, before.id(), secrets));
        boolean moved = !registration.isAt(before);
        if (!isNew
                && !moved
                && !newPassword
                && registration.adminUser().equals(before.adminUser())) {
            return before;
        }
        write(handle, before.id(), registration);
        if (moved) {
            announceRoutes(handle, before.id());
        }
        DatabaseServer after = ServerRows.byId(handle, before.id()).orElseThrow();
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        null,
                        isNew ? "server.register" : "server.change",
                        after.name(),
                        isNew ? null : shown(before, false),
                        shown(after, newPassword && !isNew)));
        return after;
    }

    private void write(Handle handle, String id, ServerRegistration registration) {
        handle.createUpdate(
                        """
                        UPDATE database_servers
                        SET host = :host, port = :port, admin_user = :user, admin_secret = :secret,
                            state = IF(state = :registering, :active, state), changed_at = :now
                        WHERE id = :id
                        """)
                .bind("host", registration.host())
                .bind("port", registration.port())
                .bind("user", registration.adminUser())
                .bind(
                        "secret",
                        secrets.seal(registration.adminPassword(), SecretPlaces.serverAdmin(id)))
                .bind("registering", ServerState.REGISTERING.code())
                .bind("active", ServerState.ACTIVE.code())
                .bind("now", controlPlane.now())
                .bind("id", id)
                .execute();
    }

    /**
     * The replicas' next poll then reads all routes to the server with one query. No message for
     * each tenant: every replica would ask for each of thousands of routes by itself.
     */
    private void announceRoutes(Handle handle, String id) {
        handle.createUpdate(
                        """
                        UPDATE tenants t
                        JOIN tenant_databases d ON d.id = t.database_id
                        SET t.route_changed_at = :now
                        WHERE d.server_id = :id
                        """)
                .bind("now", controlPlane.now())
                .bind("id", id)
                .execute();
    }

    private static Map<String, Object> shown(DatabaseServer server, boolean newPassword) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("host", server.host());
        shown.put("port", server.port());
        shown.put("adminUser", server.adminUser());
        shown.put("state", server.state().code());
        if (newPassword) {
            shown.put("adminPassword", "changed");
        }
        return shown;
    }
}
