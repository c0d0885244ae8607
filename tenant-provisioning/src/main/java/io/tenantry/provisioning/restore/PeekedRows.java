package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.tenant.RouteTurns;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of peeks that go back into tenants' databases: asked for here, found here. */
public final class PeekedRows {
    private final ControlPlane controlPlane;
    private final AdminConnections connections;
    private final AuditLog audit;
    private final OperationRunner runner;
    private final PeekKinds kinds;

    public PeekedRows(
            ControlPlane controlPlane,
            AdminConnections connections,
            AuditLog audit,
            OperationRunner runner,
            PeekKinds kinds) {
        this.controlPlane = controlPlane;
        this.connections = connections;
        this.audit = audit;
        this.runner = runner;
        this.kinds = kinds;
    }

    /**
     * Says what would come of it: does it, and takes it back.
     *
     * @throws ProvisioningException with {@link Reason#PEEK_UNKNOWN}, {@link
     *     Reason#PEEK_STATE_CONFLICT}, {@link Reason#ROWS_MALFORMED}, {@link Reason#ROWS_TOO_MANY},
     *     {@link Reason#ROWS_REFUSED}, or one that says that the server cannot be worked with
     */
    public RowsReport plan(TenantId tenant, String peek, RowsWish wish) {
        PeekDiffs.Both both = controlPlane.read(handle -> PeekDiffs.Both.of(handle, tenant, peek));
        try (AdminConnection admin = connections.open(both.live().serverId())) {
            return new RowTransaction(admin, both).run(wish, false);
        } catch (SQLException e) {
            throw new ProvisioningException(
                    Reason.ROWS_REFUSED,
                    "the rows cannot be brought back: %s (error %d)"
                            .formatted(e.getMessage(), e.getErrorCode()),
                    e);
        }
    }

    /**
     * Asks for rows to be brought back, in a transaction that the caller may still undo. What is
     * wrong with the wish, the operation finds out; {@link #plan} tells before.
     *
     * @throws ProvisioningException with {@link Reason#PEEK_UNKNOWN}, {@link
     *     Reason#PEEK_STATE_CONFLICT}, {@link Reason#TENANT_BUSY} or {@link
     *     Reason#TENANT_STATE_CONFLICT}
     */
    public RequestedRows start(
            Handle handle, TenantId tenant, String peek, RowsWish wish, Actor actor) {
        RouteTurns.demandTurnable(handle, tenant);
        PeekDiffs.Both.of(handle, tenant, peek);
        Instant now = controlPlane.now();
        RowReturn rows =
                new RowReturn(
                        Ulid.at(now),
                        tenant,
                        peek,
                        wish.table(),
                        wish.mode(),
                        RowReturn.State.RUNNING,
                        null,
                        null,
                        null,
                        actor.name(),
                        now,
                        null);
        RowReturnRows.insert(handle, rows);
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        tenant,
                        kinds.rows().name(),
                        null,
                        null,
                        Map.of(
                                "peek", peek,
                                "rows", rows.id(),
                                "table", wish.table(),
                                "mode", wish.mode().code())));
        return new RequestedRows(
                rows,
                runner.submit(
                        handle,
                        kinds.rows(),
                        tenant,
                        new ReturnRows(rows.id(), peek, wish),
                        actor));
    }

    public Optional<RowReturn> find(TenantId tenant, String peek, String id) {
        return controlPlane.read(handle -> RowReturnRows.find(handle, tenant, peek, id));
    }

    /** What was brought back from a peek, newest first. */
    public List<RowReturn> list(TenantId tenant, String peek, int limit) {
        return controlPlane.read(handle -> RowReturnRows.list(handle, tenant, peek, limit));
    }
}
