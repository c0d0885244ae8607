package io.tenantry.provisioning.seal;

import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.routing.secret.SecretBox;
import java.util.List;

/** The operation that seals every secret anew. */
public record ResealKind(OperationKind<ResealSecrets> kind) {
    /** Makes it. */
    public static ResealKind of(ControlPlane controlPlane, SecretBox secrets, AuditLog audit) {
        Seals seals = new Seals(controlPlane, secrets);
        return new ResealKind(
                new SecretsResealing(List.of(new Reseal(seals), new CheckSeals(seals, audit))));
    }
}
