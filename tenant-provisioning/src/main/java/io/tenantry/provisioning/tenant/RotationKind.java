package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.routing.secret.SecretBox;

/** The operation that rotates a tenant's credentials. */
public record RotationKind(OperationKind<RotateCredentials> kind) {
    /** Makes it. */
    public static RotationKind of(
            ControlPlane controlPlane, SecretBox secrets, RouteAnnouncer announcer) {
        return new RotationKind(new CredentialRotation(controlPlane, secrets, announcer));
    }
}
