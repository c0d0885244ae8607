package io.tenantry.provisioning.seal;

import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.routing.secret.SecretBox;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The secrets of the control plane: under which keys they are, and how they come under one. */
public final class SealedSecrets {
    private final AuditLog audit;
    private final OperationRunner runner;
    private final OperationKind<ResealSecrets> kind;
    private final Seals seals;

    public SealedSecrets(
            ControlPlane controlPlane,
            SecretBox secrets,
            AuditLog audit,
            OperationRunner runner,
            ResealKind kind) {
        this.audit = audit;
        this.runner = runner;
        this.kind = kind.kind();
        this.seals = new Seals(controlPlane, secrets);
    }

    /**
     * Asks for every secret to be sealed under the current master key. Former keys must stay
     * configured until the operation has succeeded.
     */
    public OperationId reseal(Handle handle, Actor actor) {
        OperationId operation =
                runner.submit(handle, kind, null, new ResealSecrets(actor.name()), actor);
        audit.append(
                handle,
                new AuditEntry(actor, null, kind.name(), operation.value(), null, Map.of()));
        return operation;
    }

    /** Counts the secrets by the key that each is sealed under. */
    public SealTally tally() {
        return seals.tally();
    }
}
