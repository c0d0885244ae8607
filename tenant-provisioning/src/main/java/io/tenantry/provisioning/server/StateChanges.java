package io.tenantry.provisioning.server;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Brings servers from one state into another, where that is legal, and says so in the audit log.
 */
final class StateChanges {
    private final ControlPlane controlPlane;
    private final AuditLog audit;

    StateChanges(ControlPlane controlPlane, AuditLog audit) {
        this.controlPlane = controlPlane;
        this.audit = audit;
    }

    /**
     * Nothing is written, nor audited, if the server is in that state. The caller has locked the
     * row.
     *
     * @throws ProvisioningException with {@link Reason#SERVER_STATE_CONFLICT}
     */
    void make(Handle handle, DatabaseServer server, ServerState next, Actor actor) {
        ServerState before = server.state();
        if (before == next) {
            return;
        }
        // A server becomes active for the first time by being registered, and no other way.
        if (before == ServerState.REGISTERING || !before.mayBecome(next)) {
            throw new ProvisioningException(
                    Reason.SERVER_STATE_CONFLICT,
                    "database server %s is %s and cannot become %s"
                            .formatted(server.name(), before.code(), next.code()));
        }
        handle.createUpdate(
                        """
                        UPDATE database_servers SET state = :state, changed_at = :now WHERE id = :id
                        """)
                .bind("state", next.code())
                .bind("now", controlPlane.now())
                .bind("id", server.id())
                .execute();
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        null,
                        action(next),
                        server.name(),
                        Map.of("state", before.code()),
                        Map.of("state", next.code())));
    }

    private static String action(ServerState next) {
        return switch (next) {
            case REGISTERING -> "server.register";
            case ACTIVE -> "server.activate";
            case DRAINING -> "server.drain";
            case DOWN -> "server.down";
        };
    }
}
