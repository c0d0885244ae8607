package io.tenantry.provisioning.warm;

import io.tenantry.provisioning.changelog.ChangelogReplay;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.routing.secret.SecretBox;
import java.util.List;

/** The operations on warm databases. */
public record WarmKinds(OperationKind<WarmWish> prepare, OperationKind<WarmWish> discard) {
    public static WarmKinds of(
            ControlPlane controlPlane, SecretBox secrets, ChangelogReplay replay) {
        return new WarmKinds(
                new WarmKind(
                        WarmKind.PREPARE, new PrepareDatabase(controlPlane, secrets, replay), true),
                new WarmKind(WarmKind.DISCARD, new DiscardDatabase(), false));
    }

    /** Both, for a runner. */
    public List<OperationKind<?>> all() {
        return List.of(prepare, discard);
    }
}
