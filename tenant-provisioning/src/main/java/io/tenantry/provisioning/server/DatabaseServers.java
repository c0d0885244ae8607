package io.tenantry.provisioning.server;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The registered database servers. */
public final class DatabaseServers {
    private final ControlPlane controlPlane;
    private final SecretBox secrets;
    private final AdminConnections connections;
    private final AuditLog audit;

    public DatabaseServers(
            ControlPlane controlPlane,
            SecretBox secrets,
            AdminConnections connections,
            AuditLog audit) {
        this.controlPlane = controlPlane;
        this.secrets = secrets;
        this.connections = connections;
        this.audit = audit;
    }

    /**
     * Registers a server, or takes over new admin credentials for one that is registered at the
     * same address. A registration that was cut short is finished by the next one of the same name.
     *
     * @throws ProvisioningException with {@link Reason#SERVER_UNREACHABLE}, {@link
     *     Reason#SERVER_REFUSED}, {@link Reason#SERVER_UNSUPPORTED} or {@link Reason#SERVER_TAKEN}
     */
    public DatabaseServer register(ServerRegistration registration, Actor actor) {
        String newId = Ulid.at(controlPlane.now());
        try (AdminConnection admin = connections.signIn(AdminLogin.of(newId, registration))) {
            RouterAccount router =
                    controlPlane.inTransaction(handle -> claimName(handle, newId, registration));
            makeRouter(admin, registration.name(), router);
            return controlPlane.inTransaction(handle -> activate(handle, router.serverId(), actor));
        }
    }

    /** All servers, by name. */
    public List<DatabaseServer> list() {
        return controlPlane.read(ServerRows::all);
    }

    public Optional<DatabaseServer> find(String name) {
        return controlPlane.read(handle -> ServerRows.byName(handle, name));
    }

    private RouterAccount claimName(Handle handle, String newId, ServerRegistration registration) {
        insertIfAbsent(handle, newId, registration);
        DatabaseServer server =
                ServerRows.byNameForUpdate(handle, registration.name()).orElseThrow();
        if (!server.host().equals(registration.host()) || server.port() != registration.port()) {
            throw new ProvisioningException(
                    Reason.SERVER_TAKEN,
                    "the name %s belongs to the server at %s:%d; choose another"
                            .formatted(registration.name(), server.host(), server.port()));
        }
        handle.createUpdate(
                        """
                        UPDATE database_servers
                        SET admin_user = :user, admin_secret = :secret, changed_at = :now
                        WHERE id = :id
                        """)
                .bind("user", registration.adminUser())
                .bind("secret", sealedAdmin(server.id(), registration))
                .bind("now", controlPlane.now())
                .bind("id", server.id())
                .execute();
        return ServerRows.router(handle, server.id(), secrets);
    }

    private void insertIfAbsent(Handle handle, String id, ServerRegistration registration) {
        Instant now = controlPlane.now();
        handle.createUpdate(
                        """
                        INSERT INTO database_servers
                            (id, name, host, port, admin_user, admin_secret, router_user, router_secret,
                             state, created_at, changed_at)
                        VALUES
                            (:id, :name, :host, :port, :adminUser, :adminSecret, :routerUser, :routerSecret,
                             :state, :now, :now)
                        ON DUPLICATE KEY UPDATE changed_at = changed_at
                        """)
                .bind("id", id)
                .bind("name", registration.name())
                .bind("host", registration.host())
                .bind("port", registration.port())
                .bind("adminUser", registration.adminUser())
                .bind("adminSecret", sealedAdmin(id, registration))
                .bind("routerUser", AccountName.routerOf(id).value())
                .bind(
                        "routerSecret",
                        secrets.seal(GeneratedPassword.next(), SecretPlaces.serverRouter(id)))
                .bind("state", ServerState.REGISTERING.code())
                .bind("now", now)
                .execute();
    }

    private byte[] sealedAdmin(String id, ServerRegistration registration) {
        return secrets.seal(registration.adminPassword(), SecretPlaces.serverAdmin(id));
    }

    private static void makeRouter(AdminConnection admin, String name, RouterAccount router) {
        try {
            Accounts.ensure(admin, router.account(), router.password());
        } catch (SQLException e) {
            throw new ProvisioningException(
                    Reason.SERVER_REFUSED,
                    "server %s does not let its admin make accounts: %s"
                            .formatted(name, e.getMessage()),
                    e);
        }
    }

    private DatabaseServer activate(Handle handle, String id, Actor actor) {
        handle.createUpdate(
                        """
                        UPDATE database_servers
                        SET state = :active, changed_at = :now
                        WHERE id = :id AND state = :registering
                        """)
                .bind("active", ServerState.ACTIVE.code())
                .bind("registering", ServerState.REGISTERING.code())
                .bind("now", controlPlane.now())
                .bind("id", id)
                .execute();
        DatabaseServer server = ServerRows.byId(handle, id).orElseThrow();
        Map<String, Object> after =
                Map.of(
                        "host", server.host(),
                        "port", server.port(),
                        "adminUser", server.adminUser(),
                        "state", server.state().code());
        audit.append(
                handle, new AuditEntry(actor, null, "server.register", server.name(), null, after));
        return server;
    }
}
