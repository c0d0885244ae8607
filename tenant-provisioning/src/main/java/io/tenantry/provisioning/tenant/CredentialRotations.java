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
import io.tenantry.provisioning.server.AccountName;
import io.tenantry.routing.TenantId;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Rotates the credentials that replicas reach tenants' databases with. */
public final class CredentialRotations {
    private static final int BATCH = 20;

    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final OperationRunner runner;
    private final OperationKind<RotateCredentials> kind;
    private final RotationSettings settings;

    public CredentialRotations(
            ControlPlane controlPlane,
            AuditLog audit,
            OperationRunner runner,
            RotationKind kind,
            RotationSettings settings) {
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.runner = runner;
        this.kind = kind.kind();
        this.settings = settings;
    }

    /**
     * Gives a tenant's database another account with a new password; no request fails meanwhile.
     *
     * @throws ProvisioningException with {@link Reason#TENANT_UNKNOWN}, {@link
     *     Reason#TENANT_STATE_CONFLICT} if it is neither active nor suspended, or {@link
     *     Reason#TENANT_BUSY}
     */
    public RequestedTenant rotate(Handle handle, TenantId tenant, Actor actor) {
        TenantLife life = LifeRows.lock(handle, tenant);
        LifeRows.demandNobodyAtWork(handle, tenant);
        if (!isRotatable(life)) {
            throw LifeRows.conflict(life);
        }
        return submit(handle, tenant, actor);
    }

    /**
     * Rotates the credentials of every active or suspended tenant but those that another operation
     * is at work on. Asks for them a few at a time, so that nobody waits for all; whoever was asked
     * for stays so if this fails half-way.
     */
    public RotationTally rotateAll(Actor actor) {
        RotationTally tally = new RotationTally(0, 0);
        List<TenantId> batch =
                controlPlane.read(handle -> RotationRows.rotatable(handle, null, BATCH));
        while (!batch.isEmpty()) {
            List<TenantId> these = batch;
            tally = tally.plus(controlPlane.inTransaction(handle -> rotate(handle, these, actor)));
            TenantId last = batch.getLast();
            batch = controlPlane.read(handle -> RotationRows.rotatable(handle, last, BATCH));
        }
        return tally;
    }

    private RotationTally rotate(Handle handle, List<TenantId> tenants, Actor actor) {
        RotationTally tally = new RotationTally(0, 0);
        for (TenantId tenant : tenants) {
            // Its life may have gone on since it was found.
            if (!isRotatable(LifeRows.lock(handle, tenant))) {
                continue;
            }
            if (LifeRows.atWork(handle, tenant).isPresent()) {
                tally = tally.plus(new RotationTally(0, 1));
            } else {
                submit(handle, tenant, actor);
                tally = tally.plus(new RotationTally(1, 0));
            }
        }
        return tally;
    }

    private static boolean isRotatable(TenantLife life) {
        return life instanceof TenantLife.Active || life instanceof TenantLife.Suspended;
    }

    private RequestedTenant submit(Handle handle, TenantId tenant, Actor actor) {
        TenantDatabase database = PlacementRows.of(handle, tenant).orElseThrow();
        AccountName to = AccountName.otherThan(database.account(), database.id());
        OperationId operation =
                runner.submit(
                        handle,
                        kind,
                        tenant,
                        new RotateCredentials(
                                database.account().value(),
                                to.value(),
                                database.epoch(),
                                settings.hearing().toMillis(),
                                settings.grace().toMillis()),
                        actor);
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        tenant,
                        kind.name(),
                        null,
                        Map.of("account", database.account().value()),
                        Map.of("account", to.value())));
        return new RequestedTenant(TenantRows.byId(handle, tenant).orElseThrow(), operation);
    }
}
