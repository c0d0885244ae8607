package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.RouteTurns;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.secret.SecretBox;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Databases that show tenants' pasts, to be looked at: asked for here, found here. */
public final class Peeks {
    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final OperationRunner runner;
    private final PeekKinds kinds;
    private final RestorePlans plans;
    private final SecondPlaces places;
    private final RestoreSettings settings;

    public Peeks(
            ControlPlane controlPlane,
            AuditLog audit,
            OperationRunner runner,
            PeekKinds kinds,
            RestorePlans plans,
            SecretBox secrets,
            RestoreSettings settings) {
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.runner = runner;
        this.kinds = kinds;
        this.plans = plans;
        this.places = new SecondPlaces(secrets);
        this.settings = settings;
    }

    /**
     * Asks for a peek, in a transaction that the caller may still undo.
     *
     * @throws ProvisioningException with {@link Reason#TENANT_UNKNOWN}, {@link
     *     Reason#TENANT_STATE_CONFLICT}, {@link Reason#BACKUP_UNKNOWN}, {@link
     *     Reason#BACKUP_STATE_CONFLICT}, {@link Reason#RECOVERY_GAP} or {@link Reason#BACKUPS_OFF}
     */
    public RequestedPeek open(Handle handle, TenantId tenant, PeekWish wish, Actor actor) {
        RouteTurns.demandThere(handle, tenant);
        Backup backup = plans.backup(handle, tenant, wish.backup(), wish.at());
        Instant now = controlPlane.now();
        Duration open = wish.open() == null ? settings.peek() : wish.open();
        Peek peek =
                new Peek(
                        Ulid.at(now),
                        tenant,
                        PeekState.MAKING,
                        backup.id(),
                        wish.at(),
                        null,
                        actor.name(),
                        now,
                        now.plus(open),
                        null);
        PeekRows.insert(handle, peek);
        return submitted(handle, kinds.open(), peek, open, actor);
    }

    /**
     * Asks for the end of a peek, in a transaction that the caller may still undo.
     *
     * @throws ProvisioningException with {@link Reason#PEEK_UNKNOWN} or {@link
     *     Reason#PEEK_STATE_CONFLICT}
     */
    public RequestedPeek end(Handle handle, TenantId tenant, String id, Actor actor) {
        Peek peek = PeekRows.lock(handle, tenant, id).orElseThrow(() -> unknown(id));
        if (peek.state() != PeekState.OPEN && peek.state() != PeekState.FAILED) {
            throw conflict(peek);
        }
        PeekRows.move(handle, id, peek.state(), PeekState.ENDING);
        return submitted(
                handle,
                kinds.end(),
                PeekRows.find(handle, tenant, id).orElseThrow(),
                Duration.ZERO,
                actor);
    }

    private RequestedPeek submitted(
            Handle handle, OperationKind<OpenPeek> kind, Peek peek, Duration open, Actor actor) {
        Map<String, Object> after = new HashMap<>();
        after.put("peek", peek.id());
        after.put("backup", peek.backup());
        after.put("at", peek.at() == null ? null : peek.at().toString());
        audit.append(handle, new AuditEntry(actor, peek.tenant(), kind.name(), null, null, after));
        return new RequestedPeek(
                peek,
                runner.submit(
                        handle,
                        kind,
                        peek.tenant(),
                        new OpenPeek(peek.id(), peek.backup(), peek.at(), open.toMillis()),
                        actor));
    }

    /**
     * Asks for the end of peeks whose time is over; to be called from time to time, by any replica.
     *
     * @param limit how many at most, 1 and up
     * @return how many ends were asked for
     */
    public int endDue(int limit, Actor actor) {
        List<Peek> due =
                controlPlane.read(handle -> PeekRows.due(handle, controlPlane.now(), limit));
        int asked = 0;
        for (Peek peek : due) {
            asked +=
                    controlPlane.inTransaction(handle -> {
                        // Another replica may have been here.
                        boolean still =
                                PeekRows.lock(handle, peek.tenant(), peek.id())
                                        .filter(peek::equals)
                                        .isPresent();
                        if (still) {
                            end(handle, peek.tenant(), peek.id(), actor);
                        }
                        return still ? 1 : 0;
                    });
        }
        return asked;
    }

    /**
     * Hands out how a peek is looked at: once, to whoever asks first.
     *
     * @throws ProvisioningException with {@link Reason#PEEK_UNKNOWN}, {@link
     *     Reason#PEEK_STATE_CONFLICT} or {@link Reason#PEEK_HANDED_OUT}
     */
    public PeekAccess handOut(TenantId tenant, String id, Actor actor) {
        return controlPlane.inTransaction(handle -> {
            Peek peek = PeekRows.lock(handle, tenant, id).orElseThrow(() -> unknown(id));
            TenantDatabase database = opened(handle, peek);
            if (peek.handedOutAt() != null) {
                throw new ProvisioningException(
                        Reason.PEEK_HANDED_OUT,
                        "the password of the peek was shown before, which happens once; open another peek");
            }
            PeekRows.handedOut(handle, id, controlPlane.now());
            audit.append(
                    handle,
                    new AuditEntry(actor, tenant, "peek.hand-out", null, null, Map.of("peek", id)));
            return ServerNames.access(handle, database, places.password(handle, database));
        });
    }

    /** The database of a peek that can be looked at. */
    static TenantDatabase opened(Handle handle, Peek peek) {
        String database = peek.database();
        if (peek.state() != PeekState.OPEN || database == null) {
            throw conflict(peek);
        }
        return PlacementRows.find(handle, database, PlacementRows.PEEK).orElseThrow();
    }

    public Optional<Peek> find(TenantId tenant, String id) {
        return controlPlane.read(handle -> PeekRows.find(handle, tenant, id));
    }

    /**
     * Peeks of a tenant, newest first.
     *
     * @param before only those before this one; null to begin with the newest
     */
    public List<Peek> list(TenantId tenant, @Nullable String before, int limit) {
        return controlPlane.read(handle -> PeekRows.list(handle, tenant, before, limit));
    }

    static ProvisioningException unknown(String id) {
        return new ProvisioningException(Reason.PEEK_UNKNOWN, "the tenant has no peek " + id);
    }

    private static ProvisioningException conflict(Peek peek) {
        return new ProvisioningException(
                Reason.PEEK_STATE_CONFLICT,
                "the peek is %s, which does not allow this".formatted(peek.state().code()));
    }
}
