package io.tenantry.provisioning.journal;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The journal, for onlookers and operators. */
public final class Operations {
    private static final String SELECT =
            """
            SELECT id, kind, tenant_id, state, undoing, error_code, error_detail, requested_by,
                   next_attempt_at, created_at, finished_at
            FROM operations
            """;

    private final ControlPlane controlPlane;
    private final AuditLog audit;

    public Operations(ControlPlane controlPlane, AuditLog audit) {
        this.controlPlane = controlPlane;
        this.audit = audit;
    }

    /** The operation with its steps. */
    public Optional<Operation> find(OperationId id) {
        return controlPlane.read(handle ->
                handle.createQuery(SELECT + "WHERE id = :id")
                        .bind("id", id.value())
                        .map((row, _) -> read(row, StepRows.list(handle, id)))
                        .findOne());
    }

    /**
     * Operations, newest first, without their steps.
     *
     * @param before only those before this one (a cursor); null to begin with the newest
     * @param limit how many at most, 1 and up
     */
    public List<Operation> list(OperationFilter filter, @Nullable OperationId before, int limit) {
        TenantId tenant = filter.tenant();
        OperationState state = filter.state();
        return controlPlane.read(handle ->
                handle.createQuery(
                                SELECT
                                        + """
                                        WHERE (:tenant IS NULL OR tenant_id = :tenant)
                                          AND (:state IS NULL OR state = :state)
                                          AND (:kind IS NULL OR kind = :kind)
                                          AND (:before IS NULL OR id < :before)
                                        ORDER BY id DESC
                                        LIMIT :limit
                                        """)
                        .bind("tenant", tenant == null ? null : tenant.value())
                        .bind("state", state == null ? null : state.code())
                        .bind("kind", filter.kind())
                        .bind("before", before == null ? null : before.value())
                        .bind("limit", limit)
                        .map((row, _) -> read(row, List.of()))
                        .list());
    }

    /** Whether nothing more happens to an operation, unless somebody retries it. */
    public boolean isOver(OperationId id) {
        return controlPlane.read(handle ->
                handle.createQuery("SELECT state FROM operations WHERE id = :id")
                        .bind("id", id.value())
                        .mapTo(String.class)
                        .findOne()
                        .map(OperationState::fromCode)
                        .map(OperationState::isFinal)
                        .orElse(true));
    }

    /**
     * What has happened to an operation since.
     *
     * @param sequence the last event that the onlooker has seen; 0 for none
     */
    public List<OperationEvent> eventsAfter(OperationId id, int sequence) {
        return controlPlane.read(handle -> EventRows.after(handle, id, sequence));
    }

    /**
     * Sets a failed operation going again where it stopped; a runner picks it up at its next sweep.
     *
     * @throws ProvisioningException with {@link Reason#OPERATION_UNKNOWN} or {@link
     *     Reason#OPERATION_NOT_RETRYABLE}
     */
    public void retry(OperationId id, Actor actor) {
        controlPlane.useTransaction(handle -> retry(handle, id, actor));
    }

    private void retry(Handle handle, OperationId id, Actor actor) {
        Operation operation =
                handle.createQuery(SELECT + "WHERE id = :id FOR UPDATE")
                        .bind("id", id.value())
                        .map((row, _) -> read(row, List.of()))
                        .findOne()
                        .orElseThrow(() ->
                                new ProvisioningException(
                                        Reason.OPERATION_UNKNOWN, "no operation has the id " + id));
        if (!OperationRows.retry(handle, id, "retried by " + actor.name(), controlPlane.now())) {
            throw new ProvisioningException(
                    Reason.OPERATION_NOT_RETRYABLE,
                    "operation %s is %s; only a failed one can be retried"
                            .formatted(id, operation.state().code()));
        }
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        operation.tenant(),
                        "operation.retry",
                        id.value(),
                        Map.of("state", operation.state().code()),
                        Map.of("state", OperationState.RUNNING.code())));
    }

    private static Operation read(ResultSet row, List<OperationStep> steps) throws SQLException {
        return new Operation(
                new OperationId(row.getString("id")),
                row.getString("kind"),
                OperationRows.tenant(row.getString("tenant_id")),
                OperationState.fromCode(row.getString("state")),
                row.getBoolean("undoing"),
                row.getString("error_code"),
                row.getString("error_detail"),
                row.getString("requested_by"),
                Columns.instant(row, "next_attempt_at"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "finished_at"),
                steps);
    }
}
