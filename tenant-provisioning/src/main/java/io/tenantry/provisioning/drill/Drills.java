package io.tenantry.provisioning.drill;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Restore drills: asked for here, their receipts found here. */
public final class Drills {
    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final OperationRunner runner;
    private final DrillKind kind;
    private final Backups backups;
    private final Duration every;

    /**
     * @param every from one drill to the next; zero for none but those asked for
     */
    public Drills(
            ControlPlane controlPlane,
            AuditLog audit,
            OperationRunner runner,
            DrillKind kind,
            Backups backups,
            Duration every) {
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.runner = runner;
        this.kind = kind;
        this.backups = backups;
        this.every = every;
    }

    /**
     * Asks for a drill on a backup.
     *
     * @throws ProvisioningException with {@link Reason#BACKUPS_OFF}, {@link Reason#BACKUP_UNKNOWN},
     *     {@link Reason#BACKUP_STATE_CONFLICT}, or {@link Reason#TENANT_STATE_CONFLICT} if no
     *     server is left that it came from or serves the tenant
     */
    public RequestedDrill create(Handle handle, TenantId tenant, String backup, Actor actor) {
        backups.demandConfigured();
        Backup ready = Backups.demandReady(handle, tenant, backup);
        String server =
                DrillRows.server(handle, tenant, ready.serverId())
                        .orElseThrow(() ->
                                new ProvisioningException(
                                        Reason.TENANT_STATE_CONFLICT,
                                        "the tenant has no database server to restore on"));
        String id = insert(handle, ready, server);
        OperationId operation = runner.submit(handle, kind, tenant, new DrillWish(id), actor);
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        tenant,
                        DrillKind.NAME,
                        null,
                        null,
                        Map.of("backup", backup, "drill", id)));
        return new RequestedDrill(DrillRows.plan(handle, id).orElseThrow().drill(), operation);
    }

    private String insert(Handle handle, Backup backup, String server) {
        Instant now = controlPlane.now();
        Instant newest = DrillRows.newest(handle, backup.tenant()).orElse(backup.createdAt());
        Drill drill =
                new Drill(
                        Ulid.at(now),
                        backup.tenant(),
                        backup.id(),
                        server,
                        DrillState.RUNNING,
                        now,
                        null,
                        Duration.between(backup.createdAt(), now),
                        Duration.between(newest, now),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        DrillRows.insert(handle, drill, server);
        return drill.id();
    }

    /**
     * Asks for a drill on any good backup when the last one is long enough ago; to be called from
     * time to time, by one replica at a time.
     *
     * @return what was asked for; empty also if there is no good backup
     */
    public Optional<RequestedDrill> reconcile(Actor actor) {
        if (every.isZero() || !backups.isConfigured()) {
            return Optional.empty();
        }
        return controlPlane.inTransaction(handle -> {
            boolean due =
                    DrillRows.last(handle)
                            .map(last -> !last.plus(every).isAfter(controlPlane.now()))
                            .orElse(true);
            return due
                    ? DrillRows.any(handle)
                            .map(any -> create(handle, any.tenant(), any.backup(), actor))
                    : Optional.empty();
        });
    }

    public Optional<Drill> find(String id) {
        return controlPlane.read(handle -> DrillRows.plan(handle, id)).map(DrillRows.Plan::drill);
    }

    /**
     * Receipts, newest first.
     *
     * @param tenant null for all
     * @param before only those before this one; null to begin with the newest
     */
    public List<Drill> list(@Nullable TenantId tenant, @Nullable String before, int limit) {
        return controlPlane.read(handle -> DrillRows.list(handle, tenant, before, limit));
    }
}
