package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.routing.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Takes a tenant from one life to the next: checked, written, journaled and audited in one
 * transaction, and announced after it.
 */
final class LifeMoves {
    private static final int LONGEST_REASON = 500;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final OperationRunner runner;
    private final RouteAnnouncer announcer;

    LifeMoves(
            ControlPlane controlPlane,
            AuditLog audit,
            OperationRunner runner,
            RouteAnnouncer announcer) {
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.runner = runner;
        this.announcer = announcer;
    }

    /**
     * What becomes of a tenant.
     *
     * @param after its life from now on; the one it has if only the operation changes it
     */
    record Move<I>(TenantLife after, OperationKind<I> kind, I input) {}

    /**
     * Makes the move that the tenant's life allows.
     *
     * @param reason for operators; null for none
     * @param decide gives the move from a life, or null if there is none
     * @throws ProvisioningException with {@link Reason#TENANT_UNKNOWN}, {@link
     *     Reason#TENANT_STATE_CONFLICT}, {@link Reason#TENANT_BUSY} or {@link
     *     Reason#REASON_MALFORMED}
     */
    <I> RequestedTenant make(
            Handle handle,
            TenantId tenant,
            @Nullable String reason,
            Actor actor,
            Function<TenantLife, @Nullable Move<I>> decide) {
        demandWellFormed(reason);
        TenantLife life = LifeRows.lock(handle, tenant);
        LifeRows.demandNobodyAtWork(handle, tenant);
        Move<I> move = decide.apply(life);
        if (move == null) {
            throw LifeRows.conflict(life);
        }
        if (!move.after().equals(life)) {
            LifeRows.write(handle, tenant, move.after(), reason, controlPlane.now());
            handle.afterCommit(() -> announcer.routeChanged(tenant));
        }
        OperationId operation = runner.submit(handle, move.kind(), tenant, move.input(), actor);
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        tenant,
                        move.kind().name(),
                        null,
                        Map.of("state", life.state().code()),
                        after(move, reason)));
        return new RequestedTenant(TenantRows.byId(handle, tenant).orElseThrow(), operation);
    }

    private static Map<String, Object> after(Move<?> move, @Nullable String reason) {
        Map<String, Object> after = new HashMap<>();
        after.put(
                "state",
                (move.input() instanceof ReopenTenant reopen ? reopen.to() : move.after().state())
                        .code());
        if (reason != null) {
            after.put("reason", reason);
        }
        return after;
    }

    private static void demandWellFormed(@Nullable String reason) {
        if (reason != null
                && (reason.length() > LONGEST_REASON || CONTROL.matcher(reason).find())) {
            throw new ProvisioningException(
                    Reason.REASON_MALFORMED,
                    "a reason has at most 500 characters and no control characters");
        }
    }
}
