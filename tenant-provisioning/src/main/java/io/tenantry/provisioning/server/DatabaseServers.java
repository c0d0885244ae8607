package io.tenantry.provisioning.server;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The registered database servers. */
public final class DatabaseServers {
    /** How many databases are looked for at a new address. */
    private static final int SAMPLE = 20;

    private final ControlPlane controlPlane;
    private final SecretBox secrets;
    private final AdminConnections connections;
    private final ServerChanges changes;
    private final IntakeChanges intakes;
    private final StateChanges states;

    public DatabaseServers(
            ControlPlane controlPlane,
            SecretBox secrets,
            AdminConnections connections,
            AuditLog audit) {
        this.controlPlane = controlPlane;
        this.secrets = secrets;
        this.connections = connections;
        this.changes = new ServerChanges(controlPlane, secrets, audit);
        this.intakes = new IntakeChanges(audit);
        this.states = new StateChanges(controlPlane, audit);
    }

    /**
     * Registers a server, or takes over the new address and admin account of one that is known by
     * that name. Nothing is written about one that is as it was. A registration that was cut short
     * is finished by the next one of the same name.
     *
     * @throws ProvisioningException with {@link Reason#SERVER_UNREACHABLE}, {@link
     *     Reason#SERVER_REFUSED}, {@link Reason#SERVER_UNSUPPORTED}, or {@link Reason#SERVER_TAKEN}
     *     if another server than the one known by the name is at the new address
     */
    public DatabaseServer register(ServerRegistration registration, Actor actor) {
        return register(registration, IntakeChange.NONE, actor);
    }

    /** As {@link #register(ServerRegistration, Actor)}, and says at once how it takes tenants. */
    public DatabaseServer register(
            ServerRegistration registration, IntakeChange intake, Actor actor) {
        String newId = Ulid.at(controlPlane.now());
        try (AdminConnection admin = connections.signIn(AdminLogin.of(newId, registration))) {
            DatabaseServer known =
                    controlPlane.inTransaction(handle -> claimName(handle, newId, registration));
            if (!registration.isAt(known)) {
                demandItsDatabases(admin, known, registration);
            }
            makeRouter(admin, known);
            return controlPlane.inTransaction(handle -> {
                DatabaseServer server = changes.takeOver(handle, registration, actor);
                intakes.make(handle, server, intake, actor);
                return server;
            });
        }
    }

    /**
     * Changes how a server takes tenants; those it has stay, also beyond a lower capacity.
     *
     * @throws ProvisioningException with {@link Reason#SERVER_UNKNOWN}
     */
    public ServerOverview change(String name, IntakeChange change, Actor actor) {
        return controlPlane.inTransaction(handle -> {
            intakes.make(handle, locked(handle, name), change, actor);
            return OverviewRows.byName(handle, name).orElseThrow();
        });
    }

    /**
     * Has a server take no new tenants. It serves those it has.
     *
     * @throws ProvisioningException with {@link Reason#SERVER_UNKNOWN} or {@link
     *     Reason#SERVER_STATE_CONFLICT}
     */
    public ServerOverview drain(String name, Actor actor) {
        return become(name, ServerState.DRAINING, actor);
    }

    /** As {@link #drain}, of a server that does not work: see {@link ServerState#DOWN}. */
    public ServerOverview declareDown(String name, Actor actor) {
        return become(name, ServerState.DOWN, actor);
    }

    /**
     * Has a server take new tenants again; one that was down has to answer first.
     *
     * @throws ProvisioningException with {@link Reason#SERVER_UNKNOWN}, {@link
     *     Reason#SERVER_STATE_CONFLICT}, {@link Reason#SERVER_UNREACHABLE}, {@link
     *     Reason#SERVER_REFUSED} or {@link Reason#SERVER_UNSUPPORTED}
     */
    public ServerOverview activate(String name, Actor actor) {
        DatabaseServer server = find(name).orElseThrow(() -> unknown(name));
        if (server.state() == ServerState.DOWN) {
            connections.open(server.id()).close();
        }
        return become(name, ServerState.ACTIVE, actor);
    }

    private ServerOverview become(String name, ServerState state, Actor actor) {
        return controlPlane.inTransaction(handle -> {
            states.make(handle, locked(handle, name), state, actor);
            return OverviewRows.byName(handle, name).orElseThrow();
        });
    }

    private static DatabaseServer locked(Handle handle, String name) {
        return ServerRows.byNameForUpdate(handle, name).orElseThrow(() -> unknown(name));
    }

    private static ProvisioningException unknown(String name) {
        return new ProvisioningException(
                Reason.SERVER_UNKNOWN, "no database server is called " + name);
    }

    /** All servers, how they take tenants and what they hold, by name. */
    public List<ServerOverview> overviews() {
        return controlPlane.read(OverviewRows::all);
    }

    public Optional<ServerOverview> overview(String name) {
        return controlPlane.read(handle -> OverviewRows.byName(handle, name));
    }

    /** All servers, by name. */
    public List<DatabaseServer> list() {
        return controlPlane.read(ServerRows::all);
    }

    public Optional<DatabaseServer> find(String name) {
        return controlPlane.read(handle -> ServerRows.byName(handle, name));
    }

    private DatabaseServer claimName(Handle handle, String newId, ServerRegistration registration) {
        Optional<DatabaseServer> known = ServerRows.byName(handle, registration.name());
        if (known.isPresent()) {
            return known.get();
        }
        insertIfAbsent(handle, newId, registration);
        // Not by the new id: another replica may have been quicker.
        return ServerRows.byNameForUpdate(handle, registration.name()).orElseThrow();
    }

    /** A server that has moved brought its databases along; one that has none is another server. */
    private void demandItsDatabases(
            AdminConnection admin, DatabaseServer known, ServerRegistration registration) {
        List<String> expected =
                controlPlane.read(
                        handle -> ServerRows.servingDatabases(handle, known.id(), SAMPLE));
        try {
            if (!expected.isEmpty() && !hasAnyOf(admin, expected)) {
                throw new ProvisioningException(
                        Reason.SERVER_TAKEN,
                        "the name %s belongs to the server at %s:%d, and the one at %s:%d has none of its databases; choose another name"
                                .formatted(
                                        known.name(),
                                        known.host(),
                                        known.port(),
                                        registration.host(),
                                        registration.port()));
            }
        } catch (SQLException e) {
            throw new ProvisioningException(
                    Reason.SERVER_REFUSED,
                    "server %s does not tell its admin which databases it has: %s"
                            .formatted(known.name(), e.getMessage()),
                    e);
        }
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
                .bind(
                        "adminSecret",
                        secrets.seal(registration.adminPassword(), SecretPlaces.serverAdmin(id)))
                .bind("routerUser", AccountName.routerOf(id).value())
                .bind(
                        "routerSecret",
                        secrets.seal(GeneratedPassword.next(), SecretPlaces.serverRouter(id)))
                .bind("state", ServerState.REGISTERING.code())
                .bind("now", now)
                .execute();
    }

    private static boolean hasAnyOf(AdminConnection admin, List<String> databases)
            throws SQLException {
        String places = String.join(", ", Collections.nCopies(databases.size(), "?"));
        return !admin.texts(
                        "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME IN (%s)"
                                .formatted(places),
                        databases.toArray())
                .isEmpty();
    }

    private void makeRouter(AdminConnection admin, DatabaseServer server) {
        RouterAccount router =
                controlPlane.read(handle -> ServerRows.router(handle, server.id(), secrets));
        try {
            Accounts.ensure(admin, router.account(), router.password());
            // Somebody may have locked it, which a new password does not undo.
            Accounts.unlock(admin, router.account());
        } catch (SQLException e) {
            throw new ProvisioningException(
                    Reason.SERVER_REFUSED,
                    "server %s does not let its admin make accounts: %s"
                            .formatted(server.name(), e.getMessage()),
                    e);
        }
    }
}
